using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>What happened, on its day.</summary>
internal sealed partial class MeasureCounter
{
    private static readonly int ReferralRate = Of("referral_rate");
    private static readonly int ReferralNfa = Of("referral_nfa");
    private static readonly int ReferralNotInNeed = Of("referral_not_in_need");
    private static readonly int[] ReferralSources = [.. Family("referral_source").Values];
    private static readonly int ReferralOtherSource = Of("referral_source:other");
    private static readonly int ReReferral = Of("re_referral");
    private static readonly int ReReferralChildren = Of("re_referral_children");
    private static readonly Dictionary<string, int> ReReferralReasons = Family("re_referral_reason");
    private static readonly int DecisionInTime = Of("decision_24h");
    private static readonly int CinDurationEnded = Of("cin_duration_ended");
    private static readonly Dictionary<string, int> CinEndedBands = Family("cin_duration_ended");
    private static readonly int AssessedInTime = Of("assess_45");
    private static readonly Dictionary<string, int> AssessmentBands = Family("assess_band");
    private static readonly int[] AssessmentDays = [.. Family("assess_days").Values];
    private static readonly int AssessmentChildSeen = Of("assess_child_seen");
    private static readonly Dictionary<string, int> Factors = Family("factor_rate");
    private static readonly int EnquiryRate = Of("s47_rate");
    private static readonly int EnquiryChildren = Of("s47_children");
    private static readonly int ConferenceRate = Of("icpc_rate");
    private static readonly int ConferenceInTime = Of("icpc_15");
    private static readonly Dictionary<string, int> ConferenceBands = Family("icpc_band");
    private static readonly int ConferenceConversion = Of("icpc_conversion");
    private static readonly int ConferenceToPlan = Of("icpc_to_plan");
    private static readonly int Participation = Of("child_participation");
    private static readonly int PlansBegun = Of("cp_start_rate");
    private static readonly int PlansEnded = Of("cp_end_rate");
    private static readonly int PlanRepeat = Of("cp_repeat");
    private static readonly int PlanRepeatSoon = Of("cp_repeat_2y");
    private static readonly int PlanTwoYearsEnded = Of("cp_2y_ended");
    private static readonly Dictionary<string, int> PlanEndedBands = Family("cp_ended_band");
    private static readonly int StepDownReturn = Of("step_down_return");
    private static readonly int VisitsDue = Of("visit_cp_due_on_time");
    private static readonly int VisitsSeen = Of("visit_cp_seen");
    private static readonly int VisitsAlone = Of("visit_cp_alone");
    private static readonly int VoiceAnswered = Of("voice_answered");
    private static readonly int CareApplications = Of("care_applications");

    private void Happened()
    {
        for (var i = 0; i < child.Referrals.Count; i++)
        {
            Referral(i);
        }
        foreach (var a in child.Assessments)
        {
            if (a.AuthorisedOn != Never)
            {
                Assessment(a);
            }
        }
        foreach (var e in child.Enquiries)
        {
            Add(EnquiryRate, e, 1, 0);
            Once(EnquiryChildren, e, true);
            Add(ConferenceConversion, e, 0, 1);
        }
        foreach (var c in child.Conferences)
        {
            Conference(c);
        }
        for (var i = 0; i < child.Protection.Count; i++)
        {
            if (!child.Protection[i].Other)
            {
                Plan(i);
            }
        }
        Visits();
        foreach (var v in child.Voice)
        {
            var due = basis.Answer.Of(v.On);
            Share(VoiceAnswered, due, v.AnsweredOn <= due);
        }
        foreach (var b in child.BeforeCourt)
        {
            if (b.AppliedOn != Never)
            {
                Add(CareApplications, b.AppliedOn, 1, 0);
            }
        }
    }

    private void Referral(int place)
    {
        var r = child.Referrals[place];
        if (r.To <= asAt && !r.NoFurtherAction && r.Closure is not ("RC8" or "RC9"))
        {
            var band = Band(r.From, r.To);
            Share(CinDurationEnded, r.To, band == "24+");
            foreach (var (key, measure) in CinEndedBands)
            {
                Share(measure, r.To, key == band);
            }
        }
        if (r.From < earliest)
        {
            return;
        }
        Add(ReferralRate, r.From, 1, 0);
        Share(ReferralNfa, r.From, r.NoFurtherAction);
        Share(ReferralNotInNeed, r.From, !r.NoFurtherAction && r.AssessedFrom <= asAt && r.ProtectedFrom > asAt && r.To <= asAt && r.Closure is ("RC8" or "RC9"));
        var source = Sources.GetValueOrDefault(r.Source, ReferralOtherSource);
        foreach (var measure in ReferralSources)
        {
            Share(measure, r.From, measure == source);
        }
        var before = -1;
        for (var i = place - 1; i >= 0 && before < 0; i--)
        {
            before = child.Referrals[i].From < r.From ? i : -1;
        }
        // By the calendar: the same day a year later is still within.
        var again = before >= 0 && child.Referrals[before].From.AddYears(1) >= r.From;
        Share(ReReferral, r.From, again);
        Once(ReReferralChildren, r.From, again);
        if (again)
        {
            var earlier = child.Referrals[before];
            var reason = earlier.To <= r.From && ReReferralReasons.ContainsKey(earlier.Closure) ? earlier.Closure : "open";
            foreach (var (key, measure) in ReReferralReasons)
            {
                Share(measure, r.From, key == reason);
            }
        }
        var due = MeasureBasis.Calendar.AddWorkingDays(r.From, 1);
        if (r.DecidedOn <= asAt || (r.Own && due < asAt))
        {
            Share(DecisionInTime, r.From, r.DecidedOn <= due);
        }
    }

    private void Assessment(AssessmentFact a)
    {
        if (a.AuthorisedOn < earliest)
        {
            return;
        }
        var days = MeasureBasis.Calendar.WorkingDaysBetween(a.From, a.AuthorisedOn);
        var counts = a.AuthorisedOn >= a.From;
        Share(AssessedInTime, a.AuthorisedOn, counts && days <= 45);
        var band = counts ? PublishedBands.AssessmentBand(a.From, a.AuthorisedOn, MeasureBasis.Calendar) : null;
        for (var i = 0; i < PublishedBands.Assessment.Count; i++)
        {
            Share(AssessmentBands[BandKeys[i]], a.AuthorisedOn, PublishedBands.Assessment[i] == band);
        }
        if (counts)
        {
            foreach (var measure in AssessmentDays)
            {
                Took(measure, a.AuthorisedOn, days);
            }
        }
        if (a.Seen is { } seen)
        {
            Share(AssessmentChildSeen, a.AuthorisedOn, seen);
        }
        foreach (var factor in a.Factors)
        {
            if (Factors.TryGetValue(factor, out var measure))
            {
                Add(measure, a.AuthorisedOn, 1, 0);
            }
        }
    }

    /// <summary>The keys of the bands of <see cref="PublishedBands.Assessment"/>, in their order.</summary>
    private static readonly string[] BandKeys = ["0", "1-10", "11-20", "21-30", "31-40", "41-45", "46-50", "51-60", "61+"];

    private void Conference(ConferenceFact c)
    {
        Add(ConferenceRate, c.HeldOn, 1, 0);
        Add(ConferenceConversion, c.HeldOn, 1, 0);
        Add(ConferenceToPlan, c.HeldOn, 0, 1);
        var days = c.EnquiryFrom == Never || c.HeldOn < c.EnquiryFrom ? -1 : MeasureBasis.Calendar.WorkingDaysBetween(c.EnquiryFrom, c.HeldOn);
        Share(ConferenceInTime, c.HeldOn, days is >= 0 and <= 15);
        var band = days switch
        {
            < 0 => "",
            <= 10 => "0-10",
            <= 15 => "11-15",
            <= 20 => "16-20",
            _ => "21+",
        };
        foreach (var (key, measure) in ConferenceBands)
        {
            Share(measure, c.HeldOn, key == band);
        }
        if (c.TookPart is { } took)
        {
            Share(Participation, c.HeldOn, took);
        }
    }

    private void Plan(int place)
    {
        var p = child.Protection[place];
        foreach (var v in p.Reviews)
        {
            if (v.TookPart is { } took)
            {
                Share(Participation, v.HeldOn, took);
            }
        }
        if (p.To != Never && p.To >= earliest)
        {
            Add(PlansEnded, p.To, 1, 0);
            var two = PublishedBands.IsTwoYearsOrMore(p.From, p.To);
            Share(PlanTwoYearsEnded, p.To, two);
            var band =
                two ? "24+"
                : p.To <= p.From.AddMonths(3) ? "0-3"
                : p.To <= p.From.AddMonths(6) ? "3-6"
                : p.To < p.From.AddMonths(12) ? "6-12"
                : "12-24";
            foreach (var (key, measure) in PlanEndedBands)
            {
                Share(measure, p.To, key == band);
            }
        }
        VisitsOf(p);
        if (p.From < earliest)
        {
            return;
        }
        var (earlier, soon, back) = (p.Earlier, false, false);
        foreach (var e in child.Protection)
        {
            if (!e.Other && e.From < p.From)
            {
                earlier = true;
                soon |= e.To != Never && e.To.AddYears(2) >= p.From;
                back |= e.To != Never && e.To <= p.From && e.To.AddYears(1) >= p.From;
            }
        }
        foreach (var r in child.Referrals)
        {
            back |= !r.NoFurtherAction && r.To != Never && r.To < p.From && r.To.AddYears(1) >= p.From;
        }
        Add(PlansBegun, p.From, 1, 0);
        Add(ConferenceToPlan, p.From, 1, 0);
        Share(PlanRepeat, p.From, earlier);
        Share(PlanRepeatSoon, p.From, soon);
        Share(StepDownReturn, p.From, back);
    }

    /// <summary>The visits of a plan as they fell due, one after another; one that never came counts once.</summary>
    private void VisitsOf(ProtectionFact p)
    {
        if (p.OfCensus || Skipped(VisitsDue) || p.To < earliest)
        {
            return;
        }
        var due = basis.ProtectionVisitFirst.Of(p.From);
        foreach (var v in child.Visits)
        {
            if (v.Seen != true || v.On < p.From || !ChildHistory.IsOfPlan(v.Kind))
            {
                continue;
            }
            if (v.On > asAt || v.On >= p.To)
            {
                break;
            }
            Share(VisitsDue, due, v.On <= due);
            due = basis.ProtectionVisit.Of(v.On);
        }
        // Due and not made, while the plan went on; one that is due today may still be made.
        if (due < p.To && due < asAt)
        {
            Share(VisitsDue, due, false);
        }
    }

    private void Visits()
    {
        if (Skipped(VisitsSeen) && Skipped(VisitsAlone))
        {
            return;
        }
        for (var i = child.Visits.Count - 1; i >= 0 && child.Visits[i].On >= earliest; i--)
        {
            var v = child.Visits[i];
            if (v.Seen is not { } seen || !ChildHistory.IsOfPlan(v.Kind) || !OnPlan(v.On))
            {
                continue;
            }
            Share(VisitsSeen, v.On, seen);
            if (seen && v.Alone is { } alone)
            {
                Share(VisitsAlone, v.On, alone);
            }
        }

        bool OnPlan(DateOnly day)
        {
            foreach (var p in child.Protection)
            {
                if (!p.Other && p.IsOpenOn(day))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
