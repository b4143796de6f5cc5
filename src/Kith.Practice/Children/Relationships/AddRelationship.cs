using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Relationships;

/// <summary>«Other is kind of the person.»</summary>
public sealed record RelationshipInput
{
    public Guid? OtherId { get; set; }

    /// <summary>What the other is to the person on whose record this is written.</summary>
    public RelationshipKind? Kind { get; set; }

    /// <summary>True when the other has parental responsibility for the person.</summary>
    public bool ParentalResponsibility { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>Married, adopted, twins; null where it is not recorded.</summary>
    public RelationshipForm? Form { get; set; }
    public DateOnly? FormedOn { get; set; }
    public DateOnly? DissolvedOn { get; set; }
    public string? Note { get; set; }

    /// <summary>True when an unlikely age was looked at and is right.</summary>
    public bool AgesChecked { get; set; }
}

/// <summary>A relationship was recorded; written on both people's records.</summary>
public sealed record RelationshipAdded(Guid Person, Guid Pair, Guid Other, RelationshipKind OtherIs, bool ParentalResponsibility, DateOnly? From) : PersonEvent(Person)
{
    /// <summary>Marriage, adoption or birth of twins, where it was said.</summary>
    public RelationshipForm? Form { get; init; }
    public DateOnly? FormedOn { get; init; }
    public DateOnly? DissolvedOn { get; init; }
}

/// <summary>A relationship was changed; written on both people's records.</summary>
public sealed record RelationshipChanged(Guid Person, Guid Pair, Guid Other, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>A relationship ended; written on both people's records.</summary>
public sealed record RelationshipEnded(Guid Person, Guid Pair, Guid Other, DateOnly To) : PersonEvent(Person);

/// <summary>The two directions of a relationship.</summary>
internal static class Pairs
{
    /// <summary>The days as they belong together: a couple that is divorced has parted.</summary>
    public static RelationshipDates Dates(DateOnly? from, DateOnly? to, RelationshipForm? form, DateOnly? formed, DateOnly? dissolved) =>
        new(from, to ?? dissolved, form, formed, dissolved);

    /// <summary>The beginning and the end.</summary>
    public static void Check(List<Problem> problems, RelationshipDates dates, DateOnly today)
    {
        if (dates.To > today)
        {
            problems.Add(new(nameof(dates.To), "The end must be today or in the past"));
        }
        else if (dates.To < dates.From)
        {
            problems.Add(new(nameof(dates.To), "The end must be on or after the beginning"));
        }
    }

    /// <summary>Adds both directions: <paramref name="one"/> is <paramref name="kind"/> of <paramref name="other"/>, with its events.</summary>
    public static Guid Add(KithDb db, Act act, Func<Guid> newId, Guid one, Guid other, RelationshipKind kind, bool responsible, RelationshipDates dates, string? note)
    {
        var pair = newId();
        db.Relationships.AddRange(
            new Relationship
            {
                Id = newId(),
                PairId = pair,
                PersonId = one,
                OtherId = other,
                Kind = kind,
                ParentalResponsibility = responsible,
                From = dates.From,
                To = dates.To,
                Note = note,
                Form = dates.Form,
                FormedOn = dates.FormedOn,
                DissolvedOn = dates.DissolvedOn,
            },
            new Relationship
            {
                Id = newId(),
                PairId = pair,
                PersonId = other,
                OtherId = one,
                Kind = kind.Inverse(),
                From = dates.From,
                To = dates.To,
                Note = note,
                Form = dates.Form,
                FormedOn = dates.FormedOn,
                DissolvedOn = dates.DissolvedOn,
            }
        );
        foreach (var (on, who, what, holds) in new[] { (other, one, kind, responsible), (one, other, kind.Inverse(), false) })
        {
            act.Happened(
                new RelationshipAdded(on, pair, who, what, holds, dates.From)
                {
                    Form = dates.Form,
                    FormedOn = dates.FormedOn,
                    DissolvedOn = dates.DissolvedOn,
                }
            );
        }
        return pair;
    }
}

/// <summary>Records how two people are related, on both records at once.</summary>
[UseCase]
public sealed class AddRelationship(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>A parent younger than this at the birth is asked about.</summary>
    public const int YoungestParent = 12;
    public const int LongestNote = 300;

    /// <returns>The id of the pair.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on this person, or may not know the other.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(Guid personId, RelationshipInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "add a relationship", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        var problems = new List<Problem>();
        if (input.OtherId is null)
        {
            problems.Add(new(nameof(input.OtherId), "Choose the other person"));
        }
        else if (input.OtherId == personId)
        {
            problems.Add(new(nameof(input.OtherId), "Choose someone else: nobody is related to themselves"));
        }
        if (input.Kind is null || !Enum.IsDefined(input.Kind.Value))
        {
            problems.Add(new(nameof(input.Kind), "Choose how they are related"));
        }
        if (input.From > clock.Today)
        {
            problems.Add(new(nameof(input.From), "The date must be today or in the past"));
        }
        var dates = Pairs.Dates(input.From, input.To, input.Form, input.FormedOn, input.DissolvedOn);
        Pairs.Check(problems, dates, clock.Today);
        if (input.Note?.Trim().Length > LongestNote)
        {
            problems.Add(new(nameof(input.Note), $"The note must be {LongestNote} characters or fewer"));
        }
        Editing.Refuse(problems);
        var other = input.OtherId!.Value;
        var kind = input.Kind!.Value;
        if (await access.SightOf(actor, other, ct) is not (Sight.Read or Sight.Known))
        {
            // The same words whether the record is hidden or does not exist.
            throw new NotAcceptedException(nameof(input.OtherId), "Choose someone from the search");
        }
        var both = await db
            .People.AsNoTracking()
            .Where(p => p.Id == personId || p.Id == other)
            .Select(p => new
            {
                p.Id,
                p.DateOfBirth,
                p.ExpectedDateOfBirth,
                p.MergedIntoId,
            })
            .ToListAsync(ct);
        if (both.Any(p => p.MergedIntoId is not null))
        {
            throw new NotAcceptedException(nameof(input.OtherId), "This record was merged into another. Choose the one that is used now");
        }
        if (await db.Relationships.AnyAsync(r => r.PersonId == other && r.OtherId == personId && r.Kind == kind && r.To == null, ct))
        {
            throw new NotAcceptedException(nameof(input.Kind), "This relationship is recorded already");
        }
        var mine = both.First(p => p.Id == personId);
        var theirs = both.First(p => p.Id == other);
        var (elder, younger) = kind switch
        {
            RelationshipKind.Parent or RelationshipKind.Grandparent => (theirs, mine),
            RelationshipKind.Child or RelationshipKind.Grandchild => (mine, theirs),
            _ => (null, null),
        };
        var child = kind == RelationshipKind.Parent ? mine : theirs;
        Editing.Refuse([.. RelationshipForms.Problems(kind, dates, clock.Today, child.DateOfBirth, (mine.DateOfBirth, theirs.DateOfBirth))]);
        var gap = kind is RelationshipKind.Grandparent or RelationshipKind.Grandchild ? 2 * YoungestParent : YoungestParent;
        if (
            !input.AgesChecked
            && input.Form is not RelationshipForm.Adopted
            && elder?.DateOfBirth is { } first
            && (younger?.DateOfBirth ?? younger?.ExpectedDateOfBirth) is { } second
            && first.AddYears(gap) > second
        )
        {
            throw new NotAcceptedException(
                nameof(input.AgesChecked),
                kind is RelationshipKind.Parent or RelationshipKind.Child
                    ? $"The parent would be younger than {gap} at the birth. Check both dates of birth; if they are right, tick that you have checked"
                    : $"The grandparent would be younger than {gap} at the birth. Check both dates of birth; if they are right, tick that you have checked"
            );
        }

        var act = acts.Begin(actor, "Add a relationship", key: key);
        var pair = Pairs.Add(db, act, clock.NewId, other, personId, kind, input.ParentalResponsibility, dates, PersonRules.Clean(input.Note));
        return await act.Save(pair, ct);
    }
}

/// <summary>A relationship as it should be, or its end.</summary>
public sealed record ChangeRelationshipInput
{
    public bool ParentalResponsibility { get; set; }
    public string? Note { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>Married, adopted, twins; null where it is not recorded.</summary>
    public RelationshipForm? Form { get; set; }
    public DateOnly? FormedOn { get; set; }
    public DateOnly? DissolvedOn { get; set; }
    public string? Reason { get; set; }
}

/// <summary>A relationship for its form: what the other is to the person.</summary>
public sealed record RelationshipForEditing(ChangeRelationshipInput Input, int Version, Guid OtherId, RelationshipKind Kind, string OtherName, string? OtherSex);

/// <summary>Changes or ends a relationship, on both records at once.</summary>
[UseCase]
public sealed class ChangeRelationship(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>The form as it stands; null when the person has no such relationship or may not know the other.</summary>
    public async Task<RelationshipForEditing?> Show(Guid personId, Guid pairId, Actor actor, CancellationToken ct = default)
    {
        var row = await db.Relationships.AsNoTracking().FirstOrDefaultAsync(r => r.PairId == pairId && r.OtherId == personId, ct);
        if (row is null || await access.SightOf(actor, row.PersonId, ct) is not (Sight.Read or Sight.Known))
        {
            return null;
        }
        var other = await db.People.AsNoTracking().FirstAsync(p => p.Id == row.PersonId, ct);
        return new(
            new()
            {
                ParentalResponsibility = row.ParentalResponsibility,
                Note = row.Note,
                From = row.From,
                To = row.To,
                Form = row.Form,
                FormedOn = row.FormedOn,
                DissolvedOn = row.DissolvedOn,
            },
            row.Version,
            row.PersonId,
            row.Kind,
            other.DisplayName,
            other.Sex
        );
    }

    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">Something cannot be, or the relationship came with an extract.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Handle(Guid personId, Guid pairId, ChangeRelationshipInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "change a relationship", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var rows = await db.Relationships.Where(r => r.PairId == pairId).ToListAsync(ct);
        var row = rows.FirstOrDefault(r => r.OtherId == personId);
        if (row is null || await access.SightOf(actor, row.PersonId, ct) is not (Sight.Read or Sight.Known))
        {
            throw new NotAcceptedException("", "This relationship is no longer there");
        }
        Editing.RefuseImported(row, "This relationship");
        Editing.SameVersion(row, version);
        var problems = new List<Problem>();
        if (input.From > clock.Today)
        {
            problems.Add(new(nameof(input.From), "The date must be today or in the past"));
        }
        var dates = Pairs.Dates(input.From, input.To, input.Form, input.FormedOn, input.DissolvedOn);
        Pairs.Check(problems, dates, clock.Today);
        var born = await db.People.Where(p => p.Id == row.PersonId || p.Id == personId).ToDictionaryAsync(p => p.Id, p => p.DateOfBirth, ct);
        var child = row.Kind == RelationshipKind.Parent ? personId : row.PersonId;
        problems.AddRange(RelationshipForms.Problems(row.Kind, dates, clock.Today, born[child], (born[personId], born[row.PersonId])));
        if (input.Note?.Trim().Length > AddRelationship.LongestNote)
        {
            problems.Add(new(nameof(input.Note), $"The note must be {AddRelationship.LongestNote} characters or fewer"));
        }
        if (row.ParentalResponsibility != input.ParentalResponsibility && string.IsNullOrWhiteSpace(input.Reason))
        {
            problems.Add(new(nameof(input.Reason), "Say how we know that parental responsibility changed"));
        }
        Editing.Refuse(problems);

        var ends = row.To is null && dates.To is not null;
        var act = acts.Begin(actor, ends ? "End a relationship" : "Change a relationship", PersonRules.Clean(input.Reason), key);
        foreach (var side in rows)
        {
            (side.From, side.To) = (dates.From, dates.To);
            (side.Form, side.FormedOn, side.DissolvedOn) = (dates.Form, dates.FormedOn, dates.DissolvedOn);
            side.Note = PersonRules.Clean(input.Note);
            if (side == row)
            {
                side.ParentalResponsibility = input.ParentalResponsibility;
            }
        }
        var changes = act.ChangesOf(row);
        if (changes.Count == 0)
        {
            return;
        }
        foreach (var (person, other) in new[] { (personId, row.PersonId), (row.PersonId, personId) })
        {
            act.Happened(ends ? new RelationshipEnded(person, pairId, other, dates.To!.Value) : new RelationshipChanged(person, pairId, other, changes));
        }
        await act.Save(pairId, ct);
    }
}
