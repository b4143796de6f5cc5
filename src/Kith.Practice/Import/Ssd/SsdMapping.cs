using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Standards.AnnexA;
using Kith.Standards.CodeSets;
using Kith.Standards.Identifiers;

namespace Kith.Practice.Import;

/// <summary>What the rows of the dataset about one person mean in Kith's records.</summary>
internal sealed partial class SsdMapping(
    List<SpooledRow> rows,
    IReadOnlyDictionary<string, (string File, string Name)> files,
    PersonDraft draft,
    Clock clock,
    bool isMother,
    IReadOnlySet<string> read
)
{
    private readonly ILookup<string, SpooledRow> byTable = rows.ToLookup(r => SsdTables.OfPeople[r.Table].Name);
    private Row now;

    public void Map()
    {
        if (!byTable["ssd_person"].Any())
        {
            if (!draft.IsKnown || read.Contains("ssd_person"))
            {
                draft.IsAbsent = true;
                foreach (var row in rows)
                {
                    var table = SsdTables.OfPeople[row.Table];
                    draft.Refuse(
                        files[table.Name].Name,
                        row.Line,
                        $"{table.Name}/{SsdTables.KeyOf(table, row.Values)}",
                        $"There is no person «{draft.Key}» in ssd_person",
                        SsdTables.Raw(row.Values)
                    );
                }
                return;
            }
        }
        else
        {
            Person();
        }
        Each("ssd_cin_episodes", Episode);
        Assessments();
        Enquiries();
        Plans();
        Each("ssd_initial_cp_conference", InitialConference);
        Each("ssd_cp_reviews", Review);
        Each(
            "ssd_cin_plans",
            () =>
            {
                if (Dates("cinp_cin_plan_start_date", "cinp_cin_plan_end_date") is [{ } from, var to])
                {
                    Add(
                        new CinPlan
                        {
                            EpisodeId = Episode("cinp_referral_id"),
                            StartedOn = from,
                            EndedOn = to,
                            TeamId = Team("cinp_cin_plan_team"),
                            WorkerId = Worker("cinp_cin_plan_worker_id"),
                        }
                    );
                }
            }
        );
        Each("ssd_cin_visits", () => Visit(VisitKind.ChildInNeed, "cinv_cin_visit_date", "cinv_cin_visit_seen", "cinv_cin_visit_seen_alone", "cinv_cin_visit_bedroom"));
        Each("ssd_cp_visits", () => Visit(VisitKind.ChildProtection, "cppv_cp_visit_date", "cppv_cp_visit_seen", "cppv_cp_visit_seen_alone", "cppv_cp_visit_bedroom"));
        Each("ssd_cla_visits", () => Visit(VisitKind.LookedAfter, "clav_cla_visit_date", "clav_cla_visit_seen", "clav_cla_visit_seen_alone", null));
        Each(
            "ssd_contacts",
            () =>
            {
                if (Dates("cont_contact_date") is [{ } on])
                {
                    Add(
                        new Contact
                        {
                            ReceivedOn = on,
                            SourceCode = Source("cont_contact_source_code"),
                            Summary = V("cont_contact_source_desc"),
                            Outcome = ExtractValues.Outcome(V("cont_contact_outcome_json")),
                        }
                    );
                }
            }
        );
        Each(
            "ssd_early_help_episodes",
            () =>
            {
                if (Dates("earl_episode_start_date", "earl_episode_end_date") is [{ } from, var to])
                {
                    Add(
                        new EarlyHelpEpisode
                        {
                            StartedOn = from,
                            EndedOn = to,
                            Reason = V("earl_episode_reason"),
                            EndReason = V("earl_episode_end_reason"),
                            Organisation = V("earl_episode_organisation"),
                            WorkerName = draft.Workforce.WorkerName(V("earl_episode_worker_id")) ?? V("earl_episode_worker_id"),
                        }
                    );
                }
            }
        );
        Care();
        Each(
            "ssd_cla_placement",
            () =>
            {
                if (Dates("clap_cla_placement_start_date", "clap_cla_placement_end_date") is [{ } from, var to])
                {
                    Add(
                        new Placement
                        {
                            StartedOn = from,
                            EndedOn = to,
                            Kind = V("clap_cla_placement_type"),
                            Provider = V("clap_cla_placement_provider"),
                            Postcode = Code(V("clap_cla_placement_postcode")),
                            ChangeReason = V("clap_cla_placement_change_reason"),
                        }
                    );
                }
            }
        );
        Each(
            "ssd_legal_status",
            () =>
            {
                if (Dates("lega_legal_status_start_date", "lega_legal_status_end_date") is [{ } from, var to] && Needs("lega_legal_status") is { } code)
                {
                    Add(
                        new LegalStatus
                        {
                            Code = code,
                            From = from,
                            To = to,
                        }
                    );
                }
            }
        );
        Each("ssd_missing", Missing);
        Each(
            "ssd_pre_proceedings",
            () =>
            {
                Keep();
                if (
                    V("prep_pre_pro_decision_date") is not null
                    && Dates("prep_pre_pro_decision_date", "prep_pre_pro_letter_date", "prep_initial_pre_pro_meeting_date", "prep_agree_stepdown_issue_date")
                        is [{ } on, var letter, var meeting, var ended]
                )
                {
                    Add(
                        new PreProceedings
                        {
                            DecidedOn = on,
                            LetterSentOn = letter,
                            FirstMeetingOn = meeting,
                            EndedOn = ended,
                            Outcome = V("prep_pre_pro_outcome"),
                        }
                    );
                }
            }
        );
        Each("ssd_involvements", Involvement);
        foreach (
            var table in new[]
            {
                "ssd_cla_reviews",
                "ssd_cla_convictions",
                "ssd_cla_health",
                "ssd_cla_immunisations",
                "ssd_cla_substance_misuse",
                "ssd_cla_previous_permanence",
                "ssd_cla_care_plan",
                "ssd_sdq_scores",
                "ssd_care_leavers",
                "ssd_permanence",
                "ssd_send",
                "ssd_voice_of_child",
            }
        )
        {
            Each(table, () => Keep());
        }
    }

    private void Person()
    {
        var first = byTable["ssd_person"].First();
        foreach (var row in byTable["ssd_person"].Skip(1))
        {
            draft.Refuse(files["ssd_person"].Name, row.Line, null, $"The person «{draft.Key}» stands in line {first.Line} already; that row was taken", SsdTables.Raw(row.Values));
        }
        now = new Row(SsdTables.OfPeople[first.Table], first);
        var facts = new PersonFactsIn
        {
            LaChildId = draft.Key,
            GivenName = V("pers_forename"),
            FamilyName = V("pers_surname"),
            Sex = FactValues.Sex(V("pers_sex"), true, draft.Notices),
            Ethnicity = FactValues.Ethnicity(V("pers_ethnicity"), draft.Notices),
            UpnUnknown = FactValues.UpnUnknown(V("pers_upn_unknown"), draft.Notices),
            Upn = FactValues.Upn(V(SsdTableUse.Upn), draft.Notices),
            NhsNumber = FactValues.NhsNumber(V("pers_common_child_id"), draft.Notices),
            Nationality = V("pers_nationality"),
            DateOfBirth = PersonDate("pers_dob"),
            DateOfDeath = PersonDate("pers_death_date"),
        };
        facts.ExpectedDateOfBirth = facts.DateOfBirth is null ? PersonDate("pers_expected_dob") : null;
        if (facts.GivenName is null && facts.FamilyName is null)
        {
            draft.Notices.Add("Some people have no name in ssd_person; they are shown by their id.");
        }
        if (V("pers_legacy_id") is { } legacy)
        {
            draft.Add(new PersonIdentifier { Kind = "Id in an earlier system", Value = legacy }, "ssd_person/legacy", files["ssd_person"].Name, first.Line, () => legacy);
        }
        var age = facts.DateOfBirth is { } born ? AgeOn(born, clock.Today) : (int?)null;
        var adult =
            facts.ExpectedDateOfBirth is null
            && byTable.All(t => SsdTables.OfAnybody.Contains(t.Key))
            && (age >= 26 || (isMother || ExtractValues.YesNo(V("pers_is_mother")) == true) && age is null or >= 18);
        facts.HasChildRecord = !adult;
        draft.Facts = facts;

        Each(
            "ssd_linked_identifiers",
            () =>
            {
                if (
                    Needs("link_identifier_type") is { } kind
                    && Needs("link_identifier_value") is { } value
                    && Dates(["link_valid_from_date", "link_valid_to_date"], needed: 0) is [var from, var to]
                )
                {
                    switch (kind.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal))
                    {
                        case "UNIQUEPUPILNUMBER" or "UPN":
                            facts.Upn = FactValues.Upn(value, draft.Notices) ?? facts.Upn;
                            break;
                        case "FORMERUNIQUEPUPILNUMBER" or "FORMERUPN":
                            facts.FormerUpn = FactValues.Upn(value, draft.Notices) ?? facts.FormerUpn;
                            break;
                        case "NHSNUMBER" or "NHS":
                            facts.NhsNumber = FactValues.NhsNumber(value, draft.Notices) ?? facts.NhsNumber;
                            break;
                    }
                    if (value.Length > 200)
                    {
                        Refuse("The identifier is longer than any may be");
                        return;
                    }
                    Add(
                        new PersonIdentifier
                        {
                            Kind = kind,
                            Value = value,
                            From = from,
                            To = to,
                        }
                    );
                }
            }
        );
        Each(
            "ssd_immigration_status",
            () =>
            {
                Keep();
                if (Dates(["immi_immigration_status_start_date", "immi_immigration_status_end_date"], needed: 0) is [_, var to] && to is null)
                {
                    facts.ImmigrationStatus = V("immi_immigration_status") ?? facts.ImmigrationStatus;
                }
            }
        );
        Each("ssd_family", () => Add(new PersonIdentifier { Kind = "Family id", Value = V("fami_family_id")! }));
        Each(
            "ssd_disability",
            () =>
            {
                if (FactValues.Known(CodeSets.Disability, V("disa_disability_code")?.ToUpperInvariant(), draft.Notices) is not { } code)
                {
                    Refuse("The row has no disability code");
                }
                else if (code.Length > 8)
                {
                    Refuse($"«{FactValues.Short(code)}» is not a disability code");
                }
                else
                {
                    Add(new Disability { Code = code });
                }
            }
        );
        Each("ssd_address", Address);
    }

    private void Address()
    {
        if (Dates(["addr_address_start_date", "addr_address_end_date"], needed: 0) is not [var from, var to])
        {
            return;
        }
        var parts = ExtractValues.Object(V("addr_address_json"));
        string? Part(string name) => parts.GetValueOrDefault(name);
        string? Join(string between, params string?[] of) => string.Join(between, of.Where(p => !string.IsNullOrWhiteSpace(p))) is { Length: > 0 } joined ? joined : null;
        var within = Join(", ", Part("ROOM"), Part("FLOOR"), Part("FLAT"), Part("BUILDING"));
        var street = Join(" ", Part("HOUSE"), Part("STREET"));
        var town = Part("TOWN");
        if (parts.Count == 0 && V("addr_address_json") is { } plain && plain[0] is not ('{' or '['))
        {
            var lines = plain.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            (street, town) = (lines.FirstOrDefault(), lines.Length > 1 ? lines[^1] : null);
        }
        var (line1, line2) = within is null ? (street, null) : (within, street);
        var code = Code(V("addr_address_postcode"));
        if (line1 is null && town is null && code is null)
        {
            Refuse("The row has neither an address nor a postcode");
            return;
        }
        Add(
            new PersonAddress
            {
                Kind = V("addr_address_type") ?? "Home",
                Line1 = line1,
                Line2 = line2,
                Town = town,
                Postcode = code,
                From = from,
                To = to,
                AddressKey = PersonAddress.KeyOf(line1, code),
            }
        );
    }

    private void Each(string table, Action map)
    {
        foreach (var row in byTable[table])
        {
            now = new Row(SsdTables.OfPeople[row.Table], row);
            map();
        }
    }

    private string? V(string column) => now[column];

    private string Key => $"{now.Table.Name}/{PersonDraft.Safe(SsdTables.KeyOf(now.Table, now.Values))}";

    private void Add<T>(T record)
        where T : SourcedRecord
    {
        var row = now;
        draft.Add(record, Key, files[row.Table.Name].Name, row.Line, () => SsdTables.Raw(row.Values));
    }

    /// <summary>Keeps the row as it came.</summary>
    private void Keep() => Add(new ExtractRow { Table = now.Table.Name, Content = SsdTables.Content(now.Table, now.Values) });

    private void Refuse(string reason) => draft.Refuse(files[now.Table.Name].Name, now.Line, Key, reason, SsdTables.Raw(now.Values));

    private string? Needs(string column)
    {
        if (V(column) is { } value)
        {
            return value;
        }
        Refuse($"The row has no {column}");
        return null;
    }

    private DateOnly?[]? Dates(params string[] columns) => Dates(columns, needed: 1);

    /// <summary>The dates of columns, of which the first ones are needed; null (and a refusal) when one cannot be.</summary>
    private DateOnly?[]? Dates(string[] columns, int needed)
    {
        var dates = new DateOnly?[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            if (!ExtractValues.TryDate(V(columns[i]), out dates[i]))
            {
                Refuse($"{columns[i]} «{FactValues.Short(V(columns[i])!)}» {ExtractValues.NoDate}");
                return null;
            }
            if (i < needed && dates[i] is null)
            {
                Refuse($"The row has no {columns[i]}");
                return null;
            }
            if (ExtractValues.ToCome(columns[i], dates[i], clock.Today) is { } why)
            {
                why = $"{columns[i]} «{FactValues.Short(V(columns[i])!)}» {why}";
                if (i < needed)
                {
                    Refuse(why);
                    return null;
                }
                Refuse($"{why}; the row was taken without it");
                dates[i] = null;
            }
        }
        return dates;
    }

    private DateOnly? PersonDate(string column)
    {
        if (!ExtractValues.TryDate(V(column), out var date))
        {
            draft.RefusePerson(
                files["ssd_person"].Name,
                now.Line,
                $"{column} «{FactValues.Short(V(column)!)}» {ExtractValues.NoDate}; the person was taken without it",
                SsdTables.Raw(now.Values)
            );
        }
        else if (ExtractValues.ToCome(column, date, clock.Today) is { } why)
        {
            draft.RefusePerson(files["ssd_person"].Name, now.Line, $"{column} «{FactValues.Short(V(column)!)}» {why}; the person was taken without it", SsdTables.Raw(now.Values));
            return null;
        }
        return date;
    }

    private Guid? Of<T>(string table, string column)
        where T : SourcedRecord => V(column) is { } id ? draft.Find<T>($"{table}/{PersonDraft.Safe(id)}") : null;

    private Guid? Episode(string column) => Of<Episode>("ssd_cin_episodes", column);

    private Guid? Team(string column)
    {
        var id = draft.Workforce.Team(V(column));
        if (id is null && V(column) is { } key)
        {
            draft.IsUnsettled = true;
            draft.Notices.Add($"The team «{FactValues.Short(key)}» is not in ssd_department; rows that name it were taken without it.");
        }
        return id;
    }

    private Guid? Worker(string column)
    {
        var id = draft.Workforce.Worker(V(column));
        if (id is null && V(column) is { } key)
        {
            draft.IsUnsettled = true;
            draft.Notices.Add($"The worker «{FactValues.Short(key)}» is not in ssd_professionals; rows that name them were taken without them.");
        }
        return id;
    }

    private string? Source(string column) => FactValues.Known(CodeSets.ReferralSource, V(column), draft.Notices);

    private string? Category(string? words)
    {
        if (words is null)
        {
            return null;
        }
        if (AnnexACodes.ToCensus(AnnexACoded.CategoryOfAbuse, words) is { } code)
        {
            return code;
        }
        return words.StartsWith("Multiple", StringComparison.OrdinalIgnoreCase) ? "MUL" : FactValues.Known(CodeSets.CategoryOfAbuse, words, draft.Notices);
    }

    internal static string? Code(string? postcode) =>
        postcode is null ? null
        : Postcode.TryParse(postcode, out var parsed, out _) ? parsed.ToString()
        : postcode.ToUpperInvariant();

    internal static int AgeOn(DateOnly born, DateOnly on) => on.Year - born.Year - (on < born.AddYears(on.Year - born.Year) ? 1 : 0);

    /// <summary>A spooled row with its table.</summary>
    private readonly record struct Row(SsdTableUse Table, SpooledRow Spooled)
    {
        public string? this[string column] => Spooled.Values[Table.PlaceOf(column)];
        public string?[] Values => Spooled.Values;
        public long Line => Spooled.Line;
    }
}
