using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>A step of a family's meeting as written; each step uses its own fields.</summary>
public sealed record FamilyMeetingInput
{
    public FamilyMeetingKind Kind { get; set; } = FamilyMeetingKind.GroupDecision;
    public DateOnly? On { get; set; }

    /// <summary>False where none is offered: the reason is asked.</summary>
    public bool? Offered { get; set; }
    public bool? Accepted { get; set; }
    public string? Reason { get; set; }
    public string? Coordinator { get; set; }
    public string? Prepared { get; set; }
    public string? WhoCame { get; set; }
    public bool PrivateTime { get; set; }
    public string? FamilyPlan { get; set; }
    public string? ChildView { get; set; }
    public bool? Agreed { get; set; }
    public string? AgreedWhy { get; set; }
    public DateOnly? ReviewOn { get; set; }
    public string? Note { get; set; }

    /// <summary>At a review: whether the family's plan holds.</summary>
    public bool? Holds { get; set; }
}

/// <summary>A family's meeting was offered, or not, with the reason.</summary>
public sealed record FamilyMeetingOffered(Guid Person, Guid Meeting, FamilyMeetingKind Kind, DateOnly On, string? NotOffered) : PersonEvent(Person);

/// <summary>A family said whether it wants the meeting.</summary>
public sealed record FamilyMeetingAnswered(Guid Person, Guid Meeting, DateOnly On, bool Accepted, string? Reason) : PersonEvent(Person);

/// <summary>A family met and made its own plan.</summary>
public sealed record FamilyMeetingHeld(Guid Person, Guid Meeting, DateOnly On, bool PrivateTime, bool? Agreed, DateOnly? ReviewOn) : PersonEvent(Person);

/// <summary>A family's own plan was reviewed.</summary>
public sealed record FamilyPlanReviewed(Guid Person, Guid Meeting, DateOnly On, string Note, DateOnly? Again) : PersonEvent(Person)
{
    /// <summary>Whether the plan holds; null in entries from before it was asked.</summary>
    public bool? Holds { get; init; }
}

/// <summary>Offers families their own meeting, prepares and holds it, and looks at their plan again.</summary>
[UseCase]
public sealed class KeepFamilyMeeting(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 20_000;
    public const int LongestLine = 1000;

    /// <summary>All of a child's, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<FamilyMeeting>> List(Guid childId, CancellationToken ct = default) =>
        [.. (await db.FamilyMeetings.AsNoTracking().Where(m => m.PersonId == childId).ToListAsync(ct)).OrderByDescending(m => m.On).ThenByDescending(m => m.Id)];

    /// <summary>Every look at the family's own plans, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<ILookup<Guid, FamilyPlanReview>> Reviews(Guid childId, CancellationToken ct = default) =>
        (await db.FamilyPlanReviews.AsNoTracking().Where(r => r.PersonId == childId).ToListAsync(ct))
            .OrderByDescending(r => r.On)
            .ThenByDescending(r => r.Id)
            .ToLookup(r => r.MeetingId);

    /// <summary>
    /// Records an offer, or why none is made. While work before court goes on, an offer of family group decision-making
    /// is the offer that has to come before proceedings, and is written there too.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Offer(Guid childId, FamilyMeetingInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "offer a family its own meeting", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = Day(input.On, null);
        if (input.Offered is null)
        {
            problems.Add(new(nameof(input.Offered), "Say whether a meeting was offered"));
        }
        if (input.Offered == false && Editing.Text(nameof(input.Reason), input.Reason, "Say why no meeting is offered", LongestLine) is { } missing)
        {
            problems.Add(missing);
        }
        if (!Enum.IsDefined(input.Kind))
        {
            problems.Add(new(nameof(input.Kind), "Choose which meeting"));
        }
        Editing.Refuse(problems);
        var meeting = new FamilyMeeting
        {
            Id = clock.NewId(),
            PersonId = childId,
            Kind = input.Kind,
            On = input.On!.Value,
            NotOfferedReason = input.Offered == false ? input.Reason!.Trim() : null,
        };
        db.FamilyMeetings.Add(meeting);
        if (input.Kind == FamilyMeetingKind.GroupDecision && await BeforeCourt(childId, ct) is { } before && before.DecidedOn <= meeting.On)
        {
            if (input.Offered == true && before.FamilyMeetingOfferedOn is null)
            {
                (before.FamilyMeetingOfferedOn, before.MeetingOffered) = (meeting.On, true);
            }
            else if (input.Offered == false && before.FamilyMeetingOfferedOn is null)
            {
                before.FamilyMeetingNotHeldReason = meeting.NotOfferedReason;
            }
        }
        var act = acts.Begin(actor, "Offer a family its own meeting", key: key);
        act.Happened(new FamilyMeetingOffered(childId, meeting.Id, meeting.Kind, meeting.On, meeting.NotOfferedReason));
        return await act.Save(meeting.Id, ct);
    }

    /// <summary>The family said yes or no; who prepares it and what.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Answer(Guid childId, Guid id, FamilyMeetingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            key,
            "Record what a family said to the offer",
            m =>
            {
                var problems = Day(input.On, m.On);
                if (m.State is not (FamilyMeetingState.Offered or FamilyMeetingState.Preparing))
                {
                    problems.Add(new("", "This offer was answered already"));
                }
                if (input.Accepted is null)
                {
                    problems.Add(new(nameof(input.Accepted), "Say whether the family wants to meet"));
                }
                if (
                    input.Accepted == false
                    && Editing.Text(nameof(input.Reason), input.Reason, "Say why the family does not want it now, in its words", LongestLine) is { } missing
                )
                {
                    problems.Add(missing);
                }
                TooLong(problems, (nameof(input.Coordinator), input.Coordinator, LongestLine), (nameof(input.Prepared), input.Prepared, Longest));
                Editing.Refuse(problems);
                (m.Accepted, m.AnsweredOn) = (input.Accepted, input.On);
                m.DeclinedReason = input.Accepted == false ? PersonRules.Clean(input.Reason) : null;
                (m.Coordinator, m.Prepared) = (PersonRules.Clean(input.Coordinator), PersonRules.Clean(input.Prepared));
                return new FamilyMeetingAnswered(childId, id, input.On!.Value, input.Accepted!.Value, m.DeclinedReason);
            },
            ct
        );

    /// <summary>The family met: its plan in its words, and whether it is agreed.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Hold(Guid childId, Guid id, FamilyMeetingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "record a family's meeting", ct);
        var before = await BeforeCourt(childId, ct);
        await Step(
            childId,
            id,
            version,
            actor,
            key,
            "Record a family's meeting",
            m =>
            {
                var problems = Day(input.On, m.On);
                if (m.State is not (FamilyMeetingState.Offered or FamilyMeetingState.Preparing))
                {
                    problems.Add(new("", "This meeting was held already, or was not wanted"));
                }
                if (Editing.Text(nameof(input.FamilyPlan), input.FamilyPlan, "Write the family's plan in its own words, or that it made none", Longest) is { } plan)
                {
                    problems.Add(plan);
                }
                if (input.Agreed is null)
                {
                    problems.Add(new(nameof(input.Agreed), "Say whether the plan was agreed"));
                }
                if (input.Agreed == false && Editing.Text(nameof(input.AgreedWhy), input.AgreedWhy, "Say why it was not agreed, as the family was told", LongestLine) is { } why)
                {
                    problems.Add(why);
                }
                if (input.Agreed == true && (input.ReviewOn is null || input.ReviewOn <= input.On || input.ReviewOn > clock.Today.AddMonths(6)))
                {
                    problems.Add(new(nameof(input.ReviewOn), "Enter the day on which the plan is looked at again, within six months"));
                }
                TooLong(
                    problems,
                    (nameof(input.WhoCame), input.WhoCame, LongestLine),
                    (nameof(input.ChildView), input.ChildView, LongestLine),
                    (nameof(input.AgreedWhy), input.AgreedWhy, LongestLine)
                );
                Editing.Refuse(problems);
                (m.Accepted, m.AnsweredOn) = (true, m.AnsweredOn ?? input.On);
                (m.HeldOn, m.PrivateTime, m.WhoCame) = (input.On, input.PrivateTime, PersonRules.Clean(input.WhoCame));
                (m.FamilyPlan, m.ChildView) = (input.FamilyPlan!.Trim(), PersonRules.Clean(input.ChildView));
                (m.Agreed, m.AgreedWhy) = (input.Agreed, PersonRules.Clean(input.AgreedWhy));
                m.ReviewOn = input.Agreed == true ? input.ReviewOn : null;
                if (m.Kind == FamilyMeetingKind.GroupDecision && before is { FamilyMeetingHeldOn: null } && before.DecidedOn <= input.On)
                {
                    (before.FamilyMeetingOfferedOn, before.MeetingOffered) = (before.FamilyMeetingOfferedOn ?? m.On, true);
                    (before.FamilyMeetingHeldOn, before.MeetingHeld) = (input.On, true);
                }
                return new FamilyMeetingHeld(childId, id, input.On!.Value, input.PrivateTime, m.Agreed, m.ReviewOn);
            },
            ct
        );
    }

    /// <summary>The family's plan was looked at again.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Review(Guid childId, Guid id, FamilyMeetingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            key,
            "Review a family's own plan",
            m =>
            {
                var problems = Day(input.On, m.ReviewedOn ?? m.HeldOn);
                if (m.HeldOn is null)
                {
                    problems.Add(new("", "The family has not met yet"));
                }
                if (input.Holds is null)
                {
                    problems.Add(new(nameof(input.Holds), "Say whether the family’s plan holds"));
                }
                if (Editing.Text(nameof(input.Note), input.Note, "Say how the family's plan goes, in its words", LongestLine) is { } missing)
                {
                    problems.Add(missing);
                }
                if (input.ReviewOn is { } again && (again <= clock.Today || again > clock.Today.AddMonths(6)))
                {
                    problems.Add(new(nameof(input.ReviewOn), "The next look must be within six months"));
                }
                if (input is { Holds: false, ReviewOn: null })
                {
                    problems.Add(new(nameof(input.ReviewOn), "A plan that does not hold is looked at again. Enter the day, within six months"));
                }
                TooLong(problems, (nameof(input.ChildView), input.ChildView, LongestLine));
                Editing.Refuse(problems);
                (m.ReviewNote, m.ReviewOn) = (input.Note!.Trim(), input.ReviewOn);
                m.ReviewedOn = input.ReviewOn is null ? input.On : null;
                db.FamilyPlanReviews.Add(
                    new FamilyPlanReview
                    {
                        Id = clock.NewId(),
                        PersonId = childId,
                        MeetingId = id,
                        On = input.On!.Value,
                        Holds = input.Holds!.Value,
                        Note = m.ReviewNote,
                        ChildView = PersonRules.Clean(input.ChildView),
                        NextOn = input.ReviewOn,
                    }
                );
                return new FamilyPlanReviewed(childId, id, input.On.Value, m.ReviewNote, input.ReviewOn) { Holds = input.Holds };
            },
            ct
        );

    private async Task Step(Guid childId, Guid id, int? version, Actor actor, Guid? key, string name, Func<FamilyMeeting, TrailEvent> change, CancellationToken ct)
    {
        await access.Demand(actor, childId, Permission.RecordWork, name, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var meeting =
            await db.FamilyMeetings.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == childId, ct)
            ?? throw new NotAcceptedException("", "This meeting is not on the child's record");
        Editing.SameVersion(meeting, version);
        var happened = change(meeting);
        var act = acts.Begin(actor, name, key: key);
        act.Happened(happened);
        await act.Save(id, ct);
    }

    private Task<LookedAfter.PreProceedings?> BeforeCourt(Guid childId, CancellationToken ct) =>
        db.PreProceedings.Where(p => p.PersonId == childId && p.EndedOn == null && p.Source == null).OrderBy(p => p.DecidedOn).ThenBy(p => p.Id).FirstOrDefaultAsync(ct);

    private List<Problem> Day(DateOnly? on, DateOnly? after) =>
        on is null || on > clock.Today || on < after ? [new("On", "Enter the day: today or in the past, and not before the step before")] : [];

    private static void TooLong(List<Problem> problems, params ReadOnlySpan<(string Name, string? Text, int Most)> fields)
    {
        foreach (var (name, text, most) in fields)
        {
            if (text?.Length > most)
            {
                problems.Add(new(name, $"This must be {most:N0} characters or fewer"));
            }
        }
    }
}

/// <summary>What pages say about a family's meeting.</summary>
public static class FamilyMeetingWords
{
    /// <summary>«Family group decision-making».</summary>
    public static string Of(FamilyMeetingKind kind) => kind == FamilyMeetingKind.GroupDecision ? "Family group decision-making" : "Family network meeting";

    /// <summary>«The family is preparing».</summary>
    public static string Of(FamilyMeetingState state) =>
        state switch
        {
            FamilyMeetingState.NotOffered => "Not offered",
            FamilyMeetingState.Offered => "Offered, no answer yet",
            FamilyMeetingState.Declined => "Not wanted now",
            FamilyMeetingState.Preparing => "Being prepared",
            FamilyMeetingState.Held => "Held",
            _ => "Held and reviewed",
        };
}
