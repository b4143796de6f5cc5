using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Allocate;

/// <summary>A worker on a child's case, then or now.</summary>
public sealed record HeldBy(Guid Id, int Version, Guid? WorkerId, string Worker, string? Team, AllocationRole Role, DateOnly From, DateOnly? To, string? Reason, string? Source);

/// <summary>A worker who could take a child, with what speaks for it.</summary>
/// <param name="Load">Null where the worker's caseload is outside the viewer's reach.</param>
/// <param name="Registered">A social worker, by registration with Social Work England.</param>
/// <param name="Nearby">How many of the worker's children, within the viewer's reach, live in the same postcode district.</param>
public sealed record Candidate(
    Guid Id,
    string Name,
    string? JobTitle,
    string? Team,
    bool OwnTeam,
    bool NewlyQualified,
    string? Languages,
    Caseload? Load,
    Knows? Knows,
    DateOnly? AwayUntil,
    int Nearby = 0,
    bool Registered = true
)
{
    /// <summary>The kinds of work they are skilled in.</summary>
    public IReadOnlyList<WorkerSkill> Skills { get; init; } = [];

    /// <summary>Miles from the child's home to the desks of the worker's team, in a straight line; null where either is not known.</summary>
    public double? Miles { get; init; }

    /// <summary>What speaks for it, and what to think about first.</summary>
    public Suggestion Why { get; init; } = new([], []);
}

/// <summary>A brother or sister who can be allocated in the same act.</summary>
/// <param name="Worker">Who holds the case now; null when the child waits.</param>
/// <param name="Likewise">True when the same worker holds both, or nobody does.</param>
/// <param name="Weight">What the child weighs in a caseload, by the authority's policy.</param>
public sealed record AllocatedWith(Guid Id, string Name, Guid? WorkerId, string? Worker, bool Likewise, decimal Weight);

/// <summary>A change of worker, and how far it got: told or not, visited together or not.</summary>
public sealed record ChangeLine(DateOnly On, string Words, string Tell, string? Know);

/// <summary>What is needed to decide who works with a child.</summary>
public sealed record AllocationView(
    Guid PersonId,
    string Name,
    ChildStatus Status,
    bool Restricted,
    string? FirstLanguage,
    DateOnly Today,
    IReadOnlyList<HeldBy> Current,
    IReadOnlyList<HeldBy> Past,
    Stability Stability,
    IReadOnlyList<Candidate> Candidates,
    string State,
    IReadOnlyList<AllocatedWith> Family
)
{
    /// <summary>Who held the case until now, or last while the child waits: whoever comes next takes over from them.</summary>
    public (Guid Id, string Name, bool Gone)? Earlier { get; init; }

    /// <summary>Who published the places that miles are worked out from, and under which licence; null where none are said.</summary>
    public string? PlacesFrom { get; init; }

    /// <summary>How the child heard of the last changes, latest first.</summary>
    public IReadOnlyList<ChangeLine> Changes { get; init; } = [];

    /// <summary>The worker who holds the case; null when the child waits.</summary>
    public HeldBy? Lead => Current.FirstOrDefault(a => a.Role == AllocationRole.Lead);
}

/// <summary>Shows who works with a child and who could: continuity first, then capacity.</summary>
[UseCase]
public sealed class ShowAllocation(KithDb db, RecordAccess access, ChildFamily family, Clock clock)
{
    /// <param name="also">The brothers and sisters who are to get the same worker, as ticked; null counts those whose worker is the same now.</param>
    /// <exception cref="AccessRefusedException">The actor may not allocate this child.</exception>
    public async Task<AllocationView> Show(Guid personId, Actor actor, IReadOnlyCollection<Guid>? also = null, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.Allocate, "allocate a child", ct);
        var today = clock.Today;
        var rows = await (
            from p in db.People.AsNoTracking()
            where p.Id == personId
            join o in db.ChildOverviews on p.Id equals o.PersonId
            join a in db.Allocations on p.Id equals a.PersonId into all
            from a in all.DefaultIfEmpty()
            join w in db.Workers on a.WorkerId equals w.Id into holders
            from w in holders.DefaultIfEmpty()
            join t in db.Teams on a.TeamId equals t.Id into teams
            from t in teams.DefaultIfEmpty()
            select new
            {
                o.DisplayName,
                o.Status,
                o.Restricted,
                p.FirstLanguage,
                o.TeamId,
                o.EpisodeFrom,
                o.Disabled,
                o.BornOn,
                o.Unborn,
                Communication = p.Disabilities.Any(d => d.Code == "COMM"),
                Outside = db.RiskLevels.Any(r => r.PersonId == personId && (r.To == null || r.To > today) && WorkerSkills.OutsideTheHome.Contains(r.Risk)),
                BeforeCourt = db.PreProceedings.Any(x => x.PersonId == personId && x.EndedOn == null),
                Allocation = a,
                Worker = w.Name,
                WorkerLeft = w.LeftOn,
                Postcode = p.Addresses.Where(x => x.To == null && x.Postcode != null).OrderBy(x => x.Id).Select(x => x.Postcode).FirstOrDefault(),
                Team = t.Name,
            }
        ).ToListAsync(ct);
        var child = rows.FirstOrDefault() ?? throw new AccessRefusedException(Sight.Nothing, "allocate someone without a child's record");
        var allocations = rows.Select(r => r.Allocation).OfType<Allocation>().ToList();
        var policies = await PolicyBook.Load(db, ct);
        var workers = await (
            from w in db.Workers.AsNoTracking()
            where w.LeftOn == null || w.LeftOn > today
            select new
            {
                Worker = w,
                Team = db.Teams.Where(t => t.Id == w.TeamId).Select(t => t.Name).FirstOrDefault(),
                Base = db.TeamBases.Where(b => b.TeamId == w.TeamId).Select(b => b.Sector).FirstOrDefault(),
                Away = db
                    .Users.Where(u => u.WorkerId == w.Id)
                    .SelectMany(u => db.Deputisings.Where(d => d.ForAccountId == u.Id && d.From <= today && d.Until >= today && d.EndedAt == null))
                    .Max(d => (DateOnly?)d.Until),
            }
        ).ToListAsync(ct);
        // How full each is, and how many of their children live in the same postcode district: whoever drives there anyway is near.
        var district = District(child.Postcode);
        var loads = (
            await access
                .ReadableChildren(actor)
                .Where(o => o.WorkerId != null)
                .Select(o => new
                {
                    o.WorkerId,
                    o.Status,
                    Near = district != null && o.PersonId != personId && db.PersonAddresses.Any(x => x.PersonId == o.PersonId && x.To == null && x.Postcode!.StartsWith(district)),
                })
                .GroupBy(o => new
                {
                    o.WorkerId,
                    o.Status,
                    o.Near,
                })
                .Select(g => new
                {
                    g.Key.WorkerId,
                    g.Key.Status,
                    g.Key.Near,
                    Count = g.Count(),
                })
                .ToListAsync(ct)
        ).ToLookup(l => l.WorkerId!.Value);
        var (from, miles) = await Distances(child.Postcode, workers.Select(w => w.Base).OfType<string>().Distinct(), ct);
        var knows = (await Continuity.Of(db, access, actor, [personId], today, ct))[personId].ToDictionary(k => k.WorkerId);

        var held = rows.Where(r => r.Allocation is not null)
            .OrderByDescending(r => r.Allocation.From)
            .ThenByDescending(r => r.Allocation.Id)
            .Select(r => new HeldBy(
                r.Allocation.Id,
                r.Allocation.Version,
                r.Allocation.WorkerId,
                r.Worker ?? (r.Allocation.Source is null ? "No worker" : "Worker not named"),
                r.Team,
                r.Allocation.Role,
                r.Allocation.From,
                r.Allocation.To,
                WorkforceWords.Reason(r.Allocation.ChangeReason),
                r.Allocation.Source is null ? null : Sources.Describe(r.Allocation.Source)
            ))
            .ToList();
        var with = await With(personId, held.FirstOrDefault(h => h.To is null && h.Role == AllocationRole.Lead)?.WorkerId, actor, policies, today, ct);
        var needs = new ChildNeeds(
            child.Status,
            child.FirstLanguage,
            WorkerSkills.AskedBy(child.BornOn, child.Unborn, today, child.Disabled, child.Communication, child.Outside, child.BeforeCourt),
            Caseload.Weight(child.Status, policies, today)
        )
        {
            With = [.. with.Where(w => also?.Contains(w.Id) ?? w.Likewise)],
        };
        var candidates = Suggesting.Order(
            workers.Select(w => new Candidate(
                w.Worker.Id,
                w.Worker.Name,
                w.Worker.JobTitle,
                w.Team,
                w.Worker.TeamId is { } team && (team == child.TeamId || team == actor.TeamId),
                w.Worker.NewlyQualified,
                w.Worker.Languages,
                actor.WholeAuthority || (w.Worker.TeamId is { } t && actor.TeamIds.Contains(t))
                    ? Caseload.Of(loads[w.Worker.Id].SelectMany(l => Enumerable.Repeat(l.Status, l.Count)), w.Worker.FullTimeEquivalent, w.Worker.NewlyQualified, policies, today)
                    : null,
                knows.GetValueOrDefault(w.Worker.Id),
                w.Away,
                loads[w.Worker.Id].Where(l => l.Near).Sum(l => l.Count),
                !string.IsNullOrWhiteSpace(w.Worker.RegistrationNumber)
            )
            {
                Skills = WorkerSkills.Read(w.Worker.SkilledIn),
                Miles = w.Base is { } desk && miles.TryGetValue(desk, out var far) ? far : null,
            }),
            needs
        );
        var last = Handing.Last(allocations, today);
        return new AllocationView(
            personId,
            child.DisplayName,
            child.Status,
            child.Restricted,
            child.FirstLanguage,
            today,
            [.. held.Where(h => h.To is null)],
            [.. held.Where(h => h.To is not null)],
            Stability.Of(allocations, today, ChildWords.IsOpen(child.Status) ? child.EpisodeFrom : today),
            candidates,
            AllocationState.Of(allocations),
            with
        )
        {
            Earlier =
                last is { WorkerId: { } before } && rows.First(r => r.Allocation.Id == last.Id) is var row
                    ? (before, row.Worker ?? "The earlier worker", row.WorkerLeft <= today)
                    : null,
            Changes = await Changes(personId, ct),
            PlacesFrom = from,
        };
    }

    /// <summary>Miles from a home to the sectors of some bases, by the newest file of places that was not taken back. One statement.</summary>
    private async Task<(string? From, IReadOnlyDictionary<string, double> Miles)> Distances(string? postcode, IEnumerable<string> bases, CancellationToken ct)
    {
        var home = Standards.Identifiers.Postcode.TryParse(postcode, out var read, out _) ? read.Sector : null;
        var sectors = bases.Append(home).OfType<string>().ToList();
        if (home is null || sectors.Count == 1)
        {
            return (null, new Dictionary<string, double>());
        }
        var rows = await (
            from p in db.SectorPlaces.AsNoTracking()
            where sectors.Contains(p.Sector)
            join s in db.PlaceSets on p.SetId equals s.Id
            where s.WithdrawnAt == null
            select new
            {
                Place = p,
                s.LoadedAt,
                s.Origin,
                s.Licence,
            }
        ).ToListAsync(ct);
        var newest = rows.GroupBy(r => (r.LoadedAt, r.Place.SetId)).OrderByDescending(g => g.Key.LoadedAt).ThenByDescending(g => g.Key.SetId).FirstOrDefault();
        if (newest?.FirstOrDefault(r => r.Place.Sector == home) is not { } here)
        {
            return (null, new Dictionary<string, double>());
        }
        var licence = Places.PlaceSet.OpenLicences.FirstOrDefault(l => l.Code == here.Licence).Words ?? here.Licence;
        return ($"{here.Origin}. {licence}", newest.ToDictionary(r => r.Place.Sector, r => here.Place.MilesTo(r.Place)));
    }

    private async Task<IReadOnlyList<ChangeLine>> Changes(Guid personId, CancellationToken ct)
    {
        var rows = await db
            .WorkerChanges.AsNoTracking()
            .Where(c => c.PersonId == personId)
            .OrderByDescending(c => c.On)
            .ThenByDescending(c => c.Id)
            .Take(3)
            .Select(c => new
            {
                Change = c,
                Open = db.ActionItems.Count(a => a.Source == Actions.ActionSource.Handover && a.SourceId == c.Id && a.DoneOn == null && a.EndedOn == null),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new ChangeLine(
                r.Change.On,
                r.Open == 0 ? "the child was told"
                    : r.Change.JointVisitOn is { } visit ? $"to be told by {DateWords.Medium(r.Change.TellOn)}, both to visit {DateWords.Medium(visit)}"
                    : $"to be told by {DateWords.Medium(r.Change.TellOn)}",
                r.Change.Tell,
                r.Change.Know
            )),
        ];
    }

    /// <summary>«AM1» of «AM1 2BC»; null where the postcode is not known.</summary>
    internal static string? District(string? postcode) => postcode?.Trim().Split(' ') is [{ Length: > 1 } district, _] ? district.ToUpperInvariant() + " " : null;

    /// <summary>The brothers and sisters whose work is open.</summary>
    private async Task<IReadOnlyList<AllocatedWith>> With(Guid personId, Guid? lead, Actor actor, PolicyBook policies, DateOnly today, CancellationToken ct)
    {
        var open = await family
            .Rows(personId, actor)
            .AsNoTracking()
            .Where(o => o.PersonId != personId && o.Status != ChildStatus.Closed)
            .OrderBy(o => o.BornOn)
            .Select(o => new
            {
                o.PersonId,
                o.DisplayName,
                o.Status,
                o.WorkerId,
                Worker = db.Workers.Where(w => w.Id == o.WorkerId).Select(w => w.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return [.. open.Select(o => new AllocatedWith(o.PersonId, o.DisplayName, o.WorkerId, o.Worker, o.WorkerId == lead, Caseload.Weight(o.Status, policies, today)))];
    }
}
