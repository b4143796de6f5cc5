using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Standards.CodeSets;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Show;

/// <summary>A way to reach someone, with who may safely use it.</summary>
public sealed record ContactLine(Guid Id, string Kind, string Value, string? Safety, DateOnly? To, string? Source, int Version);

/// <summary>A school, surgery or other service of the person.</summary>
public sealed record ServiceLine(Guid Id, string Kind, string Name, DateOnly? From, DateOnly? To, string? Source, int Version);

/// <summary>Another name of the person.</summary>
public sealed record NameLine(Guid Id, NameKind Kind, string Text, string? Source);

/// <summary>A further identifier.</summary>
public sealed record IdentifierLine(Guid Id, string Kind, string Value, DateOnly? From, DateOnly? To, string? Source, int Version);

/// <summary>A person with everything and everyone around them.</summary>
public sealed record PersonPage
{
    public required PersonHead Head { get; init; }
    public required DateOnly Today { get; init; }
    public required int Version { get; init; }
    public string? NhsNumber { get; init; }
    public string? Upn { get; init; }
    public string? Ethnicity { get; init; }
    public string? FirstLanguage { get; init; }
    public bool InterpreterNeeded { get; init; }
    public string? Nationality { get; init; }
    public string? HowToBe { get; init; }
    public IReadOnlyList<string> Disabilities { get; init; } = [];
    public IReadOnlyList<NameLine> Names { get; init; } = [];
    public IReadOnlyList<IdentifierLine> Identifiers { get; init; } = [];
    public IReadOnlyList<RelativeLine> Relatives { get; init; } = [];
    public IReadOnlyList<AddressLine> Addresses { get; init; } = [];
    public IReadOnlyList<PersonLine> Household { get; init; } = [];
    public IReadOnlyList<ContactLine> Contacts { get; init; } = [];
    public IReadOnlyList<ServiceLine> Services { get; init; } = [];
    public IReadOnlyList<AllocationLine> Allocations { get; init; } = [];

    /// <summary>The home now, if known and not withheld.</summary>
    public AddressLine? Home => Addresses.FirstOrDefault(a => a.To is null || a.To > Today);
}

/// <summary>Shows a person with their family, household, addresses, ways to reach them, services and professionals.</summary>
[UseCase]
public sealed class ShowPerson(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Null when there is no such person. The caller has already been allowed to read the record.</summary>
    public async Task<PersonPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var row = await (
            from p in db.People.AsNoTracking()
            where p.Id == id
            join o in db.ChildOverviews on p.Id equals o.PersonId into os
            from o in os.DefaultIfEmpty()
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            select new
            {
                Person = p,
                Overview = o,
                Team = t.Name,
                Worker = w.Name,
                Restricted = db.Restrictions.Any(r => r.PersonId == id && r.EndedAt == null),
                Warnings = p.WarningNotes.Where(n => n.EndedOn == null).ToList(),
                Names = p.OtherNames.ToList(),
                Identifiers = p.OtherIdentifiers.ToList(),
                Disabilities = p.Disabilities.Select(d => d.Code).ToList(),
            }
        )
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }
        var person = row.Person;
        var addresses = await db.PersonAddresses.AsNoTracking().Where(a => a.PersonId == id).ToListAsync(ct);
        var contacts = await db.ContactMethods.AsNoTracking().Where(c => c.PersonId == id).ToListAsync(ct);
        var services = await db.ServiceRegistrations.AsNoTracking().Where(s => s.PersonId == id).ToListAsync(ct);
        var allocations = await ShowChild.Allocations(db, id, ct);
        var reach = access.ReachOf(actor);
        var confidential = await MaySeeConfidential(db, actor, person, row.Overview?.TeamId, allocations, ct);
        var ordered = addresses.OrderBy(a => a.To is not null && a.To <= today).ThenBy(a => a.Kind == "Home" ? 0 : 1).ThenByDescending(a => a.From).ToList();
        var home = ordered.FirstOrDefault(a => a.To is null || a.To > today);
        var (relatives, household) = await ShowChild.Around(db, reach, actor, id, home is not null && (confidential || !home.Confidential) ? home.AddressKey : null, today, ct);
        return new PersonPage
        {
            Head = ShowChild.Head(person, row.Overview, row.Team, row.Worker, row.Restricted, row.Warnings, today),
            Today = today,
            Version = person.Version,
            NhsNumber = NhsNumber.TryParse(person.NhsNumber, out var nhs, out _) ? nhs.Formatted : person.NhsNumber,
            Upn = person.Upn,
            Ethnicity = person.Ethnicity is null ? null : CodeSets.Ethnicity.Describe(person.Ethnicity),
            FirstLanguage = person.FirstLanguage,
            InterpreterNeeded = person.InterpreterNeeded,
            Nationality = person.Nationality,
            HowToBe = person.HowToBeWithMe,
            Disabilities = ChildWords.Disabilities(row.Disabilities),
            Names = [.. row.Names.OrderBy(n => n.Kind).Select(n => new NameLine(n.Id, n.Kind, $"{n.GivenName} {n.FamilyName}".Trim(), n.Source))],
            Identifiers =
            [
                .. row
                    .Identifiers.OrderBy(i => i.To is not null)
                    .ThenBy(i => i.Kind, StringComparer.Ordinal)
                    .Select(i => new IdentifierLine(i.Id, i.Kind, i.Value, i.From, i.To, i.Source, i.Version)),
            ],
            Relatives = relatives,
            Addresses = [.. ordered.Select(a => Seeing.Address(a, confidential))],
            Household = household,
            Contacts =
            [
                .. contacts
                    .OrderBy(c => c.To is not null)
                    .ThenBy(c => c.Kind, StringComparer.Ordinal)
                    .Select(c => new ContactLine(c.Id, c.Kind, c.Value, c.SafeToContactNote, c.To, c.Source, c.Version)),
            ],
            Services =
            [
                .. services
                    .OrderBy(s => s.To is not null)
                    .ThenBy(s => s.Kind, StringComparer.Ordinal)
                    .ThenByDescending(s => s.From)
                    .Select(s => new ServiceLine(s.Id, s.Kind, s.Name, s.From, s.To, s.Source, s.Version)),
            ],
            Allocations = allocations,
        };
    }

    /// <summary>For a child: those who work with it. For an adult: those who work with a child of theirs.</summary>
    internal static async Task<bool> MaySeeConfidential(KithDb db, Actor actor, Person person, Guid? teamId, IEnumerable<AllocationLine> allocations, CancellationToken ct)
    {
        if (Seeing.MaySeeConfidential(actor, teamId, allocations.Where(a => a.To is null).Select(a => a.WorkerId)))
        {
            return true;
        }
        if (person.HasChildRecord)
        {
            return false;
        }
        var teams = actor.TeamIds;
        var workers = actor.WorkerIds;
        return await db.Relationships.AnyAsync(
            r =>
                r.PersonId == person.Id
                && (
                    db.ChildOverviews.Any(o => o.PersonId == r.OtherId && teams.Contains(o.TeamId!.Value))
                    || db.Allocations.Any(a => a.PersonId == r.OtherId && a.To == null && workers.Contains(a.WorkerId!.Value))
                ),
            ct
        );
    }
}
