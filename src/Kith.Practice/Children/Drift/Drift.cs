using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Teams;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Drift;

/// <summary>A sign that time passes without change for a child.</summary>
/// <param name="Text">In plain words, with the figure.</param>
/// <param name="Why">Why it matters, or what it is counted from.</param>
/// <param name="Weight">2: speak about it at the next supervision; 1: keep an eye on it.</param>
public sealed record DriftSign(string Kind, string Text, string Why, int Weight);

/// <summary>The next visit that stands in the diary.</summary>
public sealed record NextVisit(Guid Id, DateOnly On, TimeOnly? At, string? Place, string? Purpose, string? Worker);

/// <summary>The last visit of six months that did not take place, and why.</summary>
public sealed record MissedVisit(Guid Id, DateOnly On, VisitMissed Why, string? Text);

/// <summary>What time does to the work with a child: signs of drift, what is planned next, what did not take place.</summary>
public sealed record DriftView(IReadOnlyList<DriftSign> Signs, NextVisit? Next, MissedVisit? Missed);

/// <summary>The facts that the signs are worked out from.</summary>
public sealed record DriftFacts
{
    public required DateOnly Today { get; init; }
    public ChildStatus Status { get; init; }

    /// <summary>When the open child protection plan began.</summary>
    public DateOnly? ProtectionFrom { get; init; }

    /// <summary>Child protection plans in all, of this authority.</summary>
    public int ProtectionPlans { get; init; }

    /// <summary>When the last child protection plan before the open one ended.</summary>
    public DateOnly? EarlierProtectionEnded { get; init; }
    public DateOnly? NeedFrom { get; init; }
    public int NeedPlans { get; init; }

    /// <summary>Referrals in the last twelve months.</summary>
    public int Referrals { get; init; }

    /// <summary>Contacts about the child in the last twelve months, and the last of them.</summary>
    public int Contacts { get; init; }
    public DateOnly? LastContact { get; init; }

    /// <summary>Open goals of a plan that stood no better at each of the last two reviews.</summary>
    public int StuckGoals { get; init; }
    public int LateItems { get; init; }

    /// <summary>Open actions past their day, and how many had their date moved twice or more.</summary>
    public int LateActions { get; init; }
    public int MovedActions { get; init; }
    public int WorkersInYear { get; init; }
    public DateOnly? WithoutWorkerSince { get; init; }

    /// <summary>Planned visits of the last six months that did not take place.</summary>
    public int MissedVisits { get; init; }

    /// <summary>Open actions of the plan, and the last day on which one was done.</summary>
    public int OpenActions { get; init; }
    public DateOnly? LastActionDone { get; init; }
}

/// <summary>
/// Signs of drift and delay, by stated rules over the record. They say what to ask, never whose fault it is. The
/// lengths are those that inspectors and reviews ask about: a child protection plan of 15 months and of two years
/// (measures «child protection plan lasting two years or more»), a second plan, three workers in a year.
/// </summary>
public static class DriftRules
{
    public const int LongProtectionMonths = 15;
    public const int VeryLongProtectionMonths = 24;
    public const int LongNeedMonths = 12;

    /// <summary>The signs, weightiest first; empty for children that nobody works with.</summary>
    public static IReadOnlyList<DriftSign> Of(DriftFacts f)
    {
        var signs = new List<DriftSign>();
        if (!ChildWords.IsOpen(f.Status))
        {
            return signs;
        }
        if (f.ProtectionFrom is { } cp && cp.AddMonths(LongProtectionMonths) <= f.Today)
        {
            var very = cp.AddMonths(VeryLongProtectionMonths) <= f.Today;
            Add(
                "plan-age",
                $"On a child protection plan for {ChildWords.For(cp, f.Today)}",
                very ? "longer than two years" : "longer than 15 months: is the plan changing anything?",
                very ? 2 : 1
            );
        }
        if (f.ProtectionFrom is not null && f.ProtectionPlans > 1)
        {
            var soon = f.EarlierProtectionEnded is { } ended && f.ProtectionFrom < ended.AddYears(2);
            Add(
                "repeated-plan",
                $"{ChildWords.Ordinal(f.ProtectionPlans)} child protection plan",
                soon ? "the one before ended less than two years earlier" : "what was different the last time it ended?",
                soon ? 2 : 1
            );
        }
        if (f.ProtectionFrom is null && f.NeedFrom is { } need && need.AddMonths(LongNeedMonths) <= f.Today)
        {
            Add("plan-age", $"On a child in need plan for {ChildWords.For(need, f.Today)}", "longer than a year: what would have to be true to end it?", 1);
        }
        if (f.NeedPlans > 2)
        {
            Add("repeated-plan", $"{ChildWords.Ordinal(f.NeedPlans)} child in need plan", "help has ended and begun again", 1);
        }
        if (f.Referrals > 1)
        {
            Add("referrals", $"{f.Referrals} referrals in twelve months", "the same worry may be coming back", f.Referrals > 2 ? 2 : 1);
        }
        if (f.Contacts > 1)
        {
            Add(
                "contacts",
                $"{f.Contacts} contacts in twelve months",
                f.LastContact is { } on ? $"the last on {DateWords.Medium(on)}; those of brothers and sisters stand beside each new one" : "someone goes on worrying",
                f.Contacts > 3 ? 2 : 1
            );
        }
        if (f.StuckGoals > 0)
        {
            Add(
                "stuck-goals",
                f.StuckGoals == 1 ? "One goal stood no better at the last two reviews" : $"{f.StuckGoals} goals stood no better at the last two reviews",
                "is it the right goal, and the right help?",
                2
            );
        }
        if (f.LateItems > 0)
        {
            Add("steps", f.LateItems == 1 ? "One step is late" : $"{f.LateItems} steps are late", "see «Next»", f.LateItems > 1 ? 2 : 1);
        }
        if (f.LateActions > 0)
        {
            Add(
                "actions",
                f.LateActions == 1 ? "One action is past its day" : $"{f.LateActions} actions are past their day",
                f.MovedActions > 0 ? $"{f.MovedActions} had the date moved twice or more" : "see the list of actions",
                f.LateActions > 2 ? 2 : 1
            );
        }
        if (f.OpenActions > 0 && (f.LastActionDone is null || f.LastActionDone < f.Today.AddDays(-90)) && PlanFrom(f) is { } plan && plan < f.Today.AddDays(-90))
        {
            Add(
                "no-progress",
                $"Nothing of the plan was done for {(f.LastActionDone is { } last ? ChildWords.For(last, f.Today) : ChildWords.For(plan, f.Today))}",
                $"{f.OpenActions} open",
                2
            );
        }
        if (f.MissedVisits > 1)
        {
            Add("missed-visits", $"{f.MissedVisits} visits did not take place in six months", "what keeps the door closed?", f.MissedVisits > 2 ? 2 : 1);
        }
        if (f.WithoutWorkerSince is { } since && since < f.Today)
        {
            Add("no-worker", $"Without a worker for {ChildWords.For(since, f.Today)}", "nobody knows the child now", 2);
        }
        if (f.WorkersInYear > 2)
        {
            Add("workers", $"{f.WorkersInYear} workers in twelve months", "the child has had to begin again each time", f.WorkersInYear > 3 ? 2 : 1);
        }
        return [.. signs.OrderByDescending(s => s.Weight)];

        void Add(string kind, string text, string why, int weight) => signs.Add(new(kind, text, why, weight));
    }

    private static DateOnly? PlanFrom(DriftFacts f) => f.ProtectionFrom ?? f.NeedFrom;
}

/// <summary>Reads the facts of one child and says what signs of drift there are.</summary>
[UseCase]
public sealed class ShowDrift(KithDb db, Clock clock)
{
    /// <summary>The signs, the visit that is planned and the one that did not take place. The caller has already been allowed to read the record.</summary>
    public async Task<DriftView> Show(Guid childId, CancellationToken ct = default)
    {
        var today = clock.Today;
        var f = await Found.On(db)(db, childId, today, today.AddYears(-1), today.AddMonths(-6));
        return f is null
            ? new DriftView([], null, null)
            : new DriftView(
                DriftRules.Of(
                    new DriftFacts
                    {
                        Today = today,
                        Status = f.Status,
                        ProtectionFrom = f.ProtectionFrom,
                        ProtectionPlans = f.ProtectionPlans,
                        EarlierProtectionEnded = f.ProtectionEnded,
                        NeedFrom = f.NeedFrom,
                        NeedPlans = f.NeedPlans,
                        Referrals = f.Referrals,
                        LateItems = f.Late,
                        LateActions = f.LateActions,
                        MovedActions = f.Moved,
                        OpenActions = f.Open,
                        LastActionDone = f.Done,
                        WorkersInYear = f.Workers,
                        WithoutWorkerSince = f.WorkerId is null ? Waits.Since(f.LeadEnded, f.EpisodeFrom) : null,
                        MissedVisits = f.Missed,
                        Contacts = f.Contacts,
                        LastContact = f.LastContact,
                        StuckGoals = f.Stuck,
                    }
                ),
                f is { NextId: { } next, NextOn: { } nextOn } ? new NextVisit(next, nextOn, f.NextAt, f.NextPlace, f.NextPurpose, f.NextWorker) : null,
                f.MissedId is { } missed
                    ? await db.Visits.AsNoTracking().Where(v => v.Id == missed).Select(v => new MissedVisit(v.Id, v.On, v.Missed!.Value, v.MissedText)).FirstOrDefaultAsync(ct)
                    : null
            );
    }

    // One look: a count or a date of each table through its index on the child.
    private static readonly CompiledQuery<Func<KithDb, Guid, DateOnly, DateOnly, DateOnly, Task<Row?>>> Found = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid childId, DateOnly today, DateOnly year, DateOnly half) =>
                db
                    .ChildOverviews.AsNoTracking()
                    .Where(o => o.PersonId == childId)
                    .Select(o => new Row
                    {
                        Status = o.Status,
                        WorkerId = o.WorkerId,
                        EpisodeFrom = o.EpisodeFrom,
                        ProtectionFrom = db.ProtectionPlans.Where(p => p.PersonId == childId && p.SourceEndedOn == null && p.EndedOn == null).Max(p => (DateOnly?)p.StartedOn),
                        ProtectionPlans = db.ProtectionPlans.Count(p => p.PersonId == childId && p.SourceEndedOn == null && !p.OtherAuthority),
                        ProtectionEnded = db.ProtectionPlans.Where(p => p.PersonId == childId && p.SourceEndedOn == null && !p.OtherAuthority).Max(p => p.EndedOn),
                        NeedFrom = db.CinPlans.Where(p => p.PersonId == childId && p.SourceEndedOn == null && p.EndedOn == null).Max(p => (DateOnly?)p.StartedOn),
                        NeedPlans = db.CinPlans.Count(p => p.PersonId == childId && p.SourceEndedOn == null),
                        Referrals = db.Episodes.Count(e => e.PersonId == childId && e.SourceEndedOn == null && e.ReferredOn > year),
                        Late = db.DueItems.Count(d => d.PersonId == childId && d.DueOn < today),
                        Open = db.ActionItems.Count(a => a.PersonId == childId && a.DoneOn == null && a.EndedOn == null),
                        LateActions = db.ActionItems.Count(a => a.PersonId == childId && a.DoneOn == null && a.EndedOn == null && a.DueOn < today),
                        Moved = db.ActionItems.Count(a => a.PersonId == childId && a.DoneOn == null && a.EndedOn == null && a.TimesMoved > 1),
                        Done = db.ActionItems.Where(a => a.PersonId == childId).Max(a => a.DoneOn),
                        Workers = db
                            .Allocations.Where(a => a.PersonId == childId && a.Role == AllocationRole.Lead && a.WorkerId != null && (a.To == null || a.To > year))
                            .Select(a => a.WorkerId)
                            .Distinct()
                            .Count(),
                        LeadEnded = db.Allocations.Where(a => a.PersonId == childId && a.Role == AllocationRole.Lead).Max(a => a.To),
                        Contacts = db.Contacts.Count(c => c.PersonId == childId && c.SourceEndedOn == null && c.ReceivedOn > year),
                        LastContact = db.Contacts.Where(c => c.PersonId == childId && c.SourceEndedOn == null).Max(c => (DateOnly?)c.ReceivedOn),
                        // Stuck: two judgements or more that were no better, and none after them that was.
                        Stuck = db.PlanGoals.Count(g =>
                            g.PersonId == childId
                            && g.ClosedOn == null
                            && !db.ProtectionPlans.Any(p => p.Id == g.PlanId && p.EndedOn != null)
                            && !db.CinPlans.Any(p => p.Id == g.PlanId && p.EndedOn != null)
                            && db.PlanProgress.Count(p =>
                                p.PersonId == childId
                                && p.GoalId == g.Id
                                && (p.Progress == Progress.Worse || p.Progress == Progress.Same)
                                && !db.PlanProgress.Any(q =>
                                    q.PersonId == childId && q.GoalId == g.Id && q.On >= p.On && (q.Progress == Progress.Better || q.Progress == Progress.Met)
                                )
                            ) > 1
                        ),
                        // By the child's own lines, so that the diary of everybody else is not read.
                        NextId = db
                            .PlannedVisitChildren.Where(c => c.PersonId == childId)
                            .Join(db.PlannedVisits, c => c.PlannedVisitId, p => p.Id, (c, p) => p)
                            .Where(p => p.VisitId == null && p.CancelledOn == null && p.On >= today)
                            .OrderBy(p => p.On)
                            .ThenBy(p => p.At)
                            .ThenBy(p => p.Id)
                            .Select(p => (Guid?)p.Id)
                            .FirstOrDefault(),
                        // The same one each time: it has few rivals, and a statement of its own costs more than five looks.
                        NextOn = db
                            .PlannedVisitChildren.Where(c => c.PersonId == childId)
                            .Join(db.PlannedVisits, c => c.PlannedVisitId, p => p.Id, (c, p) => p)
                            .Where(p => p.VisitId == null && p.CancelledOn == null && p.On >= today)
                            .OrderBy(p => p.On)
                            .ThenBy(p => p.At)
                            .ThenBy(p => p.Id)
                            .Select(p => (DateOnly?)p.On)
                            .FirstOrDefault(),
                        NextAt = db
                            .PlannedVisitChildren.Where(c => c.PersonId == childId)
                            .Join(db.PlannedVisits, c => c.PlannedVisitId, p => p.Id, (c, p) => p)
                            .Where(p => p.VisitId == null && p.CancelledOn == null && p.On >= today)
                            .OrderBy(p => p.On)
                            .ThenBy(p => p.At)
                            .ThenBy(p => p.Id)
                            .Select(p => p.At)
                            .FirstOrDefault(),
                        NextPlace = db
                            .PlannedVisitChildren.Where(c => c.PersonId == childId)
                            .Join(db.PlannedVisits, c => c.PlannedVisitId, p => p.Id, (c, p) => p)
                            .Where(p => p.VisitId == null && p.CancelledOn == null && p.On >= today)
                            .OrderBy(p => p.On)
                            .ThenBy(p => p.At)
                            .ThenBy(p => p.Id)
                            .Select(p => p.Place)
                            .FirstOrDefault(),
                        NextPurpose = db
                            .PlannedVisitChildren.Where(c => c.PersonId == childId)
                            .Join(db.PlannedVisits, c => c.PlannedVisitId, p => p.Id, (c, p) => p)
                            .Where(p => p.VisitId == null && p.CancelledOn == null && p.On >= today)
                            .OrderBy(p => p.On)
                            .ThenBy(p => p.At)
                            .ThenBy(p => p.Id)
                            .Select(p => p.Purpose)
                            .FirstOrDefault(),
                        NextWorker = db
                            .PlannedVisitChildren.Where(c => c.PersonId == childId)
                            .Join(db.PlannedVisits, c => c.PlannedVisitId, p => p.Id, (c, p) => p)
                            .Where(p => p.VisitId == null && p.CancelledOn == null && p.On >= today)
                            .OrderBy(p => p.On)
                            .ThenBy(p => p.At)
                            .ThenBy(p => p.Id)
                            .Select(p => db.Workers.Where(w => w.Id == p.WorkerId).Select(w => w.Name).FirstOrDefault())
                            .FirstOrDefault(),
                        MissedId = db
                            .VisitChildren.Where(c => c.PersonId == childId && c.Visit!.Missed != null && c.Visit.On > half)
                            .OrderByDescending(c => c.Visit!.On)
                            .ThenBy(c => c.VisitId)
                            .Select(c => (Guid?)c.VisitId)
                            .FirstOrDefault(),
                        Missed = db.VisitChildren.Count(c => c.PersonId == childId && c.Visit!.Missed != null && c.Visit.On > half),
                    })
                    .FirstOrDefault()
        )
    );

    private sealed class Row
    {
        public ChildStatus Status { get; init; }
        public Guid? WorkerId { get; init; }
        public DateOnly? EpisodeFrom { get; init; }
        public DateOnly? ProtectionFrom { get; init; }
        public int ProtectionPlans { get; init; }
        public DateOnly? ProtectionEnded { get; init; }
        public DateOnly? NeedFrom { get; init; }
        public int NeedPlans { get; init; }
        public int Referrals { get; init; }
        public int Late { get; init; }
        public int Open { get; init; }
        public int LateActions { get; init; }
        public int Moved { get; init; }
        public DateOnly? Done { get; init; }
        public int Workers { get; init; }
        public DateOnly? LeadEnded { get; init; }
        public int Missed { get; init; }
        public int Contacts { get; init; }
        public DateOnly? LastContact { get; init; }
        public int Stuck { get; init; }
        public Guid? NextId { get; init; }
        public DateOnly? NextOn { get; init; }
        public TimeOnly? NextAt { get; init; }
        public string? NextPlace { get; init; }
        public string? NextPurpose { get; init; }
        public string? NextWorker { get; init; }
        public Guid? MissedId { get; init; }
    }
}
