using System.Text;
using Kith.Practice.Store;

namespace Kith.Hostile;

/// <summary>Zips of tables (Standard Safeguarding Dataset) that are no zips, no tables, or made to do harm.</summary>
public static class HostileTables
{
    private const string People = "pers_person_id,pers_forename,pers_surname,pers_sex,pers_ethnicity,pers_dob\n";
    private const string Mia = "P1,Mia,Ng,F,WBRI,2017-03-14\n";
    private const string Episodes = "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,cine_referral_source_code\n";

    public static IReadOnlyList<HostileFile> All { get; } =
    [
        // Not an extract.
        Whole("empty", "", () => []),
        Whole("a picture", "not a whole zip", () => Bytes.Png),
        Whole("noise", "not a whole zip", () => Bytes.Noise(20_000)),
        Whole("one CSV under the name of a zip", "not a whole zip", () => Bytes.Text(People + Mia)),
        new("tables: one CSV alone", Sources.Ssd, "ssd_person.csv", Fate.Refused, "folder", () => Bytes.Text(People + Mia)),
        Whole("a zip with nothing in it", "no CSV", () => Bytes.Zip()),
        Whole("a zip without a table", "no CSV", () => Bytes.Zip(("readme.md", Bytes.Text("hello")))),
        Whole("a zip with other tables", "no table of the Standard Safeguarding Dataset", () => Bytes.Zip(("accounts.csv", Bytes.Text("a,b\n1,2\n")))),
        Whole("a zip in a zip", "no CSV", () => Bytes.Zip(("inner.zip", Bytes.Zip(("ssd_person.csv", Bytes.Text(People + Mia)))))),
        Whole("a zip cut in half", "", () => Half(Bytes.Zip(("ssd_person.csv", Bytes.Text(People + Many(3_000)))))),
        Whole("a zip with a torn middle", "damaged", () => Torn(Bytes.Zip(("ssd_person.csv", Bytes.Text(People + Many(3_000)))))),
        Whole("a zip with a password", "password", () => Bytes.Locked(Bytes.Zip(("ssd_person.csv", Bytes.Text(People + Mia))))),
        Whole("a bomb", "larger", () => Bytes.Bomb("ssd_person.csv", 300L << 20, People)),
        Whole("a bomb that lies about its size", "", () => Bytes.Lying(Bytes.Bomb("ssd_person.csv", 300L << 20, People))),
        Whole("thousands of files", "files", () => Bytes.Zip([.. Enumerable.Range(0, 2_000).Select(i => ($"ssd_person_{i}.csv", Array.Empty<byte>()))])),
        Whole("two files of one table", "", () => Bytes.Zip(("ssd_person.csv", Bytes.Text(People + Mia)), ("Person_ssd_person.csv", Bytes.Text(People + Mia)))),
        Whole("two files of one name", "two files", () => Bytes.Zip(("a/ssd_person.csv", Bytes.Text(People + Mia)), ("b/ssd_person.csv", Bytes.Text(People + Mia)))),
        OfZip(
            "names that lead elsewhere",
            Fate.Taken,
            "",
            () => Bytes.Zip(("../../../tmp/ssd_person.csv", Bytes.Text(People + Mia)), ("C:\\Windows\\ssd_cin_episodes.csv", Bytes.Text(Episodes + "R1,P1,2026-06-01,N1,2A\n")))
        ),
        // The table of people.
        Table("an empty table", Fate.Refused, "", ""),
        Table("a header alone", Fate.Refused, "no rows", People),
        Table("no header", Fate.Refused, "pers_person_id", Mia + "P2,Bo,Ng,M,WBRI,2016-01-01\n"),
        Table("the id's column renamed", Fate.Refused, "pers_person_id", People.Replace("pers_person_id", "person_id", StringComparison.Ordinal) + Mia),
        Table("a column renamed", Fate.Taken, "", People.Replace("pers_dob", "date of birth", StringComparison.Ordinal) + Mia),
        Table("a column twice", Fate.Refused, "twice", People.TrimEnd() + ",pers_forename\n" + "P1,Mia,Ng,F,WBRI,2017-03-14,Mary\n"),
        Table("a column too many", Fate.Taken, "", People.TrimEnd() + ",favourite_colour\n" + "P1,Mia,Ng,F,WBRI,2017-03-14,blue\n"),
        Table("columns in another order", Fate.Taken, "", "pers_dob,pers_person_id,pers_sex\n2017-03-14,P1,F\n"),
        Table("a row too short", Fate.InPart, "values", People + Mia + "P2,Bo\n"),
        Table("a row too long", Fate.InPart, "values", People + Mia + "P2,Bo,Ng,M,WBRI,2016-01-01,and,more\n"),
        Table("a row of commas", Fate.InPart, "", People + Mia + ",,,,,\n"),
        Table("a quotation mark that never closes", Fate.InPart, "never closes", People + Mia + "P2,\"Bo,Ng,M,WBRI,2016-01-01\n" + Many(2_000)),
        Table("words after a quotation mark", Fate.InPart, "quotation mark", People + Mia + "P2,\"Bo\"by,Ng,M,WBRI,2016-01-01\n"),
        Table("NULs", Fate.InPart, "NUL", People + Mia + "P2,B\0o,Ng,M,WBRI,2016-01-01\n"),
        Table("a NUL in the header", Fate.Refused, "not a CSV", People.Replace("pers_dob", "pers\0dob", StringComparison.Ordinal) + Mia),
        Table("a value over several lines", Fate.Taken, "", People + "P1,\"Mia\n\nRose\",\"N\"\"g\",F,WBRI,2017-03-14\n"),
        Table("a name of a thousand characters", Fate.Taken, "", People + Mia + $"P2,{Bytes.Long(1_000)},Ng,M,WBRI,2016-01-01\n"),
        Table("a value longer than any", Fate.InPart, "longer", People + Mia + $"P2,{new string('a', 40_000)},Ng,M,WBRI,2016-01-01\n"),
        Table("a line without end", Fate.Refused, "longer", People + Mia + new string('a', 3_000_000)),
        Table("an id twice", Fate.InPart, "already", People + Mia + "P1,Bo,Ng,M,WBRI,2016-01-01\n"),
        Table("no id", Fate.InPart, "", People + Mia + ",Bo,Ng,M,WBRI,2016-01-01\n"),
        Table("an id of fifty characters", Fate.InPart, "longer than 48", People + Mia + $"{new string('9', 50)},Bo,Ng,M,WBRI,2016-01-01\n"),
        Table("ids with slashes and stars", Fate.Taken, "", People + Mia + "../..%2F*;x,Bo,Ng,M,WBRI,2016-01-01\n"),
        Table("nothing but an id", Fate.Taken, "", People + Mia + "P2,,,,,\n"),
        .. new[] { "2025-02-30", "0000-00-00", "9999-01-01", "31/02/2025", "45000", "tomorrow", "13/13/13", "2017-03-14T25:00:00" }.Select(d =>
            Table($"a birth on {d}", Fate.InPart, "pers_dob", People + Mia + $"P2,Bo,Ng,M,WBRI,{d}\n")
        ),
        Table("codes longer than any", Fate.Taken, "", People + Mia + $"P2,Bo,Ng,{Bytes.Long(3_000)},{Bytes.Long(3_000)},2016-01-01\n"),
        Table("formulas", Fate.Taken, "", People + "=1+1,\"=cmd|'/c calc'!A1\",@SUM(A1),F,WBRI,2017-03-14\n+P2,-1+1,\"\tx\",M,WBRI,2016-01-01\n"),
        Table("formulas in refused rows", Fate.InPart, "pers_dob", People + Mia + "=1+1,\"=cmd|'/c calc'!A1\",@SUM(A1),F,WBRI,+tomorrow\n"),
        Table(
            "names in any script",
            Fate.Taken,
            "",
            People
                + string.Concat(
                    Bytes.Names.Select(
                        (n, i) => $"N{i},\"{n.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\"{n.Replace("\"", "\"\"", StringComparison.Ordinal)}\",F,WBRI,2017-03-14\n"
                    )
                )
        ),
        Encoded("semicolons", Bytes.Text((People + Mia).Replace(',', ';'))),
        Encoded("tabs", Bytes.Text((People + Mia).Replace(',', '\t'))),
        Encoded("a mark", Bytes.Text(People + Mia, Encoding.UTF8, mark: true)),
        Encoded("UTF-16", Bytes.Text(People + Mia, Encoding.Unicode, mark: true)),
        Encoded("Windows-1252", Bytes.Text(People + "P1,Zoë,Ng,F,WBRI,2017-03-14\n", Bytes.Windows1252)),
        Encoded("UTF-8 with half a character", [.. Bytes.Text(People + "P1,Zo"), 0xC3, .. Bytes.Text(",Ng,F,WBRI,2017-03-14\n")]),
        Encoded(
            "UTF-16 with half a character",
            [.. Bytes.Text(People + "P1,Zo", Encoding.Unicode, mark: true), 0x3D, 0xD8, .. Bytes.Text(",Ng,F,WBRI,2017-03-14\n", Encoding.Unicode)]
        ),
        Encoded("line ends of another age", Bytes.Text((People + Mia).Replace('\n', '\r'))),
        Encoded("line ends of Windows", Bytes.Text((People + Mia).Replace("\n", "\r\n", StringComparison.Ordinal))),
        // Tables that point to each other.
        Beside("a row of an unknown child", Fate.InPart, "", "ssd_cin_episodes", Episodes + "R1,P1,2026-06-01,N1,2A\nR9,P99,2026-06-01,N1,2A\n"),
        Beside("a row of nobody", Fate.InPart, "whose it is", "ssd_cin_episodes", Episodes + "R9,,2026-06-01,N1,2A\n"),
        Beside("a referral on a day that is none", Fate.InPart, "cine_referral_date", "ssd_cin_episodes", Episodes + "R1,P1,2026-02-30,N1,2A\n"),
        Beside("codes of a referral longer than any", Fate.Taken, "", "ssd_cin_episodes", Episodes + $"R1,P1,2026-06-01,{Bytes.Long(3_000)},{Bytes.Long(3_000)}\n"),
        Beside("an id of a row longer than any", Fate.InPart, "longer", "ssd_cin_episodes", Episodes + $"{Bytes.Long(3_000)},P1,2026-06-01,N1,2A\n"),
        Beside("a mother of herself", Fate.InPart, "", "ssd_mother", "moth_table_id,moth_person_id,moth_childs_person_id\n1,P1,P1\n"),
        Beside("a mother unknown", Fate.InPart, "", "ssd_mother", "moth_table_id,moth_person_id,moth_childs_person_id\n1,P9,P1\n"),
        Beside("teams in a ring", Fate.Taken, "", "ssd_department", "dept_team_id,dept_team_name,dept_team_parent_id\nT1,One,T2\nT2,Two,T1\nT3,Three,T3\nT4,Four,T99\n"),
        Beside("a team of a thousand characters", Fate.Taken, "", "ssd_department", $"dept_team_id,dept_team_name,dept_team_parent_id\nT1,{Bytes.Long(1_000)},\n"),
        Beside("a team id of a thousand characters", Fate.InPart, "", "ssd_department", $"dept_team_id,dept_team_name,dept_team_parent_id\n{Bytes.Long(1_000)},One,\n"),
        Beside("a team without an id", Fate.InPart, "", "ssd_department", "dept_team_id,dept_team_name,dept_team_parent_id\n,One,\nT2,,\n"),
        Beside(
            "a worker of a thousand characters",
            Fate.Taken,
            "",
            "ssd_professionals",
            $"prof_professional_id,prof_professional_name,prof_professional_job_title,prof_full_time_equivalency\nW1,{Bytes.Long(1_000)},{Bytes.Long(1_000)},1e999\n"
        ),
        Beside(
            "a worker without an id",
            Fate.InPart,
            "",
            "ssd_professionals",
            "prof_professional_id,prof_professional_name,prof_full_time_equivalency\n,Ann,99999999999999999999999\n"
        ),
        Beside("a working week of a million", Fate.Taken, "", "ssd_professionals", "prof_professional_id,prof_professional_name,prof_full_time_equivalency\nW1,Ann,1000000\n"),
        .. new[]
        {
            "{\"HOUSE\": \"12\"",
            "[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]",
            "{\"HOUSE\": {\"A\": 1}, \"STREET\": [1, 2], \"TOWN\": true}",
            "{\"HOUSE\": \"\\u0000\", \"STREET\": \"a\\u0000b\"}",
            "{\"HOUSE\": \"\\ud800\", \"STREET\": \"\\udc00x\"}",
            "{\"HOUSE\": \"1\", \"HOUSE\": \"2\"}",
            "null",
            "12 High Street, Kithtown",
            "{\"STREET\": \"" + Bytes.Long(20_000) + "\"}",
        }.Select(
            (json, i) =>
                Beside(
                    $"an address of odd JSON {i}",
                    i == 99 ? Fate.InPart : Fate.Taken,
                    "",
                    "ssd_address",
                    $"addr_table_id,addr_address_json,addr_person_id,addr_address_postcode\nA1,\"{json.Replace("\"", "\"\"", StringComparison.Ordinal)}\",P1,KT11AA\n"
                )
        ),
        Beside(
            "a postcode of a thousand characters",
            Fate.Taken,
            "",
            "ssd_address",
            $"addr_table_id,addr_address_json,addr_person_id,addr_address_postcode\nA1,\"{{}}\",P1,{Bytes.Long(1_000)}\n"
        ),
        Beside(
            "an identifier of a thousand characters",
            Fate.InPart,
            "",
            "ssd_linked_identifiers",
            $"link_table_id,link_person_id,link_identifier_type,link_identifier_value\nL1,P1,{Bytes.Long(1_000)},{Bytes.Long(1_000)}\n"
        ),
        Beside(
            "a row of nobody twice",
            Fate.InPart,
            "already",
            "ssd_ehcp_requests",
            "ehcr_ehcp_request_id,ehcr_send_table_id,ehcr_ehcp_req_date\nQ1,S1,2026-01-01\nQ1,S1,2026-01-02\n"
        ),
        Beside(
            "a child with rows without end",
            Fate.InPart,
            "more rows",
            "ssd_sdq_scores",
            "csdq_table_id,csdq_person_id,csdq_sdq_completed_date,csdq_sdq_score\n" + string.Concat(Enumerable.Range(0, 25_000).Select(i => $"Q{i},P1,2026-01-01,7\n"))
        ),
        Beside(
            "numbers beyond any",
            Fate.Taken,
            "",
            "ssd_sdq_scores",
            "csdq_table_id,csdq_person_id,csdq_sdq_completed_date,csdq_sdq_score\nQ1,P1,2026-01-01,99999999999999999999\nQ2,P1,2026-01-01,NaN\nQ3,P1,2026-01-01,-1\n"
        ),
        Beside(
            "a table of nobody with odd values",
            Fate.InPart,
            "longer",
            "ssd_ehcp_requests",
            $"ehcr_ehcp_request_id,ehcr_send_table_id,ehcr_ehcp_req_date\n{Bytes.Long(3_000)},=1+1,tomorrow\n,,\n"
        ),
    ];

    internal static string Many(int people) => string.Concat(Enumerable.Range(0, people).Select(i => $"M{i},Mia,Ng,F,WBRI,2017-03-14\n"));

    private static HostileFile OfZip(string name, Fate fate, string says, Func<byte[]> content) => new($"tables: {name}", Sources.Ssd, "tables.zip", fate, says, content);

    private static HostileFile Whole(string name, string says, Func<byte[]> content) => OfZip(name, Fate.Refused, says, content);

    private static HostileFile Table(string name, Fate fate, string says, string people) => OfZip(name, fate, says, () => Bytes.Zip(("ssd_person.csv", Bytes.Text(people))));

    private static HostileFile Encoded(string name, byte[] people) => OfZip($"written with {name}", Fate.Taken, "", () => Bytes.Zip(("ssd_person.csv", people)));

    private static HostileFile Beside(string name, Fate fate, string says, string table, string text) =>
        OfZip(name, fate, says, () => Bytes.Zip(("ssd_person.csv", Bytes.Text(People + Mia)), ($"{table}.csv", Bytes.Text(text))));

    private static byte[] Half(byte[] whole) => whole[..(whole.Length / 2)];

    private static byte[] Torn(byte[] whole)
    {
        var torn = whole.ToArray();
        Array.Fill(torn, (byte)0xFF, torn.Length / 3, torn.Length / 3);
        return torn;
    }
}
