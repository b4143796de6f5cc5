using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Details;

/// <summary>A person's details as they should be, and why they are corrected.</summary>
public sealed record ChangePersonInput : PersonDetails
{
    /// <summary>Asked for when a name, date of birth, sex or identifier that was there already is changed.</summary>
    public string? Reason { get; set; }
}

/// <summary>Details of a person were changed: each field, old and new.</summary>
public sealed record PersonDetailsChanged(Guid Person, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>A person's details and the version they were read at.</summary>
public sealed record PersonForEditing(ChangePersonInput Details, int Version, bool IsChild, string? Source, string Name);

/// <summary>Changes who a person is said to be.</summary>
[UseCase]
public sealed class ChangePersonDetails(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    private static readonly HashSet<string> NeedReason =
    [
        nameof(Person.GivenName),
        nameof(Person.FamilyName),
        nameof(Person.DateOfBirth),
        nameof(Person.Sex),
        nameof(Person.NhsNumber),
        nameof(Person.Upn),
        nameof(Person.DateOfDeath),
    ];

    /// <summary>The form as it stands; null when there is no such person. The caller has already been allowed to read the record.</summary>
    public async Task<PersonForEditing?> Show(Guid personId, CancellationToken ct = default) =>
        await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, ct) is { } p
            ? new PersonForEditing(PersonDetails.Fill(new ChangePersonInput(), p), p.Version, p.HasChildRecord, p.Source, p.DisplayName)
            : null;

    /// <param name="version">The version that the form was filled from.</param>
    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or the facts came with an extract.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the details since.</exception>
    public async Task Handle(Guid personId, ChangePersonInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "change details", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var person = await db.People.FirstAsync(p => p.Id == personId, ct);
        Editing.RefuseImported(person, "This person");
        Editing.SameVersion(person, version);
        var problems = PersonRules.Check(input, person.HasChildRecord, clock.Today);
        if (await SeenBefore(person, input, ct) is { } seen)
        {
            problems.Add(seen);
        }
        Editing.Refuse(problems);
        PersonRules.Apply(input, person);

        var act = acts.Begin(actor, "Change a person's details", PersonRules.Clean(input.Reason), key);
        var changes = act.ChangesOf(person);
        if (changes.Count == 0)
        {
            return;
        }
        if (string.IsNullOrWhiteSpace(input.Reason) && changes.Any(c => NeedReason.Contains(c.Field) && c.Old is not (null or "U")))
        {
            throw new NotAcceptedException(nameof(input.Reason), "Say why this is corrected: it replaces something that was recorded before");
        }
        act.Happened(new PersonDetailsChanged(personId, changes));
        await act.Save(personId, ct);
    }

    /// <summary>A birth later than a day on which the child was seen: one of the two is wrong, and the writer is told which day.</summary>
    private async Task<Problem?> SeenBefore(Person person, ChangePersonInput input, CancellationToken ct)
    {
        if (!person.HasChildRecord || (input.Unborn ? person.DateOfBirth is null : input.DateOfBirth == person.DateOfBirth))
        {
            return null;
        }
        var id = person.Id;
        var first = await db.Visits.Where(v => v.Children.Any(c => c.PersonId == id && c.Seen == true)).MinAsync(v => (DateOnly?)v.On, ct);
        return first is not { } on ? null
            : input.Unborn
                ? new(nameof(input.Unborn), $"A visit of {Standards.Calendar.DateWords.Long(on)} says that the child was seen. Correct that visit first if they are not born yet")
            : on < input.DateOfBirth
                ? new(
                    nameof(input.DateOfBirth),
                    $"A visit of {Standards.Calendar.DateWords.Long(on)} says that the child was seen. Correct that visit first, or check the date of birth"
                )
            : null;
    }
}
