using System.Text;
using Kith.Practice.Store;

namespace Kith.Hostile;

/// <summary>Census returns that are broken, cut, mislabelled or made to do harm.</summary>
public static class HostileReturns
{
    public static IReadOnlyList<HostileFile> All { get; } =
    [
        // Not a return at all.
        Bad("empty", "empty", () => []),
        Bad("only spaces", "", () => Bytes.Text("  \n\n  ")),
        Bad("a sentence", "line 1", () => Bytes.Text("This is the return you asked for.")),
        Bad("a picture", "not", () => Bytes.Png),
        Bad("a PDF", "not", () => Bytes.Pdf),
        Bad("a zip", "zip", () => Bytes.Zip(("x.xml", Bytes.Text(Return(Child("A1")))))),
        Bad("noise", "", () => Bytes.Noise(20_000)),
        Bad("zeros", "", () => new byte[10_000]),
        Bad("HTML", "", () => Bytes.Text("<!DOCTYPE html><html><body><p>Sign in</p></body></html>")),
        Bad("another XML", "", () => Bytes.Text("<?xml version=\"1.0\"?><rss><channel/></rss>")),
        Bad("JSON", "line 1", () => Bytes.Text("{\"Children\": []}")),
        Bad("another collection", "SSDA903", () => Bytes.Text(Return(Child("A1")).Replace("<Collection>CIN<", "<Collection>SSDA903<", StringComparison.Ordinal))),
        // Broken or cut short.
        Bad("cut in half", "cut short", () => Half(Bytes.Text(Return(Many(200))))),
        Bad("cut inside a tag", "cut short", () => Bytes.Text(Cut(Return(Child("A1")), "<PersonBirthDa"))),
        Bad("cut inside a value", "cut short", () => Bytes.Text(Cut(Return(Child("A1")), "<LAchildID>A"))),
        Bad("cut inside a character", "cut short", () => Before(Bytes.Text(Return(Child("Zoë"))), 0xC3)),
        Bad("cut before its last tag", "cut short", () => Bytes.Text(Return(Child("A1")).Replace("</Message>", "", StringComparison.Ordinal))),
        Bad("cut in the declaration", "", () => Bytes.Text("<?xml version=\"1.0\" enco")),
        Bad(
            "two returns in one",
            "line",
            () => Bytes.Text(Return(Child("A1")) + Return(Child("B2")).Replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "", StringComparison.Ordinal))
        ),
        Bad("words after the end", "line", () => Bytes.Text(Return(Child("A1")) + "end of report, 1 row")),
        Bad("a tag closed by another", "line", () => Bytes.Text(Return(Child("A1")).Replace("</Sex>", "</Gender>", StringComparison.Ordinal))),
        Bad("an ampersand alone", "line", () => Bytes.Text(Return(Child("A&1")))),
        Bad("a control character", "line", () => Bytes.Text(Return(Child("A\u00011")))),
        Bad("a control character by number", "line", () => Bytes.Text(Return(Child("A&#1;1")))),
        Bad("a NUL", "line", () => Bytes.Text(Return(Child("A\01")))),
        Bad("half a surrogate by number", "line", () => Bytes.Text(Return(Child("A&#xD800;1")))),
        Bad("an unknown entity", "line", () => Bytes.Text(Return(Child("A&eacute;1")))),
        // Made to do harm.
        Bad("a billion laughs", "DOCTYPE", () => Bytes.Text(Declared(Laughs(), Return(Child("&l9;"))))),
        Bad(
            "one long entity often",
            "DOCTYPE",
            () => Bytes.Text(Declared($"<!ENTITY a \"{new string('a', 50_000)}\">", Return(Child(string.Concat(Enumerable.Repeat("&a;", 5_000))))))
        ),
        Bad("an outside entity", "DOCTYPE", () => Bytes.Text(Declared("<!ENTITY a SYSTEM \"file:///etc/passwd\">", Return(Child("&a;"))))),
        Bad("an outside entity by web", "DOCTYPE", () => Bytes.Text(Declared("<!ENTITY a SYSTEM \"http://127.0.0.1:1/x\">", Return(Child("&a;"))))),
        Bad("a parameter entity", "DOCTYPE", () => Bytes.Text(Declared("<!ENTITY % a SYSTEM \"file:///etc/passwd\"> %a;", Return(Child("A1"))))),
        Bad(
            "an outside DTD",
            "DOCTYPE",
            () => Bytes.Text(Return(Child("A1")).Replace("<Message>", "<!DOCTYPE Message SYSTEM \"file:///etc/passwd\"><Message>", StringComparison.Ordinal))
        ),
        Bad("nesting without end", "", () => Bytes.Text(Return(Child("A1", string.Concat(Enumerable.Repeat("<a>", 100_000)))))),
        Bad(
            "nesting without end in the header",
            "",
            () => Bytes.Text(Return(Child("A1")).Replace("<Header>", "<Header>" + string.Concat(Enumerable.Repeat("<a>", 100_000)), StringComparison.Ordinal))
        ),
        Bad("a value of ten million characters", "larger", () => Bytes.Text(Return(Child(new string('a', 10_000_000))))),
        Bad("a comment of ten million characters", "larger", () => Bytes.Text(Return(Child("A1", $"<!--{new string('a', 10_000_000)}-->")))),
        Bad("an attribute of ten million characters", "larger", () => Bytes.Text(Return(Child("A1", $"<Assessments a=\"{new string('a', 10_000_000)}\"/>")))),
        Bad("a name of ten million characters", "larger", () => Bytes.Text(Return(Child("A1", $"<{new string('a', 10_000_000)}/>")))),
        Bad(
            "half a million attributes",
            "more different element names",
            () => Bytes.Text(Return(Child("A1", $"<Assessments {string.Concat(Enumerable.Range(0, 500_000).Select(i => $"a{i}=\"\" "))}/>")))
        ),
        Bad(
            "one child without end",
            "more records",
            () =>
                Bytes.Text(
                    Return(Child("A1", string.Concat(Enumerable.Repeat("<Assessments><AssessmentActualStartDate>2024-06-03</AssessmentActualStartDate></Assessments>", 60_000))))
                )
        ),
        Good("a child with unknown elements without end", () => Bytes.Text(Return(Child("A1", string.Concat(Enumerable.Repeat("<x>1</x>", 400_000)))))),
        // Encodings.
        Bad("said to be UTF-8 and is not", "encoding", () => Bytes.Text(Return(Child("Zoë")), Bytes.Windows1252)),
        Bad("an encoding nobody knows", "klingon", () => Bytes.Text(Said("klingon"))),
        Bad("an encoding that may not be", "utf-7", () => Bytes.Text(Said("utf-7"))),
        Bad("EBCDIC", "", () => Bytes.Text(Said("IBM037"), CodePagesEncodingProvider.Instance.GetEncoding(37)!)),
        Good("Windows-1252, and says so", () => Bytes.Text(Said("windows-1252", "Zoë"), Bytes.Windows1252)),
        Good("Latin-1, and says so", () => Bytes.Text(Said("ISO-8859-1", "Zoë"), Encoding.Latin1)),
        Good("UTF-8 with a mark", () => Bytes.Text(Return(Child("Zoë")), Encoding.UTF8, mark: true)),
        Good("UTF-16 with a mark", () => Bytes.Text(Said("utf-16", "Zoë"), Encoding.Unicode, mark: true)),
        Good("UTF-16 the other way round", () => Bytes.Text(Said("utf-16", "Zoë"), Encoding.BigEndianUnicode, mark: true)),
        Good("UTF-16 without a mark", () => Bytes.Text(Said("utf-16", "Zoë"), Encoding.Unicode)),
        Good("UTF-16 that says UTF-8", () => Bytes.Text(Return(Child("Zoë")), Encoding.Unicode, mark: true)),
        Good("UTF-8 that says UTF-16", () => Bytes.Text(Said("utf-16", "Zoë"))),
        Good("UTF-32", () => Bytes.Text(Said("utf-32", "Zoë"), Encoding.UTF32, mark: true)),
        Good("without a declaration", () => Bytes.Text(Return(Child("Zoë")).Replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "", StringComparison.Ordinal))),
        // The wrong year, the wrong header.
        Year("2015"),
        Year("2099"),
        Year("-1"),
        Year("99999999999999999999"),
        Year("next year"),
        Year("<b>2026</b>"),
        Judged("no year", Fate.Refused, "no Year", () => Bytes.Text(Return(Child("A1")).Replace("<Year>2026</Year>", "", StringComparison.Ordinal))),
        Judged("no header", Fate.Refused, "Year", () => Bytes.Text($"<Message><Children>{Child("A1")}</Children></Message>")),
        Judged("no children", Fate.Refused, "without any child", () => Bytes.Text(Return(""))),
        Good("the header last", () => Bytes.Text(HeaderLast())),
        // Children who cannot be told apart, and values that cannot be.
        Part("one id twice", "A1 stands in line", () => Bytes.Text(Return(Child("A1") + Child("A1") + Child("B2")))),
        Part("no id", "no LAchildID", () => Bytes.Text(Return(Child("A1") + Child("")))),
        Part("nothing at all of a child", "no LAchildID", () => Bytes.Text(Return(Child("A1") + "<Child/>"))),
        Part("an id of a thousand characters", "longer than 48", () => Bytes.Text(Return(Child("A1") + Child(Bytes.Long(1_000))))),
        Part("an id of spaces", "no LAchildID", () => Bytes.Text(Return(Child("A1") + Child("  \t ")))),
        Good("one UPN for two children", () => Bytes.Text(Return(Child("A1", upn: "H801200001001") + Child("B2", upn: "H801200001001")))),
        Good("a UPN that is none", () => Bytes.Text(Return(Child("A1", upn: "' OR 1=1 --")))),
        .. new[] { "2025-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "31/02/2025", "2025-13-01", "-0001-01-01", "tomorrow", "2025-02-28T25:61:61", "٢٠٢٥-٠٢-٢٨" }.Select(d =>
            Part($"a birth on {d}", "PersonBirthDate", () => Bytes.Text(Return(Child("A1") + Child("B2", birth: d))))
        ),
        Part("a closure on a day that is none", "CINclosureDate", () => Bytes.Text(Return(Child("A1", "<CINclosureDate>2025-02-30</CINclosureDate>")))),
        Part("a referral without a date", "", () => Bytes.Text(Return(Child("A1").Replace("2024-06-01", "", StringComparison.Ordinal)))),
        Judged("codes longer than any", Fate.InPart, "", () => Bytes.Text(Return(Long("A1")))),
        .. Bytes.Names.Select((n, i) => Good($"an id in any script {i}", () => Bytes.Text(Return(Child(Escaped(n)))))),
        Good("what XML allows besides", () => Bytes.Text(Return("<!-- one --><?go away?>" + Child("<![CDATA[A<1>]]>") + "<Other xmlns=\"urn:x\"><Child/></Other>"))),
        Good(
            "a schema that is said to be elsewhere",
            () =>
                Bytes.Text(
                    Return(Child("A1"))
                        .Replace(
                            "<Message>",
                            "<Message xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"file:///etc/passwd\">",
                            StringComparison.Ordinal
                        )
                )
        ),
        Good(
            "another file that should be included",
            () => Bytes.Text(Return(Child("A1") + "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>"))
        ),
    ];

    internal static string Return(string children) =>
        $"""
            <?xml version="1.0" encoding="utf-8"?>
            <Message>
              <Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
              <Source><SourceLevel>L</SourceLevel><LEA>201</LEA><SerialNo>001</SerialNo><DateTime>2026-05-01T09:00:00</DateTime></Source></Header>
              <Children>{children}</Children>
            </Message>
            """;

    internal static string Child(string id, string episode = "", string birth = "2016-04-02", string? upn = null) =>
        $"""

                <Child>
                  <ChildIdentifiers>{(id.Length > 0 ? $"<LAchildID>{id}</LAchildID>" : "")}{(
                upn is null ? "" : $"<UPN>{upn}</UPN>"
            )}<PersonBirthDate>{birth}</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
                  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
                  <CINdetails><CINreferralDate>2024-06-01</CINreferralDate><ReferralSource>1A</ReferralSource>{episode}
                    <ReferralNFA>0</ReferralNFA></CINdetails>
                </Child>
            """;

    /// <summary>So many children, each with an id of their own.</summary>
    internal static string Many(int children) => string.Concat(Enumerable.Range(0, children).Select(i => Child($"M{i:000000}")));

    private static HostileFile Bad(string name, string says, Func<byte[]> content) =>
        new($"return: {name}", Sources.CinCensus, "return.xml", Fate.Refused, says, content) { Unjudged = says };

    private static HostileFile Judged(string name, Fate fate, string says, Func<byte[]> content) => new($"return: {name}", Sources.CinCensus, "return.xml", fate, says, content);

    private static HostileFile Part(string name, string says, Func<byte[]> content) => Judged(name, Fate.InPart, says, content);

    private static HostileFile Good(string name, Func<byte[]> content) => Judged(name, Fate.Taken, "", content);

    private static HostileFile Year(string year) =>
        Judged($"of the year {year}", Fate.Refused, "", () => Bytes.Text(Return(Child("A1")).Replace("<Year>2026</Year>", $"<Year>{year}</Year>", StringComparison.Ordinal)));

    private static byte[] Half(byte[] whole) => whole[..(whole.Length / 2)];

    private static byte[] Before(byte[] whole, byte first) => whole[..(Array.IndexOf(whole, first) + 1)];

    private static string Cut(string text, string after) => text[..(text.IndexOf(after, StringComparison.Ordinal) + after.Length)];

    private static string Declared(string declarations, string text) => text.Replace("<Message>", $"<!DOCTYPE Message [{declarations}]><Message>", StringComparison.Ordinal);

    private static string Laughs() =>
        "<!ENTITY l0 \"ha\">" + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));

    private static string Said(string encoding, string id = "A1") => Return(Child(id)).Replace("encoding=\"utf-8\"", $"encoding=\"{encoding}\"", StringComparison.Ordinal);

    private static string HeaderLast()
    {
        var text = Return(Child("A1"));
        var (from, to) = (text.IndexOf("<Header>", StringComparison.Ordinal), text.IndexOf("</Header>", StringComparison.Ordinal) + "</Header>".Length);
        var header = text[from..to];
        return text.Remove(from, to - from).Replace("</Message>", header + "</Message>", StringComparison.Ordinal);
    }

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>A child every code of whom is far longer than any code is.</summary>
    private static string Long(string id)
    {
        var code = Bytes.Long(3_000);
        return $"""
                <Child>
                  <ChildIdentifiers><LAchildID>{id}</LAchildID><UPN>{code}</UPN><FormerUPN>{code}</FormerUPN><UPNunknown>{code}</UPNunknown><PersonBirthDate>2016-04-02</PersonBirthDate><Sex>{code}</Sex></ChildIdentifiers>
                  <ChildCharacteristics><Ethnicity>{code}</Ethnicity><Disabilities><Disability>{code}</Disability></Disabilities></ChildCharacteristics>
                  <CINdetails><CINreferralDate>2024-06-01</CINreferralDate><ReferralSource>{code}</ReferralSource><PrimaryNeedCode>{code}</PrimaryNeedCode>
                    <CINclosureDate>2025-05-01</CINclosureDate><ReasonForClosure>{code}</ReasonForClosure><ReferralNFA>{code}</ReferralNFA>
                    <Assessments><AssessmentActualStartDate>2024-06-03</AssessmentActualStartDate><FactorsIdentifiedAtAssessment><AssessmentFactors>{code}</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
                    <CINPlanDates><CINPlanStartDate>2024-07-01</CINPlanStartDate></CINPlanDates>
                    <Section47><S47ActualStartDate>2024-06-04</S47ActualStartDate><ICPCnotRequired>{code}</ICPCnotRequired></Section47>
                    <ChildProtectionPlans><CPPstartDate>2024-06-20</CPPstartDate><InitialCategoryOfAbuse>{code}</InitialCategoryOfAbuse><LatestCategoryOfAbuse>{code}</LatestCategoryOfAbuse><NumberOfPreviousCPP>{code}</NumberOfPreviousCPP></ChildProtectionPlans>
                  </CINdetails>
                </Child>
            """;
    }
}
