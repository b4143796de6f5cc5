using System.Globalization;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Figures;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>What stood at the end of a day.</summary>
internal sealed partial class MeasureCounter
{
    private static readonly int PlanRate = Of("cp_rate");
    private static readonly int PlanTwoYearsOpen = Of("cp_2y_open");
    private static readonly int PlanReviewed = Of("cp_reviewed");
    private static readonly (int Months, int Measure)[] PlanDrift = [.. Family("drift_cp").Select(f => (int.Parse(f.Key, CultureInfo.InvariantCulture), f.Value))];
    private static readonly (int Months, int Measure)[] NeedDrift = [.. Family("drift_cin").Select(f => (int.Parse(f.Key, CultureInfo.InvariantCulture), f.Value))];
    private static readonly int InNeedRate = Of("cin_rate");
    private static readonly int CinDurationOpen = Of("cin_duration_open");
    private static readonly Dictionary<string, int> CinOpenBands = Family("cin_duration_open");
    private static readonly int PlanCurrent = Of("plan_current");
    private static readonly int NeedReviewed = Of("cin_review_on_time");
    private static readonly int CoreGroupInTime = Of("core_group_on_time");
    private static readonly int PlanVisited = Of("visit_cp_on_time");
    private static readonly int NeedVisited = Of("visit_cin_on_time");
    private static readonly int NotSeenDays = Of("not_seen_days");
    private static readonly int OverseenInTime = Of("oversight_on_time");
    private static readonly int OverseenDisabled = Of("oversight_disabled");
    private static readonly int OverseenOther = Of("oversight_other");
    private static readonly int VoiceInTime = Of("voice_in_time");
    private static readonly int VoiceNever = Of("voice_never");
    private static readonly int VoiceAlone = Of("voice_alone");
    private static readonly int ContingencyRecorded = Of("contingency_recorded");
    private static readonly int ContingencyLongTerm = Of("contingency_long_term");
    private static readonly int ContingencyVerified = Of("contingency_verified");
    private static readonly int CaseloadRatio = Of("caseload");
    private static readonly int CaseloadOver = Of("caseload_worker");
    private static readonly int Unallocated = Of("unallocated");
    private static readonly int ManyWorkers = Of("workers_count");
    private static readonly int ManyWorkersInCare = Of("cla_sw3");
    private static readonly int RelationshipDays = Of("relationship_days");
    private static readonly int BeforeCourtOpen = Of("pre_proceedings");
    private static readonly int BeforeCourtLong = Of("pre_proceedings_16w");

    private void Stood(int period, ChildDay at)
    {
        Needs(period, at.Day);
        Oversights(period, at.Day);
        CourtWork(period, at.Day);
        // Each plan counts, as in the return, also where a record has two at once by mistake.
        foreach (var plan in child.Protection)
        {
            if (!plan.Other && plan.IsOpenOn(at.Day))
            {
                Protected(period, plan, at.Day);
            }
        }
        foreach (var plan in child.NeedPlans)
        {
            if (plan.IsOpenOn(at.Day))
            {
                Planned(period, plan, at);
            }
        }
        if (at.Plan >= 0 || at.NeedPlan >= 0)
        {
            Contingency(period, at.Day);
        }
        if (!at.IsOpen)
        {
            return;
        }
        Workers(period, at);
        if (child.BornOn != Never && child.BornOn <= at.Day && !child.Unborn)
        {
            LastSeen(period, at);
        }
        Hearing(period, at);
        if (at.Status >= ChildStatus.ChildInNeed)
        {
            Stands(PlanCurrent, period, at.NeedPlan >= 0 || at.Status is ChildStatus.ChildProtection or ChildStatus.LookedAfter);
        }
    }

    /// <summary>Each open episode of need counts, also a second one of the same child.</summary>
    private void Needs(int period, DateOnly day)
    {
        foreach (var r in child.Referrals)
        {
            if (!r.IsOpenOn(day))
            {
                continue;
            }
            Stands(InNeedRate, period, 1, 0);
            var band = Band(r.From, day);
            Stands(CinDurationOpen, period, band == "24+");
            foreach (var (key, measure) in CinOpenBands)
            {
                Stands(measure, period, key == band);
            }
        }
    }

    private void Protected(int period, ProtectionFact plan, DateOnly day)
    {
        Stands(PlanRate, period, 1, 0);
        Stands(PlanTwoYearsOpen, period, PublishedBands.IsTwoYearsOrMore(plan.From, day));
        foreach (var (months, measure) in PlanDrift)
        {
            Stands(measure, period, plan.From.AddMonths(months) < day);
        }
        if (plan.From.AddMonths(3) <= day)
        {
            Stands(PlanReviewed, period, Reviewed(plan, day));
        }
        if (!plan.OfCensus)
        {
            var seen = child.SeenBy(day, plan.From, ofPlan: true);
            Stands(PlanVisited, period, (seen is { } on ? basis.ProtectionVisit.Of(on) : basis.ProtectionVisitFirst.Of(plan.From)) >= day);
        }
        if (plan.Own)
        {
            DateOnly? group = null;
            foreach (var g in plan.CoreGroups)
            {
                group = g <= day ? g : group;
            }
            Stands(CoreGroupInTime, period, (group is { } on ? basis.CoreGroup.Of(on) : MeasureBasis.Calendar.AddWorkingDays(plan.From, 10)) >= day);
        }
    }

    /// <summary>
    /// Whether every review of the year to the day, and the one that runs, was within its limit: three months after the
    /// start for the first, six after the last. What was late in an earlier year is that year's.
    /// </summary>
    internal static bool Reviewed(ProtectionFact plan, DateOnly day)
    {
        var year = MeasurePeriod.YearTo(day).From;
        var limit = plan.From.AddMonths(3);
        foreach (var v in plan.Reviews)
        {
            if (v.HeldOn > day)
            {
                break;
            }
            if (v.HeldOn >= year && v.HeldOn > limit)
            {
                return false;
            }
            limit = v.HeldOn.AddMonths(6);
        }
        return day <= limit;
    }

    private void Planned(int period, NeedPlanFact plan, ChildDay at)
    {
        foreach (var (months, measure) in NeedDrift)
        {
            Stands(measure, period, plan.From.AddMonths(months) < at.Day);
        }
        // While a child is on a protection plan, its visits and reviews are what is asked.
        if (plan.OfCensus || at.Status == ChildStatus.ChildProtection)
        {
            return;
        }
        DateOnly? review = null;
        foreach (var v in plan.Reviews)
        {
            review = v <= at.Day ? v : review;
        }
        Stands(NeedReviewed, period, (review is { } held ? basis.NeedReview.Of(held) : basis.NeedReviewFirst.Of(plan.From)) >= at.Day);
        var seen = child.SeenBy(at.Day, plan.From, ofPlan: false);
        Stands(NeedVisited, period, (seen is { } on ? basis.NeedVisit.Of(on) : basis.NeedVisitFirst.Of(plan.From)) >= at.Day);
    }

    private void LastSeen(int period, ChildDay at)
    {
        var began =
            at.Referral >= 0 ? child.Referrals[at.Referral].From
            : at.Plan >= 0 ? child.Protection[at.Plan].From
            : at.Day;
        var since = child.BornOn > began ? child.BornOn : began;
        if (Skipped(NotSeenDays) || child.Visits.Count == 0 && at.Referral >= 0 && !child.Referrals[at.Referral].Own)
        {
            // An extract without visits says nothing about when a child was seen.
            return;
        }
        var seen = child.SeenBy(at.Day, since, ofPlan: false) ?? since;
        StandsFor(NotSeenDays, period, at.Day.DayNumber - seen.DayNumber);
    }

    private void Oversights(int period, DateOnly day)
    {
        if (Skipped(OverseenInTime) && Skipped(OverseenDisabled) && Skipped(OverseenOther))
        {
            return;
        }
        for (var i = child.Oversight.Count - 1; i >= 0; i--)
        {
            var o = child.Oversight[i];
            if (o.From <= day)
            {
                if (day < o.To)
                {
                    Stands(OverseenInTime, period, o.DueOn >= day);
                    Stands(child.Disabled ? OverseenDisabled : OverseenOther, period, o.DueOn >= day);
                }
                return;
            }
        }
    }

    private void Contingency(int period, DateOnly day)
    {
        var stands = child.ContingencyFrom <= day;
        var recorded = stands && child.Contingency != ContingencyStrength.None;
        foreach (var p in child.ContingencyPlans)
        {
            recorded |= p.To != Never && p.IsOpenOn(day);
        }
        var strength = !stands ? ContingencyStrength.None : ContingencyRules.StrengthOn(child.Contingency, child.ContingencyUntil == Never ? null : child.ContingencyUntil, day);
        Stands(ContingencyRecorded, period, recorded);
        Stands(ContingencyLongTerm, period, strength is ContingencyStrength.LongTermUnverified or ContingencyStrength.LongTermVerified);
        Stands(ContingencyVerified, period, strength == ContingencyStrength.LongTermVerified);
    }

    private void CourtWork(int period, DateOnly day)
    {
        foreach (var b in child.BeforeCourt)
        {
            if (b.From <= day && day < b.To)
            {
                Stands(BeforeCourtOpen, period, 1, 0);
                if (b.LetterOn <= day)
                {
                    Stands(BeforeCourtLong, period, basis.BeforeCourt.Of(b.LetterOn) < day);
                }
            }
        }
    }

    private void Workers(int period, ChildDay at)
    {
        var day = at.Day;
        var worker = at.Lead >= 0 ? child.Leads[at.Lead].WorkerId : null;
        if (child.Leads.Count > 0 || (at.Referral >= 0 && child.Referrals[at.Referral].Own))
        {
            Stands(Unallocated, period, worker is null);
        }
        var year = day.AddYears(-1);
        var count = 0;
        for (var i = 0; i < child.Leads.Count; i++)
        {
            var l = child.Leads[i];
            if (l.WorkerId is null || l.From > day || l.To < year)
            {
                continue;
            }
            var again = false;
            for (var j = 0; j < i && !again; j++)
            {
                var e = child.Leads[j];
                again = e.WorkerId == l.WorkerId && e.From <= day && e.To >= year;
            }
            count += again ? 0 : 1;
        }
        if (count > 0)
        {
            Stands(ManyWorkers, period, count >= 3);
        }
        if (at.LookedAfter)
        {
            Stands(ManyWorkersInCare, period, count >= 3);
        }
        if (worker is { } id && Among(day))
        {
            StandsFor(RelationshipDays, period, day.DayNumber - Since(at.Lead).DayNumber);
            Hold(period, id, question.By is null ? "" : knownKey, 1, Caseload.Weight(at.Status, basis.Intervals.Book, day));
            if (listed is not null)
            {
                Tell(CaseloadRatio, day, true, null, period);
            }
        }
    }

    /// <summary>Since when the present lead has held the case: the same worker again without a gap is one relationship.</summary>
    private DateOnly Since(int lead)
    {
        var since = child.Leads[lead].From;
        for (var i = lead - 1; i >= 0; i--)
        {
            var e = child.Leads[i];
            if (e.WorkerId == child.Leads[lead].WorkerId && (e.To == Never || e.To.AddDays(1) >= since))
            {
                since = e.From < since ? e.From : since;
            }
        }
        return since;
    }

    /// <summary>The rules of <see cref="Voice.Hearing"/>, for any day: a test holds the two equal.</summary>
    private void Hearing(int period, ChildDay at)
    {
        if (Skipped(VoiceInTime) && Skipped(VoiceNever) && Skipped(VoiceAlone))
        {
            return;
        }
        if (child.Unborn || (child.BornOn != Never && child.BornOn > at.Day))
        {
            return;
        }
        var began = at.Referral >= 0 ? child.Referrals[at.Referral].From : Never;
        for (var i = child.Referrals.Count - 1; i >= 0 && began == Never; i--)
        {
            began = !child.Referrals[i].NoFurtherAction && child.Referrals[i].From <= at.Day ? child.Referrals[i].From : Never;
        }
        var last = -1;
        for (var i = child.Voice.Count - 1; i >= 0 && last < 0; i--)
        {
            last = child.Voice[i].On <= at.Day ? i : -1;
        }
        var lastOn = last >= 0 ? child.Voice[last].On : Never;
        var heard = last >= 0 && (began == Never || lastOn >= began);
        var from =
            heard ? lastOn
            : began == Never ? child.BornOn
            : child.BornOn != Never && child.BornOn > began ? child.BornOn
            : began;
        if (from == Never)
        {
            return;
        }
        var due = (at.Status == ChildStatus.ChildProtection ? basis.HeardOnPlan : basis.Heard).Of(from);
        var late = due < at.Day;
        Stands(VoiceInTime, period, !late);
        Stands(VoiceNever, period, late && !heard);
        Stands(VoiceAlone, period, heard && child.Voice[last].Alone);
    }

    /// <summary>What is counted of workers and not of children, once all children were gone through.</summary>
    public void Finish()
    {
        // Added up as decimals, so that the order in which workers come makes no difference.
        var loads = new Dictionary<(int Period, string? Group), (int Children, decimal Share, int Over, int Workers)>();
        var full = periods
            .Select(p =>
                (Caseload: basis.Intervals.Book.Number(Settings.Policies.FullCaseload, p.To), NewShare: basis.Intervals.Book.Number(Settings.Policies.NewlyQualifiedShare, p.To))
            )
            .ToList();
        if (question.By is not null)
        {
            // A worker with children in two groups is one worker in the whole, and one in each of them.
            foreach (var whole in held.GroupBy(h => (h.Key.Period, h.Key.Worker)).ToList())
            {
                Workload(whole.Key.Period, whole.Key.Worker, null, whole.Sum(h => h.Value.Children), whole.Sum(h => h.Value.Points));
            }
        }
        foreach (var ((period, worker, group), (children, points)) in held)
        {
            Workload(period, worker, question.By is null ? null : group, children, points);
        }
        foreach (var ((period, group), load) in loads)
        {
            Into(CaseloadRatio, period, group, load.Children, (double)load.Share);
            Into(CaseloadOver, period, group, load.Over, load.Workers);
        }
        if (question.Cohort.IsOfTeams)
        {
            InPost();
        }
        OfTheService();

        void Workload(int period, Guid worker, string? group, int children, decimal points)
        {
            var who = basis.Workers.GetValueOrDefault(worker);
            var share = who?.FullTimeEquivalent ?? 1m;
            var most = full[period].Caseload * Math.Clamp(share, 0.1m, 1m);
            most = who?.NewlyQualified == true ? most * full[period].NewShare / 100m : most;
            var load = loads.GetValueOrDefault((period, group));
            loads[(period, group)] = (load.Children + children, load.Share + share, load.Over + (points > most ? 1 : 0), load.Workers + 1);
        }
    }

    private void InPost()
    {
        var held = new Dictionary<(Guid Team, int Period), double>();
        foreach (var w in basis.Workers.Values)
        {
            if (!w.SocialWorker || (question.Cohort.Teams is { } teams && !(w.TeamId is { } team && teams.Contains(team))))
            {
                continue;
            }
            // Workers have a team, and nothing else by which children are put together.
            var key = w.TeamId?.ToString() ?? MeasureCohort.None;
            var share = (double)w.FullTimeEquivalent;
            for (var i = 0; i < periods.Count; i++)
            {
                var (from, to) = (periods[i].From, periods[i].To);
                if (to > asAt)
                {
                    continue;
                }
                var inPost = !(w.StartedOn > to) && !(w.LeftOn <= to);
                if (inPost)
                {
                    Both(Agency, i, key, w.Agency ? share : 0, share);
                }
                if (!w.Agency)
                {
                    Both(Turnover, i, key, w.LeftOn is { } left && left >= from && left <= to ? share : 0, inPost ? share : 0);
                    if (!Skipped(Absence))
                    {
                        Both(Absence, i, key, DaysOff(w, from, to), inPost ? share * WorkforceRates.CensusDays : 0);
                    }
                    if (inPost && w.TeamId is { } own)
                    {
                        held[(own, i)] = held.GetValueOrDefault((own, i)) + share;
                    }
                }
            }
        }
        foreach (var team in Skipped(Vacancy) ? [] : basis.Posts.Where(p => question.Cohort.Teams is not { } teams || teams.Contains(p.Key)))
        {
            for (var i = 0; i < periods.Count; i++)
            {
                var day = periods[i].To;
                // A team whose posts nobody has written down by that day is in neither count: nothing is known of it.
                if (day <= asAt && team.Any(p => p.From <= day))
                {
                    var there = held.GetValueOrDefault((team.Key, i));
                    var vacant = Math.Max(0, (double)WorkforceRates.Posts(team, day) - there);
                    Both(Vacancy, i, team.Key.ToString(), vacant, vacant + there);
                }
            }
        }

        void Both(int measure, int period, string key, double numerator, double denominator)
        {
            Into(measure, period, null, numerator, denominator);
            if (question.By == MeasureBy.Team)
            {
                Into(measure, period, key, numerator, denominator);
            }
        }
    }

    private double DaysOff(MeasuredWorker w, DateOnly from, DateOnly to)
    {
        var days = 0m;
        foreach (var off in basis.Sick[w.Id])
        {
            days += WorkforceRates.DaysLost(off, w.FullTimeEquivalent, w.StartedOn, w.LeftOn, from, to);
        }
        return (double)days;
    }

    private static readonly int Agency = Of("agency");
    private static readonly int Vacancy = Of("vacancy");
    private static readonly int Absence = Of("absence");
    private static readonly int Turnover = Of("turnover");

    /// <param name="group">Null: in the whole alone.</param>
    private void Into(int measure, int period, string? group, double numerator, double denominator)
    {
        if (!Skipped(measure))
        {
            (group is null ? Whole : Group(group)).Add(measure, period, numerator, denominator);
        }
    }
}
