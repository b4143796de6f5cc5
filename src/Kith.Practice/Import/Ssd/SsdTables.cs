using System.Text.Encodings.Web;
using System.Text.Json;
using Kith.Standards.Ssd;

namespace Kith.Practice.Import;

/// <summary>How one table of the dataset is read: which column names the person, which the row, and which cannot be missing.</summary>
/// <param name="Table">From the catalogue.</param>
/// <param name="Person">The column with the person's id; null for rows of no person.</param>
/// <param name="Key">The columns that make a row's id.</param>
/// <param name="Needed">Columns without which the table cannot be read.</param>
/// <param name="Via">Where the person may be found when their own column is not there: this table's column and the table it points to.</param>
internal sealed record SsdTableUse(SsdTable Table, string? Person, string[] Key, string[] Needed, (string Column, string Table)? Via)
{
    /// <summary>Beyond the catalogue: a column that the published extract scripts write though the specification lacks it.</summary>
    public const string Upn = "pers_upn";

    private readonly Dictionary<string, int> places = Names(Table).Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i, StringComparer.OrdinalIgnoreCase);

    public string Name => Table.Name;

    /// <summary>The columns in the order in which rows keep their values.</summary>
    public IReadOnlyList<string> Columns { get; } = [.. Names(Table)];

    public int PlaceOf(string column) => places.GetValueOrDefault(column, -1);

    private static IEnumerable<string> Names(SsdTable table) => table.Name == "ssd_person" ? table.Columns.Select(c => c.Name).Append(Upn) : table.Columns.Select(c => c.Name);
}

/// <summary>What Kith does with each table of the dataset.</summary>
internal static class SsdTables
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Read before the people: the workforce.</summary>
    public static readonly SsdTableUse Department = Use("ssd_department", null, ["dept_team_id"], ["dept_team_id", "dept_team_name"]);
    public static readonly SsdTableUse Professionals = Use("ssd_professionals", null, ["prof_professional_id"], ["prof_professional_id"]);
    public static readonly SsdTableUse Mother = Use("ssd_mother", null, ["moth_table_id"], ["moth_person_id", "moth_childs_person_id"]);

    /// <summary>Tables about a person, in the order in which they are read: those that others point to come first.</summary>
    public static readonly SsdTableUse[] OfPeople =
    [
        Use("ssd_person", "pers_person_id", ["pers_person_id"], ["pers_person_id"]),
        Use("ssd_cin_episodes", "cine_person_id", ["cine_referral_id"], ["cine_referral_id", "cine_person_id", "cine_referral_date"]),
        Use("ssd_cin_assessments", "cina_person_id", ["cina_assessment_id"], ["cina_assessment_id", "cina_person_id", "cina_assessment_start_date"]),
        Use("ssd_cp_plans", "cppl_person_id", ["cppl_cp_plan_id"], ["cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date"]),
        Use("ssd_cla_episodes", "clae_person_id", ["clae_cla_episode_id"], ["clae_cla_episode_id", "clae_person_id", "clae_cla_episode_start_date"]),
        Use("ssd_assessment_factors", null, ["cinf_table_id"], ["cinf_assessment_id", "cinf_assessment_factors_json"], ("cinf_assessment_id", "ssd_cin_assessments")),
        Use("ssd_family", "fami_person_id", ["fami_family_id"], ["fami_family_id", "fami_person_id"]),
        Use("ssd_address", "addr_person_id", ["addr_table_id"], ["addr_person_id"]),
        Use("ssd_disability", "disa_person_id", ["disa_table_id"], ["disa_person_id", "disa_disability_code"]),
        Use("ssd_immigration_status", "immi_person_id", ["immi_immigration_status_id"], ["immi_person_id"]),
        Use("ssd_linked_identifiers", "link_person_id", ["link_table_id"], ["link_person_id", "link_identifier_type", "link_identifier_value"]),
        Use("ssd_contacts", "cont_person_id", ["cont_contact_id"], ["cont_contact_id", "cont_person_id", "cont_contact_date"]),
        Use("ssd_early_help_episodes", "earl_person_id", ["earl_episode_id"], ["earl_episode_id", "earl_person_id", "earl_episode_start_date"]),
        Use("ssd_cin_plans", "cinp_person_id", ["cinp_cin_plan_id"], ["cinp_cin_plan_id", "cinp_person_id", "cinp_cin_plan_start_date"]),
        Use("ssd_cin_visits", "cinv_person_id", ["cinv_cin_visit_id"], ["cinv_cin_visit_id", "cinv_person_id", "cinv_cin_visit_date"]),
        Use("ssd_s47_enquiry", "s47e_person_id", ["s47e_s47_enquiry_id"], ["s47e_s47_enquiry_id", "s47e_person_id", "s47e_s47_start_date"]),
        Use("ssd_initial_cp_conference", "icpc_person_id", ["icpc_icpc_id"], ["icpc_icpc_id", "icpc_person_id"]),
        Use("ssd_cp_visits", "cppv_person_id", ["cppv_cp_visit_id"], ["cppv_cp_visit_id", "cppv_cp_visit_date"], ("cppv_cp_plan_id", "ssd_cp_plans")),
        Use("ssd_cp_reviews", "cppr_person_id", ["cppr_cp_review_id"], ["cppr_cp_review_id"], ("cppr_cp_plan_id", "ssd_cp_plans")),
        Use("ssd_cla_placement", "clap_person_id", ["clap_cla_placement_id"], ["clap_cla_placement_id", "clap_cla_placement_start_date"], ("clap_cla_id", "ssd_cla_episodes")),
        Use("ssd_legal_status", "lega_person_id", ["lega_legal_status_id"], ["lega_legal_status_id", "lega_person_id", "lega_legal_status", "lega_legal_status_start_date"]),
        Use("ssd_missing", "miss_person_id", ["miss_table_id"], ["miss_table_id", "miss_person_id", "miss_missing_episode_start_date"]),
        Use("ssd_pre_proceedings", "prep_person_id", ["prep_table_id"], ["prep_table_id", "prep_person_id"]),
        Use("ssd_involvements", "invo_person_id", ["invo_involvements_id"], ["invo_involvements_id", "invo_person_id", "invo_involvement_start_date"]),
        Use("ssd_cla_visits", "clav_person_id", ["clav_cla_visit_id"], ["clav_cla_visit_id", "clav_cla_visit_date"], ("clav_cla_id", "ssd_cla_episodes")),
        Use("ssd_cla_reviews", null, ["clar_cla_review_id"], ["clar_cla_review_id"], ("clar_cla_id", "ssd_cla_episodes")),
        Use("ssd_cla_convictions", "clac_person_id", ["clac_cla_conviction_id"], ["clac_person_id"]),
        Use("ssd_cla_health", "clah_person_id", ["clah_health_check_id"], ["clah_person_id"]),
        Use("ssd_cla_immunisations", "clai_person_id", ["clai_person_id"], ["clai_person_id"]),
        Use("ssd_cla_substance_misuse", "clas_person_id", ["clas_substance_misuse_id"], ["clas_person_id"]),
        Use("ssd_cla_previous_permanence", "lapp_person_id", ["lapp_table_id"], ["lapp_person_id"]),
        Use("ssd_cla_care_plan", "lacp_person_id", ["lacp_table_id"], ["lacp_person_id"]),
        Use("ssd_sdq_scores", "csdq_person_id", ["csdq_table_id"], ["csdq_person_id"]),
        Use("ssd_care_leavers", "clea_person_id", ["clea_table_id"], ["clea_person_id"]),
        Use("ssd_permanence", "perm_person_id", ["perm_table_id"], ["perm_person_id"]),
        Use("ssd_send", "send_person_id", ["send_table_id"], ["send_person_id"]),
        Use("ssd_voice_of_child", "voch_person_id", ["voch_table_id"], ["voch_person_id"]),
    ];

    /// <summary>Tables about no one person that are kept row by row.</summary>
    public static readonly SsdTableUse[] Loose =
    [
        Use("ssd_ehcp_requests", null, ["ehcr_ehcp_request_id"], []),
        Use("ssd_ehcp_assessment", null, ["ehca_ehcp_assessment_id"], []),
        Use("ssd_ehcp_named_plan", null, ["ehcn_named_plan_id"], []),
        Use("ssd_ehcp_active_plans", null, ["ehcp_active_ehcp_id"], []),
        Use("ssd_sen_need", null, ["senn_table_id"], []),
        Use("ssd_s251_finance", null, ["s251_table_id"], []),
    ];

    /// <summary>Tables of the tool that made the extract; nothing in them is about anybody.</summary>
    public static readonly IReadOnlySet<string> LeftAlone = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "ssd_version_log", "ssd_api_data_staging" };

    /// <summary>Tables that any person may have rows in; a row of another one says that someone is a child whom the council works with.</summary>
    public static readonly IReadOnlySet<string> OfAnybody = new HashSet<string>
    {
        "ssd_person",
        "ssd_family",
        "ssd_address",
        "ssd_disability",
        "ssd_immigration_status",
        "ssd_linked_identifiers",
    };

    public static readonly IReadOnlyList<SsdTableUse> All = [Department, Professionals, Mother, .. OfPeople, .. Loose];

    /// <summary>The table that a file holds, by its name: «ssd_person.csv», «Person.CSV», «dbo.ssd_person_2026-11-24.csv».</summary>
    public static SsdTable? Find(string file)
    {
        if (SsdCatalogue.Find(file) is { } exact)
        {
            return exact;
        }
        var name = Path.GetFileNameWithoutExtension(file).ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        return SsdCatalogue.Tables.Where(t => name.Contains(t.Name, StringComparison.Ordinal)).MaxBy(t => t.Name.Length);
    }

    /// <summary>A row as a JSON object of its filled columns.</summary>
    public static string Content(SsdTableUse table, string?[] values) =>
        JsonSerializer.Serialize(table.Columns.Zip(values).Where(v => v.Second is not null).ToDictionary(v => v.First, v => v.Second), Plain);

    /// <summary>A row as a line of CSV in the catalogue's order.</summary>
    public static string Raw(string?[] values) =>
        string.Join(
            ',',
            values.Select(v =>
                v is null ? ""
                : v.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                : v
            )
        );

    /// <summary>A row's id; where the extract gives none, its content stands in.</summary>
    public static string KeyOf(SsdTableUse table, string?[] values)
    {
        var key = string.Join('|', table.Key.Select(k => values[table.PlaceOf(k)]));
        return key.Trim('|').Length > 0 ? key : $"#{ContentHash.Of(Raw(values)):x16}";
    }

    private static SsdTableUse Use(string table, string? person, string[] key, string[] needed, (string, string)? via = null) =>
        new(SsdCatalogue.Get(table), person, key, needed, via);
}
