using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Discussions;

/// <summary>One child's part of a strategy discussion, as written.</summary>
public sealed record DiscussionChild : IChildPart
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }
    public string? Concern { get; set; }
    public string? Safety { get; set; }
    public StrategyOutcome? Outcome { get; set; }
    public string? Rationale { get; set; }
    public EmergencyPower? Emergency { get; set; }
    public DateOnly? EmergencyFrom { get; set; }
}

/// <summary>A strategy discussion as written: what is common, and each child's part.</summary>
public sealed record DiscussionInput
{
    /// <summary>When the concern arose, where the discussion is still to be held.</summary>
    public DateOnly? AskedOn { get; set; }
    public DateOnly? HeldOn { get; set; }
    public string? InformationShared { get; set; }
    public string? AgencyChecks { get; set; }
    public string? LateReason { get; set; }

    /// <summary>Why it went ahead without the police or health.</summary>
    public string? NotQuorateReason { get; set; }
    public List<ParticipantInput> People { get; set; } = [];
    public List<DiscussionChild> Children { get; set; } = [];
    public List<ActionLine> Actions { get; set; } = [];
}

/// <summary>Asks for a strategy discussion about one or more children, and records it once held.</summary>
[UseCase]
public sealed class HoldDiscussion(KithDb db, ProtectionCases cases, Acts.Acts acts, ActionLedger ledger, Clock clock)
{
    /// <summary>Asks for a discussion that is to be held: its clock starts on the day the concern arose.</summary>
    /// <returns>The meeting.</returns>
    /// <exception cref="NotAcceptedException">It cannot be asked for, or something is missing.</exception>
    public async Task<Guid> Ask(DiscussionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var chosen = input.Children.Where(c => c.Included).ToList();
        var opened = await cases.Open(actor, [.. chosen.Select(c => c.PersonId)], Permission.RecordWork, "ask for a strategy discussion", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } before })
        {
            return before;
        }
        var meeting = NewMeeting(actor);
        var act = acts.Begin(actor, "Ask for a strategy discussion", key: key);
        ProtectionCases.Each(
            opened,
            input.Children,
            (c, part) =>
            {
                var d = c.Ask(new AskDiscussion { AskedOn = input.AskedOn, Concern = part.Concern }, meeting.Id, actor.TeamId, actor.WorkerId);
                act.Happened(new DiscussionAsked(c.PersonId, d.Id, meeting.Id, d.AskedOn, d.Concern!));
            }
        );
        cases.Keep(opened);
        db.Meetings.Add(meeting);
        return await act.Save(meeting.Id, ct);
    }

    /// <summary>Records a discussion: who took part, what was shared, and what was decided for each child. Enquiries begin by it.</summary>
    /// <param name="meetingId">The one that was asked for; null when it was held at once.</param>
    /// <returns>The meeting.</returns>
    /// <exception cref="NotAcceptedException">It cannot be recorded so.</exception>
    public async Task<Guid> Handle(Guid? meetingId, DiscussionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var chosen = input.Children.Where(c => c.Included).ToList();
        var opened = await cases.Open(actor, [.. chosen.Select(c => c.PersonId)], Permission.RecordWork, "record a strategy discussion", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } before })
        {
            return before;
        }
        // A meeting is written on only by those who may write on a child whom it is about.
        if (meetingId is { } known && opened.Any(c => !c.Discussions.Exists(d => d.TogetherId == known)))
        {
            throw new NotAcceptedException("", "This discussion is not about all of these children");
        }
        var meeting = meetingId is { } id ? await cases.MeetingOf(id, ct) : NewMeeting(actor);
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(input.InformationShared))
        {
            problems.Add(new(nameof(input.InformationShared), "Write what each agency told the others"));
        }
        var people = Participants.Read(input.People, problems, nameof(input.People));
        var wanting = Quoracy.Wanting(MeetingKind.StrategyDiscussion, people.Where(p => p.Attended == true).Select(p => p.Agency));
        if (wanting is not null && string.IsNullOrWhiteSpace(input.NotQuorateReason))
        {
            problems.Add(
                new(
                    nameof(input.NotQuorateReason),
                    $"The discussion was {wanting}. Children’s social care, police and health take part in every strategy discussion: add them, or say why it could not wait"
                )
            );
        }
        problems.AddRange(await cases.OwnersWanting(input.Actions, i => $"{nameof(input.Actions)}[{i}].", ct));
        var intervals = await IntervalPolicy.Load(db, ct);
        var act = acts.Begin(actor, "Record a strategy discussion", key: key);
        try
        {
            ProtectionCases.Each(
                opened,
                input.Children,
                (c, part) =>
                {
                    var asked = meetingId is null ? null : c.Discussions.Find(d => d.TogetherId == meeting.Id);
                    var (d, enquiry) = c.Hold(
                        asked,
                        new HeldDiscussion
                        {
                            HeldOn = input.HeldOn,
                            Concern = part.Concern,
                            Safety = part.Safety,
                            Outcome = part.Outcome,
                            Rationale = part.Rationale,
                            Emergency = part.Emergency,
                            EmergencyFrom = part.EmergencyFrom,
                            LateReason = input.LateReason,
                        },
                        meeting.Id,
                        asked is null ? null : intervals.Due("strategy_discussion", asked.AskedOn),
                        actor.TeamId,
                        actor.WorkerId
                    );
                    act.Happened(new DiscussionHeld(c.PersonId, d.Id, meeting.Id, d.HeldOn!.Value, d.Outcome!.Value, wanting is null, d.Emergency, d.LateReason));
                    if (enquiry is not null)
                    {
                        act.Happened(new EnquiryBegun(c.PersonId, enquiry.Id, d.Id, enquiry.StartedOn, enquiry.WithPolice == true));
                    }
                }
            );
        }
        catch (NotAcceptedException refused)
        {
            problems.AddRange(refused.Problems);
        }
        Children.Details.Editing.Refuse(problems);
        meeting.InformationShared = input.InformationShared!.Trim();
        meeting.AgencyChecks = Participants.Clean(input.AgencyChecks);
        meeting.Quorate = wanting is null;
        meeting.NotQuorateReason = wanting is null ? null : input.NotQuorateReason!.Trim();
        meeting.PlannedOn ??= input.HeldOn;
        Participants.Attend(db, meeting, people, clock);
        ActionLine.AddAll(input.Actions, ledger, act, opened, ActionSource.StrategyDiscussion, meeting.Id, nameof(input.Actions), agreedOn: input.HeldOn);
        cases.Keep(opened);
        if (meetingId is null)
        {
            db.Meetings.Add(meeting);
        }
        return await act.Save(meeting.Id, ct);
    }

    /// <summary>Calls a discussion off for some children.</summary>
    /// <exception cref="NotAcceptedException">It was held, or no reason was given.</exception>
    public async Task CallOff(Guid meetingId, IReadOnlyCollection<Guid> children, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, children, Permission.RecordWork, "call a strategy discussion off", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Call a strategy discussion off", Participants.Clean(reason), key);
        foreach (var c in opened)
        {
            var d = c.Discussions.Find(d => d.TogetherId == meetingId) ?? throw new NotAcceptedException("", "This discussion is no longer there");
            c.CallOff(d, reason);
            act.Happened(new DiscussionCalledOff(c.PersonId, d.Id, d.CalledOffReason!));
        }
        await act.Save(meetingId, ct);
    }

    /// <summary>Records that an emergency power was extended or ended, for one child.</summary>
    /// <exception cref="NotAcceptedException">None runs, or the day cannot be.</exception>
    public async Task Follow(Guid personId, Guid discussionId, DateOnly? extendedOn, DateOnly? endedOn, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.RecordWork, "follow an emergency power", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var d = c.Discussions.Find(d => d.Id == discussionId) ?? throw new NotAcceptedException("", "This discussion is no longer there");
        c.FollowEmergency(d, extendedOn, endedOn);
        var act = acts.Begin(actor, "Follow an emergency power", key: key);
        act.Happened(new EmergencyFollowed(personId, d.Id, d.Emergency!.Value, extendedOn, endedOn));
        await act.Save(d.Id, ct);
    }

    private Meeting NewMeeting(Actor actor) =>
        new()
        {
            Id = clock.NewId(),
            Kind = MeetingKind.StrategyDiscussion,
            TeamId = actor.TeamId,
            ChairWorkerId = actor.WorkerId,
        };
}
