namespace Kith.Practice.Api.Webhooks;

/// <summary>One kind of thing that a system may be told of.</summary>
/// <param name="Name">What stands in the delivery. A promise, like the shapes of the API.</param>
/// <param name="Events">The events of the trail that it stands for.</param>
/// <param name="Record">The property of the event that holds the id of the record it is about; null where the child is all.</param>
public sealed record WebhookKind(string Name, string InWords, IReadOnlyList<string> Events, string? Record);

/// <summary>The kinds that a system may ask for: steps of the work with a child, never what was said in them.</summary>
public static class WebhookKinds
{
    /// <summary>The kind of a delivery that only tries the way.</summary>
    public const string Test = "test";

    public static IReadOnlyList<WebhookKind> All { get; } =
    [
        new("record.opened", "A child's record was opened", ["PersonAdded", "ChildRecordOpened"], null),
        new("record.imported", "An extract changed a child's record", ["PersonImported"], "Run"),
        new("record.merged", "Two records were found to be one child; childId is the one that stays", ["PeopleMerged"], "Merged"),
        new("contact.recorded", "A contact was recorded", ["ContactRecorded"], "Contact"),
        new("contact.decided", "It was decided what to do about a contact", ["ContactDecided"], "Contact"),
        new("referral.made", "A referral was made", ["ReferralMade"], "Episode"),
        new("referral.decided", "It was decided what to do about a referral", ["ReferralDecided"], "Episode"),
        new("assessment.started", "An assessment began", ["AssessmentStarted"], "Assessment"),
        new("assessment.authorised", "An assessment was authorised", ["AssessmentAuthorised"], "Assessment"),
        new("discussion.held", "A strategy discussion was held", ["DiscussionHeld"], "Discussion"),
        new("enquiry.begun", "A section 47 enquiry began", ["EnquiryBegun"], "Enquiry"),
        new("enquiry.concluded", "A section 47 enquiry ended with a finding", ["EnquiryConcluded"], "Enquiry"),
        new("conference.decided", "An initial conference was held and decided", ["ConferenceDecided"], "Conference"),
        new("review.decided", "A review conference was held and decided", ["ReviewDecided"], "Review"),
        new("protection-plan.begun", "A child protection plan began", ["ProtectionPlanBegun"], "Plan"),
        new("protection-plan.ended", "A child protection plan ended", ["ProtectionPlanEnded"], "Plan"),
        new("need-plan.begun", "A child in need plan began", ["NeedPlanBegun"], "Plan"),
        new("need-plan.ended", "A child in need plan ended", ["NeedPlanEnded"], "Plan"),
        new("visit.recorded", "A visit was written up", ["VisitRecorded"], "Visit"),
        new("voice.heard", "What a child said or showed was written down", ["VoiceHeard"], "Voice"),
        new("worker.allocated", "A worker began to work with a child", ["ChildAllocated"], "Allocation"),
        new("worker.ended", "A worker's work with a child ended", ["AllocationEnded"], "Allocation"),
        new("team.changed", "A child's team changed", ["ChildTeamChanged"], null),
        new("action.added", "An action was added", ["ActionAdded"], "Action"),
        new("action.done", "An action was done", ["ActionDone"], "Action"),
        new("work.closed", "The work with a child ended", ["WorkClosed"], "Episode"),
        new("work.reopened", "A closure was taken back", ["WorkReopened"], "Episode"),
    ];

    /// <summary>The kind that an event of the trail is told as.</summary>
    public static IReadOnlyDictionary<string, WebhookKind> OfEvent { get; } =
        All.SelectMany(k => k.Events.Select(e => (Event: e, Kind: k))).ToDictionary(e => e.Event, e => e.Kind, StringComparer.Ordinal);

    /// <summary>The known ones among some words, each once, in their order.</summary>
    public static IReadOnlyList<string> Known(IEnumerable<string> words)
    {
        var asked = words.ToHashSet(StringComparer.Ordinal);
        return [.. All.Where(k => asked.Contains(k.Name)).Select(k => k.Name)];
    }
}
