using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Assessments;

/// <summary>What an assessment concludes should happen next.</summary>
public enum AssessmentOutcome
{
    NoFurtherAction,
    EarlyHelp,
    ChildInNeedPlan,
    StrategyDiscussion,
    EdgeOfCare,
    LookedAfter,
}

/// <summary>
/// A child and family assessment: one row for each child, joined by <see cref="TogetherId"/> when several were
/// assessed together. What is written stands in <see cref="AssessmentText"/>, section by section.
/// </summary>
public sealed class Assessment : PersonRecord, ITogether
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }

    /// <summary>When a manager looked at how it was going (census AssessmentInternalReviewDate).</summary>
    public DateOnly? InternalReviewOn { get; set; }
    public DateOnly? AuthorisedOn { get; set; }
    public bool? ChildSeen { get; set; }

    /// <summary>The conclusion in words.</summary>
    public string? Outcome { get; set; }

    /// <summary>The analysis of this child's needs and risks.</summary>
    public string? Analysis { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }
    public List<AssessmentFactor> Factors { get; set; } = [];

    /// <summary>The same on all children assessed together; set on every assessment written in Kith.</summary>
    public Guid? TogetherId { get; set; }

    /// <summary>Which edition of the sections it is written in: see <see cref="AssessmentEditions"/>. Null for assessments from an extract.</summary>
    public string? Edition { get; set; }

    /// <summary>The day on which the child was first seen during the assessment.</summary>
    public DateOnly? SeenOn { get; set; }

    /// <summary>Why the child was not seen; asked when it goes for authorisation unseen.</summary>
    public string? NotSeenReason { get; set; }

    /// <summary>At how many working days a manager looks at how it is going: set at the outset.</summary>
    public int? ReviewPoint { get; set; }

    /// <summary>What the manager said at the review point.</summary>
    public string? ReviewNote { get; set; }

    /// <summary>What we are worried would happen if nothing changed, in words the family understands.</summary>
    public string? Danger { get; set; }

    /// <summary>What has to be seen for the worry to be over.</summary>
    public string? Safety { get; set; }

    /// <summary>0: as bad as can be; 10: safe enough to close. As the worker, the family and the child see it.</summary>
    public int? ScaleWorker { get; set; }
    public int? ScaleFamily { get; set; }
    public int? ScaleChild { get; set; }
    public AssessmentOutcome? Conclusion { get; set; }

    /// <summary>Why this conclusion.</summary>
    public string? ConclusionReason { get; set; }

    /// <summary>Why it takes longer than 45 working days from the referral; null when it did not.</summary>
    public string? LateReason { get; set; }
    public DateTime? SentAt { get; set; }
    public Guid? SentByAccountId { get; set; }
    public DateTime? ReturnedAt { get; set; }
    public Guid? AuthorisedByAccountId { get; set; }
    public string? AuthorisedByName { get; set; }

    /// <summary>Sends it to a manager.</summary>
    public void Send(DateTime at, Actor by)
    {
        (SentAt, SentByAccountId, ReturnedAt) = (at, by.AccountId, null);
    }

    /// <summary>It comes back to its author with comments (which stand on the approval).</summary>
    public void Return(DateTime at) => ReturnedAt = at;

    /// <summary>A manager authorises it: from now on it is locked.</summary>
    public void Authorise(DateOnly on, Actor by)
    {
        (AuthorisedOn, AuthorisedByAccountId, AuthorisedByName) = (on, by.AccountId, by.Name);
        Outcome = Conclusion is { } conclusion ? AssessmentWords.Conclusion(conclusion) : Outcome;
    }
}

/// <summary>A factor identified at the end of an assessment, by DfE code.</summary>
public sealed class AssessmentFactor : Record
{
    public Guid AssessmentId { get; set; }
    public required string Code { get; set; }
}

/// <summary>
/// What was written in one section. A section about the family is written once for all children assessed together
/// (<see cref="AssessmentId"/> null); a section about the child, on the child's own assessment.
/// </summary>
public sealed class AssessmentText : Record
{
    public Guid TogetherId { get; set; }
    public Guid? AssessmentId { get; set; }

    /// <summary>The key of the section in its edition.</summary>
    public required string Section { get; set; }
    public string Text { get; set; } = "";

    /// <summary>The earlier assessment that the text was carried forward from, and its date; null once somebody has changed it.</summary>
    public Guid? InheritedFromId { get; set; }
    public DateOnly? InheritedOn { get; set; }

    /// <summary>Writes the section; text that was carried forward and then changed is the writer's own.</summary>
    public void Write(string text)
    {
        if (text == Text)
        {
            return;
        }
        Text = text;
        (InheritedFromId, InheritedOn) = (null, null);
    }

    /// <summary>The writer has read what was carried forward, and it is still true.</summary>
    public void Confirm() => (InheritedFromId, InheritedOn) = (null, null);
}

/// <summary>An assessment as it stood when it was sent, returned or authorised, whole, to be compared.</summary>
public sealed class AssessmentVersion : PersonRecord
{
    public Guid AssessmentId { get; set; }

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; set; }
    public DateTime At { get; set; }
    public required string ByName { get; set; }

    /// <summary>«Sent for authorisation», «Authorised», «Amended: …».</summary>
    public required string Why { get; set; }

    /// <summary>Every part with its title, as JSON: see <see cref="AssessmentContent"/>.</summary>
    public required string Content { get; set; }
}

/// <summary>The words of assessments.</summary>
public static class AssessmentWords
{
    /// <summary>«Child in need plan».</summary>
    public static string Conclusion(AssessmentOutcome outcome) =>
        outcome switch
        {
            AssessmentOutcome.NoFurtherAction => "No further action",
            AssessmentOutcome.EarlyHelp => "Early help",
            AssessmentOutcome.ChildInNeedPlan => "Child in need plan",
            AssessmentOutcome.StrategyDiscussion => "Strategy discussion",
            AssessmentOutcome.EdgeOfCare => "Edge of care",
            _ => "Child to be looked after",
        };
}
