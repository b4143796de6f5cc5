using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Casework;
using Kith.Practice.Children.Show;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Doing;

/// <summary>The second grade of an audit, where it may be seen.</summary>
public sealed record SecondGrade(string Reader, bool Given, AuditGrade? Grade, string? Reason, IReadOnlyList<AuditPartGrade> Parts);

/// <summary>Something that the audit asked for, and how it stands.</summary>
public sealed record AskedFor(Guid Id, string What, string? Aim, string? Owner, DateOnly? DueOn, RecommendationState State, bool ForService);

/// <summary>One audit as somebody may see it.</summary>
/// <param name="Hidden">True while the grade is not to be seen by whoever looks: they are asked for the second one.</param>
/// <param name="MyReading">Where they give it.</param>
public sealed record AuditPage(
    PersonHead Head,
    DateOnly Today,
    AuditAssignment? Assignment,
    AuditTool? Tool,
    Audit? Audit,
    AuditState State,
    string? Cycle,
    string? Auditor,
    string? Practitioner,
    IReadOnlyList<AuditPartGrade> Parts,
    IReadOnlyList<AuditFeedback> Feedback,
    IReadOnlyList<AskedFor> Asks,
    SecondGrade? Second,
    AuditSettlement? Settlement,
    IReadOnlyList<AmendmentLine> Amendments,
    bool Hidden,
    Guid? MyReading,
    bool IsAuditor,
    bool MayRespond,
    bool MayKeep,
    IReadOnlyList<string> Themes
)
{
    /// <summary>Why it is hidden: not the second grade of this audit, but another grade that whoever looks has to give of the same child.</summary>
    public bool HiddenForAnother => Hidden && MyReading is null;

    /// <summary>Why it is a second look; null for a first one, and for whoever still has to grade.</summary>
    public AgainReason? AgainBecause { get; init; }

    /// <inheritdoc cref="AgainBecause"/>
    public string? AgainWords { get; init; }

    /// <summary>The audits before and after it.</summary>
    public AuditAround Around { get; init; } = AuditAround.None;
}

/// <summary>An audit as it was found, before anybody is shown anything of it.</summary>
public sealed record FoundAudit
{
    internal FoundAudit() { }

    public required Guid Id { get; init; }

    /// <summary>Whose record it is about.</summary>
    public required Guid PersonId { get; init; }
    internal AuditAssignment? Assignment { get; init; }
    internal AuditTool? Tool { get; init; }
    internal Audit? Audit { get; init; }
    internal string? Cycle { get; init; }
    internal string? Auditor { get; init; }
    internal string? Practitioner { get; init; }
    internal AuditReading? Reading { get; init; }
    internal string? ReaderName { get; init; }
    internal AuditSettlement? Settlement { get; init; }
    internal IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Whoever looks has a grade to give of this child.</summary>
    internal bool Blind { get; init; }
    internal Guid? ReadingId => Reading?.Id;
    internal Guid? Reader => Reading?.ReaderId;
    internal DateTime? GivenAt => Reading?.GivenAt;
    internal AuditGrade? SecondGrade => Reading?.Grade;
    internal string? SecondReason => Reading?.Reason;
}

/// <summary>Shows an audit: what is known before it begins, what was written, the second grade, the response, the corrections.</summary>
[UseCase]
public sealed class ShowAudit(KithDb db, RecordAccess access, Amendments amendments, ActionOwners owners, ShowAgain again, Clock clock)
{
    /// <summary>Finds an audit, for a page that asks next whether its child's record may be read. Nothing of it is shown before that.</summary>
    public async Task<FoundAudit?> Find(Guid id, Actor actor, CancellationToken ct = default) => await Row(id, actor, ct);

    /// <summary>The audit; null when there is none, or the actor may not see it.</summary>
    public async Task<AuditPage?> Show(Guid id, Actor actor, CancellationToken ct = default) =>
        await Row(id, actor, ct) is { } row && await access.SightOf(actor, row.PersonId, ct) == Sight.Read ? await Show(row, actor, null, ct) : null;

    /// <summary>The same of one that was found, whose child's record the caller has already been allowed to read.</summary>
    /// <param name="known">The child's head where the caller has it.</param>
    public async Task<AuditPage?> Show(FoundAudit row, Actor actor, PersonHead? known = null, CancellationToken ct = default)
    {
        var id = row.Id;
        var (assignment, audit) = (row.Assignment, row.Audit);
        var policies = await PolicyBook.Load(db, ct);
        var finished = audit is not null;
        var me = actor.WorkerId;
        var isAuditor = assignment?.AuditorId is { } auditor && auditor == me;
        if (
            !(
                finished
                    ? AuditAccess.MayRead(actor, audit!.AuditorId, assignment?.PractitionerId, policies, clock.Today)
                    : isAuditor || actor.May(Permission.ReadAudits) || row.Reader == me && me is not null
            )
        )
        {
            return null;
        }
        if ((known ?? await PersonHeads.Of(db, row.PersonId, clock.Today, ct)) is not { } head)
        {
            return null;
        }
        var mine = row.Reader is { } reader && reader == me && row.GivenAt is null;
        var hidden = mine || (finished && row.Blind);
        // What was written is the auditor's, and is nobody's to see before it is finished; and not a second reader's before theirs is in.
        var parts = finished && !hidden ? await db.AuditPartGrades.AsNoTracking().Where(g => g.AuditId == id).OrderBy(g => g.Place).ToListAsync(ct) : [];
        var feedback =
            hidden || !(finished || isAuditor) ? [] : await db.AuditFeedbacks.AsNoTracking().Where(f => f.AuditId == id).OrderBy(f => f.AskedOn).ThenBy(f => f.Id).ToListAsync(ct);
        var asks =
            finished && !hidden
                ? (
                    await (
                        from r in db.Recommendations.AsNoTracking().Include(r => r.Action)
                        where r.Origin == RecommendationOrigin.Audit && r.OriginId == id
                        orderby r.Action.DueOn, r.Id
                        select new { Asked = r, Owner = db.Workers.Where(w => w.Id == r.Action.OwnerWorkerId).Select(w => w.Name).FirstOrDefault() }
                    ).ToListAsync(ct)
                ).ConvertAll(a => new AskedFor(
                    a.Asked.Id,
                    a.Asked.Action.What,
                    a.Asked.Aim,
                    a.Owner ?? a.Asked.Action.OwnerName,
                    a.Asked.Action.DueOn,
                    RecommendationMachine.Of(a.Asked),
                    !a.Asked.IsForChild
                ))
                : [];
        var corrected = finished && !hidden ? await amendments.Of(SubjectKind.Audit, id, row.PersonId, ct) : [];
        // The first grade and the second are shown together or not at all.
        var seesSecond = finished && !hidden;
        AuditPage page = new(
            head,
            clock.Today,
            hidden && assignment is not null ? Bare(assignment) : assignment,
            row.Tool,
            hidden ? null : audit,
            assignment is null ? AuditState.Finished : AuditFlow.Machine.Of(assignment),
            row.Cycle,
            row.Auditor,
            row.Practitioner,
            [.. parts.Where(p => p.ReadingId is null)],
            feedback,
            asks,
            row.Reader is null
                ? null
                : new(
                    row.ReaderName ?? "",
                    row.GivenAt is not null,
                    seesSecond ? row.SecondGrade : null,
                    seesSecond ? row.SecondReason : null,
                    [.. parts.Where(p => p.ReadingId is not null)]
                ),
            hidden ? null : row.Settlement,
            corrected,
            hidden,
            mine ? row.ReadingId : null,
            isAuditor,
            finished && !hidden && me is not null && assignment?.PractitionerId == me && assignment.RespondedOn is null,
            actor.May(Permission.KeepAudits),
            hidden ? [] : row.Themes
        );
        // Why somebody wants a second look could steer it.
        var toGrade = hidden || (isAuditor && !finished);
        return page with
        {
            AgainBecause = toGrade ? null : assignment?.AgainBecause,
            AgainWords = toGrade ? null : assignment?.AgainWords,
            Around = await again.Around(page, policies, actor, ct),
        };
    }

    /// <summary>What the auditor needs to write: the assignment with its tool; null when it is not theirs or not under way.</summary>
    public async Task<(AuditAssignment Assignment, AuditTool Tool)?> ToWrite(Guid id, Actor actor, CancellationToken ct = default)
    {
        var row = await (
            from a in db.AuditAssignments.AsNoTracking()
            where a.Id == id
            join t in db.AuditTools on a.ToolId equals t.Id
            select new { Assignment = a, Tool = t }
        ).FirstOrDefaultAsync(ct);
        return row is not null && actor.WorkerId is { } me && row.Assignment.AuditorId == me ? (row.Assignment, row.Tool) : null;
    }

    /// <summary>Feedback of an audit under way.</summary>
    public async Task<IReadOnlyList<AuditFeedback>> Feedback(Guid id, CancellationToken ct = default) =>
        await db.AuditFeedbacks.AsNoTracking().Where(f => f.AuditId == id).OrderBy(f => f.AskedOn).ThenBy(f => f.Id).ToListAsync(ct);

    /// <summary>The people with whom the audit can be done and to whom something can be given to do: those who work with the child, and the team.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Workers(Guid person, Actor actor, CancellationToken ct = default) =>
        [.. (await owners.Of([person], actor, ct)).Select(o => (o.WorkerId, o.Text))];

    private async Task<FoundAudit?> Row(Guid id, Actor actor, CancellationToken ct)
    {
        var toGrade = AuditAccess.ToGrade(db, actor.WorkerId);
        var row = await (
            from a in db.AuditAssignments.AsNoTracking()
            where a.Id == id
            join t in db.AuditTools on a.ToolId equals t.Id
            join c in db.AuditCycles on a.CycleId equals c.Id into cs
            from c in cs.DefaultIfEmpty()
            join x in db.Audits on a.Id equals x.Id into xs
            from x in xs.DefaultIfEmpty()
            join r in db.AuditReadings on (Guid?)a.Id equals r.AuditId into rs
            from r in rs.DefaultIfEmpty()
            join s in db.AuditSettlements on a.Id equals s.AuditId into ss
            from s in ss.DefaultIfEmpty()
            orderby r.AskedOn, r.Id
            select new
            {
                Assignment = a,
                Tool = t,
                Audit = x,
                Cycle = c.Title,
                Auditor = db.Workers.Where(w => w.Id == a.AuditorId).Select(w => w.Name).FirstOrDefault(),
                Practitioner = db.Workers.Where(w => w.Id == a.PractitionerId).Select(w => w.Name).FirstOrDefault(),
                Reading = r,
                ReaderName = db.Workers.Where(w => w.Id == r.ReaderId).Select(w => w.Name).FirstOrDefault(),
                Settlement = s,
                Themes = db.FindingThemes.Where(t => t.AuditId == a.Id).Select(t => t.Theme).ToList(),
                Blind = toGrade.Contains(a.PersonId),
            }
        )
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        if (row is not null)
        {
            return new FoundAudit
            {
                Id = id,
                PersonId = row.Assignment.PersonId,
                Assignment = row.Assignment,
                Tool = row.Tool,
                Audit = row.Audit,
                Cycle = row.Cycle,
                Auditor = row.Auditor,
                Practitioner = row.Practitioner,
                Reading = row.Reading,
                ReaderName = row.ReaderName,
                Settlement = row.Settlement,
                Themes = row.Themes,
                Blind = row.Blind,
            };
        }
        // An audit from before there was a programme, or from another system.
        var old = await db
            .Audits.AsNoTracking()
            .Where(a => a.Id == id)
            .Select(a => new
            {
                Audit = a,
                Auditor = db.Workers.Where(w => w.Id == a.AuditorId).Select(w => w.Name).FirstOrDefault(),
                Themes = db.FindingThemes.Where(t => t.AuditId == a.Id).Select(t => t.Theme).ToList(),
                Blind = toGrade.Contains(a.PersonId),
            })
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        return old is null
            ? null
            : new FoundAudit
            {
                Id = id,
                PersonId = old.Audit.PersonId,
                Audit = old.Audit,
                Auditor = old.Auditor,
                Themes = old.Themes,
                Blind = old.Blind,
            };
    }

    /// <summary>The assignment without anything that the auditor wrote.</summary>
    private static AuditAssignment Bare(AuditAssignment a) =>
        new()
        {
            Id = a.Id,
            PersonId = a.PersonId,
            ToolId = a.ToolId,
            CycleId = a.CycleId,
            TeamId = a.TeamId,
            Why = a.Why,
            ChosenOn = a.ChosenOn,
            DueOn = a.DueOn,
            AuditorId = a.AuditorId,
            BegunOn = a.BegunOn,
            FinishedOn = a.FinishedOn,
        };
}
