using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Audits.Doing;

/// <summary>What the record said about one thing when the audit began.</summary>
/// <param name="Met">True for a strength, false for a gap by a stated rule, null for a plain fact.</param>
/// <param name="Place">The page of the child on which it stands.</param>
public sealed record GatheredFact(AuditFact About, bool? Met, string Words, string Place);

/// <summary>An answer with its question as it was asked.</summary>
public sealed record AuditAnswered(Guid Key, string Question, string Answer);

/// <summary>
/// A child who is to be audited: why this child, with which tool, by whom, and how far it has come. When it is finished, the
/// <see cref="Audit"/> with its grade carries the same id, and neither changes but by a correction in sight.
/// </summary>
public sealed class AuditAssignment : PersonRecord
{
    public Guid ToolId { get; set; }
    public Guid? CycleId { get; set; }

    /// <summary>The team that held the case when the child was chosen.</summary>
    public Guid? TeamId { get; set; }

    /// <summary>The order in the draw, within the team.</summary>
    public int Place { get; set; }

    /// <summary>Drawn to stand by, in case a chosen child falls out.</summary>
    public bool Reserve { get; set; }

    /// <summary>When a reserve took a place.</summary>
    public DateOnly? SteppedInOn { get; set; }

    /// <summary>Why this child: «Drawn, 6 of 84 in the team; three times as likely: disabled», or who chose and why.</summary>
    public required string Why { get; set; }
    public DateOnly ChosenOn { get; set; }
    public DateOnly DueOn { get; set; }
    public Guid? AuditorId { get; set; }
    public DateOnly? NamedOn { get; set; }
    public bool SecondWanted { get; set; }
    public DateOnly? BegunOn { get; set; }

    /// <summary>What the record said when the audit began, as JSON.</summary>
    public string? Facts { get; set; }
    public DateTime? FactsAt { get; set; }

    /// <summary>The worker with whom it was done, and who answers.</summary>
    public Guid? PractitionerId { get; set; }
    public DateOnly? MetOn { get; set; }
    public string? Reflections { get; set; }

    /// <summary>Why it was not done with the worker, where it was not.</summary>
    public string? WhyNotMet { get; set; }

    /// <summary>The answers with their questions, as JSON, once finished.</summary>
    public string? Content { get; set; }
    public DateOnly? FinishedOn { get; set; }

    /// <summary>What the worker says to it.</summary>
    public string? Response { get; set; }
    public DateOnly? RespondedOn { get; set; }
    public DateOnly? ReplacedOn { get; set; }
    public string? ReplacedWhy { get; set; }

    /// <summary>Who took the place.</summary>
    public Guid? ReplacedById { get; set; }

    /// <summary>The finished audit that this one looks at again; null for a first look, and where a draw came upon the child once more.</summary>
    public Guid? AgainOfId { get; set; }

    /// <summary>Why it is looked at again. Neither this nor the words are shown to whoever still has to grade.</summary>
    public AgainReason? AgainBecause { get; set; }

    /// <inheritdoc cref="AgainBecause"/>
    public string? AgainWords { get; set; }

    /// <summary>The recommendation whose effect was being looked for, where it began there.</summary>
    public Guid? AgainRecommendationId { get; set; }

    /// <summary>When they were named, whoever audits had opened the record after an earlier audit of it was finished, and could have seen its grade.</summary>
    public bool SawEarlier { get; set; }

    /// <summary>What the record said when the audit began.</summary>
    public IReadOnlyList<GatheredFact> GatheredFacts
    {
        get => Facts is null ? [] : JsonSerializer.Deserialize<List<GatheredFact>>(Facts) ?? [];
        set => Facts = JsonSerializer.Serialize(value);
    }

    /// <summary>The answers, in the order of the questions.</summary>
    public IReadOnlyList<AuditAnswered> Answered
    {
        get => Content is null ? [] : JsonSerializer.Deserialize<List<AuditAnswered>>(Content) ?? [];
        set => Content = JsonSerializer.Serialize(value);
    }
}

/// <summary>A grade for one part of the tool, from the auditor or from a second reader.</summary>
public sealed class AuditPartGrade : PersonRecord
{
    /// <summary>The audit; null for a calibration.</summary>
    public Guid? AuditId { get; set; }

    /// <summary>The second reading or calibration; null for the auditor's own.</summary>
    public Guid? ReadingId { get; set; }
    public Guid SectionKey { get; set; }
    public int Place { get; set; }
    public required string Title { get; set; }
    public AuditGrade Grade { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Whose view was asked for.</summary>
public enum FeedbackFrom
{
    Child,
    Family,
    Partner,
}

/// <summary>The view of a child, family member or partner agency: asked for, and what came of it.</summary>
public sealed class AuditFeedback : PersonRecord
{
    public Guid AuditId { get; set; }
    public FeedbackFrom From { get; set; }

    /// <summary>«Mia», «her grandmother», «the school’s safeguarding lead».</summary>
    public required string Who { get; set; }

    /// <summary>How they were asked: by phone, in person, by letter.</summary>
    public string? How { get; set; }
    public DateOnly AskedOn { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public string? Words { get; set; }

    /// <summary>Why there is none: did not want to, could not be reached.</summary>
    public string? WhyNone { get; set; }

    /// <summary>True while an answer is waited for.</summary>
    public bool Waits => AnsweredOn is null && WhyNone is null;
}

/// <summary>How far an audit has come.</summary>
public enum AuditState
{
    Reserve,
    Chosen,
    Named,
    Begun,
    Finished,
    Replaced,
}

/// <summary>What is done with an audit.</summary>
public enum AuditAct
{
    StepIn,
    Name,
    Begin,
    Finish,
    Replace,
    Respond,
    Correct,
}

/// <summary>The course of an audit: see docs/machines/audit.md.</summary>
public static class AuditFlow
{
    public static StateMachine<AuditAssignment, AuditState, AuditAct> Machine { get; } =
        new StateMachine<AuditAssignment, AuditState, AuditAct>("Audit", Of)
            .State(AuditState.Reserve, "The child stands by as a reserve", begins: true)
            .State(AuditState.Chosen, "The child is chosen, and nobody is named to audit", begins: true)
            .State(AuditState.Named, "An auditor is named and has not begun")
            .State(AuditState.Begun, "The audit is under way")
            .State(AuditState.Finished, "The audit is finished and locked")
            .State(AuditState.Replaced, "Another child took the place")
            .Act(AuditAct.StepIn, "step in for a child who fell out", [AuditState.Reserve], [AuditState.Chosen], Permission.KeepAudits, "Whoever leads the programme")
            .Act(
                AuditAct.Name,
                "name the auditor",
                [AuditState.Chosen, AuditState.Named],
                [AuditState.Named, AuditState.Chosen],
                Permission.KeepAudits,
                "Whoever leads the programme; never somebody who had a part in the work"
            )
            .Act(AuditAct.Begin, "begin the audit", [AuditState.Named], [AuditState.Begun], Permission.DoAudits, "The auditor; independence is asked once more")
            .Act(AuditAct.Finish, "finish the audit", [AuditState.Begun], [AuditState.Finished], Permission.DoAudits, "The auditor")
            .Act(
                AuditAct.Replace,
                "replace the child",
                [AuditState.Chosen, AuditState.Named, AuditState.Begun],
                [AuditState.Replaced],
                Permission.KeepAudits,
                "Whoever leads the programme, with a reason"
            )
            .Act(
                AuditAct.Respond,
                "respond to the audit",
                [AuditState.Finished],
                [AuditState.Finished],
                Permission.ReadRecords,
                "The worker with whom it was done, once",
                new Rule<AuditAssignment>("nobody has responded", a => a.RespondedOn is null ? null : "The response is recorded already")
            )
            .Act(AuditAct.Correct, "correct the finished audit", [AuditState.Finished], [AuditState.Finished], Permission.DoAudits, "The auditor, in sight and with a reason");

    private static AuditState Of(AuditAssignment a) =>
        a.ReplacedOn is not null ? AuditState.Replaced
        : a.FinishedOn is not null ? AuditState.Finished
        : a.BegunOn is not null ? AuditState.Begun
        : a.AuditorId is not null ? AuditState.Named
        : a.Reserve && a.SteppedInOn is null ? AuditState.Reserve
        : AuditState.Chosen;
}
