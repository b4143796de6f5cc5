using Kith.Practice.Documents;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Import;
using Kith.Practice.LookedAfter;
using Kith.Practice.Visits;
using Kith.Standards.AnnexA;

namespace Kith.Practice.Returns.AnnexA;

// Lists 8, 9 and 10: services that other systems keep. What these records hold comes first; what an imported workbook or
// dataset says beyond that fills the rest.
public sealed partial class AnnexARows
{
    private const string List8 = "annex-a-list-8";
    private const string List9 = "annex-a-list-9";
    private const string List10 = "annex-a-list-10";

    /// <summary>Whether a child was looked after on the day: not by short breaks, and not a young adult whose period nobody ended.</summary>
    internal static bool IsLookedAfter(InspectedChild child, AnnexAPeriod period)
    {
        if (child.Person.DateOfBirth is { } born && born <= period.AsAt.AddYears(-18))
        {
            return false;
        }
        var status = child.LegalStatuses.Where(s => period.IsOpen(s.From, s.To)).ToList();
        return child.Care.Any(c => period.IsOpen(c.StartedOn, c.CeasedOn)) && (status.Count == 0 || status.Any(s => CodeOf(s.Code) is not ("V1" or "V3" or "V4")));
    }

    private static bool IsCareLeaver(InspectedChild child) => child.Kept.Any(k => k.Table is List9 or "ssd_care_leavers");

    /// <summary>The period of care that stands on list 8: the latest that was open on the day or ended in the six months.</summary>
    public static CareEpisode? ListedCare(InspectedChild child, AnnexAPeriod period) =>
        child
            .Care.Where(c => period.OpenOrEndedInSixMonths(c.StartedOn, c.CeasedOn))
            .OrderByDescending(c => c.StartedOn)
            .ThenByDescending(c => c.CeasedOn ?? DateOnly.MaxValue)
            .ThenByDescending(c => c.Id)
            .FirstOrDefault();

    private void Care()
    {
        if (ListedCare(child, period) is not { } care)
        {
            return;
        }
        var list = Edition[8];
        var imported = child.KeptOf(List8).FirstOrDefault();
        var ceased = period.Known(care.CeasedOn);
        var until = ceased ?? period.AsAt;
        var status = child
            .LegalStatuses.Where(s => s.From <= until && (s.To is null || s.To >= care.StartedOn))
            .OrderByDescending(s => s.From)
            .ThenByDescending(s => s.Id)
            .FirstOrDefault();
        var placements = child.Placements.Where(p => p.StartedOn <= until && (p.EndedOn is null || p.EndedOn >= care.StartedOn)).ToList();
        var placement = placements.OrderByDescending(p => p.StartedOn).ThenByDescending(p => p.Id).FirstOrDefault();
        var missing = child.Missing.Where(m => period.InTwelveMonths(LondonDay(m.MissingFrom))).OrderBy(m => m.MissingFrom).ThenBy(m => m.Id).ToList();
        var need = child.Episodes.FirstOrDefault(e => e.Id == care.EpisodeId)?.PrimaryNeed;
        var interview = missing.LastOrDefault(m => !IsAbsence(m));
        var (team, worker) = Latest(care.StartedOn, ceased) ?? default;
        WorkbookCell[] cells =
        [
            .. facts,
            AnnexACodes.YesNo(list.Columns[5], IsUnaccompanied() ?? AnnexACodes.ReadYesNo(imported?[list.Columns[5].Name]) ?? false),
            disabled,
            care.StartedOn,
            NeedOf(8, "Child's Category of Need", need),
            AnnexACodes.YesNo(list.Columns[9], child.Care.Count(c => period.Knows(c.StartedOn) && (c.CeasedOn is null || c.CeasedOn >= period.TwelveMonths)) > 1),
            status?.From,
            status is null ? null : Coded(list, "Child's Legal Status", status.Code),
            LatestKept("ssd_cla_reviews", "clar_cla_review_date", care.StartedOn, until),
            LatestVisit(VisitKind.LookedAfter, care.StartedOn, ceased)?.On,
            WorkbookCell.Nothing,
            LatestKept("ssd_cla_episodes", "clae_cla_last_iro_contact_date", care.StartedOn, until),
            LatestHealth("HEALTH"),
            LatestHealth("DENTAL"),
            placements.Count == 0 ? (int?)null : placements.Count(p => p.EndedOn is null || p.EndedOn >= period.TwelveMonths),
            ceased,
            ceased is null ? null : Coded(list, "Reason Ceased to be Looked After", care.CeasedReason),
            placement?.StartedOn,
            Coded(list, "Placement Type", placement?.Kind),
            Provider(list, placement?.Provider),
            placement?.Postcode,
            WorkbookCell.Nothing,
            WorkbookCell.Nothing,
            WorkbookCell.Nothing,
            child.Missing.Count == 0 ? (int?)null : missing.Count(m => !IsAbsence(m)),
            child.Missing.Count == 0 ? (int?)null : missing.Count(IsAbsence),
            YesNoOrBlank(list.Columns[30], interview?.InterviewOffered),
            YesNoOrBlank(list.Columns[31], interview?.InterviewAccepted),
            team,
            worker,
        ];
        Merge(list, cells, imported);
        // A count that no extract gave is a count of what these records hold: none.
        foreach (var counted in (int[])[18, 28, 29])
        {
            cells[counted] = cells[counted].IsBlank ? 0 : cells[counted];
        }
        cells[^2] = cells[^2].IsBlank ? Unallocated : cells[^2];
        cells[^1] = cells[^1].IsBlank ? Unallocated : cells[^1];
        Add(8, care.Id, cells);
    }

    /// <summary>Young people entitled to leaving care services, as an imported workbook or dataset has them.</summary>
    private void Leaving()
    {
        var list = Edition[9];
        if (child.KeptOf(List9).FirstOrDefault() is { } imported)
        {
            Add(9, child.Person.Id, Imported(list, imported, [.. facts, WorkbookCell.Nothing, disabled]));
            return;
        }
        if (
            child.KeptOf("ssd_care_leavers").FirstOrDefault() is not { } row
            || row["clea_care_leaver_eligibility"] is not { } eligibility
            || eligibility.StartsWith("No ", StringComparison.OrdinalIgnoreCase)
        )
        {
            return;
        }
        Add(
            9,
            child.Person.Id,
            [
                .. facts,
                AnnexACodes.YesNo(list.Columns[5], IsUnaccompanied() ?? false),
                disabled,
                staff.TeamKeyed(row["clea_care_leaver_allocated_team"]),
                staff.WorkerKeyed(row["clea_care_leaver_worker_id"]),
                staff.WorkerKeyed(row["clea_care_leaver_personal_advisor"]),
                list["Eligibility Category"].AllowedValues.FirstOrDefault(v => v.Meaning.StartsWith(eligibility, StringComparison.OrdinalIgnoreCase))?.Written ?? eligibility,
                Day(row["clea_pathway_plan_review_date"]),
                Coded(list, "LA in Touch", row["clea_care_leaver_in_touch"]),
                Day(row["clea_care_leaver_latest_contact"]),
                Coded(list, "Type of Accommodation", row["clea_care_leaver_accommodation"]),
                row["clea_care_leaver_accom_suitable"]?.ToUpperInvariant() switch
                {
                    "1" or "Y" or "YES" or "SUITABLE" => list["Suitability of Accommodation"].AllowedValues[0].Written,
                    "2" or "N" or "NO" or "UNSUITABLE" => list["Suitability of Accommodation"].AllowedValues[1].Written,
                    _ => null,
                },
                Coded(list, "Activity Status", row["clea_care_leaver_activity"]),
            ]
        );
    }

    /// <summary>
    /// Children adopted in the twelve months, or with a decision to place for adoption that stands, or was reversed in the
    /// twelve months.
    /// </summary>
    private void Adoption()
    {
        var list = Edition[10];
        foreach (var imported in child.KeptOf(List10))
        {
            var cells = Imported(list, imported, [facts[0], WorkbookCell.Nothing, facts[1], facts[2], facts[3], facts[4], disabled]);
            if (IsAdoption(cells[8].Day, cells[12].Day, cells[13].Day))
            {
                Add(10, child.Person.Id, cells);
                return;
            }
        }
        foreach (var row in child.KeptOf("ssd_permanence"))
        {
            var adopted = row["perm_permanence_order_type"]?.StartsWith("Adoption", StringComparison.OrdinalIgnoreCase) == true ? Day(row["perm_permanence_order_date"]) : null;
            var (decided, reversed) = (Day(row["perm_adm_decision_date"]), Day(row["perm_decision_reversed_date"]));
            if (!IsAdoption(decided, adopted, reversed))
            {
                continue;
            }
            Add(
                10,
                child.Person.Id,
                [
                    facts[0],
                    WorkbookCell.Nothing,
                    facts[1],
                    facts[2],
                    facts[3],
                    facts[4],
                    disabled,
                    child.Care.Where(c => period.Knows(c.StartedOn)).Select(c => (DateOnly?)c.StartedOn).Max(),
                    decided,
                    Day(row["perm_placement_order_date"]),
                    Day(row["perm_matched_date"]),
                    Day(row["perm_placed_for_adoption_date"]),
                    adopted,
                    reversed,
                    Coded(list, "Reason Why Child No Longer Placed for Adoption", row["perm_decision_reversed_reason"]),
                    Day(row["perm_placed_ffa_cp_date"]),
                ]
            );
            return;
        }
    }

    private bool IsAdoption(DateOnly? decided, DateOnly? adopted, DateOnly? reversed) =>
        period.InTwelveMonths(adopted)
        || period.InTwelveMonths(reversed)
        || (decided is { } on && period.Knows(on) && period.Known(adopted) is null && period.Known(reversed) is null);

    /// <summary>A row of a list as it was imported, its columns about the child told by today's records.</summary>
    internal static WorkbookCell[] Imported(AnnexAList list, KeptRow row, WorkbookCell[] known)
    {
        var cells = new WorkbookCell[list.Columns.Count];
        known.CopyTo(cells, 0);
        Merge(list, cells, row);
        return cells;
    }

    /// <summary>Fills the cells that these records leave blank with what an imported row says.</summary>
    private static void Merge(AnnexAList list, WorkbookCell[] cells, KeptRow? imported)
    {
        if (imported is null)
        {
            return;
        }
        foreach (var column in list.Columns)
        {
            var cell = cells[column.Position - 1];
            if (!cell.IsBlank || imported[column.Name] is not { } said)
            {
                continue;
            }
            cells[column.Position - 1] = column.Type switch
            {
                AnnexAType.Date => ExtractValues.TryDate(said, out var day) && day is not null ? day : said,
                AnnexAType.Integer => ExtractValues.Integer(said) is { } number ? number : said,
                AnnexAType.Category => column.Find(said)?.Written ?? said,
                _ => said,
            };
        }
    }

    private bool? IsUnaccompanied()
    {
        var told = child.KeptOf("ssd_immigration_status").ToList();
        if (told.Count == 0)
        {
            return child.Person.ImmigrationStatus is { } now ? Says(now) : null;
        }
        return told.Any(r => Says(r["immi_immigration_status"]) && (Day(r["immi_immigration_status_end_date"]) is not { } to || to >= period.TwelveMonths));

        static bool Says(string? status) =>
            status is not null && (status.Contains("UASC", StringComparison.OrdinalIgnoreCase) || status.Contains("unaccompanied", StringComparison.OrdinalIgnoreCase));
    }

    private DateOnly? LatestKept(string table, string column, DateOnly from, DateOnly to) => child.KeptOf(table).Select(r => Day(r[column])).Where(d => d >= from && d <= to).Max();

    private DateOnly? LatestHealth(string kind) =>
        child
            .KeptOf("ssd_cla_health")
            .Where(r =>
                r["clah_health_check_type"]?.Contains(kind, StringComparison.OrdinalIgnoreCase) == true && r["clah_health_check_status"]?.ToUpperInvariant() is null or "COMPLETED"
            )
            .Select(r => Day(r["clah_health_check_date"]))
            .Where(d => d <= period.AsAt)
            .Max();

    private static string? YesNoOrBlank(AnnexAColumn column, bool? answer) => answer is null ? null : AnnexACodes.YesNo(column, answer);

    private static string? Coded(AnnexAList list, string column, string? value) => list[column].Find(value)?.Written ?? value;

    // Providers are kept in words that differ a little from the list's: «Private provider» is its «Private provision».
    private static string? Provider(AnnexAList list, string? words) =>
        list["Placement Provider"].Find(words?.Replace("provider", "provision", StringComparison.OrdinalIgnoreCase))?.Written ?? words;

    private static string CodeOf(string status) => status.Split(':')[0].Trim();

    private static bool IsAbsence(MissingEpisode m) => m.Kind?.StartsWith('A') == true || m.Kind?.StartsWith('a') == true;

    private static DateOnly LondonDay(DateTime utc) => Standards.Calendar.LondonTime.DateOf(utc);

    private static DateOnly? Day(string? text) => ExtractValues.TryDate(text, out var day) ? day : null;
}
