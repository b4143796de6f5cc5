using System.Xml;

namespace Kith.Standards.CinCensus;

/// <summary>The elements of each group, in the order of the specification.</summary>
internal static class CensusNames
{
    /// <summary>How many tables a return has.</summary>
    public const int Tables = (int)CensusTable.PreProceedingsandFGDM + 1;

    public static readonly string[] Message = ["Header", "Children", "Child"];
    public static readonly string[] ChildrenGroup = ["Child"];
    public static readonly string[] Header = ["CollectionDetails", "Source"];
    public static readonly string[] CollectionDetails = ["Collection", "Year", "ReferenceDate"];
    public static readonly string[] Source = ["SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"];
    public static readonly string[] Child = ["ChildIdentifiers", "ChildCharacteristics", "CINdetails"];

    public static readonly string[] Identifiers =
    [
        "LAchildID",
        "UPN",
        "FormerUPN",
        "UPNunknown",
        "PersonBirthDate",
        "ExpectedPersonBirthDate",
        "Sex",
        "GenderCurrent",
        "PersonDeathDate",
    ];

    public static readonly string[] Characteristics = ["Ethnicity", "Disabilities"];
    public static readonly string[] Disabilities = ["Disability"];

    public static readonly string[] Episode =
    [
        "CINreferralDate",
        "ReferralSource",
        "PrimaryNeedCode",
        "CINclosureDate",
        "ReasonForClosure",
        "DateOfInitialCPC",
        "Assessments",
        "CINPlanDates",
        "Section47",
        "ReferralNFA",
        "ChildProtectionPlans",
        "PreProceedingsandFGDM",
    ];

    public static readonly string[] Assessment = ["AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate", "FactorsIdentifiedAtAssessment"];

    public static readonly string[] Factors = ["AssessmentFactors"];
    public static readonly string[] PlanDates = ["CINPlanStartDate", "CINPlanEndDate"];
    public static readonly string[] Section47 = ["S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"];

    public static readonly string[] ProtectionPlan = ["CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP", "Reviews"];

    public static readonly string[] Reviews = ["CPPreviewDate"];

    public static readonly string[] PreProceedings =
    [
        "PPStartDate",
        "LBPSentDate",
        "FGDMMeetingOffer",
        "FGDMMeetingFac",
        "InitialPPMeetingDate",
        "ReviewMeetingsCount",
        "StepDecisionDate",
        "PPOutcome",
        "CourtAppDate",
        "LetterInitCPDate",
    ];

    /// <summary>Orders columns: by table, in the order of a return, then as they stand in its records.</summary>
    public static int Compare(CensusTable? table, string? column, CensusTable? otherTable, string? otherColumn)
    {
        if (table != otherTable)
        {
            return Nullable.Compare(table, otherTable);
        }

        return table is { } t ? Array.IndexOf(Columns(t), column).CompareTo(Array.IndexOf(Columns(t), otherColumn)) : 0;
    }

    /// <summary>The elements of a table that hold values; LAchildID, which is not among them elsewhere, comes before all.</summary>
    public static string[] Columns(CensusTable table) =>
        table switch
        {
            CensusTable.Header => HeaderColumns,
            CensusTable.ChildIdentifiers => Identifiers,
            CensusTable.ChildCharacteristics => Characteristics,
            CensusTable.Disabilities => Disabilities,
            CensusTable.CINdetails => Episode,
            CensusTable.Assessments => AssessmentColumns,
            CensusTable.AssessmentFactorsList => Factors,
            CensusTable.CINplanDates => PlanDates,
            CensusTable.Section47 => Section47,
            CensusTable.ChildProtectionPlans => ProtectionPlan,
            CensusTable.Reviews => Reviews,
            _ => PreProceedings,
        };

    private static readonly string[] HeaderColumns = [.. CollectionDetails, .. Source];
    private static readonly string[] AssessmentColumns = [.. Assessment[..3], "AssessmentFactors"];

    public static readonly string[][] All =
    [
        ["Message"],
        Message,
        Header,
        CollectionDetails,
        Source,
        Child,
        Identifiers,
        Characteristics,
        Disabilities,
        Episode,
        Assessment,
        Factors,
        PlanDates,
        Section47,
        ProtectionPlan,
        Reviews,
        PreProceedings,
    ];
}

/// <summary>
/// A name table that begins with the names of the return, so that they can be told apart by reference, and that
/// refuses to grow without end when a hostile file invents names.
/// </summary>
internal sealed class CensusNameTable : XmlNameTable
{
    private const int MostNames = 10_000;

    private readonly Dictionary<int, List<string>> _rare = [];
    private readonly string?[] _common = new string?[1024];
    private int _count;

    public CensusNameTable()
    {
        foreach (var group in CensusNames.All)
        {
            foreach (var name in group)
            {
                // Literals are interned: the same word in two groups is the same object.
                Add(name);
            }
        }
    }

    public override string Add(char[] array, int offset, int length) => Add(array.AsSpan(offset, length), null);

    public override string Add(string array) => Add(array, array);

    public override string? Get(char[] array, int offset, int length) => Find(array.AsSpan(offset, length));

    public override string? Get(string array) => Find(array);

    private string Add(ReadOnlySpan<char> name, string? known)
    {
        if (name.IsEmpty)
        {
            return "";
        }

        var hash = Hash(name);
        ref var slot = ref _common[hash & 1023];
        if (slot is not null && name.SequenceEqual(slot))
        {
            return slot;
        }

        if (slot is not null && FindRare(hash, name) is { } rare)
        {
            return rare;
        }

        if (++_count > MostNames)
        {
            throw new CensusFileException(CensusFileReason.TooLarge, "The file has more different element names than any return has.");
        }

        known ??= name.ToString();
        if (slot is null)
        {
            slot = known;
        }
        else
        {
            if (!_rare.TryGetValue(hash, out var list))
            {
                _rare[hash] = list = [];
            }

            list.Add(known);
        }

        return known;
    }

    private string? Find(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            return "";
        }

        var hash = Hash(name);
        var slot = _common[hash & 1023];
        return slot is not null && name.SequenceEqual(slot) ? slot : FindRare(hash, name);
    }

    private string? FindRare(int hash, ReadOnlySpan<char> name)
    {
        if (_rare.TryGetValue(hash, out var list))
        {
            foreach (var known in list)
            {
                if (name.SequenceEqual(known))
                {
                    return known;
                }
            }
        }

        return null;
    }

    private static int Hash(ReadOnlySpan<char> name)
    {
        var last = name.Length - 1;
        return name.Length + name[0] * 37 + name[last] * 101 + name[last >> 1] * 331 + name[last - (last >> 2)] * 797 + name[last >> 2] * 61;
    }
}
