using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Doing;

/// <summary>A finished audit as it should read, and why it changes.</summary>
public sealed record AmendAuditInput
{
    /// <summary>By the key of the question.</summary>
    public Dictionary<string, string?> Answers { get; set; } = [];

    /// <summary>By the key of the part.</summary>
    public Dictionary<string, string?> Reasons { get; set; } = [];
    public string? Summary { get; set; }
    public string? Reason { get; set; }
}

/// <summary>
/// Puts the words of a finished audit right, in sight and with a reason. Grades do not change this way: a second reader and a
/// settlement are there for that, so that no grade moves because somebody asked for it.
/// </summary>
[UseCase]
public sealed class AmendAudit(KithDb db, RecordAccess access, Acts.Acts acts, Amendments amendments)
{
    /// <exception cref="AccessRefusedException">There is no such audit, or it is another's.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or nothing is different.</exception>
    /// <exception cref="SecondEditorException">It was corrected since.</exception>
    public async Task Handle(Guid id, AmendAuditInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var assignment = await db.AuditAssignments.FirstOrDefaultAsync(a => a.Id == id, ct);
        if (assignment is null || actor.WorkerId is not { } me || assignment.AuditorId != me)
        {
            throw new AccessRefusedException(Sight.Nothing, "correct an audit");
        }
        await access.Demand(actor, assignment.PersonId, Permission.DoAudits, "correct an audit", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        AuditFlow.Machine.Demand(assignment, AuditAct.Correct);
        var audit = await db.Audits.FirstAsync(a => a.Id == id, ct);
        if (version is { } seen && seen != assignment.Version + audit.Version)
        {
            throw new SecondEditorException([assignment.Id, audit.Id], [audit.PersonId]);
        }
        var tool = await db.AuditTools.AsNoTracking().FirstAsync(t => t.Id == assignment.ToolId, ct);
        var grades = await db.AuditPartGrades.Where(g => g.AuditId == id && g.ReadingId == null).ToListAsync(ct);
        Editing.Refuse(Problems(input, tool, grades));

        var changes = new List<FieldChange>();
        var answered = assignment.Answered.ToDictionary(a => a.Key);
        foreach (var question in tool.Sections.SelectMany(s => s.Questions))
        {
            var before = answered.GetValueOrDefault(question.Key)?.Answer;
            var after = PersonRules.Clean(input.Answers.GetValueOrDefault(question.Key.ToString()));
            if (before == after)
            {
                continue;
            }
            changes.Add(new(question.Words, before, after));
            if (after is null)
            {
                answered.Remove(question.Key);
            }
            else
            {
                answered[question.Key] = new(question.Key, question.Words, after);
            }
        }
        if (changes.Count > 0)
        {
            assignment.Answered = [.. tool.Sections.SelectMany(s => s.Questions).Where(q => answered.ContainsKey(q.Key)).Select(q => answered[q.Key])];
        }
        foreach (var grade in grades)
        {
            var after = PersonRules.Clean(input.Reasons.GetValueOrDefault(grade.SectionKey.ToString()));
            if (grade.Reason != after)
            {
                changes.Add(new($"What the grade rests on: {grade.Title}", grade.Reason, after));
                grade.Reason = after;
            }
        }
        var summary = PersonRules.Clean(input.Summary);
        if (audit.Summary != summary)
        {
            changes.Add(new("Over all", audit.Summary, summary));
            audit.Summary = summary;
        }
        if (changes.Count == 0)
        {
            throw new NotAcceptedException("", "Nothing is different from what it says already");
        }
        // The version that the form carries counts both rows; of two corrections at once one is told.
        db.Entry(assignment).Property(a => a.DueOn).IsModified = true;
        var act = acts.Begin(actor, "Correct an audit", PersonRules.Clean(input.Reason), key);
        amendments.Add(act, actor, SubjectKind.Audit, id, assignment.PersonId, changes, input.Reason);
        act.Happened(new AuditCorrected(assignment.PersonId, id, changes));
        await act.Save(id, ct);
    }

    private static List<Problem> Problems(AmendAuditInput input, AuditTool tool, List<AuditPartGrade> grades)
    {
        var problems = new List<Problem>();
        if (Editing.Reason(nameof(input.Reason), input.Reason, "Say why the finished audit changes", 1000) is { } missing)
        {
            problems.Add(missing);
        }
        foreach (var question in tool.Sections.SelectMany(s => s.Questions))
        {
            if (question.Wrong(input.Answers.GetValueOrDefault(question.Key.ToString()), finished: true) is { } wrong)
            {
                problems.Add(new($"Answers[{question.Key}]", wrong));
            }
        }
        foreach (var grade in grades)
        {
            if (
                Editing.Text(
                    $"Reasons[{grade.SectionKey}]",
                    input.Reasons.GetValueOrDefault(grade.SectionKey.ToString()),
                    "Say what the grade rests on",
                    AuditTool.LongestAnswer
                ) is
                { } reason
            )
            {
                problems.Add(reason);
            }
        }
        if (Editing.Text(nameof(input.Summary), input.Summary, "Say why it is this grade over all", AuditTool.LongestAnswer) is { } summary)
        {
            problems.Add(summary);
        }
        return problems;
    }
}
