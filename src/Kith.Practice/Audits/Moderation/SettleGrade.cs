using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Moderation;

/// <summary>How two grades become one, as a form holds it.</summary>
public sealed record SettleInput
{
    public AuditGrade? Grade { get; set; }
    public string? Why { get; set; }
    public string? Who { get; set; }
}

/// <summary>Settles two grades that differ. Both stay as they were given; what was settled stands beside them with its reason.</summary>
[UseCase]
public sealed class SettleGrade(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor does not lead the programme, or may not read the child's record.</exception>
    /// <exception cref="NotAcceptedException">One grade is missing, they are alike, or they are settled already.</exception>
    public async Task Handle(Guid auditId, SettleInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "settle a grade");
        var audit = await db.Audits.FirstOrDefaultAsync(a => a.Id == auditId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "settle a grade");
        await access.Demand(actor, audit.PersonId, Permission.KeepAudits, "settle a grade", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(audit, version);
        var reading = await db.AuditReadings.AsNoTracking().Where(r => r.AuditId == auditId).OrderBy(r => r.AskedOn).ThenBy(r => r.Id).FirstOrDefaultAsync(ct);
        if (reading?.GivenAt is null)
        {
            throw new NotAcceptedException("", "There is one grade only. It can be settled when the second is in");
        }
        if (audit.ModeratedGrade is not null)
        {
            throw new NotAcceptedException("", "The grade is settled already");
        }
        var problems = new List<Problem>();
        if (input.Grade is not { } grade || !Enum.IsDefined(grade))
        {
            problems.Add(new(nameof(input.Grade), "Choose the grade on which you settled"));
        }
        if (Editing.Reason(nameof(input.Why), input.Why, "Say why it is this grade, so that others learn how grades are given", AuditTool.LongestAnswer) is { } why)
        {
            problems.Add(why);
        }
        if (Editing.Text(nameof(input.Who), input.Who, "Say who sat together", 300) is { } who)
        {
            problems.Add(who);
        }
        Editing.Refuse(problems);
        audit.ModeratedGrade = input.Grade;
        db.AuditSettlements.Add(
            new AuditSettlement
            {
                Id = clock.NewId(),
                PersonId = audit.PersonId,
                AuditId = auditId,
                First = audit.Grade,
                Second = reading.Grade!.Value,
                Settled = input.Grade!.Value,
                Why = input.Why!.Trim(),
                Who = PersonRules.Clean(input.Who),
                On = clock.Today,
                ByAccountId = actor.AccountId,
                ByName = actor.Name,
            }
        );
        var act = acts.Begin(actor, "Settle the grade of an audit", key: key);
        act.Happened(new AuditGradeSettled(audit.PersonId, auditId, audit.Grade, reading.Grade.Value, input.Grade.Value, input.Why!.Trim()));
        await act.Save(auditId, ct);
    }

    /// <summary>Two grades that are alike need no settling.</summary>
    internal static void WhereAlike(Audit audit, AuditGrade second, Act act)
    {
        if (audit.Grade == second)
        {
            audit.ModeratedGrade = second;
            act.Happened(new AuditGradeSettled(audit.PersonId, audit.Id, audit.Grade, second, second, null));
        }
    }
}
