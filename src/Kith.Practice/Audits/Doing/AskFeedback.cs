using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Doing;

/// <summary>A request for somebody's view, as a form holds it.</summary>
public sealed record FeedbackInput
{
    public FeedbackFrom? From { get; set; }
    public string? Who { get; set; }
    public string? How { get; set; }
    public DateOnly? AskedOn { get; set; }
}

/// <summary>What came of a request, as a form holds it.</summary>
public sealed record FeedbackAnswerInput
{
    public Guid Id { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public string? Words { get; set; }
    public string? WhyNone { get; set; }
}

/// <summary>Asks the child, the family and partners how it was for them, and keeps track of what came.</summary>
[UseCase]
public sealed class AskFeedback(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>Writes down that somebody was asked.</summary>
    /// <exception cref="NotAcceptedException">Something is missing, or the audit is finished.</exception>
    public async Task<Guid> Ask(Guid auditId, FeedbackInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var assignment = await Mine(auditId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        DemandUnderWay(assignment);
        var problems = new List<Problem>();
        if (input.From is not { } from || !Enum.IsDefined(from))
        {
            problems.Add(new(nameof(input.From), "Choose whose view you asked for"));
        }
        if (Editing.Text(nameof(input.Who), input.Who, "Enter who was asked", 120) is { } who)
        {
            problems.Add(who);
        }
        if (input.How?.Trim().Length > 200)
        {
            problems.Add(new(nameof(input.How), "This must be 200 characters or fewer"));
        }
        if (input.AskedOn is not { } on || on > clock.Today || on < assignment.ChosenOn.AddDays(-31))
        {
            problems.Add(new(nameof(input.AskedOn), "Enter the day on which they were asked, today or before"));
        }
        Editing.Refuse(problems);
        var feedback = new AuditFeedback
        {
            Id = clock.NewId(),
            PersonId = assignment.PersonId,
            AuditId = auditId,
            From = input.From!.Value,
            Who = input.Who!.Trim(),
            How = PersonRules.Clean(input.How),
            AskedOn = input.AskedOn!.Value,
        };
        db.AuditFeedbacks.Add(feedback);
        var act = acts.Begin(actor, "Ask for a view in an audit", key: key);
        act.Happened(new AuditFeedbackAsked(assignment.PersonId, auditId, feedback.Id, feedback.From, feedback.AskedOn));
        return await act.Save(feedback.Id, ct);
    }

    /// <summary>Writes down what they said, or why there is no answer.</summary>
    /// <exception cref="NotAcceptedException">Neither is given, or the audit is finished.</exception>
    public async Task Answer(Guid auditId, FeedbackAnswerInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var assignment = await Mine(auditId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        DemandUnderWay(assignment);
        var feedback =
            await db.AuditFeedbacks.FirstOrDefaultAsync(f => f.Id == input.Id && f.AuditId == auditId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "record feedback");
        var (words, none) = (PersonRules.Clean(input.Words), PersonRules.Clean(input.WhyNone));
        var problems = new List<Problem>();
        if (words is null == none is null)
        {
            problems.Add(new(nameof(input.Words), "Write what they said, or why there is no answer: one of the two"));
        }
        if (words?.Length > Tools.AuditTool.LongestAnswer || none?.Length > 500)
        {
            problems.Add(new(words is null ? nameof(input.WhyNone) : nameof(input.Words), "This is too long"));
        }
        var on = input.AnsweredOn ?? clock.Today;
        if (on > clock.Today || on < feedback.AskedOn)
        {
            problems.Add(new(nameof(input.AnsweredOn), "Enter the day of the answer, not before they were asked and not after today"));
        }
        Editing.Refuse(problems);
        (feedback.Words, feedback.WhyNone, feedback.AnsweredOn) = (words, none, words is null ? null : on);
        var act = acts.Begin(actor, "Record a view in an audit", key: key);
        act.Happened(new AuditFeedbackCame(assignment.PersonId, auditId, feedback.Id, feedback.AnsweredOn, words is not null));
        await act.Save(feedback.Id, ct);
    }

    private async Task<AuditAssignment> Mine(Guid auditId, Actor actor, CancellationToken ct)
    {
        var assignment = await db.AuditAssignments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == auditId, ct);
        if (assignment is null || actor.WorkerId is not { } me || assignment.AuditorId != me)
        {
            throw new AccessRefusedException(Sight.Nothing, "ask for feedback");
        }
        await access.Demand(actor, assignment.PersonId, Permission.DoAudits, "ask for feedback", ct);
        return assignment;
    }

    private static void DemandUnderWay(AuditAssignment assignment)
    {
        if (AuditFlow.Machine.Of(assignment) is not (AuditState.Named or AuditState.Begun))
        {
            throw new NotAcceptedException("", "The audit is finished, and what it rests on is locked with it");
        }
    }
}
