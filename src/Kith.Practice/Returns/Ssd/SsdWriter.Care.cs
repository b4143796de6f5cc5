using System.Globalization;
using Kith.Practice.Import;
using Kith.Practice.LookedAfter;
using Kith.Practice.Visits;
using Kith.Standards.Calendar;

namespace Kith.Practice.Returns.Ssd;

// Children looked after, children missing, and rows that were imported and are handed on as they came.
internal sealed partial class SsdWriter
{
    // Written from Kith's own records: what was imported of them is not handed on a second time.
    private static readonly HashSet<string> OwnTables = ["ssd_cla_episodes", "ssd_pre_proceedings"];

    private void Care(SsdRecords r, string person)
    {
        var contacted = r.Kept.Where(k => k.Row.Table == "ssd_cla_episodes").ToList();
        foreach (var c in r.Care)
        {
            var said = contacted
                .LastOrDefault(k =>
                    k.Row["clae_cla_episode_start_date"] is { } on && ExtractValues.TryDate(on, out var day) && day >= c.StartedOn && (c.CeasedOn is null || day <= c.CeasedOn)
                )
                .Row;
            folder.Write(
                "ssd_cla_episodes",
                ("clae_cla_episode_id", SsdIds.Of(c.Id)),
                ("clae_person_id", person),
                ("clae_cla_episode_start_date", Day(c.StartedOn)),
                ("clae_cla_episode_start_reason", c.StartReason ?? "S"),
                ("clae_cla_primary_need_code", said?["clae_cla_primary_need_code"] ?? r.Episodes.FirstOrDefault(e => e.Id == c.EpisodeId)?.PrimaryNeed),
                ("clae_cla_episode_ceased_date", Day(c.CeasedOn)),
                ("clae_cla_episode_ceased_reason", c.CeasedReason),
                ("clae_cla_id", SsdIds.Of(c.Id)),
                ("clae_referral_id", Known(r.Episodes, c.EpisodeId)),
                ("clae_entered_care_date", Day(c.StartedOn)),
                ("clae_cla_last_iro_contact_date", Iso(said?["clae_cla_last_iro_contact_date"]))
            );
        }
        foreach (var p in r.Placements)
        {
            folder.Write(
                "ssd_cla_placement",
                ("clap_cla_placement_id", SsdIds.Of(p.Id)),
                ("clap_cla_placement_start_date", Day(p.StartedOn)),
                ("clap_cla_placement_type", p.Kind),
                ("clap_cla_id", PeriodOn(r, p.StartedOn)),
                ("clap_cla_placement_provider", p.Provider),
                ("clap_cla_placement_postcode", p.Postcode),
                ("clap_cla_placement_end_date", Day(p.EndedOn)),
                ("clap_cla_placement_change_reason", p.ChangeReason),
                ("clap_person_id", person)
            );
        }
        foreach (var v in r.Visits.Where(v => v.Kind == VisitKind.LookedAfter))
        {
            folder.Write(
                "ssd_cla_visits",
                ("clav_cla_visit_id", SsdIds.Of(v.Id)),
                ("clav_cla_id", PeriodOn(r, v.On)),
                ("clav_person_id", person),
                ("clav_cla_visit_date", Day(v.On)),
                ("clav_cla_visit_seen", Flag(v.Seen)),
                ("clav_cla_visit_seen_alone", Flag(v.SeenAlone))
            );
        }
        foreach (var s in r.LegalStatuses)
        {
            folder.Write(
                "ssd_legal_status",
                ("lega_legal_status_id", SsdIds.Of(s.Id)),
                ("lega_person_id", person),
                ("lega_legal_status", s.Code),
                ("lega_legal_status_start_date", Day(s.From)),
                ("lega_legal_status_end_date", Day(s.To))
            );
        }
        foreach (var m in r.Missing)
        {
            folder.Write(
                "ssd_missing",
                ("miss_table_id", SsdIds.Of(m.Id)),
                ("miss_person_id", person),
                ("miss_missing_episode_start_date", Instant(m.MissingFrom)),
                ("miss_missing_episode_type", m.Kind),
                ("miss_missing_episode_end_date", Instant(m.FoundAt)),
                ("miss_missing_rhi_offered", Flag(m.InterviewOffered)),
                ("miss_missing_rhi_accepted", Flag(m.InterviewAccepted))
            );
        }
    }

    /// <summary>Imported rows about matters that Kith does not work on: as they came, with the ids that leave with this extract.</summary>
    private void Kept(SsdRecords r, string person)
    {
        foreach (var (id, row) in r.Kept.Where(k => !OwnTables.Contains(k.Row.Table)))
        {
            if (SsdTables.OfPeople.FirstOrDefault(t => t.Name == row.Table) is not { } table)
            {
                continue;
            }
            var values = new List<(string, string?)>();
            foreach (var column in table.Table.Columns)
            {
                values.Add(
                    (
                        column.Name,
                        column.Name == table.Person ? person
                        : column.Name == table.Key[0] ? SsdIds.Of(id)
                        : column.References?.Table == "ssd_professionals" ? staff.WorkerKeyed(row[column.Name])
                        : column.References?.Table == "ssd_department" ? staff.TeamKeyed(row[column.Name])
                        : column.Name.EndsWith("_cla_id", StringComparison.Ordinal) ? PeriodCalled(r, row[column.Name])
                        : column.References is not null ? null
                        : column.Type == Standards.Ssd.SsdType.DateTime ? Iso(row[column.Name])
                        : row[column.Name]
                    )
                );
            }
            folder.Write(table.Name, [.. values]);
        }
    }

    private static string? PeriodOn(SsdRecords r, DateOnly day) =>
        SsdIds.Of(r.Care.Where(c => c.StartedOn <= day && (c.CeasedOn is null || c.CeasedOn >= day)).OrderByDescending(c => c.StartedOn).ThenBy(c => c.Id).FirstOrDefault()?.Id);

    private static string? PeriodCalled(SsdRecords r, string? key) =>
        key is null ? null : SsdIds.Of(r.Care.FirstOrDefault(c => c.SourceKey?.EndsWith($"ssd_cla_episodes/{PersonDraft.Safe(key)}", StringComparison.Ordinal) == true)?.Id);

    private static string? Iso(string? text) =>
        ExtractValues.TryInstant(text, out var at, out var timed) && at is { } on
            ? on.ToString(timed ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    // As clocks in England showed it: the dataset has no zone.
    private static string? Instant(DateTime? utc) => utc is { } at ? LondonTime.FromUtc(at).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : null;
}
