using Kith.Practice.Access;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Children.Show;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Again;

/// <summary>Another audit of the same child with the same tool.</summary>
public sealed record AuditNear(Guid Id, AuditState State, DateOnly? FinishedOn, DateOnly DueOn);

/// <summary>What stands beside one audit: the one before it, those after it, and whether it is being looked at again.</summary>
/// <param name="Beside">Null where there is none before, or the reader may not see its grade.</param>
/// <param name="Later">Later ones with the same tool, finished or not, the first one first.</param>
public sealed record AuditAround(AuditBeside? Beside, IReadOnlyList<AuditNear> Later)
{
    public static AuditAround None { get; } = new(null, []);
}

/// <summary>One audit of a child in the child's list. Grades are null where the reader must not see them yet, or there is none.</summary>
public sealed record ChildAudit(
    Guid Id,
    string Tool,
    int? Version,
    AuditState State,
    DateOnly? FinishedOn,
    DateOnly? DueOn,
    string? Auditor,
    AuditGrade? Grade,
    bool Waits,
    bool Again,
    bool Hidden
);

/// <summary>A part of a tool through the audits of a child, in the order of the columns.</summary>
public sealed record PartThrough(string Title, IReadOnlyList<AuditGrade?> Grades);

/// <summary>All audits of a child with one tool side by side, the earliest first.</summary>
public sealed record ToolThrough(string Tool, IReadOnlyList<ChildAudit> Audits, IReadOnlyList<PartThrough> Parts, AuditBeside Latest);

/// <summary>The audits of a child.</summary>
/// <param name="Kept">True where the reader has a grade to give of this child, so that no earlier one is shown.</param>
public sealed record ChildAudits(PersonHead Head, DateOnly Today, IReadOnlyList<ChildAudit> Audits, IReadOnlyList<ToolThrough> Through, bool Kept);

/// <summary>
/// Shows audits of one child beside each other, part by part. Never to somebody who has a grade to give of the child: their
/// own comes first. See docs/decisions/0042-audited-again.md.
/// </summary>
[UseCase]
public sealed class ShowAgain(KithDb db, Clock clock)
{
    /// <summary>What stands beside an audit that the reader is shown. Empty while it is not finished, and while its grade is hidden.</summary>
    internal async Task<AuditAround> Around(AuditPage page, PolicyBook policies, Actor actor, CancellationToken ct)
    {
        if (page.Hidden || page.Assignment is not { } now || page.Tool is not { } tool)
        {
            return AuditAround.None;
        }
        var rows = await Rows(now.PersonId, tool.ToolKey, actor, ct);
        var me = rows.FirstOrDefault(r => r.Assignment.Id == now.Id);
        var finished = rows.Where(r => r.Audit is not null && MaySee(r, actor, policies)).ToList();
        var before =
            page.Audit is null || me is null ? null
            : now.AgainOfId is { } of && finished.FirstOrDefault(r => r.Assignment.Id == of) is { } earlier ? earlier
            : finished.Where(r => Comes(r, me)).LastOrDefault();
        return new(
            before is null || before.Blind || me!.Blind ? null : Beside(before, me),
            [
                .. rows.Where(r =>
                        r.Assignment.Id != now.Id
                        && (r.Assignment.AgainOfId == now.Id || (me is not null && page.Audit is not null && r.Audit is not null && Comes(me, r)))
                        && (r.Audit is null ? actor.May(Permission.ReadAudits) : MaySee(r, actor, policies))
                    )
                    .Select(r => new AuditNear(r.Assignment.Id, AuditFlow.Machine.Of(r.Assignment), r.Audit?.CompletedOn, r.Assignment.DueOn)),
            ]
        );
    }

    /// <summary>The audits of a child that the reader may see; null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<ChildAudits?> OfChild(Guid child, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (await PersonHeads.Of(db, child, today, ct) is not { IsChild: true } head)
        {
            return null;
        }
        var policies = await PolicyBook.Load(db, ct);
        var rows = await Rows(child, null, actor, ct);
        var kept = await AuditAccess.ToGrade(db, actor.WorkerId).AnyAsync(p => p == child, ct);
        var before = await db
            .Audits.AsNoTracking()
            .Where(a => a.PersonId == child && !db.AuditAssignments.Any(x => x.Id == a.Id))
            .Select(a => new { Audit = a, Auditor = db.Workers.Where(w => w.Id == a.AuditorId).Select(w => w.Name).FirstOrDefault() })
            .ToListAsync(ct);
        var seen = rows.Where(r =>
                r.Audit is not null
                    ? MaySee(r, actor, policies)
                    : r.Assignment.ReplacedOn is null && !(r.Assignment is { Reserve: true, SteppedInOn: null }) && actor.May(Permission.ReadAudits)
            )
            .ToList();
        var lines = seen.Select(r => Line(r, kept))
            .Concat(
                before
                    .Where(b => AuditAccess.MayRead(actor, b.Audit.AuditorId, null, policies, today))
                    .Select(b => new ChildAudit(
                        b.Audit.Id,
                        "Practice audit",
                        null,
                        AuditState.Finished,
                        b.Audit.CompletedOn,
                        null,
                        b.Auditor,
                        kept ? null : b.Audit.ModeratedGrade ?? b.Audit.Grade,
                        false,
                        false,
                        kept
                    ))
            )
            .OrderByDescending(l => l.FinishedOn ?? DateOnly.MaxValue)
            .ThenByDescending(l => l.Id)
            .ToList();
        var through = kept
            ? []
            : seen.Where(r => r.Audit is not null)
                .GroupBy(r => r.ToolKey)
                .Where(g => g.Count() > 1)
                .Select(g => Through([.. g.OrderBy(r => r.Audit!.CompletedOn).ThenBy(r => r.Assignment.Id)]))
                .OrderBy(t => t.Tool, StringComparer.Ordinal)
                .ToList();
        return new(head, today, lines, through, kept);
    }

    private sealed class Row
    {
        public required AuditAssignment Assignment { get; init; }
        public required Guid ToolKey { get; init; }
        public required string Tool { get; init; }
        public int Version { get; init; }
        public Audit? Audit { get; init; }
        public string? Auditor { get; init; }
        public bool Waits { get; init; }
        public bool Apart { get; init; }
        public bool Blind { get; init; }
        public IReadOnlyList<AuditPartGrade> Parts { get; init; } = [];
    }

    /// <summary>The audits of a child with their first grades by part, the earliest first, in one statement.</summary>
    private async Task<List<Row>> Rows(Guid child, Guid? toolKey, Actor actor, CancellationToken ct)
    {
        var toGrade = AuditAccess.ToGrade(db, actor.WorkerId);
        var rows = await (
            from x in db.AuditAssignments.AsNoTracking()
            where x.PersonId == child
            join t in db.AuditTools on x.ToolId equals t.Id
            where toolKey == null || t.ToolKey == toolKey
            join a in db.Audits on x.Id equals a.Id into @as
            from a in @as.DefaultIfEmpty()
            select new
            {
                Assignment = x,
                t.ToolKey,
                t.Title,
                t.Number,
                Audit = a,
                Auditor = db.Workers.Where(w => w.Id == x.AuditorId).Select(w => w.Name).FirstOrDefault(),
                Waits = db.AuditReadings.Any(r => r.AuditId == x.Id && r.GivenAt == null),
                Second = db.AuditReadings.Where(r => r.AuditId == x.Id && r.GivenAt != null).Select(r => r.Grade).FirstOrDefault(),
                Blind = toGrade.Contains(x.PersonId),
                Parts = db.AuditPartGrades.Where(g => g.AuditId == x.Id && g.ReadingId == null).ToList(),
            }
        )
            .AsSingleQuery()
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new Row
                {
                    Assignment = r.Assignment,
                    ToolKey = r.ToolKey,
                    Tool = r.Title,
                    Version = r.Number,
                    Audit = r.Audit,
                    Auditor = r.Auditor,
                    Waits = r.Waits,
                    Apart = r.Second is { } second && r.Audit is { ModeratedGrade: null } audit && second != audit.Grade,
                    Blind = r.Blind,
                    Parts = r.Parts,
                })
                .OrderBy(r => r.Audit?.CompletedOn ?? DateOnly.MaxValue)
                .ThenBy(r => r.Assignment.Id),
        ];
    }

    private bool MaySee(Row row, Actor actor, PolicyBook policies) => AuditAccess.MayRead(actor, row.Audit!.AuditorId, row.Assignment.PractitionerId, policies, clock.Today);

    private static bool Comes(Row first, Row then) =>
        first.Assignment.Id != then.Assignment.Id
        && (first.Audit!.CompletedOn < then.Audit!.CompletedOn || (first.Audit.CompletedOn == then.Audit.CompletedOn && first.Assignment.Id.CompareTo(then.Assignment.Id) < 0));

    private static AuditBeside Beside(Row then, Row now) =>
        new(
            then.Assignment.Id,
            then.Audit!.CompletedOn,
            now.Audit!.CompletedOn,
            then.Audit.ModeratedGrade ?? then.Audit.Grade,
            now.Audit.ModeratedGrade ?? now.Audit.Grade,
            AgainRules.Parts(then.Parts, now.Parts),
            then.Version,
            now.Version,
            then.Waits || now.Waits || then.Apart || now.Apart,
            then.Audit.AuditorId is { } one && one == now.Audit.AuditorId,
            now.Assignment.SawEarlier
        );

    private static ChildAudit Line(Row r, bool kept)
    {
        var hidden = r.Audit is not null && (kept || r.Blind);
        return new(
            r.Assignment.Id,
            r.Tool,
            r.Version,
            AuditFlow.Machine.Of(r.Assignment),
            r.Audit?.CompletedOn,
            r.Assignment.DueOn,
            r.Auditor,
            hidden || r.Audit is null ? null : r.Audit.ModeratedGrade ?? r.Audit.Grade,
            r.Audit is not null && (r.Waits || r.Apart),
            r.Assignment.AgainOfId is not null,
            hidden
        );
    }

    private static ToolThrough Through(List<Row> rows)
    {
        // The order of the latest version first, then what only earlier ones had.
        var keys = new List<(Guid Key, string Title)>();
        foreach (var part in Enumerable.Reverse(rows).SelectMany(r => r.Parts.OrderBy(p => p.Place)))
        {
            if (keys.TrueForAll(k => k.Key != part.SectionKey))
            {
                keys.Add((part.SectionKey, part.Title));
            }
        }
        return new(
            rows[^1].Tool,
            rows.ConvertAll(r => Line(r, false)),
            [.. keys.Select(k => new PartThrough(k.Title, [.. rows.Select(r => r.Parts.FirstOrDefault(p => p.SectionKey == k.Key)?.Grade)]))],
            Beside(rows[^2], rows[^1])
        );
    }
}
