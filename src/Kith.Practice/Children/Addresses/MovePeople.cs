using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Addresses;

/// <summary>Where someone moved, when, and who moved with them.</summary>
public sealed record MoveInput
{
    public DateOnly? MovedOn { get; set; }

    /// <summary>One of <see cref="MovePeople.Kinds"/>.</summary>
    public string Kind { get; set; } = "Home";
    public string? Line1 { get; set; }
    public string? Line2 { get; set; }
    public string? Town { get; set; }
    public string? Postcode { get; set; }

    /// <summary>True when the address must not be told to everyone who reads the record.</summary>
    public bool Confidential { get; set; }

    /// <summary>Members of the household who moved too.</summary>
    public List<Guid> With { get; set; } = [];

    /// <summary>The address that the form showed as the present one; null when it showed none.</summary>
    public Guid? PresentId { get; set; }
}

/// <summary>A person moved: the old address ended, the new one began. The text of a confidential address is not in the words of the log.</summary>
public sealed record PersonMoved(Guid Person, Guid Address, string To, DateOnly On, bool Confidential, IReadOnlyList<Guid> Ended) : PersonEvent(Person);

/// <summary>An address ended without a new one.</summary>
public sealed record AddressEnded(Guid Person, Guid Address, DateOnly To) : PersonEvent(Person);

/// <summary>An address was made confidential, or no longer is.</summary>
public sealed record AddressConfidentialityChanged(Guid Person, Guid Address, bool Confidential) : PersonEvent(Person);

/// <summary>Records a move: ends the old address, begins the new one, for one person or a whole household at once.</summary>
[UseCase]
public sealed class MovePeople(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 120;

    /// <summary>Kinds of address. Only a new home ends the old one.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["Home", "Placement", "Temporary", "Other"];

    /// <returns>The id of the person's new address.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on one of the people.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else recorded a move since.</exception>
    public async Task<Guid> Handle(Guid personId, MoveInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "record a move", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        var problems = Check(input, clock.Today, out var postcode);
        Editing.Refuse(problems);
        var people = input.With.Prepend(personId).Distinct().ToList();
        await access.Demand(actor, [.. people.Skip(1)], Permission.RecordWork, "record a move", ct);
        var on = input.MovedOn!.Value;
        var present = await db.PersonAddresses.Where(a => people.Contains(a.PersonId) && a.To == null && a.Kind == "Home").ToListAsync(ct);
        var shown = present.Where(a => a.PersonId == personId).OrderByDescending(a => a.From).ThenByDescending(a => a.Id).FirstOrDefault();
        if (input.Kind == "Home" && shown?.Id != input.PresentId)
        {
            throw new SecondEditorException(shown?.Id, personId);
        }
        var line1 = PersonRules.Clean(input.Line1);
        var act = acts.Begin(actor, "Record a move", key: key);
        var result = Guid.Empty;
        foreach (var person in people)
        {
            var ended = new List<Guid>();
            foreach (var old in input.Kind == "Home" ? present.Where(a => a.PersonId == person) : [])
            {
                Editing.RefuseImported(old, person == personId ? "The present address" : "The present address of someone you chose");
                if (old.From > on)
                {
                    throw new NotAcceptedException(nameof(input.MovedOn), "The move must be on or after the day on which the present address began");
                }
                old.To = on;
                ended.Add(old.Id);
            }
            var address = new PersonAddress
            {
                Id = clock.NewId(),
                PersonId = person,
                Kind = input.Kind,
                Line1 = line1,
                Line2 = PersonRules.Clean(input.Line2),
                Town = PersonRules.Clean(input.Town),
                Postcode = postcode.Length == 0 ? null : postcode,
                From = on,
                Confidential = input.Confidential,
                AddressKey = PersonAddress.KeyOf(line1, postcode),
            };
            db.PersonAddresses.Add(address);
            act.Happened(new PersonMoved(person, address.Id, address.ToString(), on, input.Confidential, ended));
            result = person == personId ? address.Id : result;
        }
        return await act.Save(result, ct);
    }

    private static List<Problem> Check(MoveInput input, DateOnly today, out string postcode)
    {
        var problems = new List<Problem>();
        postcode = "";
        if (input.MovedOn is null)
        {
            problems.Add(new(nameof(input.MovedOn), "Enter the day of the move"));
        }
        else if (input.MovedOn > today)
        {
            problems.Add(new(nameof(input.MovedOn), "The move must be today or in the past. Record it when it has happened"));
        }
        if (!Kinds.Contains(input.Kind))
        {
            problems.Add(new(nameof(input.Kind), "Choose what kind of address it is"));
        }
        if (string.IsNullOrWhiteSpace(input.Line1))
        {
            problems.Add(new(nameof(input.Line1), "Enter the first line of the address, or «No fixed address»"));
        }
        foreach (var (field, value) in new[] { (nameof(input.Line1), input.Line1), (nameof(input.Line2), input.Line2), (nameof(input.Town), input.Town) })
        {
            if (value?.Trim().Length > Longest)
            {
                problems.Add(new(field, $"This line must be {Longest} characters or fewer"));
            }
        }
        if (!string.IsNullOrWhiteSpace(input.Postcode))
        {
            if (Postcode.TryParse(input.Postcode, out var parsed, out var wrong))
            {
                postcode = parsed.Value;
            }
            else
            {
                problems.Add(new(nameof(input.Postcode), wrong));
            }
        }
        return problems;
    }
}

/// <summary>Ends an address without a new one, or says whether it is confidential.</summary>
[UseCase]
public sealed class ChangeAddress(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">The date cannot be, or the address came with an extract.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the address since.</exception>
    public async Task End(Guid personId, Guid addressId, DateOnly? to, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var address = await Mine(personId, addressId, version, actor, ct);
        if (to is null || to > clock.Today || to < address.From)
        {
            throw new NotAcceptedException("To", "The end must be a day from the beginning of the address until today");
        }
        if (address.To == to)
        {
            return;
        }
        address.To = to;
        var act = acts.Begin(actor, "End an address", key: key);
        act.Happened(new AddressEnded(personId, addressId, to.Value));
        await act.Save(addressId, ct);
    }

    /// <summary>Confidentiality may be set on imported addresses too: it is Kith that keeps it.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this person, or does not work with them.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the address since.</exception>
    public async Task SetConfidential(Guid personId, Guid addressId, bool confidential, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "change who sees an address", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var address =
            await db.PersonAddresses.FirstOrDefaultAsync(a => a.Id == addressId && a.PersonId == personId, ct)
            ?? throw new NotAcceptedException("", "This address is no longer there");
        Editing.SameVersion(address, version);
        if (address.Confidential == confidential)
        {
            return;
        }
        if (address.Confidential)
        {
            var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == personId, ct);
            var team = await db.ChildOverviews.AsNoTracking().Where(o => o.PersonId == personId).Select(o => o.TeamId).FirstOrDefaultAsync(ct);
            if (!await ShowPerson.MaySeeConfidential(db, actor, person, team, await ShowChild.Allocations(db, personId, ct), ct))
            {
                throw new AccessRefusedException(Sight.Read, "open a confidential address");
            }
        }
        address.Confidential = confidential;
        var act = acts.Begin(actor, "Change who sees an address", key: key);
        act.Happened(new AddressConfidentialityChanged(personId, addressId, confidential));
        await act.Save(addressId, ct);
    }

    private async Task<PersonAddress> Mine(Guid personId, Guid addressId, int? version, Actor actor, CancellationToken ct)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "change an address", ct);
        var address =
            await db.PersonAddresses.FirstOrDefaultAsync(a => a.Id == addressId && a.PersonId == personId, ct)
            ?? throw new NotAcceptedException("", "This address is no longer there");
        Editing.RefuseImported(address, "This address");
        Editing.SameVersion(address, version);
        return address;
    }
}
