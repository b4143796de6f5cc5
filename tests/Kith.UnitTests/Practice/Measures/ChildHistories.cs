using CsCheck;
using Kith.Practice.Measures;
using Kith.Practice.Network;
using Kith.Practice.Settings;
using Kith.Practice.Visits;

namespace Kith.UnitTests.Practice.Measures;

/// <summary>Invented children of any kind, with days in some five years that meet at the edges often.</summary>
internal static class ChildHistories
{
    private static readonly DateOnly First = new(2021, 4, 1);
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 6).Select(i => new Guid(i, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]))];

    private static readonly Gen<DateOnly> Day = Gen.Frequency(
        (6, Gen.Int[0, 1900].Select(First.AddDays)),
        (1, Any(new DateOnly(2025, 4, 1), new DateOnly(2026, 3, 31), new DateOnly(2024, 2, 29), new DateOnly(2025, 3, 31)))
    );

    private static readonly Gen<(DateOnly From, DateOnly To)> Span = Gen.Select(
        Day,
        Gen.Frequency((2, Gen.Int[0, 800]), (1, Gen.Const(-1))),
        (began, days) => (began, days < 0 ? ChildHistory.Never : began.AddDays(days))
    );
    private static readonly Gen<DateOnly> Maybe = Gen.Frequency((2, Day), (1, Gen.Const(ChildHistory.Never)));
    private static readonly Gen<bool?> Flag = Any<bool?>(null, true, false);
    private static readonly Gen<Guid?> Someone = Gen.Int[-1, 5].Select(i => i < 0 ? (Guid?)null : Ids[i]);
    private static readonly Gen<string> Closure = Any("", "RC1", "RC7", "RC8", "RC9");

    private static readonly Gen<ReferralFact> Referral =
        from span in Span
        from nfa in Gen.Bool
        from decided in Maybe
        from own in Gen.Bool
        from source in Any("", "1A", "2B", "3F", "4", "5D", "6", "7", "9", "10", "??")
        from closure in Closure
        from team in Someone
        from assessed in Maybe
        from plan in Maybe
        select new ReferralFact(span.From, span.To, nfa, decided, own, source, closure, team, assessed, plan);

    private static readonly Gen<AssessmentFact> Assessment =
        from began in Day
        from authorised in Maybe
        from referral in Gen.Int[-1, 2]
        from seen in Flag
        from factors in Any<IReadOnlyList<string>>([], ["16A"], ["3B", "4A"])
        select new AssessmentFact(began, authorised, referral, seen, factors);

    private static readonly Gen<ProtectionFact> Protection =
        from span in Span
        from other in Gen.Int[0, 5]
        from flags in Gen.Int[0, 7]
        from reviews in Gen.Select(Day, Flag, (d, f) => new ReviewFact(d, f)).Array[0, 4]
        from groups in Day.Array[0, 3]
        select new ProtectionFact(span.From, span.To, other == 0, (flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0, [.. reviews.OrderBy(r => r.HeldOn)], [.. groups.Order()]);

    private static readonly Gen<NeedPlanFact> NeedPlan =
        from span in Span
        from census in Gen.Bool
        from reviews in Day.Array[0, 3]
        select new NeedPlanFact(span.From, span.To, census, [.. reviews.Order()]);

    /// <summary>One child.</summary>
    public static readonly Gen<ChildHistory> One =
        from id in Gen.Int[1, int.MaxValue - 1]
        from born in Maybe
        from flags in Gen.Int[0, 15]
        from ethnicity in Any("", "WBRI", "MWBC", "APKN", "BCRB", "CHNE", "REFU", "NOBT")
        from locality in Any("", "CW1", "SK10", "WA16")
        from referrals in Referral.Array[0, 3]
        from assessments in Assessment.Array[0, 3]
        from enquiries in Day.Array[0, 3]
        from conferences in Gen.Select(Day, Maybe, Flag, (held, enquiry, took) => new ConferenceFact(held, enquiry, took)).Array[0, 2]
        from protection in Protection.Array[0, 2]
        from needs in NeedPlan.Array[0, 2]
        from care in Span.Array[0, 1]
        from visits in Gen.Select(Day, Gen.Int[0, 4], Flag, Flag, (day, kind, seen, alone) => new VisitFact(day, (VisitKind)kind, seen, alone)).Array[0, 12]
        from voice in Gen.Select(Day, Gen.Bool, Maybe, (day, alone, answered) => new VoiceFact(day, alone, answered)).Array[0, 6]
        from oversight in Day.Array[0, 6]
        from leads in Gen.Select(Span, Someone, Someone, (s, w, t) => new LeadFact(s.From, s.To, w, t)).Array[0, 4]
        from contingency in Span.Array[0, 2]
        from court in Gen.Select(Span, Maybe, Maybe, (s, letter, applied) => new BeforeCourtFact(s.From, s.To, letter, applied)).Array[0, 1]
        from strength in Gen.Int[0, 3]
        from until in Maybe
        from made in Maybe
        select new ChildHistory
        {
            PersonId = new Guid(id, 2, 2, [2, 2, 2, 2, 2, 2, 2, 2]),
            BornOn = born,
            Unborn = (flags & 3) == 3,
            Disabled = (flags & 4) > 0,
            Ethnicity = ethnicity,
            Locality = locality,
            Referrals = [.. referrals.OrderBy(r => r.From)],
            Assessments = [.. assessments.OrderBy(a => a.From)],
            Enquiries = [.. enquiries.Order()],
            Conferences = [.. conferences.OrderBy(c => c.HeldOn)],
            Protection = [.. protection.OrderBy(p => p.From)],
            NeedPlans = [.. needs.OrderBy(p => p.From)],
            Care = [.. care.Select(c => new SpanFact(c.From, c.To))],
            Visits = [.. visits.OrderBy(v => v.On)],
            Voice = [.. voice.OrderBy(v => v.On)],
            Oversight = Stretches(oversight),
            Leads = [.. leads.OrderBy(l => l.From)],
            ContingencyPlans = [.. contingency.Select(c => new SpanFact(c.From, c.To))],
            BeforeCourt = court,
            Contingency = (ContingencyStrength)strength,
            ContingencyFrom = made,
            ContingencyUntil = until,
        };

    /// <summary>A handful, each once.</summary>
    public static readonly Gen<IReadOnlyList<ChildHistory>> Several = One.Array[0, 25].Select(c => (IReadOnlyList<ChildHistory>)[.. c.DistinctBy(x => x.PersonId)]);

    public static readonly MeasureBasis Basis = new(IntervalPolicy.Defaults)
    {
        Population = _ => 80_000,
        Workers = Ids.ToDictionary(i => i, i => new MeasuredWorker(i, Ids[0], 0.5m, false, false, true, First, null)),
    };

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static OversightFact[] Stretches(DateOnly[] days)
    {
        var sorted = days.Distinct().Order().ToList();
        return [.. sorted.Select((d, i) => new OversightFact(d, i + 1 < sorted.Count ? sorted[i + 1] : ChildHistory.Never, d.AddDays(42)))];
    }
}
