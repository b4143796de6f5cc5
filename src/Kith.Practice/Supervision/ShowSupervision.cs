using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Children;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Supervision;

/// <summary>A worker whose supervision is due, or when the last was.</summary>
/// <param name="DueOn">Null while none is expected: see <see cref="SupervisionExpectation"/>.</param>
public sealed record SupervisionDue(Guid WorkerId, string Name, string? JobTitle, bool NewlyQualified, DateOnly? LastOn, DateOnly? DueOn, bool Self)
{
    /// <summary>Whether the day has passed.</summary>
    public bool IsLate(DateOnly today) => DueOn < today;
}

/// <summary>One line of a list of supervisions.</summary>
/// <param name="Readable">False where the reader may know that it took place, and no more.</param>
public sealed record SupervisionLine(Guid Id, SupervisionKind Kind, DateOnly On, string Supervisor, string Workers, int Children, bool Readable, bool ToRead);

/// <summary>Everyone's own page: when the next is due, what was written, whom they supervise.</summary>
public sealed record OwnSupervision(
    DateOnly Today,
    SupervisionDue? Mine,
    IReadOnlyList<SupervisionDue> People,
    IReadOnlyList<SupervisionLine> Lines,
    IReadOnlyList<ListedAction> Agreed
);

/// <summary>What a supervision said of one child.</summary>
public sealed record SpokenAbout(Guid Id, string Name, string? Discussion, string? Decision);

/// <summary>One of those who were supervised, and what they said to it.</summary>
public sealed record WasSupervised(Guid WorkerId, string Name, DateOnly? ReadOn, string? OwnWords, bool Self);

/// <summary>What an earlier agreement had become.</summary>
public sealed record CheckedAgreement(string What, Oversight.DirectionOutcome Outcome, string? Why);

/// <summary>A supervision as read.</summary>
/// <param name="ChildrenNotShown">True where children were spoken about whose records the reader may not read.</param>
public sealed record SupervisionView(
    SupervisionRecord Record,
    string Supervisor,
    IReadOnlyList<WasSupervised> Workers,
    IReadOnlyList<SpokenAbout> Children,
    IReadOnlyList<CheckedAgreement> Checks,
    IReadOnlyList<ListedAction> Agreed,
    IReadOnlyList<(string Words, bool Met)> Signals,
    bool ChildrenNotShown,
    DateOnly Today
)
{
    /// <summary>What was corrected, newest first: of the record, and of the parts of children whom the reader may read.</summary>
    public IReadOnlyList<Casework.AmendmentLine> Amendments { get; init; } = [];

    /// <summary>True for whoever supervised.</summary>
    public bool MayAmend { get; init; }
}

/// <summary>A worker's supervision, for those who supervise them or see how regular it is.</summary>
public sealed record WorkerSupervision(SupervisionDue Due, IReadOnlyList<SupervisionLine> Lines, bool MaySupervise, bool MayPersonal, DateOnly Today);

/// <summary>Shows supervision: one's own, a worker's, one record. Access is asked here, for every line.</summary>
[UseCase]
public sealed class ShowSupervision(KithDb db, RecordAccess access, ListActions actions, Acts.Acts acts, PersonalWords words, Clock clock)
{
    public const int Most = 30;

    /// <summary>Whose supervision is due: one's own, and of those whom one manages. One query; late first.</summary>
    public async Task<IReadOnlyList<SupervisionDue>> DueFor(Actor actor, PolicyBook policies, CancellationToken ct = default)
    {
        if (actor.WorkerId is not { } me)
        {
            return [];
        }
        var today = clock.Today;
        return await Due(db.Workers.AsNoTracking().Where(w => (w.Id == me && w.LineManagerId != null) || w.LineManagerId == me), me, policies, today, ct);
    }

    /// <summary>One's own page.</summary>
    public async Task<OwnSupervision> Mine(Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var policies = await PolicyBook.Load(db, ct);
        var due = await DueFor(actor, policies, ct);
        var me = actor.WorkerId;
        var lines = await Lines(
            // Two look-ups put together: an «or» over two tables would read every record there is.
            from id in db.Supervisions.Where(s => s.SupervisorId == me).Select(s => s.Id).Union(db.SupervisedWorkers.Where(w => w.WorkerId == me).Select(w => w.SupervisionId))
            join s in db.Supervisions.AsNoTracking() on id equals s.Id
            select s,
            actor,
            policies,
            ct
        );
        var agreed = me is null ? [] : (await actions.List(ActionScope.Mine, actor, ct)).Where(a => a.Source == ActionSource.Supervision).ToList();
        return new(today, due.FirstOrDefault(d => d.Self), [.. due.Where(d => !d.Self)], lines, agreed);
    }

    /// <summary>Those whom the actor may supervise, by name: for choosing who was there.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> People(SupervisionKind kind, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var (me, teams, all) = (actor.WorkerId, actor.TeamIds, actor.Roles.Contains(Role.PrincipalSocialWorker));
        var workers = await db
            .Workers.AsNoTracking()
            .Where(w => (w.LeftOn == null || w.LeftOn > today) && (w.LineManagerId == me || teams.Contains(w.TeamId!.Value) || all))
            .OrderBy(w => w.Name)
            .ThenBy(w => w.Id)
            .ToListAsync(ct);
        return [.. workers.Where(w => SupervisionAccess.MaySupervise(actor, w, kind)).Select(w => (w.Id, w.Name))];
    }

    /// <summary>A worker's supervisions.</summary>
    /// <exception cref="AccessRefusedException">The actor neither supervises the worker nor sees supervision of the worker's team, and is not the worker.</exception>
    public async Task<WorkerSupervision> OfWorker(Guid workerId, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var worker = await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == workerId, ct);
        if (
            worker is null
            || (
                actor.WorkerId != workerId
                && !SupervisionAccess.MaySupervise(actor, worker, SupervisionKind.Case)
                && !(actor.May(Permission.ReadSupervision) && (actor.WholeAuthority || (worker.TeamId is { } t && actor.TeamIds.Contains(t))))
            )
        )
        {
            throw new AccessRefusedException(Sight.Nothing, "see a worker’s supervision");
        }
        var policies = await PolicyBook.Load(db, ct);
        var due = (await Due(db.Workers.AsNoTracking().Where(w => w.Id == workerId), actor.WorkerId, policies, today, ct, left: true))[0];
        var lines = await Lines(
            from w in db.SupervisedWorkers
            where w.WorkerId == workerId
            join s in db.Supervisions.AsNoTracking() on w.SupervisionId equals s.Id
            select s,
            actor,
            policies,
            ct
        );
        var here = worker.LeftOn is null || worker.LeftOn > today;
        return new(
            due,
            lines,
            here && SupervisionAccess.MaySupervise(actor, worker, SupervisionKind.Case),
            here && SupervisionAccess.MaySupervise(actor, worker, SupervisionKind.Personal),
            today
        );
    }

    /// <summary>One supervision. Where someone whom the policy names reads a personal one, both of the two are told.</summary>
    /// <exception cref="AccessRefusedException">There is none, or it is not the actor's to read: the answer is the same.</exception>
    public async Task<SupervisionView> One(Guid id, Actor actor, CancellationToken ct = default)
    {
        var found = await (
            from s in db.Supervisions.AsNoTracking()
            where s.Id == id
            select new
            {
                Record = s,
                Supervisor = db.Workers.Where(w => w.Id == s.SupervisorId).Select(w => w.Name).FirstOrDefault(),
                Manager = db.Workers.Where(w => w.Id == s.SupervisorId).Select(w => w.LineManagerId).FirstOrDefault(),
            }
        ).FirstOrDefaultAsync(ct);
        var workers = await (
            from x in db.SupervisedWorkers.AsNoTracking()
            where x.SupervisionId == id
            join w in db.Workers on x.WorkerId equals w.Id
            orderby w.Name, w.Id
            select new
            {
                x.Id,
                x.WorkerId,
                w.Name,
                x.ReadOn,
                x.OwnWords,
            }
        ).ToListAsync(ct);
        var policies = await PolicyBook.Load(db, ct);
        if (found is null || !SupervisionAccess.MayRead(actor, found.Record, workers.Select(w => w.WorkerId), found.Manager, policies))
        {
            throw new AccessRefusedException(Sight.Nothing, "read a supervision");
        }
        var children = await (
            from c in db.SupervisionCases.AsNoTracking()
            where c.SupervisionId == id
            join o in access.ReadableAmong(actor) on c.PersonId equals o.PersonId
            orderby o.SortName, o.PersonId
            select new SpokenAbout(o.PersonId, o.DisplayName, c.Discussion, c.Decision)
        ).ToListAsync(ct);
        var readable = access.ReadableAmong(actor);
        var checks = await (
            from c in db.AgreementChecks.AsNoTracking()
            where c.SupervisionId == id
            join a in db.ActionItems on c.ActionId equals a.Id
            where a.PersonId == null || readable.Any(o => o.PersonId == a.PersonId)
            orderby c.Id
            select new CheckedAgreement(c.What, c.Outcome, c.Why)
        ).ToListAsync(ct);
        var agreed = await actions.OfSupervision(id, actor, ct);
        if (found.Record.Kind == SupervisionKind.Personal && !SupervisionAccess.IsOneOfThem(actor, found.Record.SupervisorId, workers.Select(w => w.WorkerId)))
        {
            await TellBoth(found.Record, [.. workers.Select(w => w.WorkerId)], actor, ct);
        }
        var r = found.Record;
        words.Open(r);
        return new(
            r,
            found.Supervisor ?? "someone who has left",
            [.. workers.Select(w => new WasSupervised(w.WorkerId, w.Name, w.ReadOn, words.OpenOwnWords(w.Id, w.OwnWords), w.WorkerId == actor.WorkerId))],
            children,
            checks,
            agreed,
            new SupervisionSignals(r.EachChildSpokenAbout, r.AgreementsDated, r.OwnWords, r.Reflects).InWords,
            children.Count < r.Children,
            clock.Today
        )
        {
            Amendments = await Corrections(id, [.. children.Select(c => c.Id)], ct),
            MayAmend = actor.WorkerId == r.SupervisorId,
        };
    }

    private async Task<IReadOnlyList<Casework.AmendmentLine>> Corrections(Guid id, List<Guid> children, CancellationToken ct)
    {
        var rows = await db
            .SupervisionAmendments.AsNoTracking()
            .Where(a => a.SupervisionId == id)
            .Select(a => new
            {
                a.Id,
                Child = (string?)null,
                a.Field,
                a.Old,
                a.New,
                a.Reason,
                a.ByName,
                a.At,
            })
            .Concat(
                from c in db.SupervisionCases
                where c.SupervisionId == id && children.Contains(c.PersonId)
                join a in db.Amendments.Where(a => a.SubjectKind == Casework.SubjectKind.Supervision) on c.Id equals a.SubjectId
                join o in db.ChildOverviews on c.PersonId equals o.PersonId
                select new
                {
                    a.Id,
                    Child = (string?)o.DisplayName,
                    a.Field,
                    a.Old,
                    a.New,
                    a.Reason,
                    a.ByName,
                    a.At,
                }
            )
            .ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(a => a.At)
                .ThenBy(a => a.Id)
                .Select(a =>
                    a.Child is null
                        ? new Casework.AmendmentLine(
                            a.Field,
                            words.OpenCorrection(nameof(a.Old), a.Id, a.Old),
                            words.OpenCorrection(nameof(a.New), a.Id, a.New),
                            words.OpenCorrection(nameof(a.Reason), a.Id, a.Reason)!,
                            a.ByName,
                            a.At
                        )
                        : new Casework.AmendmentLine($"{a.Child}: {a.Field}", a.Old, a.New, a.Reason, a.ByName, a.At)
                ),
        ];
    }

    private async Task TellBoth(SupervisionRecord record, List<Guid> workers, Actor actor, CancellationToken ct)
    {
        var both = workers.Append(record.SupervisorId).ToList();
        var text = $"{actor.Name} read the personal supervision of {Standards.Calendar.DateWords.Medium(record.On)}, as the authority’s policy allows.";
        var act = acts.Begin(actor, "Read a personal supervision");
        act.Happened(new PersonalSupervisionRead(record.Id, actor.WorkerId));
        foreach (
            var account in await db.Users.AsNoTracking().Where(u => u.WorkerId != null && both.Contains(u.WorkerId.Value)).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct)
        )
        {
            // One unread notice says it as well as ten.
            if (!await db.Notices.AnyAsync(n => n.AccountId == account && n.ReadAt == null && n.Text == text, ct))
            {
                db.Notices.Add(
                    new Notice
                    {
                        Id = clock.NewId(),
                        AccountId = account,
                        Text = text,
                        At = act.At,
                    }
                );
            }
        }
        await act.Save(record.Id, ct);
    }

    private async Task<List<SupervisionDue>> Due(IQueryable<Worker> workers, Guid? me, PolicyBook policies, DateOnly today, CancellationToken ct, bool left = false)
    {
        var rows = await workers
            .Select(w => new { Worker = w, Last = db.SupervisedWorkers.Where(s => s.WorkerId == w.Id && SupervisionRules.Counting.Contains(s.Kind)).Max(s => (DateOnly?)s.On) })
            .ToListAsync(ct);
        return Due(rows.Select(r => (r.Worker, r.Last)), me, new SupervisionExpectation(policies), today, left);
    }

    /// <summary>By when each is due, those who wait longest first.</summary>
    /// <param name="left">Whether those who left, or start later, are among them.</param>
    internal static List<SupervisionDue> Due(IEnumerable<(Worker Worker, DateOnly? Last)> workers, Guid? me, SupervisionExpectation expected, DateOnly today, bool left = false) =>
        [
            .. workers
                .Where(r => left || ((r.Worker.LeftOn is null || r.Worker.LeftOn > today) && (r.Worker.StartedOn is null || r.Worker.StartedOn <= today)))
                .Select(r => new SupervisionDue(
                    r.Worker.Id,
                    r.Worker.Name,
                    r.Worker.JobTitle,
                    r.Worker.NewlyQualified,
                    r.Last,
                    expected.Due(r.Last, r.Worker, today),
                    r.Worker.Id == me
                ))
                .OrderBy(d => d.DueOn ?? DateOnly.MaxValue)
                .ThenBy(d => d.Name, StringComparer.Ordinal),
        ];

    private async Task<IReadOnlyList<SupervisionLine>> Lines(IQueryable<SupervisionRecord> records, Actor actor, PolicyBook policies, CancellationToken ct)
    {
        var rows = await (
            from s in records.OrderByDescending(s => s.On).ThenByDescending(s => s.Id).Take(Most)
            join x in db.SupervisedWorkers on s.Id equals x.SupervisionId
            join w in db.Workers on x.WorkerId equals w.Id
            select new
            {
                Record = s,
                Supervisor = db.Workers.Where(m => m.Id == s.SupervisorId).Select(m => m.Name).FirstOrDefault(),
                Manager = db.Workers.Where(m => m.Id == s.SupervisorId).Select(m => m.LineManagerId).FirstOrDefault(),
                x.WorkerId,
                w.Name,
                x.ReadOn,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(r => r.Record.Id)
                .Select(g =>
                {
                    var s = g.First();
                    var names = g.Select(w => w.Name).Order(StringComparer.Ordinal).ToList();
                    return new SupervisionLine(
                        s.Record.Id,
                        s.Record.Kind,
                        s.Record.On,
                        s.Supervisor ?? "someone who has left",
                        names.Count <= 3 ? string.Join(", ", names) : $"{names[0]}, {names[1]} and {names.Count - 2} others",
                        s.Record.Children,
                        SupervisionAccess.MayRead(actor, s.Record, g.Select(w => w.WorkerId), s.Manager, policies),
                        g.Any(w => w.WorkerId == actor.WorkerId && w.ReadOn is null)
                    );
                })
                .OrderByDescending(l => l.On)
                .ThenByDescending(l => l.Id),
        ];
    }
}
