using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Visits;

namespace Kith.Practice.Measures;

/// <summary>A referral. Times that go on end on <see cref="ChildHistory.Never"/>, and so does what did not happen.</summary>
/// <param name="DecidedOn">When a manager decided.</param>
/// <param name="Own">Recorded in Kith, not from an extract.</param>
/// <param name="AssessedFrom">When its first assessment began.</param>
/// <param name="ProtectedFrom">When its first child protection plan began.</param>
public readonly record struct ReferralFact(
    DateOnly From,
    DateOnly To,
    bool NoFurtherAction,
    DateOnly DecidedOn,
    bool Own,
    string Source,
    string Closure,
    Guid? TeamId,
    DateOnly AssessedFrom,
    DateOnly ProtectedFrom
)
{
    /// <summary>Whether the work under it goes on at the end of the day.</summary>
    public bool IsOpenOn(DateOnly day) => !NoFurtherAction && From <= day && day < To;
}

/// <summary>An assessment; <paramref name="Referral"/> is the place of its referral, or -1.</summary>
public readonly record struct AssessmentFact(DateOnly From, DateOnly AuthorisedOn, int Referral, bool? Seen, IReadOnlyList<string> Factors);

/// <summary>An initial conference; <paramref name="EnquiryFrom"/> is <see cref="ChildHistory.Never"/> where there was no enquiry.</summary>
/// <param name="TookPart">The child took part, was heard or had an advocate offered; null where the record cannot say.</param>
public readonly record struct ConferenceFact(DateOnly HeldOn, DateOnly EnquiryFrom, bool? TookPart);

/// <summary>A review conference.</summary>
public readonly record struct ReviewFact(DateOnly HeldOn, bool? TookPart);

/// <summary>A child protection plan.</summary>
/// <param name="Other">Another authority's.</param>
/// <param name="Earlier">The record says that there were plans before.</param>
/// <param name="Own">Kept in Kith: core groups are known.</param>
/// <param name="OfCensus">From a census return, which carries no visits.</param>
public readonly record struct ProtectionFact(
    DateOnly From,
    DateOnly To,
    bool Other,
    bool Earlier,
    bool Own,
    bool OfCensus,
    IReadOnlyList<ReviewFact> Reviews,
    IReadOnlyList<DateOnly> CoreGroups
)
{
    /// <summary>Whether the plan stands at the end of the day: one that ended on it does not.</summary>
    public bool IsOpenOn(DateOnly day) => From <= day && day < To;
}

/// <summary>A child in need plan with its reviews.</summary>
/// <param name="OfCensus">From a census return, which carries neither visits nor reviews.</param>
public readonly record struct NeedPlanFact(DateOnly From, DateOnly To, bool OfCensus, IReadOnlyList<DateOnly> Reviews)
{
    /// <inheritdoc cref="ProtectionFact.IsOpenOn"/>
    public bool IsOpenOn(DateOnly day) => From <= day && day < To;
}

/// <summary>A visit as far as measures look at it.</summary>
public readonly record struct VisitFact(DateOnly On, VisitKind Kind, bool? Seen, bool? Alone);

/// <summary>Something the child said or showed.</summary>
public readonly record struct VoiceFact(DateOnly On, bool Alone, DateOnly AnsweredOn);

/// <summary>A stretch of days with one due date of oversight: see <see cref="Oversight.OversightStretch"/>.</summary>
public readonly record struct OversightFact(DateOnly From, DateOnly To, DateOnly DueOn);

/// <summary>Who led the work.</summary>
public readonly record struct LeadFact(DateOnly From, DateOnly To, Guid? WorkerId, Guid? TeamId)
{
    /// <summary>Whether it holds at the end of the day: on the day of a change the new worker does.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && day < To;
}

/// <summary>A time: of being looked after, of a contingency plan.</summary>
public readonly record struct SpanFact(DateOnly From, DateOnly To)
{
    /// <inheritdoc cref="ProtectionFact.IsOpenOn"/>
    public bool IsOpenOn(DateOnly day) => From <= day && day < To;
}

/// <summary>Work before care proceedings.</summary>
public readonly record struct BeforeCourtFact(DateOnly From, DateOnly To, DateOnly LetterOn, DateOnly AppliedOn);

/// <summary>
/// Everything that measures look at of one child, in the order of time, whatever system it was recorded in. Immutable;
/// made from the child's records by <see cref="ChildHistoryOf"/>.
/// </summary>
public sealed class ChildHistory
{
    /// <summary>The end of what goes on, and the day of what did not happen.</summary>
    public static readonly DateOnly Never = DateOnly.MaxValue;

    public Guid PersonId { get; init; }

    /// <summary>The day of birth, or the day it is expected; <see cref="Never"/> where neither is known.</summary>
    public DateOnly BornOn { get; init; } = Never;
    public bool Unborn { get; init; }
    public bool Disabled { get; init; }

    /// <summary>DfE code; empty where it is not recorded.</summary>
    public string Ethnicity { get; init; } = "";

    /// <summary>The first half of the home's postcode; empty where it is not known.</summary>
    public string Locality { get; init; } = "";

    public IReadOnlyList<ReferralFact> Referrals { get; init; } = [];
    public IReadOnlyList<AssessmentFact> Assessments { get; init; } = [];
    public IReadOnlyList<DateOnly> Enquiries { get; init; } = [];
    public IReadOnlyList<ConferenceFact> Conferences { get; init; } = [];
    public IReadOnlyList<ProtectionFact> Protection { get; init; } = [];
    public IReadOnlyList<NeedPlanFact> NeedPlans { get; init; } = [];
    public IReadOnlyList<SpanFact> Care { get; init; } = [];
    public IReadOnlyList<VisitFact> Visits { get; init; } = [];
    public IReadOnlyList<VoiceFact> Voice { get; init; } = [];
    public IReadOnlyList<OversightFact> Oversight { get; init; } = [];
    public IReadOnlyList<LeadFact> Leads { get; init; } = [];
    public IReadOnlyList<SpanFact> ContingencyPlans { get; init; } = [];
    public IReadOnlyList<BeforeCourtFact> BeforeCourt { get; init; } = [];

    /// <summary>How far the contingency plan that stands carries, and until when it counts as checked.</summary>
    public ContingencyStrength Contingency { get; init; }
    public DateOnly ContingencyUntil { get; init; } = Never;

    /// <summary>Since when the plan that stands was made.</summary>
    public DateOnly ContingencyFrom { get; init; } = Never;

    /// <summary>See <see cref="ChildFacts.LastDay"/>.</summary>
    public int LastDay()
    {
        var last = 0;
        foreach (var r in Referrals)
        {
            Span(r.From, r.NoFurtherAction && r.To == Never ? r.From : r.To);
            Once(r.DecidedOn);
        }
        foreach (var a in Assessments)
        {
            Once(a.From);
            Once(a.AuthorisedOn);
        }
        foreach (var e in Enquiries)
        {
            Once(e);
        }
        foreach (var c in Conferences)
        {
            Once(c.HeldOn);
        }
        foreach (var p in Protection)
        {
            Span(p.From, p.To);
        }
        foreach (var p in NeedPlans)
        {
            Span(p.From, p.To);
        }
        foreach (var c in Care)
        {
            Span(c.From, c.To);
        }
        foreach (var v in Visits)
        {
            Once(v.On);
        }
        foreach (var v in Voice)
        {
            Once(v.On);
        }
        foreach (var o in Oversight)
        {
            Span(o.From, o.To);
        }
        foreach (var b in BeforeCourt)
        {
            Span(b.From, b.To);
            Once(b.AppliedOn);
        }
        return last;

        void Once(DateOnly day) => last = day != Never && day.DayNumber > last ? day.DayNumber : last;

        void Span(DateOnly from, DateOnly to)
        {
            Once(from);
            last = to == Never ? ChildFacts.GoesOn : Math.Max(last, to.DayNumber);
        }
    }

    /// <summary>How the child stood at the end of a day.</summary>
    public ChildDay On(DateOnly day)
    {
        var referral = -1;
        for (var i = Referrals.Count - 1; i >= 0 && referral < 0; i--)
        {
            referral = Referrals[i].IsOpenOn(day) ? i : -1;
        }
        var care = false;
        foreach (var c in Care)
        {
            care |= c.IsOpenOn(day);
        }
        var (plan, ours) = (-1, -1);
        for (var i = Protection.Count - 1; i >= 0; i--)
        {
            if (Protection[i].IsOpenOn(day))
            {
                plan = plan < 0 ? i : plan;
                ours = ours < 0 && !Protection[i].Other ? i : ours;
            }
        }
        var need = -1;
        for (var i = NeedPlans.Count - 1; i >= 0 && need < 0; i--)
        {
            need = NeedPlans[i].IsOpenOn(day) ? i : -1;
        }
        var lead = -1;
        for (var i = Leads.Count - 1; i >= 0 && lead < 0; i--)
        {
            lead = Leads[i].HoldsOn(day) ? i : -1;
        }
        return new ChildDay(day, StatusOn(day, care, plan >= 0, referral, need >= 0), referral, ours, need, lead, care);
    }

    // The same order as the overview's, so that a list and a measure never disagree about where a child stands.
    private ChildStatus StatusOn(DateOnly day, bool care, bool protection, int referral, bool need)
    {
        if (care)
        {
            return ChildStatus.LookedAfter;
        }
        if (protection)
        {
            return ChildStatus.ChildProtection;
        }
        if (referral < 0)
        {
            foreach (var r in Referrals)
            {
                if (r.To <= day)
                {
                    return ChildStatus.Closed;
                }
            }
            return ChildStatus.NotOpen;
        }
        if (need)
        {
            return ChildStatus.ChildInNeed;
        }
        var assessed = false;
        foreach (var a in Assessments)
        {
            if (a.From <= day && day < a.AuthorisedOn && (a.Referral < 0 || a.Referral == referral))
            {
                return ChildStatus.Assessment;
            }
            assessed |= a.From <= day && a.Referral == referral;
        }
        return assessed ? ChildStatus.ChildInNeed : ChildStatus.Referred;
    }

    /// <summary>The team of a day: that of the lead, of the lead before, or of the referral.</summary>
    public Guid? TeamOn(DateOnly day)
    {
        LeadFact? holding = null,
            before = null;
        foreach (var l in Leads)
        {
            before = l.From <= day ? l : before;
            holding = l.HoldsOn(day) ? l : holding;
        }
        ReferralFact? referral = null;
        foreach (var r in Referrals)
        {
            referral = r.From <= day ? r : referral;
        }
        return holding?.TeamId ?? (referral is { TeamId: { } team } later && before?.From < later.From ? team : before?.TeamId ?? referral?.TeamId);
    }

    /// <summary>The worker who led on a day.</summary>
    public Guid? WorkerOn(DateOnly day)
    {
        for (var i = Leads.Count - 1; i >= 0; i--)
        {
            if (Leads[i].HoldsOn(day))
            {
                return Leads[i].WorkerId;
            }
        }
        return null;
    }

    /// <summary>The latest day, up to and with <paramref name="day"/>, on which the child was seen; null before the first.</summary>
    /// <param name="from">Days before it do not count.</param>
    /// <param name="ofPlan">Only visits that count for a child protection plan.</param>
    public DateOnly? SeenBy(DateOnly day, DateOnly from, bool ofPlan)
    {
        var low = 0;
        var high = Visits.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Visits[middle].On <= day ? (middle + 1, high) : (low, middle);
        }
        for (var i = low - 1; i >= 0 && Visits[i].On >= from; i--)
        {
            if (Visits[i].Seen == true && (!ofPlan || IsOfPlan(Visits[i].Kind)))
            {
                return Visits[i].On;
            }
        }
        return null;
    }

    /// <summary>Whether a visit counts for a child protection plan: as the due dates do.</summary>
    public static bool IsOfPlan(VisitKind kind) => kind is VisitKind.ChildProtection or VisitKind.LookedAfter;
}

/// <summary>How a child stood at the end of a day. The places are those in the lists of the history; -1 for none.</summary>
/// <param name="Plan">The authority's own open child protection plan.</param>
public readonly record struct ChildDay(DateOnly Day, ChildStatus Status, int Referral, int Plan, int NeedPlan, int Lead, bool LookedAfter)
{
    /// <summary>Whether the authority works with the child.</summary>
    public bool IsOpen => Children.ChildWords.IsOpen(Status);
}
