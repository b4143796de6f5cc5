using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Search;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Details;

/// <summary>A person to add, after a search that did not find them.</summary>
public sealed record AddPersonInput : PersonDetails
{
    /// <summary>The words of the search that was tried first.</summary>
    public string? Searched { get; set; }

    /// <summary>True when the likely duplicates were shown and none of them is this person.</summary>
    public bool NoneIsThisPerson { get; set; }

    /// <summary>True to open a record as a child and give it the authority's child id.</summary>
    public bool IsChild { get; set; }
    public string? Line1 { get; set; }
    public string? Line2 { get; set; }
    public string? Town { get; set; }
    public string? Postcode { get; set; }

    /// <summary>Someone already known whom the new person is related to.</summary>
    public Guid? RelatedTo { get; set; }

    /// <summary>What the new person is to them.</summary>
    public RelationshipKind? RelatedAs { get; set; }
    public bool ParentalResponsibility { get; set; }

    /// <summary>Children just named whose brother or sister the new child is.</summary>
    public List<Guid> SiblingOf { get; set; } = [];
}

/// <summary>A person was added, and which search had been tried before.</summary>
public sealed record PersonAdded(Guid Person, string? ChildId, string Searched, bool Unborn) : PersonEvent(Person);

/// <summary>People already known may be the one about to be added. The page shows them; the worker decides.</summary>
public sealed class LikelyDuplicatesException(IReadOnlyList<LikelyDuplicate> people) : Exception("People already known may be this person.")
{
    public IReadOnlyList<LikelyDuplicate> People { get; } = people;
}

/// <summary>Adds a person: a child, an unborn child, or someone of the family or network.</summary>
[UseCase]
public sealed class AddPerson(KithDb db, DatabaseEngine engine, RecordAccess access, FindLikelyDuplicates duplicates, Acts.Acts acts, Clock clock)
{
    private const int Attempts = 8;

    /// <returns>The id of the person.</returns>
    /// <exception cref="AccessRefusedException">The actor may not add people, or may not record on the person they are related to.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="LikelyDuplicatesException">Someone already known may be this person, and nobody has said otherwise.</exception>
    public async Task<Guid> Handle(AddPersonInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "add a person");
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        if (input.RelatedTo is { } known)
        {
            await access.Demand(actor, known, Permission.RecordWork, "add a person related to this one", ct);
        }
        await access.Demand(actor, input.SiblingOf, Permission.RecordWork, "add a brother or sister", ct);
        var today = clock.Today;
        var problems = PersonRules.Check(input, input.IsChild || input.Unborn, today);
        if (string.IsNullOrWhiteSpace(input.Searched))
        {
            problems.Add(new("", "Search for the person first: they may already be known"));
        }
        Postcode postcode = default;
        if (!string.IsNullOrWhiteSpace(input.Postcode) && !Postcode.TryParse(input.Postcode, out postcode, out var wrong))
        {
            problems.Add(new(nameof(input.Postcode), wrong));
        }
        if (input.RelatedTo is not null && input.RelatedAs is null)
        {
            problems.Add(new(nameof(input.RelatedAs), "Choose what the new person is to them"));
        }
        Editing.Refuse(problems);
        if (!input.NoneIsThisPerson && await duplicates.Of(Facts(input, postcode), actor, ct) is { Count: > 0 } alike)
        {
            throw new LikelyDuplicatesException(alike);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Add(input, postcode, actor, key, today, ct);
            }
            catch (DbUpdateException error) when (attempt < Attempts && engine.IsDuplicateKey(error))
            {
                // Somebody was given the same child id in the same moment: take the next one.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Guid> Add(AddPersonInput input, Postcode postcode, Actor actor, Guid? key, DateOnly today, CancellationToken ct)
    {
        var person = new Person { Id = clock.NewId(), HasChildRecord = input.IsChild || input.Unborn };
        if (person.HasChildRecord)
        {
            person.LaChildId = await ChildIds.Next(db, today, ct);
        }
        PersonRules.Apply(input, person);
        db.People.Add(person);
        var act = acts.Begin(actor, "Add a person", key: key);
        act.Happened(new PersonAdded(person.Id, person.LaChildId, input.Searched!.Trim(), input.Unborn));
        if (person.HasChildRecord && actor.TeamId is { } team)
        {
            // Without a team nobody would see the new child until somebody allocates: the team of whoever adds it holds it meanwhile.
            db.Allocations.Add(
                new Allocation
                {
                    Id = clock.NewId(),
                    PersonId = person.Id,
                    TeamId = team,
                    Role = AllocationRole.Lead,
                    From = today,
                    ChangeReason = "Record opened; waiting for a worker",
                }
            );
        }
        if (!string.IsNullOrWhiteSpace(input.Line1) || postcode.Value.Length > 0)
        {
            var line1 = PersonRules.Clean(input.Line1);
            db.PersonAddresses.Add(
                new PersonAddress
                {
                    Id = clock.NewId(),
                    PersonId = person.Id,
                    Line1 = line1,
                    Line2 = PersonRules.Clean(input.Line2),
                    Town = PersonRules.Clean(input.Town),
                    Postcode = postcode.Value.Length == 0 ? null : postcode.Value,
                    From = today,
                    AddressKey = PersonAddress.KeyOf(line1, postcode.Value),
                }
            );
        }
        if (input.RelatedTo is { } other)
        {
            Relationships.Pairs.Add(db, act, clock.NewId, person.Id, other, input.RelatedAs!.Value, input.ParentalResponsibility, new(), null);
        }
        foreach (var sibling in input.SiblingOf.Distinct().Where(s => s != input.RelatedTo))
        {
            Relationships.Pairs.Add(db, act, clock.NewId, person.Id, sibling, RelationshipKind.Sibling, false, new(), null);
        }
        return await act.Save(person.Id, ct);
    }

    private static PersonFacts Facts(AddPersonInput input, Postcode postcode) =>
        new()
        {
            Given = input.GivenName,
            Middle = input.MiddleNames,
            Family = input.FamilyName,
            OtherNames = string.IsNullOrWhiteSpace(input.KnownAs) ? [] : [new OtherName(input.KnownAs, input.FamilyName)],
            DateOfBirth = input.Unborn ? input.ExpectedDateOfBirth : input.DateOfBirth,
            DateOfBirthKind =
                input.Unborn ? DateOfBirthKind.Expected
                : input.DateOfBirthEstimated ? DateOfBirthKind.Estimated
                : DateOfBirthKind.Actual,
            Sex = input.Sex,
            NhsNumber = input.NhsNumber,
            Upn = input.Upn,
            AddressLines = [.. new[] { input.Line1, input.Line2, input.Town }.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l!)],
            Postcode = postcode.Value.Length == 0 ? null : postcode.Value,
        };
}

/// <summary>A record as a child was opened for a person already known.</summary>
public sealed record ChildRecordOpened(Guid Person, string ChildId) : PersonEvent(Person);

/// <summary>Opens a record as a child for someone already known, for example a brother who was only named until now.</summary>
[UseCase]
public sealed class OpenChildRecord(KithDb db, DatabaseEngine engine, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">The person is too old.</exception>
    public async Task Handle(Guid personId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "open a record as a child", ct);
        for (var attempt = 1; ; attempt++)
        {
            var person = await db.People.FirstAsync(p => p.Id == personId, ct);
            if (person.HasChildRecord)
            {
                return;
            }
            Editing.RefuseImported(person, "This person");
            if (person.DateOfBirth < clock.Today.AddYears(-PersonRules.ChildUntil))
            {
                throw new NotAcceptedException("", $"A record as a child is for people under {PersonRules.ChildUntil}");
            }
            person.HasChildRecord = true;
            person.LaChildId = await ChildIds.Next(db, clock.Today, ct);
            if (actor.TeamId is { } team)
            {
                db.Allocations.Add(
                    new Allocation
                    {
                        Id = clock.NewId(),
                        PersonId = personId,
                        TeamId = team,
                        Role = AllocationRole.Lead,
                        From = clock.Today,
                        ChangeReason = "Record opened; waiting for a worker",
                    }
                );
            }
            var act = acts.Begin(actor, "Open a record as a child", key: key);
            act.Happened(new ChildRecordOpened(personId, person.LaChildId));
            try
            {
                await act.Save(personId, ct);
                return;
            }
            catch (DbUpdateException error) when (attempt < 8 && engine.IsDuplicateKey(error))
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
