namespace Kith.Standards.CodeSets;

/// <summary>
/// The code sets of the Children in Need census (DfE, Children in need census 2023 to 2024: guide, appendix B and
/// section 2.4, with later changes from the open validator and community schemas; each data file says which).
/// </summary>
public static class CodeSets
{
    /// <summary>The first collection year with <see cref="Sex"/>; before it the return carried <see cref="GenderLegacy"/>.</summary>
    public const int FirstYearOfSex = 2025;

    public static CodeSet Ethnicity { get; } = Load("Ethnicity", "ethnicity");
    public static CodeSet Disability { get; } = Load("Disability", "disability");

    /// <summary>Sex, from the 2024-25 collection.</summary>
    public static CodeSet Sex { get; } = Load("Sex", "sex", from: FirstYearOfSex, plain: new() { ["U"] = "Unknown" });

    /// <summary>Gender, up to the 2023-24 collection.</summary>
    public static CodeSet GenderLegacy { get; } =
        Load("Gender", "gender-legacy-to-2023-24", to: FirstYearOfSex - 1, plain: new() { ["0"] = "Not recorded, or not yet born", ["9"] = "Indeterminate" });

    /// <summary>Who made a referral. 5D (early help) came with 2022-23.</summary>
    public static CodeSet ReferralSource { get; } = Load("Source of referral", "referral-source", years: new() { ["5D"] = (2023, null) });

    public static CodeSet PrimaryNeed { get; } = Load("Primary need", "primary-need", plain: new() { ["N1"] = "Abuse or neglect", ["N9"] = "Cases other than children in need" });

    /// <summary>Why an episode of need closed. RC9 came with 2022-23.</summary>
    public static CodeSet ClosureReason { get; } = Load("Reason for closure", "closure-reason", years: new() { ["RC9"] = (2023, null) });

    public static CodeSet CategoryOfAbuse { get; } = Load("Category of abuse", "category-of-abuse", plain: new() { ["MUL"] = "Multiple categories" });

    /// <summary>Factors identified at the end of an assessment; 18A and 19A were divided from 2020-21.</summary>
    public static CodeSet AssessmentFactors { get; } =
        Load(
            "Factors identified at assessment",
            "assessment-factors",
            years: new() { ["18A"] = (null, 2020), ["19A"] = (null, 2020) },
            plain: new() { ["21"] = "No factors identified" }
        );

    /// <summary>Local authorities by three-digit code, with region and type; abolished ones end in the year they were abolished.</summary>
    public static CodeSet LocalAuthority { get; } = Load("Local authority", "local-authority");

    public static CodeSet UpnUnknown { get; } = Load("Reason that the UPN is unknown", "upn-unknown");
    public static CodeSet ReferralNfa { get; } = Load("Referral with no further action", "referral-nfa");
    public static CodeSet IcpcNotRequired { get; } = Load("Initial conference not required", "icpc-not-required");

    /// <summary>Outcome of pre-proceedings, new in 2026-27; DfE's meanings were not available.</summary>
    public static CodeSet PreProceedingsOutcome { get; } =
        Load(
            "Pre-proceedings outcome",
            "pp-outcome-2026-27",
            from: 2027,
            plain: new()
            {
                ["A"] = "Outcome A (meaning not yet known)",
                ["B"] = "Outcome B (meaning not yet known)",
                ["C"] = "Outcome C (meaning not yet known)",
            }
        );

    /// <summary>Every set, in alphabetical order of name.</summary>
    public static IReadOnlyList<CodeSet> All { get; } =
    [
        .. new[]
        {
            Ethnicity,
            Disability,
            Sex,
            GenderLegacy,
            ReferralSource,
            PrimaryNeed,
            ClosureReason,
            CategoryOfAbuse,
            AssessmentFactors,
            LocalAuthority,
            UpnUnknown,
            ReferralNfa,
            IcpcNotRequired,
            PreProceedingsOutcome,
        }.OrderBy(s => s.Name, StringComparer.Ordinal),
    ];

    private static CodeSet Load(
        string name,
        string file,
        int? from = null,
        int? to = null,
        Dictionary<string, (int? From, int? To)>? years = null,
        Dictionary<string, string>? plain = null
    )
    {
        var entries = new List<CodeEntry>();
        foreach (var row in Tsv.Read($"CodeSets/{file}.tsv"))
        {
            var extra = new Dictionary<string, string>();
            foreach (var column in (string[])["group", "region", "type", "added", "note"])
            {
                if (row.Optional(column) is { } value)
                {
                    extra[column] = value;
                }
            }

            var (first, last) = years?.GetValueOrDefault(row["code"]) ?? (null, null);
            first ??= EndYear(extra.GetValueOrDefault("added")) ?? from;
            last ??= AbolishedIn(extra.GetValueOrDefault("note")) ?? to;
            entries.Add(new CodeEntry(row["code"], row["description"], extra, first, last));
        }

        plain ??= [];
        foreach (var entry in entries)
        {
            // "same as 1": the census allows both spellings of a boolean.
            if (entry.Description.StartsWith("same as ", StringComparison.Ordinal) && entries.Find(e => e.Code == entry.Description["same as ".Length..]) is { } same)
            {
                plain = new Dictionary<string, string>(plain) { [entry.Code] = same.Description };
            }
        }

        return new CodeSet(name, entries, plain);
    }

    /// <summary>"2020-21" is collection year 2021.</summary>
    private static int? EndYear(string? added) => added is { Length: 7 } && int.TryParse(added.AsSpan(0, 4), out var start) ? start + 1 : null;

    /// <summary>"abolished April 2019": the collection that ended in March 2019 was its last.</summary>
    private static int? AbolishedIn(string? note) =>
        note?.StartsWith("abolished April ", StringComparison.Ordinal) == true && int.TryParse(note.AsSpan(16), out var year) ? year : null;
}
