using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess.Collecting;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess;

/// <summary>What is written down when somebody asks.</summary>
public sealed record RequestInput
{
    public SubjectAsker? Asker { get; set; }
    public string? AskerName { get; set; }
    public string? Authority { get; set; }
    public string? Wants { get; set; }

    /// <summary>Empty for everything.</summary>
    public List<string> Sections { get; set; } = [];
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public DateOnly? ReceivedOn { get; set; }
    public string? RecipientName { get; set; }
    public string? RecipientAddress { get; set; }
    public bool LargePrint { get; set; }

    /// <summary>Whether proof of identity has to be asked for: only where there is doubt.</summary>
    public bool? AskIdentity { get; set; }
    public string? IdentityHow { get; set; }
}

/// <summary>Writes down that somebody asks to read what is held about a person. The month begins.</summary>
[UseCase]
public sealed class ReceiveRequest(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>The longest that one answer may be.</summary>
    public const int Longest = 2000;

    /// <summary>The earliest day that a request can have come in: when the General Data Protection Regulation began to apply.</summary>
    public static readonly DateOnly Earliest = new(2018, 5, 25);

    /// <summary>The sections that can be asked for.</summary>
    public static IReadOnlyList<string> Sections => HeldTables.OwnSections;

    /// <returns>The id of the request.</returns>
    /// <exception cref="AccessRefusedException">The actor does not answer requests, or may not read this record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(Guid personId, RequestInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.AnswerSubjectAccess, "write down a request", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        if (input.Asker is not { } asker || !Enum.IsDefined(asker))
        {
            problems.Add(new(nameof(input.Asker), "Choose who asks"));
            asker = default;
        }
        else if (asker != SubjectAsker.Person && Editing.Text(nameof(input.Authority), input.Authority, "Write on what authority they ask, and what shows it", Longest) is { } none)
        {
            problems.Add(none);
        }
        foreach (
            var (field, value, missing, longest) in new[]
            {
                (nameof(input.AskerName), input.AskerName, "Write who asks", 200),
                (nameof(input.Wants), input.Wants, "Write what they ask for, in their words", Longest),
                (nameof(input.RecipientName), input.RecipientName, "Write to whom the answer goes", 200),
                (nameof(input.RecipientAddress), input.RecipientAddress, "Write where the answer goes", 500),
            }
        )
        {
            if (Editing.Text(field, value, missing, longest) is { } wrong)
            {
                problems.Add(wrong);
            }
        }
        if (input.ReceivedOn is not { } on || on > clock.Today || on < Earliest)
        {
            problems.Add(new(nameof(input.ReceivedOn), "Enter the day on which it came in, today or in the past"));
            on = clock.Today;
        }
        if (input is { From: { } from, To: { } to } && to < from)
        {
            problems.Add(new(nameof(input.To), "The last day must be on or after the first"));
        }
        if (input.AskIdentity is null)
        {
            problems.Add(new(nameof(input.AskIdentity), "Choose whether we know who it is"));
        }
        else if (input.AskIdentity == false && Editing.Text(nameof(input.IdentityHow), input.IdentityHow, "Write how we know who it is", Longest) is { } how)
        {
            problems.Add(how);
        }
        var sections = input.Sections.Where(s => HeldTables.OwnSections.Contains(s)).Distinct().ToList();
        Editing.Refuse(problems);
        if (await db.People.AnyAsync(p => p.Id == personId && p.MergedIntoId != null, ct))
        {
            throw new NotAcceptedException("", "This record was merged into another. Write the request down on that one");
        }
        var id = clock.NewId();
        var request = new SubjectRequest
        {
            Id = id,
            PersonId = personId,
            Reference = $"SA-{id.ToString("N")[^8..].ToUpperInvariant()}",
            Asker = asker,
            AskerName = input.AskerName!.Trim(),
            Authority = asker == SubjectAsker.Person ? null : PersonRules.Clean(input.Authority),
            Wants = input.Wants!.Trim(),
            Sections = sections.Count == 0 || sections.Count == HeldTables.OwnSections.Count ? null : string.Join('\n', sections),
            From = input.From,
            To = input.To,
            ReceivedOn = on,
            RecipientName = input.RecipientName!.Trim(),
            RecipientAddress = input.RecipientAddress!.Trim(),
            LargePrint = input.LargePrint,
            IdentityAskedOn = input.AskIdentity == true ? clock.Today : null,
            IdentityHow = input.AskIdentity == false ? PersonRules.Clean(input.IdentityHow) : null,
            ByAccountId = actor.AccountId,
            ByName = actor.Name,
            RecordedAt = clock.UtcNow,
        };
        request.DueOn = request.Due().DueOn;
        db.SubjectRequests.Add(request);
        var act = acts.Begin(actor, "Write down a request to read a record", key: key);
        act.Happened(new SubjectRequestReceived(personId, id, asker, on, request.DueOn));
        return await act.Save(id, ct);
    }
}
