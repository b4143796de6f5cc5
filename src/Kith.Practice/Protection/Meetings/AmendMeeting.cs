using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Protection.Meetings;

/// <summary>What stands on one child's record of a finished meeting, as it should read.</summary>
public sealed record AmendedChild : IChildPart
{
    public Guid PersonId { get; set; }
    public string? Concern { get; set; }
    public string? Safety { get; set; }

    /// <summary>Why it was decided so; at a core group or review, what there is to say about this child alone.</summary>
    public string? Rationale { get; set; }
    public string? ChildView { get; set; }
    public string? FamilyView { get; set; }
}

/// <summary>A finished meeting as it should read, and why it changes.</summary>
public sealed record AmendMeetingInput
{
    public string? InformationShared { get; set; }
    public string? AgencyChecks { get; set; }
    public string? Minutes { get; set; }
    public List<ParticipantInput> People { get; set; } = [];
    public string? NotQuorateReason { get; set; }
    public List<AmendedChild> Children { get; set; } = [];

    /// <summary>Why the finished record changes.</summary>
    public string? Reason { get; set; }
}

/// <summary>A finished meeting was corrected; what it said before stands beside it.</summary>
public sealed record MeetingAmended(Guid Person, Guid Meeting, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>
/// Corrects what is written of a finished strategy discussion, conference, core group or review, in sight and with a
/// reason. What was decided is not changed by correcting words: plans and clocks run from it, so that a new decision
/// is a new meeting.
/// </summary>
[UseCase]
public sealed class AmendMeeting(KithDb db, ProtectionCases cases, Acts.Acts acts, Amendments amendments, Clock clock)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [nameof(Meeting.InformationShared)] = "What agencies told each other",
        [nameof(Meeting.AgencyChecks)] = "What was checked",
        [nameof(Meeting.Minutes)] = "What was said",
        [nameof(Meeting.NotQuorateReason)] = "Why it went ahead with too few",
        [nameof(StrategyDiscussion.Concern)] = "What is feared",
        [nameof(StrategyDiscussion.Safety)] = "How the child is kept safe",
        [nameof(StrategyDiscussion.Rationale)] = "Why it was decided",
        [nameof(CoreGroup.Summary)] = "About this child",
        [nameof(Plans.CinReview.Outcome)] = "What has changed",
        [nameof(CoreGroup.ChildView)] = "What the child says",
        [nameof(CoreGroup.FamilyView)] = "What the family says",
    };

    /// <exception cref="AccessRefusedException">The actor may not write on a child's record, or not on what a chair decides.</exception>
    /// <exception cref="NotAcceptedException">It is not finished, nothing changes, something would be emptied, or no reason is given.</exception>
    /// <exception cref="SecondEditorException">Someone else corrected it since.</exception>
    public async Task Handle(Guid meetingId, AmendMeetingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var meeting = await cases.MeetingOf(meetingId, ct);
        var chaired = meeting.Kind is MeetingKind.InitialConference or MeetingKind.TransferInConference or MeetingKind.ReviewConference;
        var opened = await cases.Open(
            actor,
            [.. input.Children.Select(c => c.PersonId)],
            chaired ? Permission.Chair : Permission.RecordWork,
            "correct the record of a meeting",
            ct
        );
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(meeting, version);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the finished record changes", 1000) is { } missing)
        {
            problems.Add(missing);
        }
        foreach (
            var (field, before, after) in new[]
            {
                (nameof(input.InformationShared), meeting.InformationShared, input.InformationShared),
                (nameof(input.Minutes), meeting.Minutes, input.Minutes),
            }
        )
        {
            Kept(field, before, after, problems);
        }
        var people = Participants.Read(input.People, problems, nameof(input.People));
        var wanting = Quoracy.Wanting(meeting.Kind, people.Where(p => p.Attended == true).Select(p => p.Agency));
        if (wanting is not null && meeting.Quorate is not null && string.IsNullOrWhiteSpace(input.NotQuorateReason))
        {
            problems.Add(new(nameof(input.NotQuorateReason), $"With those who came it was {wanting}. Say why it could go ahead"));
        }
        var own = new Dictionary<ProtectionCase, PersonRecord>();
        try
        {
            ProtectionCases.Each(
                opened,
                input.Children,
                (c, part) =>
                {
                    own[c] = Of(c, meetingId) ?? throw new NotAcceptedException("", "This meeting was not about this child, or it is not finished");
                    Editing.RefuseImported(own[c], "This meeting");
                    Write(own[c], part);
                }
            );
        }
        catch (NotAcceptedException refused)
        {
            problems.AddRange(refused.Problems);
        }
        Editing.Refuse(problems);

        var came = Came(meeting);
        meeting.InformationShared = Participants.Clean(input.InformationShared);
        meeting.AgencyChecks = Participants.Clean(input.AgencyChecks);
        meeting.Minutes = Participants.Clean(input.Minutes);
        if (meeting.Quorate is not null)
        {
            meeting.Quorate = wanting is null;
            meeting.NotQuorateReason = wanting is null ? null : input.NotQuorateReason!.Trim();
        }
        Participants.Attend(db, meeting, people, clock);
        var act = acts.Begin(actor, "Correct the record of a meeting", Participants.Clean(input.Reason), key);
        List<FieldChange> shared = [.. act.ChangesOf(meeting).Where(c => Names.ContainsKey(c.Field)).Select(Named)];
        if (Came(meeting) is var now && now != came)
        {
            shared.Add(new FieldChange("Who took part", came, now));
        }
        var changed = false;
        foreach (var c in opened)
        {
            List<FieldChange> changes = [.. shared, .. act.ChangesOf(own[c]).Where(f => Names.ContainsKey(f.Field)).Select(Named)];
            if (changes.Count == 0)
            {
                continue;
            }
            changed = true;
            amendments.Add(act, actor, KindOf(meeting.Kind), own[c].Id, c.PersonId, changes, input.Reason);
            act.Happened(new MeetingAmended(c.PersonId, meetingId, changes));
        }
        if (!changed)
        {
            throw new NotAcceptedException("", "Nothing is different from what it says already");
        }
        // The meeting's version counts for each child's part too: two people who correct it meet there.
        db.Entry(meeting).Property(m => m.Version).IsModified = true;
        await act.Save(meetingId, ct);
    }

    /// <summary>The kind under which corrections of a meeting are kept.</summary>
    public static SubjectKind KindOf(MeetingKind kind) =>
        kind switch
        {
            MeetingKind.StrategyDiscussion => SubjectKind.StrategyDiscussion,
            MeetingKind.ReviewConference => SubjectKind.ReviewConference,
            MeetingKind.CoreGroup => SubjectKind.CoreGroup,
            MeetingKind.NeedReview => SubjectKind.NeedReview,
            _ => SubjectKind.InitialConference,
        };

    /// <summary>The child's own record of a meeting that was held; null when there is none.</summary>
    public static PersonRecord? Of(ProtectionCase c, Guid meeting) =>
        (PersonRecord?)c.Discussions.Find(d => d.TogetherId == meeting && d.HeldOn is not null)
        ?? (PersonRecord?)c.Conferences.Find(d => d.TogetherId == meeting && d.HeldOn is not null)
        ?? (PersonRecord?)c.Reviews.Find(d => d.TogetherId == meeting && d.HeldOn is not null)
        ?? (PersonRecord?)c.CoreGroups.Find(d => d.TogetherId == meeting && d.HeldOn is not null)
        ?? c.NeedReviews.Find(d => d.TogetherId == meeting && d.HeldOn is not null);

    /// <summary>What a child's record says now, as the form holds it.</summary>
    public static AmendedChild Read(Guid person, PersonRecord record) =>
        record switch
        {
            StrategyDiscussion d => new()
            {
                PersonId = person,
                Concern = d.Concern,
                Safety = d.Safety,
                Rationale = d.Rationale,
            },
            InitialConference x => new()
            {
                PersonId = person,
                Rationale = x.Rationale,
                ChildView = x.ChildView,
            },
            ReviewConference r => new()
            {
                PersonId = person,
                Rationale = r.Rationale,
                ChildView = r.ChildView,
            },
            CoreGroup g => new()
            {
                PersonId = person,
                Rationale = g.Summary,
                ChildView = g.ChildView,
                FamilyView = g.FamilyView,
            },
            Plans.CinReview n => new()
            {
                PersonId = person,
                Rationale = n.Outcome,
                ChildView = n.ChildView,
                FamilyView = n.FamilyView,
            },
            _ => new() { PersonId = person },
        };

    private static void Write(PersonRecord record, AmendedChild part)
    {
        var was = Read(part.PersonId, record);
        var problems = new List<Problem>();
        Kept(nameof(part.Concern), was.Concern, part.Concern, problems);
        Kept(nameof(part.Safety), was.Safety, part.Safety, problems);
        Kept(nameof(part.Rationale), was.Rationale, part.Rationale, problems);
        Kept(nameof(part.ChildView), was.ChildView, part.ChildView, problems);
        Editing.Refuse(problems);
        switch (record)
        {
            case StrategyDiscussion d:
                (d.Concern, d.Safety, d.Rationale) = (Participants.Clean(part.Concern), Participants.Clean(part.Safety), Participants.Clean(part.Rationale));
                break;
            case InitialConference x:
                (x.Rationale, x.ChildView) = (Participants.Clean(part.Rationale), Participants.Clean(part.ChildView));
                break;
            case ReviewConference r:
                (r.Rationale, r.ChildView) = (Participants.Clean(part.Rationale), Participants.Clean(part.ChildView));
                break;
            case CoreGroup g:
                (g.Summary, g.ChildView, g.FamilyView) = (Participants.Clean(part.Rationale), Participants.Clean(part.ChildView), Participants.Clean(part.FamilyView));
                break;
            case Plans.CinReview n:
                (n.Outcome, n.ChildView, n.FamilyView) = (Participants.Clean(part.Rationale), Participants.Clean(part.ChildView), Participants.Clean(part.FamilyView));
                break;
        }
    }

    /// <summary>A correction says something else; it does not take away what was said.</summary>
    private static void Kept(string field, string? before, string? after, List<Problem> problems)
    {
        if (!string.IsNullOrWhiteSpace(before) && string.IsNullOrWhiteSpace(after))
        {
            problems.Add(new(field, "Write what it should say: a correction does not empty it"));
        }
        else if (after?.Length > ProtectionCase.LongestText)
        {
            problems.Add(new(field, $"It must be {ProtectionCase.LongestText:N0} characters or fewer"));
        }
    }

    private static string Came(Meeting meeting) =>
        string.Join(
            "; ",
            meeting
                .Participants.OrderBy(p => p.Name, StringComparer.Ordinal)
                .Select(p =>
                    $"{p.Name} ({Quoracy.InWords(p.Agency)}): "
                    + (
                        p.Attended == true ? "took part"
                        : p.Reply == Reply.Apologies ? "apologies"
                        : "did not come"
                    )
                    + (p.Agrees == false ? $", did not agree: {p.View}" : "")
                )
        );

    /// <summary>What a field of the form is called on the record; null for those that have no name of their own.</summary>
    public static string? InWords(string field, MeetingKind kind) =>
        field == nameof(AmendedChild.Rationale) && kind is MeetingKind.CoreGroup ? Names[nameof(CoreGroup.Summary)]
        : field == nameof(AmendedChild.Rationale) && kind is MeetingKind.NeedReview ? Names[nameof(Plans.CinReview.Outcome)]
        : Names.GetValueOrDefault(field);

    private static FieldChange Named(FieldChange change) => new(Names[change.Field], change.Old, change.New);
}
