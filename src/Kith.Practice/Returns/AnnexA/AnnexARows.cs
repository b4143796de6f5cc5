using Kith.Practice.Assessments;
using Kith.Practice.Documents;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Standards.AnnexA;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>A row of a list.</summary>
/// <param name="RecordId">The record behind it, where there is one; the child's own id otherwise.</param>
public sealed record AnnexARow(AnnexAList List, Guid RecordId, WorkbookCell[] Cells)
{
    /// <summary>The cell in the column of this exact name.</summary>
    public WorkbookCell this[string column] => Cells[List[column].Position - 1];
}

/// <summary>
/// From a child's records to the child's rows on lists 1 to 10. Pure: the same records and day give the same rows.
/// The cohorts are Ofsted's list definitions; derived columns follow the community's published reading of them.
/// </summary>
public sealed partial class AnnexARows
{
    /// <summary>What stands where a case is with nobody: a blank might be an oversight of whoever made the workbook.</summary>
    public const string Unallocated = "Unallocated";

    private static readonly AnnexAEdition Edition = AnnexAEdition.Latest;
    private readonly InspectedChild child;
    private readonly AnnexAPeriod period;
    private readonly Staff staff;
    private readonly List<AnnexARow> rows = [];
    private readonly WorkbookCell[] facts;
    private readonly WorkbookCell disabled;

    private AnnexARows(InspectedChild child, AnnexAPeriod period, Staff staff)
    {
        (this.child, this.period, this.staff) = (child, period, staff);
        var p = child.Person;
        facts =
        [
            p.LaChildId,
            AnnexACodes.ToAnnexA(AnnexACoded.Gender, p.Sex) ?? Edition[1]["Gender"].AllowedValues[2].Written,
            Ethnicity(p.Ethnicity),
            // A child who was born after the day was unborn on it.
            period.Known(p.DateOfBirth),
            AgeOn(p.DateOfBirth, period.AsAt),
        ];
        disabled = AnnexACodes.YesNo(Edition[4]["Does the Child have a Disability"], child.Disabilities.Count == 0 ? null : child.Disabilities.Any(d => d != "NONE"));
    }

    /// <summary>The child's rows, by list.</summary>
    public static IReadOnlyList<AnnexARow> Of(InspectedChild child, AnnexAPeriod period, Staff staff)
    {
        var made = new AnnexARows(child, period, staff);
        made.Contacts();
        made.EarlyHelp();
        made.Referrals();
        made.Assessments();
        made.Enquiries();
        made.Need();
        made.Protection();
        made.Care();
        made.Leaving();
        made.Adoption();
        return made.rows;
    }

    /// <summary>Whole years on a day; null before birth.</summary>
    public static int? AgeOn(DateOnly? born, DateOnly on) => born is { } b && b <= on ? on.Year - b.Year - (on < b.AddYears(on.Year - b.Year) ? 1 : 0) : null;

    /// <summary>The plan that stands on list 7: the latest of those open on the day or ended in the six months.</summary>
    public static ProtectionPlan? ListedPlan(InspectedChild child, AnnexAPeriod period) =>
        child
            .Plans.Where(p => !p.OtherAuthority && period.OpenOrEndedInSixMonths(p.StartedOn, p.EndedOn))
            .OrderByDescending(p => p.StartedOn)
            .ThenByDescending(p => p.EndedOn ?? DateOnly.MaxValue)
            .ThenByDescending(p => p.Id)
            .FirstOrDefault();

    /// <summary>
    /// The episode that stands on list 6: the latest that was open on the day or ended in the six months. A referral with
    /// no further action, or one that a manager has yet to decide, is no service as a child in need.
    /// </summary>
    public static Episode? ListedEpisode(InspectedChild child, AnnexAPeriod period) =>
        child
            .Episodes.Where(e => !e.NoFurtherAction && period.OpenOrEndedInSixMonths(e.ReferredOn, e.ClosedOn) && !OnlyReferred(child, e))
            .OrderByDescending(e => e.ReferredOn)
            .ThenByDescending(e => e.ClosedOn ?? DateOnly.MaxValue)
            .ThenByDescending(e => e.Id)
            .FirstOrDefault();

    private static bool OnlyReferred(InspectedChild child, Episode e) =>
        e.IsUndecided && !e.IsFromExtract && !child.Assessments.Any(a => a.EpisodeId == e.Id) && !child.CinPlans.Any(p => p.EpisodeId == e.Id);

    private void Contacts()
    {
        foreach (var contact in child.Contacts.Where(c => period.InSixMonths(c.ReceivedOn)).OrderBy(c => c.ReceivedOn).ThenBy(c => c.Id))
        {
            Add(1, contact.Id, [.. facts, contact.ReceivedOn, Source(contact.SourceCode)]);
        }
    }

    private void EarlyHelp()
    {
        foreach (var help in child.EarlyHelp.Where(h => period.OpenOrEndedInSixMonths(h.StartedOn, h.EndedOn)).OrderBy(h => h.StartedOn).ThenBy(h => h.Id))
        {
            Add(2, help.Id, [.. facts, help.StartedOn, period.Known(help.EndedOn), help.Organisation]);
        }
    }

    private void Referrals()
    {
        var known = child.Episodes.Where(e => period.Knows(e.ReferredOn)).OrderBy(e => e.ReferredOn).ThenBy(e => e.Id).ToList();
        var before = Before(known, e => e.ReferredOn);
        foreach (var referral in known.Where(e => period.InSixMonths(e.ReferredOn)))
        {
            var (team, worker) = Held(referral.TakenByTeamId ?? referral.TeamId, referral.WorkerId, referral.ReferredOn, referral.ClosedOn);
            Add(
                3,
                referral.Id,
                [.. facts, referral.ReferredOn, Source(referral.SourceCode), AnnexACodes.YesNo(Edition[3]["Referral NFA?"], referral.NoFurtherAction), before, team, worker]
            );
        }
    }

    private void Assessments()
    {
        foreach (var a in child.Assessments.Where(a => period.OpenOrEndedInSixMonths(a.StartedOn, a.AuthorisedOn)).OrderBy(a => a.StartedOn).ThenBy(a => a.Id))
        {
            var authorised = period.Known(a.AuthorisedOn);
            var (team, worker) = Held(a.TeamId, a.WorkerId, a.StartedOn, authorised);
            Add(
                4,
                a.Id,
                [
                    .. facts,
                    disabled,
                    a.StartedOn,
                    AnnexACodes.YesNo(Edition[4]["Child Seen During Continuous Assessment"], a.ChildSeen),
                    authorised,
                    authorised is null || NeedsSupport(a) is not { } needs ? null : AnnexACodes.YesNo(Edition[4].Columns[9], needs),
                    team,
                    worker,
                ]
            );
        }
    }

    /// <summary>Whether an assessment found that the child needs social care: as it concluded, or as the episode ended after it.</summary>
    private bool? NeedsSupport(ListedAssessment a)
    {
        if (a.Conclusion is { } conclusion)
        {
            return conclusion is not (AssessmentOutcome.NoFurtherAction or AssessmentOutcome.EarlyHelp);
        }
        if (a.Outcome is { } words)
        {
            return !words.StartsWith("No further action", StringComparison.OrdinalIgnoreCase)
                && !words.StartsWith("Does not need", StringComparison.OrdinalIgnoreCase)
                && !words.Equals(AssessmentWords.Conclusion(AssessmentOutcome.EarlyHelp), StringComparison.OrdinalIgnoreCase);
        }
        // A return says only how the episode ended: RC8 and RC9 are «closed after assessment».
        return child.Episodes.FirstOrDefault(e => e.Id == a.EpisodeId) is { } episode
            ? period.Known(episode.ClosedOn) is null || episode.ClosureReason is not ("RC8" or "RC9")
            : null;
    }

    private void Enquiries()
    {
        var known = child.Enquiries.Where(s => period.Knows(s.StartedOn)).OrderBy(s => s.StartedOn).ThenBy(s => s.Id).ToList();
        var listed = known.Where(s => period.OpenOrEndedInSixMonths(s.StartedOn, EndOf(s))).ToList();
        if (listed.Count == 0)
        {
            return;
        }
        var latest = listed[^1].StartedOn;
        var enquiries = known.Count(s => s.Id != listed[^1].Id && s.StartedOn >= latest.AddMonths(-12) && s.StartedOn <= latest);
        // Conferences up to the day before the latest enquiry: its own is not one of them.
        var conferences = HeldConferences().Count(on => on >= latest.AddMonths(-12) && on < latest);
        foreach (var s in listed)
        {
            var own = child.Conferences.Where(c => c.EnquiryId == s.Id && period.Known(c.HeldOn) is not null).OrderBy(c => c.HeldOn).ThenBy(c => c.Id).LastOrDefault();
            var held = period.Known(own?.HeldOn ?? s.ConferenceOn);
            var ended = period.Known(EndOf(s)) is not null;
            var (team, worker) = Held(s.TeamId, s.WorkerId, s.StartedOn, s.EndedOn);
            Add(
                5,
                s.Id,
                [
                    .. facts,
                    disabled,
                    s.StartedOn,
                    ended ? AnnexACodes.YesNo(Edition[5].Columns[7], held is null && s.ConferenceNotRequired == true) : null,
                    held,
                    held is { } on ? AnnexACodes.YesNo(Edition[5].Columns[9], LedToPlan(own, on)) : null,
                    enquiries,
                    conferences,
                    team,
                    worker,
                ]
            );
        }
    }

    /// <summary>
    /// When an enquiry ended. A return to government carries no end: there it ended with its conference, or on its own day
    /// where it says that none was needed.
    /// </summary>
    public static DateOnly? EndOf(Section47Enquiry s) =>
        s.EndedOn
        ?? (
            s.Source != Store.Sources.CinCensus ? null
            : s.ConferenceOn is { } held ? held
            : s.ConferenceNotRequired == true ? s.StartedOn
            : null
        );

    /// <summary>The days of initial conferences, those that only an enquiry knows of with them.</summary>
    private IEnumerable<DateOnly> HeldConferences() =>
        child
            .Conferences.Select(c => c.HeldOn)
            .Concat(child.Enquiries.Where(s => !child.Conferences.Any(c => c.EnquiryId == s.Id)).Select(s => s.ConferenceOn))
            .Where(on => period.Known(on) is not null)
            .Select(on => on!.Value);

    private bool? LedToPlan(InitialConference? own, DateOnly held) =>
        own?.LedToPlan ?? (child.Plans.Any(p => !p.OtherAuthority && (p.Id == own?.PlanId || p.StartedOn == held)) ? true : null);

    private void Need()
    {
        if (ListedEpisode(child, period) is not { } episode)
        {
            return;
        }
        var closed = period.Known(episode.ClosedOn);
        var (team, worker) = Latest(episode.ReferredOn, closed) ?? (staff.Team(episode.TeamId), staff.Worker(episode.WorkerId));
        Add(
            6,
            episode.Id,
            [
                .. facts,
                disabled,
                episode.ReferredOn,
                NeedOf(6, "Primary Need Code", episode.PrimaryNeed),
                LastSeen(episode.ReferredOn, closed),
                closed,
                closed is null ? null : AnnexACodes.ToAnnexA(AnnexACoded.ClosureReason, episode.ClosureReason) ?? episode.ClosureReason,
                Edition[6]["Case Status"].AllowedValues[(int)StatusOf(child, period, closed)].Written,
                team ?? Unallocated,
                worker ?? Unallocated,
            ]
        );
    }

    /// <summary>Where a child in need stands, in the order of the list's codes.</summary>
    internal enum CaseStatus
    {
        LookedAfter,
        Protection,
        Need,
        Assessment,
        Closed,
    }

    /// <summary>The first that applies.</summary>
    internal static CaseStatus StatusOf(InspectedChild child, AnnexAPeriod period, DateOnly? closed) =>
        closed is not null ? CaseStatus.Closed
        : IsLookedAfter(child, period) ? CaseStatus.LookedAfter
        : child.Plans.Any(p => period.IsOpen(p.StartedOn, p.EndedOn)) ? CaseStatus.Protection
        : child.CinPlans.Any(p => period.IsOpen(p.StartedOn, p.EndedOn)) ? CaseStatus.Need
        : IsCareLeaver(child) ? CaseStatus.Need
        : child.Assessments.Any(a => period.IsOpen(a.StartedOn, a.AuthorisedOn)) ? CaseStatus.Assessment
        : CaseStatus.Need;

    private void Protection()
    {
        if (ListedPlan(child, period) is not { } plan)
        {
            return;
        }
        var ended = period.Known(plan.EndedOn);
        var visit = LatestVisit(VisitKind.ChildProtection, plan.StartedOn, ended);
        var earlier = child.Plans.Count(p => !p.OtherAuthority && p.Id != plan.Id && p.StartedOn < plan.StartedOn);
        var (team, worker) = Latest(plan.StartedOn, ended) ?? default;
        var episode = child.Episodes.FirstOrDefault(e => e.Id == plan.EpisodeId);
        Add(
            7,
            plan.Id,
            [
                .. facts,
                disabled,
                plan.StartedOn,
                Category(plan.InitialCategory ?? plan.LatestCategory),
                Category(plan.LatestCategory ?? plan.InitialCategory),
                visit?.On,
                visit is { } made ? AnnexACodes.YesNo(Edition[7]["Was the Child Seen Alone?"], made.SeenAlone) : null,
                child.Reviews.Where(r => r.PlanId == plan.Id && r.HeldOn >= plan.StartedOn && r.HeldOn <= (ended ?? period.AsAt)).Select(r => r.HeldOn).Max(),
                ended,
                AnnexACodes.YesNo(Edition[7].Columns[13], InEmergency()),
                // A return may know of plans from before the records begin.
                Math.Max(plan.PreviousPlans ?? 0, earlier),
                team ?? staff.Team(episode?.TeamId) ?? Unallocated,
                worker ?? staff.Worker(episode?.WorkerId) ?? Unallocated,
            ]
        );
    }

    /// <summary>An emergency protection order (L2) or police protection (L1) that stood at any time in the six months.</summary>
    private bool InEmergency() =>
        child.LegalStatuses.Any(s => s.Code is "L1" or "L2" && period.OpenOrEndedInSixMonths(s.From, s.To))
        || child.Emergencies.Any(d => d.EmergencyFrom is { } from && period.OpenOrEndedInSixMonths(from, d.EmergencyEndedOn));

    private void Add(int list, Guid record, WorkbookCell[] cells)
    {
        if (cells.Length != Edition[list].Columns.Count)
        {
            throw new InvalidOperationException($"A row of list {list} has {cells.Length} cells");
        }
        rows.Add(new AnnexARow(Edition[list], record, cells));
    }

    /// <summary>How many others there were in the twelve months before the latest one.</summary>
    private static int Before<T>(List<T> inOrder, Func<T, DateOnly> on)
    {
        if (inOrder.Count == 0)
        {
            return 0;
        }
        var latest = on(inOrder[^1]);
        return inOrder.Count(x => on(x) >= latest.AddMonths(-12)) - 1;
    }

    /// <summary>The team and worker that a record names; where it names nobody, who held the case then.</summary>
    private (string Team, string Worker) Held(Guid? team, Guid? worker, DateOnly from, DateOnly? to)
    {
        var (teamName, workerName) = (staff.Team(team), staff.Worker(worker));
        var latest = teamName is null || workerName is null ? Latest(from, period.Known(to)) : null;
        return (teamName ?? latest?.Team ?? Unallocated, workerName ?? latest?.Worker ?? Unallocated);
    }

    /// <summary>The latest who held the case between two days; null when nobody did.</summary>
    private (string? Team, string? Worker)? Latest(DateOnly from, DateOnly? to)
    {
        var lead = child
            .Leads.Where(a => a.From <= (to ?? period.AsAt) && (period.Known(a.To) ?? DateOnly.MaxValue) > from)
            .OrderByDescending(a => period.Known(a.To) ?? DateOnly.MaxValue)
            .ThenByDescending(a => a.From)
            .ThenByDescending(a => a.Id)
            .FirstOrDefault();
        // Whoever held an open case last and holds it no more is not whose case it is.
        if (lead is null || (to is null && period.Known(lead.To) is not null))
        {
            return null;
        }
        return (staff.Team(lead.TeamId), staff.Worker(lead.WorkerId));
    }

    private DateOnly? LastSeen(DateOnly from, DateOnly? to) =>
        child.Visits.Where(v => v.Seen != false && v.On >= from && v.On <= (to ?? period.AsAt)).Select(v => (DateOnly?)v.On).Max();

    /// <summary>The latest visit of a kind between two days; of two on one day the one on which the child was seen alone.</summary>
    private ListedVisit? LatestVisit(VisitKind kind, DateOnly from, DateOnly? to)
    {
        var made = child.Visits.Where(v => v.Kind == kind && v.On >= from && v.On <= (to ?? period.AsAt)).ToList();
        return made.Count == 0 ? null : made.OrderByDescending(v => v.On).ThenByDescending(v => v.SeenAlone).ThenBy(v => v.Id).First();
    }

    private static string Ethnicity(string? code) => AnnexACodes.ToAnnexA(AnnexACoded.Ethnicity, code) ?? Edition[1]["Ethnicity"].AllowedValues[^1].Written;

    private static string? Source(string? code) => AnnexACodes.ToAnnexA(AnnexACoded.Source, code) ?? code;

    private static string? Category(string? code) => AnnexACodes.ToAnnexA(AnnexACoded.CategoryOfAbuse, code) ?? code;

    private static string? NeedOf(int list, string column, string? code) => Edition[list][column].AllowedValues.FirstOrDefault(v => v.Code == code)?.Written ?? code;
}
