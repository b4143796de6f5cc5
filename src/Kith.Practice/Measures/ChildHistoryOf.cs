using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Workforce;

namespace Kith.Practice.Measures;

/// <summary>From a child's records to what measures look at. Pure, and the same to the last byte whoever makes it.</summary>
public static class ChildHistoryOf
{
    private static readonly DateOnly Never = ChildHistory.Never;

    /// <summary>The history of a child; an extract's rows count like those of Kith.</summary>
    public static ChildHistory Of(ChildRecords r, IReadOnlyList<OversightStretch> stretches)
    {
        var episodes = r.Episodes.OrderBy(e => e.ReferredOn).ThenBy(e => e.Id).ToList();
        var place = episodes.Select((e, i) => (e.Id, i)).ToDictionary(e => e.Id, e => e.i);
        var home = r.Addresses.Where(a => a.Postcode is { Length: > 0 }).OrderBy(a => a.To ?? Never).ThenBy(a => a.From).ThenBy(a => a.Id).LastOrDefault();
        var referrals = episodes
            .Select(e => new ReferralFact(
                e.ReferredOn,
                e.ClosedOn ?? Never,
                e.NoFurtherAction,
                e.DecidedOn ?? Never,
                e.Source is null,
                e.SourceCode ?? "",
                e.ClosureReason ?? "",
                e.TeamId,
                First(r.Assessments.Where(a => Belongs(e, a.EpisodeId, a.StartedOn)).Select(a => a.StartedOn)),
                First(r.ProtectionPlans.Where(p => !p.OtherAuthority && Belongs(e, p.EpisodeId, p.StartedOn)).Select(p => p.StartedOn))
            ))
            .ToList();
        return new ChildHistory
        {
            PersonId = r.Person.Id,
            BornOn = r.Person.DateOfBirth ?? r.Person.ExpectedDateOfBirth ?? Never,
            Unborn = r.Person.DateOfBirth is null && r.Person.ExpectedDateOfBirth is not null,
            Disabled = r.Disabilities.Any(d => d.Code != "NONE"),
            Ethnicity = r.Person.Ethnicity ?? "",
            Locality = Outward(home?.Postcode),
            Referrals = referrals,
            Assessments =
            [
                .. r
                    .Assessments.OrderBy(a => a.StartedOn)
                    .ThenBy(a => a.Id)
                    .Select(a => new AssessmentFact(
                        a.StartedOn,
                        a.AuthorisedOn ?? Never,
                        a.EpisodeId is { } e ? place.GetValueOrDefault(e, -1) : -1,
                        a.ChildSeen,
                        [.. a.Factors.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal)]
                    )),
            ],
            Enquiries = [.. r.Enquiries.Select(e => e.StartedOn).Order()],
            Conferences = Conferences(r),
            Protection =
            [
                .. r
                    .ProtectionPlans.OrderBy(p => p.StartedOn)
                    .ThenBy(p => p.Id)
                    .Select(p => new ProtectionFact(
                        p.StartedOn,
                        p.EndedOn ?? Never,
                        p.OtherAuthority,
                        p.PreviousPlans > 0,
                        p.Source is null,
                        p.Source == Sources.CinCensus,
                        [
                            .. r
                                .Reviews.Where(v =>
                                    v.HeldOn is { } held && v.CalledOffOn is null && held >= p.StartedOn && (v.PlanId == p.Id || (v.PlanId is null && held <= (p.EndedOn ?? Never)))
                                )
                                .OrderBy(v => v.HeldOn)
                                .ThenBy(v => v.Id)
                                .Select(v => new ReviewFact(v.HeldOn!.Value, TookPart(v.Source is null, v.ChildView, v.Participation, v.AdvocateOffered))),
                        ],
                        [.. r.CoreGroups.Where(g => g.PlanId == p.Id).Select(g => g.HeldOn).OfType<DateOnly>().Order()]
                    )),
            ],
            NeedPlans =
            [
                .. r
                    .CinPlans.OrderBy(p => p.StartedOn)
                    .ThenBy(p => p.Id)
                    .Select(p => new NeedPlanFact(
                        p.StartedOn,
                        p.EndedOn ?? Never,
                        p.Source == Sources.CinCensus,
                        [.. r.CinReviews.Where(v => v.HeldOn >= p.StartedOn && (v.PlanId is null || v.PlanId == p.Id)).Select(v => v.HeldOn!.Value).Order()]
                    )),
            ],
            Care = [.. r.CareEpisodes.OrderBy(c => c.StartedOn).ThenBy(c => c.Id).Select(c => new SpanFact(c.StartedOn, c.CeasedOn ?? Never))],
            Visits = [.. r.Visits.OrderBy(v => v.On).ThenBy(v => v.VisitId).Select(v => new VisitFact(v.On, v.Kind, v.Seen, v.SeenAlone))],
            Voice = [.. r.Heard.OrderBy(h => h.On).ThenBy(h => h.Id).Select(h => new VoiceFact(h.On, h.Alone, h.AnsweredOn ?? Never))],
            Oversight = [.. stretches.OrderBy(s => s.FromDay).Select(s => new OversightFact(Day(s.FromDay), Day(s.ToDay), Day(s.DueDay)))],
            Leads =
            [
                .. r
                    .Allocations.Where(a => a.Role == AllocationRole.Lead)
                    .OrderBy(a => a.From)
                    .ThenBy(a => a.Id)
                    .Select(a => new LeadFact(a.From, a.To ?? Never, a.WorkerId, a.TeamId)),
            ],
            ContingencyPlans = [.. r.ContingencyTimes.OrderBy(t => t.From).ThenBy(t => t.To).Select(t => new SpanFact(t.From, t.To ?? Never))],
            BeforeCourt =
            [
                .. r
                    .PreProceedings.OrderBy(p => p.DecidedOn)
                    .ThenBy(p => p.Id)
                    .Select(p => new BeforeCourtFact(p.DecidedOn, p.EndedOn ?? Never, p.LetterSentOn ?? Never, p.CourtApplicationOn ?? Never)),
            ],
            Contingency = r.Contingency.Strength,
            ContingencyUntil = r.Contingency.HoldsUntil ?? Never,
            ContingencyFrom = r.ContingencyPlan?.MadeOn ?? Never,
        };
    }

    // Without the id of its referral it belongs to the one that was open when it began.
    private static bool Belongs(Episode e, Guid? episode, DateOnly began) => episode is { } id ? id == e.Id : e.ReferredOn <= began && began <= (e.ClosedOn ?? Never);

    /// <summary>The initial conferences: one for each day, with the enquiry that it followed.</summary>
    private static List<ConferenceFact> Conferences(ChildRecords r)
    {
        var enquiries = r.Enquiries.ToDictionary(e => e.Id);
        var held = r
            .Conferences.Where(c => c is { HeldOn: not null, CalledOffOn: null })
            .Select(c => new ConferenceFact(
                c.HeldOn!.Value,
                c.EnquiryId is { } id && enquiries.TryGetValue(id, out var e) ? e.StartedOn : Never,
                TookPart(c.Source is null, c.ChildView, c.Participation, c.AdvocateOffered)
            ))
            .ToList();
        // An extract may say the day on the enquiry alone.
        held.AddRange(
            r.Enquiries.Where(e => e.ConferenceOn is { } on && held.TrueForAll(c => c.HeldOn != on)).Select(e => new ConferenceFact(e.ConferenceOn!.Value, e.StartedOn, null))
        );
        return [.. held.GroupBy(c => c.HeldOn).OrderBy(g => g.Key).Select(g => g.OrderBy(c => c.EnquiryFrom).ThenBy(c => c.TookPart != true).First())];
    }

    // The return's codes: PN0 is a child under four, of whom it is not asked; PN4 came and said nothing, PN7 neither came
    // nor sent anything; the rest took part in some way. Words that are not codes say how the child took part.
    private static bool? TookPart(bool own, string? view, string? participation, bool? advocate) =>
        !string.IsNullOrWhiteSpace(view) || advocate == true ? true
        : participation == "PN0" ? null
        : participation is "PN4" or "PN7" ? false
        : !string.IsNullOrWhiteSpace(participation) ? true
        : own ? false
        : null;

    /// <summary>The first half of a postcode: «CW1».</summary>
    private static string Outward(string? postcode)
    {
        var code = new string([.. (postcode ?? "").Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return code.Length is < 5 or > 7 ? "" : code[..^3];
    }

    private static DateOnly First(IEnumerable<DateOnly> days) => days.DefaultIfEmpty(Never).Min();

    private static DateOnly Day(int number) => number >= Never.DayNumber ? Never : DateOnly.FromDayNumber(number);
}
