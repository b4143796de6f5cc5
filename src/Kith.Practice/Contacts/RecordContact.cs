using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Questions;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Contacts;

/// <summary>What someone told us, about whom.</summary>
public sealed record ContactInput
{
    /// <summary>The children it is about.</summary>
    public List<Guid> Children { get; set; } = [];
    public ContactChannel? Channel { get; set; }

    /// <summary>DfE referral source code: who told us.</summary>
    public string? SourceCode { get; set; }
    public string? FromName { get; set; }
    public string? FromAgency { get; set; }
    public string? FromReach { get; set; }
    public DateOnly? ReceivedOn { get; set; }
    public TimeOnly? ReceivedAt { get; set; }

    /// <summary>What we were told.</summary>
    public string? Summary { get; set; }
    public bool? FamilyKnows { get; set; }

    /// <summary>Answers to the authority's own questions, by the key of the question.</summary>
    public Dictionary<string, string?> Own { get; set; } = [];
}

/// <summary>Someone told us something about a child.</summary>
public sealed record ContactRecorded(Guid Person, Guid Contact, Guid Together, ContactChannel Channel, string? SourceCode, DateOnly ReceivedOn, int Children) : PersonEvent(Person);

/// <summary>Records a contact about one or several children, from any channel, into the queue of the duty team.</summary>
[UseCase]
public sealed class RecordContact(KithDb db, RecordAccess access, Acts.Acts acts, AskQuestions questions, Clock clock)
{
    /// <summary>The most that may be written.</summary>
    public const int Longest = 20_000;

    /// <returns>The id that the children's contacts share.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record work.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(ContactInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "record a contact");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var children = input.Children.Distinct().ToList();
        var own = await questions.Read(QuestionForm.Contact, input.Own, ct: ct);
        Editing.Refuse([.. Problems(input, children), .. own.Problems]);
        // One may tell us about any child that one may know of; that does not open the child's record.
        var sights = await access.SightOf(actor, children, ct);
        var people = await db.People.AsNoTracking().Where(p => children.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var id in children)
        {
            if (sights[id] == Sight.Nothing || !people.TryGetValue(id, out var person))
            {
                throw new NotAcceptedException(nameof(input.Children), "One of the children you chose is no longer there. Search again");
            }
            if (!person.HasChildRecord || person.MergedIntoId is not null)
            {
                throw new NotAcceptedException(nameof(input.Children), $"{person.DisplayName} has no record as a child yet. Open one first, from their page");
            }
        }

        var together = clock.NewId();
        var team = await DutyTeam.Of(db, actor, ct);
        var act = acts.Begin(actor, "Record a contact", key: key);
        var on = input.ReceivedOn!.Value;
        // Nobody said at what time: now, for what is written down as it comes in, and no time for what came on an earlier day.
        DateTime? at =
            input.ReceivedAt is { } time ? LondonTime.ToUtc(on.ToDateTime(time))
            : on == clock.Today ? act.At
            : null;
        foreach (var id in children)
        {
            var contact = new Contact
            {
                Id = clock.NewId(),
                PersonId = id,
                TogetherId = together,
                ReceivedOn = on,
                ReceivedAt = at,
                Channel = input.Channel,
                SourceCode = input.SourceCode,
                FromName = PersonRules.Clean(input.FromName),
                FromAgency = PersonRules.Clean(input.FromAgency),
                FromReach = PersonRules.Clean(input.FromReach),
                Summary = input.Summary!.Trim(),
                FamilyKnows = input.FamilyKnows,
                TeamId = team,
            };
            if (actor.WorkerId is { } me && actor.TeamId == team)
            {
                // Whoever wrote it down on the duty team is on it, until they pass it on.
                contact.Take(me, act.At);
            }
            db.Contacts.Add(contact);
            await questions.Keep(act, own, id, contact.Id, on, ct);
            act.Happened(new ContactRecorded(id, contact.Id, together, input.Channel!.Value, input.SourceCode, on, children.Count));
        }
        return await act.Save(together, ct);
    }

    private List<Problem> Problems(ContactInput input, List<Guid> children)
    {
        var problems = new List<Problem>();
        if (children.Count == 0)
        {
            problems.Add(new(nameof(input.Children), "Choose the child or children it is about"));
        }
        else if (children.Count > 30)
        {
            problems.Add(new(nameof(input.Children), "One contact can be about 30 children at most"));
        }
        if (input.Channel is null || !Enum.IsDefined(input.Channel.Value))
        {
            problems.Add(new(nameof(input.Channel), "Choose how it came in"));
        }
        if (string.IsNullOrWhiteSpace(input.SourceCode) || !CodeSets.ReferralSource.Contains(input.SourceCode))
        {
            problems.Add(new(nameof(input.SourceCode), "Choose who told us"));
        }
        if (input.ReceivedOn is null)
        {
            problems.Add(new(nameof(input.ReceivedOn), "Enter the date on which it came in"));
        }
        else if (input.ReceivedOn > clock.Today)
        {
            problems.Add(new(nameof(input.ReceivedOn), "The date must be today or in the past"));
        }
        else if (input.ReceivedOn < clock.Today.AddYears(-1))
        {
            problems.Add(new(nameof(input.ReceivedOn), "The date must be within the last year"));
        }
        else if (input.ReceivedAt is { } time && LondonTime.ToUtc(input.ReceivedOn.Value.ToDateTime(time)) > clock.UtcNow)
        {
            problems.Add(new(nameof(input.ReceivedAt), "The time must not be later than now"));
        }
        if (Editing.Text(nameof(input.Summary), input.Summary, "Write what we were told", Longest) is { } wrong)
        {
            problems.Add(wrong);
        }
        foreach (var (field, value) in new[] { (nameof(input.FromName), input.FromName), (nameof(input.FromAgency), input.FromAgency), (nameof(input.FromReach), input.FromReach) })
        {
            if (value?.Length > 200)
            {
                problems.Add(new(field, "This must be 200 characters or fewer"));
            }
        }
        return problems;
    }
}

/// <summary>Into whose queue contacts come.</summary>
internal static class DutyTeam
{
    /// <summary>True for those whose work the front door's queue is: its team, whoever leads it, and whoever works for the whole authority.</summary>
    public static async Task<bool> Serves(KithDb db, Actor actor, CancellationToken ct)
    {
        if (actor.WholeAuthority)
        {
            return true;
        }
        var doors = await db.Teams.AsNoTracking().Where(t => t.Kind == TeamKind.FrontDoor && t.ClosedOn == null).Select(t => t.Id).ToListAsync(ct);
        return doors.Count == 0 ? actor.TeamId is not null : doors.Exists(actor.TeamIds.Contains);
    }

    /// <summary>The actor's own team when it is a front door; otherwise the authority's front door; where there is none, the actor's own team.</summary>
    public static async Task<Guid?> Of(KithDb db, Actor actor, CancellationToken ct)
    {
        var doors = await db.Teams.AsNoTracking().Where(t => t.Kind == TeamKind.FrontDoor && t.ClosedOn == null).OrderBy(t => t.Name).Select(t => t.Id).ToListAsync(ct);
        return actor.TeamId is { } own && doors.Contains(own) ? own
            : doors.Count > 0 ? doors[0]
            : actor.TeamId;
    }
}
