using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using System.Xml.Schema;
using Kith.Standards.CodeSets;
using Sets = Kith.Standards.CodeSets.CodeSets;

namespace Kith.Standards.CinCensus;

/// <summary>One place of a file that is not built as the collection asks.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Problem">What the schema says of it.</param>
public sealed record StructureFault(int Line, string Problem);

/// <summary>
/// How a file of a collection is built: which elements, in which order, how often, with which codes, dates and lengths.
/// Whoever takes a return in looks at this first, and takes nothing in that does not hold to it; the rules come after.
/// </summary>
/// <remarks>
/// DfE's own schema could not be obtained. This one is written from the guide (DfE, Children in need census 2023 to
/// 2024: guide for local authorities, sections 1.11 and 2 to 5 and appendix B) with the differences of the other years;
/// where a guide leaves a choice it asks the stricter of the two, because what holds to it is taken everywhere.
/// </remarks>
public static class CensusSchema
{
    private static readonly ConcurrentDictionary<int, XmlSchemaSet> Known = new();

    /// <summary>The schema of a collection.</summary>
    public static XmlSchemaSet Of(CollectionYear year) => Known.GetOrAdd(year.EndYear, _ => Compile(year));

    /// <summary>What in a file is not built as the collection asks, in file order, at most so many; how many there are in all is in <paramref name="count"/>.</summary>
    public static IReadOnlyList<StructureFault> Check(Stream file, CollectionYear year, out int count, int most = 100)
    {
        var found = new List<StructureFault>();
        var all = 0;
        var settings = new XmlReaderSettings
        {
            Schemas = Of(year),
            ValidationType = ValidationType.Schema,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
        };
        settings.ValidationEventHandler += (_, e) =>
        {
            if (all++ < most)
            {
                found.Add(new StructureFault(e.Exception.LineNumber, e.Message));
            }
        };
        using var reader = XmlReader.Create(file, settings);
        while (reader.Read()) { }

        count = all;
        return found;
    }

    /// <summary>The schema as text.</summary>
    public static string Text(CollectionYear year)
    {
        var xsd = new StringBuilder("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n");
        Message(year).Write(xsd, 1);
        return xsd.Append("</xs:schema>\n").ToString();
    }

    private static XmlSchemaSet Compile(CollectionYear year)
    {
        using var text = new StringReader(Text(year));
        using var reader = XmlReader.Create(text);
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(XmlSchema.Read(reader, null)!);
        set.Compile();
        return set;
    }

    private static Part Message(CollectionYear year) =>
        Group(
            "Message",
            1,
            1,
            Group(
                "Header",
                1,
                1,
                Group(
                    "CollectionDetails",
                    1,
                    1,
                    Leaf("Collection", Codes("CIN")),
                    Leaf("Year", Codes(CensusValue.Write(year.EndYear)!)),
                    Leaf("ReferenceDate", Codes(CensusValue.Write(year.ReferenceDate)!))
                ),
                Group(
                    "Source",
                    1,
                    1,
                    Leaf("SourceLevel", Codes("L")),
                    Leaf("LEA", Pattern("[0-9]{3}")),
                    Maybe("SoftwareCode", Words),
                    Maybe("Release", Words),
                    Leaf("SerialNo", Pattern("[0-9]{3,}")),
                    Leaf("DateTime", Restrict("dateTime", "<xs:pattern value=\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\"/>"))
                )
            ),
            Group("Children", 1, 1, Child(year))
        );

    private static Part Child(CollectionYear year) =>
        Group(
            "Child",
            1,
            null,
            Group(
                "ChildIdentifiers",
                1,
                1,
                Leaf("LAchildID", Pattern($"[A-Za-z0-9]{{1,{year.LongestChildId}}}")),
                Maybe("UPN", Upn),
                Maybe("FormerUPN", Upn),
                Maybe("UPNunknown", Codes(Sets.UpnUnknown, year)),
                Maybe("PersonBirthDate", Day),
                Maybe("ExpectedPersonBirthDate", Day),
                year.UsesSex ? Leaf("Sex", Codes(Sets.Sex, year)) : Leaf("GenderCurrent", Codes(Sets.GenderLegacy, year)),
                Maybe("PersonDeathDate", Day)
            ),
            Group(
                "ChildCharacteristics",
                1,
                1,
                Leaf("Ethnicity", Codes(Sets.Ethnicity, year)),
                Group("Disabilities", 0, 1, Leaf("Disability", Codes(Sets.Disability, year), 1, null))
            ),
            Episode(year)
        );

    private static Part Episode(CollectionYear year)
    {
        List<Part> parts =
        [
            Leaf("CINreferralDate", Day),
            Leaf("ReferralSource", Codes(Sets.ReferralSource, year)),
            Maybe("PrimaryNeedCode", Codes(Sets.PrimaryNeed, year)),
            Maybe("CINclosureDate", Day),
            Maybe("ReasonForClosure", Codes(Sets.ClosureReason, year)),
            Maybe("DateOfInitialCPC", Day),
            Group(
                "Assessments",
                0,
                null,
                Leaf("AssessmentActualStartDate", Day),
                Maybe("AssessmentInternalReviewDate", Day),
                Maybe("AssessmentAuthorisationDate", Day),
                Group("FactorsIdentifiedAtAssessment", 0, 1, Leaf("AssessmentFactors", Codes(Sets.AssessmentFactors, year), 1, null))
            ),
        ];
        if (year.HasPlanDates)
        {
            parts.Add(Group("CINPlanDates", 0, null, Leaf("CINPlanStartDate", Day), Maybe("CINPlanEndDate", Day)));
        }

        parts.Add(Group("Section47", 0, null, Leaf("S47ActualStartDate", Day), Maybe("InitialCPCtarget", Day), Maybe("DateOfInitialCPC", Day), Leaf("ICPCnotRequired", YesNo)));
        parts.Add(Leaf("ReferralNFA", YesNo));
        parts.Add(
            Group(
                "ChildProtectionPlans",
                0,
                null,
                Leaf("CPPstartDate", Day),
                Maybe("CPPendDate", Day),
                Leaf("InitialCategoryOfAbuse", Codes(Sets.CategoryOfAbuse, year)),
                Leaf("LatestCategoryOfAbuse", Codes(Sets.CategoryOfAbuse, year)),
                Leaf("NumberOfPreviousCPP", Restrict("nonNegativeInteger", "")),
                Group("Reviews", 0, 1, Leaf("CPPreviewDate", Day, 1, null))
            )
        );
        if (year.HasPreProceedings)
        {
            parts.Add(
                Group(
                    "PreProceedingsandFGDM",
                    0,
                    null,
                    Maybe("PPStartDate", Day),
                    Maybe("LBPSentDate", Day),
                    Maybe("FGDMMeetingOffer", YesNo),
                    Maybe("FGDMMeetingFac", YesNo),
                    Maybe("InitialPPMeetingDate", Day),
                    Maybe("ReviewMeetingsCount", Restrict("nonNegativeInteger", "")),
                    Maybe("StepDecisionDate", Day),
                    Maybe("PPOutcome", Codes(Sets.PreProceedingsOutcome, year)),
                    Maybe("CourtAppDate", Day),
                    Maybe("LetterInitCPDate", Day)
                )
            );
        }

        return new Part("CINdetails", 1, null, null, [.. parts]);
    }

    // xs:date alone would take a time zone as well.
    private static readonly string Day = Restrict("date", "<xs:pattern value=\"[0-9]{4}-[0-9]{2}-[0-9]{2}\"/>");

    // Of the four spellings the guide allows, these two are taken everywhere.
    private static readonly string YesNo = Codes("0", "1");

    // A temporary number ends in a letter.
    private static readonly string Upn = Pattern("[A-Z][0-9]{11}[0-9A-Z]");
    private static readonly string Words = Restrict("string", "<xs:minLength value=\"1\"/>");

    private static string Pattern(string pattern) => Restrict("string", $"<xs:pattern value=\"{pattern}\"/>");

    private static string Codes(CodeSet set, CollectionYear year) => Codes([.. set.InUse(year.EndYear).Select(e => e.Code)]);

    private static string Codes(params string[] codes) => Restrict("string", string.Concat(codes.Select(c => $"<xs:enumeration value=\"{c}\"/>")));

    private static string Restrict(string type, string how) => $"<xs:simpleType><xs:restriction base=\"xs:{type}\">{how}</xs:restriction></xs:simpleType>";

    private static Part Leaf(string name, string type, int least = 1, int? most = 1) => new(name, least, most, type, []);

    private static Part Maybe(string name, string type) => Leaf(name, type, 0);

    private static Part Group(string name, int least, int? most, params Part[] parts) => new(name, least, most, null, parts);

    private sealed record Part(string Name, int Least, int? Most, string? Type, Part[] Parts)
    {
        public void Write(StringBuilder xsd, int depth)
        {
            xsd.Append(' ', depth * 2).Append("<xs:element name=\"").Append(Name).Append('"');
            if (depth > 1)
            {
                xsd.Append(" minOccurs=\"").Append(Least).Append("\" maxOccurs=\"").Append(Most is { } most ? CensusValue.Write(most) : "unbounded").Append('"');
            }

            xsd.Append('>');
            if (Type is not null)
            {
                xsd.Append(Type).Append("</xs:element>\n");
                return;
            }

            xsd.Append("<xs:complexType><xs:sequence>\n");
            foreach (var part in Parts)
            {
                part.Write(xsd, depth + 1);
            }

            xsd.Append(' ', depth * 2).Append("</xs:sequence></xs:complexType></xs:element>\n");
        }
    }
}
