using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Assessments;

/// <summary>Where an assessment stands.</summary>
public enum AssessmentState
{
    Writing,
    Sent,
    Returned,
    Authorised,
}

/// <summary>What can be done with an assessment.</summary>
public enum AssessmentAct
{
    Write,
    Review,
    Send,
    Return,
    Authorise,
    Amend,
}

/// <summary>An assessment with what its permitted acts depend on.</summary>
/// <param name="Parts">Which sections hold text, by key.</param>
/// <param name="EpisodeOpen">False when the referral that it belongs to is closed.</param>
/// <param name="VoiceHeard">True when an entry of the child's voice was recorded since the assessment began.</param>
public sealed record AssessmentCase(Assessment Assessment, IReadOnlyDictionary<string, string> Parts, bool EpisodeOpen = true, bool VoiceHeard = false)
{
    /// <summary>What was answered to the authority's own questions.</summary>
    public IReadOnlyList<Questions.Answered> Own { get; init; } = [];
}

/// <summary>From the first word of an assessment to its authorisation.</summary>
public static class AssessmentMachine
{
    private static readonly Rule<AssessmentCase> WrittenHere = new(
        "it is written in Kith",
        c =>
            c.Assessment.Source is { } source ? $"This assessment is kept in the {Sources.Describe(source)}. Change it there; it comes in again with the next extract"
            : c.Assessment.Edition is null ? "This assessment was not written in Kith and cannot be changed here"
            : null
    );

    private static readonly Rule<AssessmentCase> Complete = new(
        "nothing is missing: the sections that must be written, the child seen or the reason, the child's voice, factors, conclusion",
        c => Missing(c) is { Count: > 0 } missing ? missing[0].Message : null
    );

    private static readonly Rule<AssessmentCase> ReferralOpen = new(
        "the referral that it belongs to is open",
        c => c.EpisodeOpen ? null : "The work with this child is closed. Re-open it first"
    );

    /// <summary>The machine.</summary>
    public static StateMachine<AssessmentCase, AssessmentState, AssessmentAct> Machine { get; } = new StateMachine<AssessmentCase, AssessmentState, AssessmentAct>(
            "Assessment",
            c =>
                c.Assessment.AuthorisedOn is not null ? AssessmentState.Authorised
                : c.Assessment.ReturnedAt is not null ? AssessmentState.Returned
                : c.Assessment.SentAt is not null ? AssessmentState.Sent
                : AssessmentState.Writing
        ).State(AssessmentState.Writing, "It is being written", begins: true).State(AssessmentState.Sent, "A manager was asked to authorise it").State(AssessmentState.Returned, "It came back with comments").State(AssessmentState.Authorised, "It is authorised and locked").Act(AssessmentAct.Write, "write the assessment", [AssessmentState.Writing], [AssessmentState.Writing], Permission.RecordWork, "The worker", WrittenHere, ReferralOpen).Act(AssessmentAct.Write, "write the assessment", [AssessmentState.Returned], [AssessmentState.Returned], Permission.RecordWork, "The worker", WrittenHere, ReferralOpen).Act(AssessmentAct.Review, "record the review point", [AssessmentState.Writing], [AssessmentState.Writing], Permission.Decide, "A manager", WrittenHere).Act(AssessmentAct.Review, "record the review point", [AssessmentState.Returned], [AssessmentState.Returned], Permission.Decide, "A manager", WrittenHere).Act(AssessmentAct.Send, "send the assessment for authorisation", [AssessmentState.Writing, AssessmentState.Returned], [AssessmentState.Sent], Permission.RecordWork, "The worker", WrittenHere, ReferralOpen, Complete).Act(AssessmentAct.Return, "return the assessment", [AssessmentState.Sent], [AssessmentState.Returned], Permission.Decide, "A manager, with comments", WrittenHere).Act(AssessmentAct.Authorise, "authorise the assessment", [AssessmentState.Sent], [AssessmentState.Authorised], Permission.Decide, "A manager who did not write it", WrittenHere, ReferralOpen, Complete).Act(AssessmentAct.Amend, "amend the assessment", [AssessmentState.Authorised], [AssessmentState.Authorised], Permission.RecordWork, "The worker, with a reason", WrittenHere);

    /// <summary>
    /// What is still missing before it can go to a manager: the field, and plain words that say what to do. The two
    /// things that the census refuses without (factors; 21 only alone) are among them.
    /// </summary>
    public static IReadOnlyList<Acts.Problem> Missing(AssessmentCase c)
    {
        var a = c.Assessment;
        var missing = new List<Acts.Problem>();
        foreach (var section in AssessmentEditions.Of(a.Edition).Sections.Where(s => s.Required && string.IsNullOrWhiteSpace(c.Parts.GetValueOrDefault(s.Key))))
        {
            missing.Add(new(section.Key, $"Write «{section.Title}»"));
        }
        if (a.ChildSeen is null || (a.ChildSeen == true && a.SeenOn is null))
        {
            missing.Add(new("Seen", "Say when the child was seen, or that they were not"));
        }
        if (a.ChildSeen == false && string.IsNullOrWhiteSpace(a.NotSeenReason))
        {
            missing.Add(new("NotSeenReason", "Say why the child was not seen"));
        }
        if (string.IsNullOrWhiteSpace(a.Danger))
        {
            missing.Add(new("Danger", "Write what you are worried about"));
        }
        if (string.IsNullOrWhiteSpace(a.Safety))
        {
            missing.Add(new("Safety", "Write what has to be seen for the worry to be over"));
        }
        if (a.ScaleWorker is null)
        {
            missing.Add(new("ScaleWorker", "Choose where you are on the scale from 0 to 10"));
        }
        if (a.Factors.Count == 0)
        {
            missing.Add(new("Factors", "Choose the factors you found, or «No factors identified»"));
        }
        else if (a.Factors.Count > 1 && a.Factors.Any(f => f.Code == "21"))
        {
            missing.Add(new("Factors", "«No factors identified» stands alone: take it away, or the others"));
        }
        if (a.Conclusion is null)
        {
            missing.Add(new("Conclusion", "Choose what should happen next"));
        }
        else if (a.Factors.Any(f => f.Code == "21") && a.Conclusion is not (AssessmentOutcome.NoFurtherAction or AssessmentOutcome.EarlyHelp))
        {
            // DfE: factor 21 «only if there is no evidence of any other factor and no further action is being taken».
            missing.Add(new("Factors", "«No factors identified» is only for an assessment after which nothing further is done by social care"));
        }
        return missing;
    }
}
