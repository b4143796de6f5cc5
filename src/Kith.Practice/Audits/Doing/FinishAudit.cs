using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Children.Details;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Doing;

/// <summary>Finishes an audit: the answers with their questions, the grades, what is asked for. From then on it is locked.</summary>
[UseCase]
public sealed class FinishAudit(KithDb db, RecordAccess access, RaiseRecommendation recommend, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">There is no such audit, or it is another's.</exception>
    /// <exception cref="NotAcceptedException">Something is missing; or it is finished.</exception>
    public async Task Handle(Guid id, AuditForm input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var assignment = await db.AuditAssignments.FirstOrDefaultAsync(a => a.Id == id, ct);
        if (assignment is null || actor.WorkerId is not { } me || assignment.AuditorId != me)
        {
            throw new AccessRefusedException(Sight.Nothing, "finish an audit");
        }
        await access.Demand(actor, assignment.PersonId, Permission.DoAudits, "finish an audit", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        AuditFlow.Machine.Demand(assignment, AuditAct.Finish);
        var today = clock.Today;
        var tool = await db.AuditTools.AsNoTracking().FirstAsync(t => t.Id == assignment.ToolId, ct);
        Editing.Refuse(input.Problems(tool, assignment.BegunOn!.Value, today));
        var asks = input.Asks.Select((a, i) => (Ask: a, Place: i)).Where(a => !a.Ask.IsEmpty).ToList();

        assignment.FinishedOn = today;
        assignment.Answered =
        [
            .. tool
                .Sections.SelectMany(s => s.Questions)
                .Select(q => (q, Answer: PersonRules.Clean(input.Answers.GetValueOrDefault(q.Key.ToString()))))
                .Where(a => a.Answer is not null)
                .Select(a => new AuditAnswered(a.q.Key, a.q.Words, a.Answer!)),
        ];
        if (input.Met == true)
        {
            (assignment.PractitionerId, assignment.MetOn, assignment.Reflections) = (input.PractitionerId, input.MetOn, PersonRules.Clean(input.Reflections));
        }
        else
        {
            assignment.WhyNotMet = PersonRules.Clean(input.WhyNotMet);
        }
        var audit = new Audit
        {
            Id = id,
            PersonId = assignment.PersonId,
            CompletedOn = today,
            AuditorId = me,
            Grade = input.Grade!.Value,
            Summary = PersonRules.Clean(input.Summary),
        };
        db.Audits.Add(audit);
        db.AuditPartGrades.AddRange(input.Kept(tool, assignment.PersonId, id, null, clock));
        var act = acts.Begin(actor, "Finish an audit", key: key);
        foreach (var (ask, place) in asks)
        {
            await recommend.Add(
                act,
                new RecommendationInput
                {
                    PersonId = ask.ForService ? null : assignment.PersonId,
                    Origin = RecommendationOrigin.Audit,
                    OriginId = id,
                    OriginWords = $"{tool.Title}, {DateWords.Long(today)}",
                    Finding = ask.Finding,
                    What = ask.What,
                    Aim = ask.Aim,
                    OwnerWorkerId = ask.OwnerWorkerId,
                    DueOn = ask.DueOn,
                },
                actor,
                ct,
                $"Asks[{place}]."
            );
        }
        act.Happened(new AuditFinished(assignment.PersonId, id, today, audit.Grade, input.Met == true, asks.Count));
        // The second reader may have been quicker.
        if (await db.AuditReadings.AsNoTracking().FirstOrDefaultAsync(r => r.AuditId == id && r.GivenAt != null, ct) is { } second)
        {
            SettleGrade.WhereAlike(audit, second.Grade!.Value, act);
        }
        await Tell(assignment, act, ct);
        await act.Save(id, ct);
    }

    private async Task Tell(AuditAssignment assignment, Act act, CancellationToken ct)
    {
        if (
            assignment.PractitionerId is { } worker
            && await db.Users.Where(u => u.WorkerId == worker).OrderBy(u => u.Id).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct) is { } account
        )
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    PersonId = assignment.PersonId,
                    Text = "An audit of your work with a child is finished. You can read it and say how you see it: it is in the child’s chronology.",
                    At = act.At,
                }
            );
        }
    }
}

/// <summary>The worker with whom an audit was done says how they see it. Once, and it stands beside what was written.</summary>
[UseCase]
public sealed class RespondToAudit(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The audit is about another's work.</exception>
    /// <exception cref="NotAcceptedException">The response is recorded already, or too long.</exception>
    public async Task Handle(Guid id, string? words, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var assignment = await db.AuditAssignments.FirstOrDefaultAsync(a => a.Id == id, ct);
        if (assignment is null || actor.WorkerId is not { } me || assignment.PractitionerId != me)
        {
            throw new AccessRefusedException(Sight.Nothing, "respond to an audit");
        }
        await access.Demand(actor, assignment.PersonId, Permission.ReadRecords, "respond to an audit", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        AuditFlow.Machine.Demand(assignment, AuditAct.Respond);
        if (words?.Trim().Length > Tools.AuditTool.LongestAnswer)
        {
            throw new NotAcceptedException("Words", $"This must be {Tools.AuditTool.LongestAnswer:N0} characters or fewer");
        }
        (assignment.Response, assignment.RespondedOn) = (PersonRules.Clean(words), clock.Today);
        var act = acts.Begin(actor, "Respond to an audit", key: key);
        act.Happened(new AuditResponded(assignment.PersonId, id, me, clock.Today, assignment.Response is not null));
        await act.Save(id, ct);
    }
}
