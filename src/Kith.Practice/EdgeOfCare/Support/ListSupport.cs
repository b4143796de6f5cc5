using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A child for whom the team was asked, works, or looks back.</summary>
/// <param name="Lately">Minutes a week over the latest whole weeks; null before the first is over.</param>
/// <param name="Late">By when the next thing of it is due, and what.</param>
public sealed record SupportedChild(
    Guid PersonId,
    Guid SupportId,
    string Name,
    string Age,
    string? Team,
    string? Worker,
    EdgeSupport Support,
    SupportState State,
    int? Lately,
    int? NextLook,
    DateOnly? DueOn
);

/// <summary>A practitioner of the team with what they hold.</summary>
public sealed record SupportLoad(Guid WorkerId, string Name, int Families, int PlannedHours, int MinutesLately);

/// <summary>The page of the edge-of-care team.</summary>
public sealed record SupportOverview(
    IReadOnlyList<SupportedChild> Waiting,
    IReadOnlyList<SupportedChild> Working,
    IReadOnlyList<SupportedChild> ToLook,
    IReadOnlyList<SupportLoad> Loads,
    IReadOnlyList<LookComparison> Looks,
    int LooksMissed,
    CareCost? Cost,
    (int Children, int Weeks, decimal Pounds)? Avoided,
    IReadOnlyList<(Guid Id, string Name)> Teams,
    DateOnly Today
);

/// <summary>Who waits for the edge-of-care team, whom it works with, and how children fared: of the children within reach.</summary>
[UseCase]
public sealed class ListSupport(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    private sealed class Row
    {
        public required EdgeSupport Support { get; init; }
        public required string Name { get; init; }
        public DateOnly? BornOn { get; init; }
        public bool Unborn { get; init; }
        public string? Team { get; init; }
        public string? Worker { get; init; }
    }

    /// <summary>The page; of one team where one is asked for.</summary>
    public async Task<SupportOverview> List(Guid? team, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        // Two years of looks, each up to a year after its end.
        var since = today.AddYears(-4);
        var all = await (
            from s in db.EdgeSupports.AsNoTracking()
            where s.EndedOn == null || s.EndedOn >= since
            where s.WithdrawnOn == null && s.Accepted != false
            join o in access.ReadableChildren(actor) on s.PersonId equals o.PersonId
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on s.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            select new Row
            {
                Support = s,
                Name = o.DisplayName,
                BornOn = o.BornOn,
                Unborn = o.Unborn,
                Team = t.Name,
                Worker = w.Name,
            }
        ).ToListAsync(ct);
        var rows = team is { } one ? all.Where(r => r.Support.TeamId == one).ToList() : all;
        var teams = await db
            .Teams.AsNoTracking()
            .Where(t => SupportTeams.Kinds.Contains(t.Kind) && t.ClosedOn == null)
            .OrderBy(t => t.Name)
            .ThenBy(t => t.Id)
            .Select(t => new { t.Id, t.Name })
            .ToListAsync(ct);
        var recent = LondonTime.StartOfDayUtc(today.AddDays(-42));
        var sessions = (
            await db
                .SupportSessions.AsNoTracking()
                .Where(s => s.At >= recent && s.TakenBackWhy == null && db.EdgeSupports.Any(e => e.Id == s.SupportId && e.EndedOn == null))
                .ToListAsync(ct)
        ).ToLookup(s => s.SupportId);
        var outcomes = (await db.SupportOutcomes.AsNoTracking().Where(o => o.On >= since).ToListAsync(ct)).ToLookup(o => o.SupportId);
        var cost = await db.CareCosts.AsNoTracking().Where(c => c.From <= today).OrderByDescending(c => c.From).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct);

        var lines = rows.Select(Line).ToList();
        var looks = rows.SelectMany(r =>
                outcomes[r.Support.Id]
                    .Select(o => new LookFact(
                        r.Support.PersonId,
                        o.Months,
                        o.On,
                        r.Support.EndedOn!.Value,
                        o.WithFamily,
                        o.Safely,
                        o.Right,
                        r.Support.CriteriaKeys,
                        r.BornOn is { } born ? Years(born, r.Support.ReferredOn) : null
                    ))
            )
            .ToList();
        var working = lines.Where(l => l.State is SupportState.Working or SupportState.SteppingDown).ToList();
        return new(
            [
                .. lines
                    .Where(l => l.State is SupportState.Referred or SupportState.Waiting)
                    .OrderBy(l => l.Support.Urgency)
                    .ThenBy(l => l.Support.ReferredOn)
                    .ThenBy(l => l.SupportId),
            ],
            [.. working.OrderBy(l => l.State).ThenBy(l => l.Worker, StringComparer.Ordinal).ThenBy(l => l.Name, StringComparer.Ordinal).ThenBy(l => l.SupportId)],
            [.. lines.Where(l => l.NextLook is not null && l.DueOn <= today.AddDays(14)).OrderBy(l => l.DueOn).ThenBy(l => l.SupportId)],
            [
                .. working
                    .Where(l => l.Support.WorkerId is not null)
                    .GroupBy(l => (l.Support.WorkerId!.Value, l.Worker ?? ""))
                    .Select(g => new SupportLoad(g.Key.Value, g.Key.Item2, g.Count(), g.Sum(l => l.Support.WeeklyHours ?? 0), g.Sum(l => l.Lately ?? 0)))
                    .OrderBy(l => l.Name, StringComparer.Ordinal)
                    .ThenBy(l => l.WorkerId),
            ],
            [.. EdgeSupport.Looks.Select(m => SupportFigures.Compare(looks, m, today))],
            lines.Count(l => l.NextLook is not null && l.DueOn < today),
            cost,
            cost is null ? null : SupportFigures.Cost(looks.Where(l => l.On > today.AddYears(-1)), cost.Weekly),
            [.. teams.Select(t => (t.Id, t.Name))],
            today
        );

        SupportedChild Line(Row r)
        {
            var s = r.Support;
            var state = SupportMachine.StateOf(s);
            var next = SupportMachine.NextLook(s, [.. outcomes[s.Id].Select(o => o.Months)]);
            return new(
                s.PersonId,
                s.Id,
                r.Name,
                ChildWords.Age(r.BornOn, r.Unborn, today),
                r.Team,
                r.Worker,
                s,
                state,
                state is SupportState.Working or SupportState.SteppingDown ? Intensity.Lately(Intensity.Weeks(s, sessions[s.Id], today, 6), today) : null,
                next,
                next is { } months ? SupportMachine.LookOn(s.EndedOn!.Value, months) : null
            );
        }
    }

    /// <summary>Sets the council's own figure of what a week in care costs.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep measures.</exception>
    /// <exception cref="NotAcceptedException">The figure or its source is missing.</exception>
    public async Task SetCost(decimal? weekly, string? source, DateOnly? from, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepMeasures, "set what a week in care costs");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        if (weekly is not (>= 100 and <= 50_000))
        {
            problems.Add(new("Weekly", "Enter pounds for a week, from 100 to 50,000"));
        }
        if (Editing.Text("Source", source, "Say where the figure comes from, and of which year: without a source it is not shown", 300) is { } missing)
        {
            problems.Add(missing);
        }
        if (from is null || from > clock.Today)
        {
            problems.Add(new("From", "Enter the day from which the figure holds: today or in the past"));
        }
        Editing.Refuse(problems);
        var cost = new CareCost
        {
            Id = clock.NewId(),
            Weekly = decimal.Round(weekly!.Value, 2),
            Source = source!.Trim(),
            From = from!.Value,
            KeptByName = actor.Name,
            KeptOn = clock.Today,
        };
        db.CareCosts.Add(cost);
        var act = acts.Begin(actor, "Set what a week in care costs", key: key);
        act.Happened(new CareCostSet(cost.Weekly, cost.Source, cost.From));
        await act.Save(cost.Id, ct);
    }

    private static int Years(DateOnly born, DateOnly on) => on.Year - born.Year - (born.AddYears(on.Year - born.Year) > on ? 1 : 0);
}
