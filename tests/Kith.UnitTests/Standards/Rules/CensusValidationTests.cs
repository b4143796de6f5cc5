using System.Text;
using System.Text.Json;
using CsCheck;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;

namespace Kith.UnitTests.Standards.Rules;

public class CensusValidationTests
{
    private sealed record Line(string Rule, string? Child, string? Table, string? Column, int? Row, string? Fault);

    /// <summary>
    /// Faults that were planted in the sample and are not in it: every enquiry of the file is marked as needing no
    /// conference, and none has the date of one, so the faults that need either never came to stand there.
    /// </summary>
    private static readonly string[] NeverThere = ["1104", "2884", "8615", "8675Q", "8715", "8740", "8839", "8868", "8875", "8890"];

    [Fact]
    public void The_sample_has_the_places_of_the_open_validator_for_every_rule_that_is_not_in_doubt()
    {
        var flags = RuleTableTests.Table().Where(r => r["in_force_2025_26"] == "yes").ToDictionary(r => r["code"], r => r["flag"]);
        var theirs = Lines("cin-2026-300.community-validator.jsonl").Select(Key).ToHashSet();
        var ours = Sample().Issues.Select(i => (i.Rule.Code, i.Child, i.Table?.ToString(), i.Column, i.Row)).ToList();
        Assert.Equal(ours.Distinct(), ours);
        Assert.Equal(486, theirs.Count);

        // 60 rules are not in doubt; on this file the rules with a doubtful edge, or rows in doubt, agree as well.
        var settled = flags.Where(f => f.Value is "OK" or "AMBIGUOUS" or "LOCATION").Select(f => f.Key).ToHashSet();
        Assert.Equal(60, flags.Count(f => f.Value == "OK"));
        Assert.Equal(theirs.Where(t => settled.Contains(t.Item1)).Order(), ours.Where(o => settled.Contains(o.Code)).Order());
    }

    [Fact]
    public void The_sample_differs_from_the_open_validator_only_where_the_rule_is_suspect_or_dead()
    {
        var theirs = Lines("cin-2026-300.community-validator.jsonl").Select(Key).ToHashSet();
        var ours = Sample().Issues.Select(i => (i.Rule.Code, i.Child, i.Table?.ToString(), i.Column, i.Row)).ToHashSet();
        Assert.Equal(["2885", "8816"], theirs.Except(ours).Select(t => t.Item1).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["2885", "4003", "8540", "8565", "8614", "8832", "8869", "8870Q", "8897Q", "8898", "8935", "8940", "8945Q", "8950Q"],
            ours.Except(theirs).Select(t => t.Item1).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_fault_planted_in_the_sample_is_found()
    {
        var ours = Sample().Issues.Select(i => (i.Rule.Code, i.Child)).ToHashSet();
        var missed = Lines("cin-2026-300.planted-faults.jsonl").Where(p => !ours.Contains((p.Rule, p.Child)));
        Assert.Equal(NeverThere, missed.Select(p => p.Rule).Distinct().Order(StringComparer.Ordinal));
        var enquiries = Children("cin-2026-300.xml").SelectMany(c => c.Episodes).SelectMany(e => e.Section47s).ToList();
        Assert.Equal(72, enquiries.Count);
        Assert.All(enquiries, s => Assert.True(s.IsConferenceNotRequired == true && s.ConferenceDate is null));
    }

    [Theory]
    [InlineData("fake_CIN_data.xml")]
    [InlineData("CIN_Census_2021.xml")]
    [InlineData("CIN_Census_2024.xml")]
    [InlineData("cin-2026-300.xml")]
    public void Findings_are_in_order_and_do_not_depend_on_the_number_of_threads(string file)
    {
        var alone = Show(Validate(file, 1));
        Assert.Equal(alone, Show(Validate(file, 2)));
        Assert.Equal(alone, Show(Validate(file, 7)));

        var issues = Validate(file, 3).Issues;
        var children = issues.Where(i => !i.IsWholeReturn).Select(i => i.Position).ToList();
        Assert.Equal(children.Order(), children);
        Assert.All(issues.SkipWhile(i => !i.IsWholeReturn), i => Assert.True(i.IsWholeReturn));
        foreach (var place in issues.Where(i => !i.IsWholeReturn).GroupBy(i => (i.Position, i.Table, i.Row, i.Column)))
        {
            Assert.Equal(place.OrderBy(i => i.Rule.Order), place);
        }
    }

    [Theory]
    [InlineData("fake_CIN_data.xml")]
    [InlineData("cin-2026-300.xml")]
    public void What_is_read_and_written_again_has_the_same_findings(string file)
    {
        using var stream = CinCensusReaderTests.Sample(file);
        using var reader = CinCensusReader.Open(stream);
        var written = new MemoryStream();
        CinCensusWriter.Write(written, reader.Header, reader.Children());
        written.Position = 0;
        Assert.Equal(Show(Validate(file, 2)), Show(CensusValidation.Run(written)));
    }

    [Fact]
    public void Damaged_returns_have_the_same_findings_written_again_and_on_any_number_of_threads()
    {
        var words = Encoding.UTF8.GetString(Bytes("cin-2026-300.xml")).Split('\n');
        var header = words.Take(17).ToArray();
        Gen.Select(Gen.Int[18, words.Length - 600], Gen.Int[50, 500], Gen.Select(Gen.Int[0, 499], Gen.Int[0, 3]).Array[0, 40])
            .Sample(
                (from, length, changes) =>
                {
                    var start = Array.FindIndex(words, from, w => w.Contains("<Child>", StringComparison.Ordinal));
                    var end = start < 0 ? -1 : Array.FindIndex(words, Math.Min(start + length, words.Length - 1), w => w.Contains("</Child>", StringComparison.Ordinal));
                    if (end < 0)
                    {
                        return;
                    }

                    var lines = words[start..(end + 1)].ToList();
                    foreach (
                        var (at, how) in changes.Where(c =>
                            c.Item1 < lines.Count && lines[c.Item1].Contains("</", StringComparison.Ordinal) && lines[c.Item1].Count(x => x == '<') == 2
                        )
                    )
                    {
                        lines[at] = how switch
                        {
                            0 => "",
                            1 => lines[at].Replace("2025", "2024", StringComparison.Ordinal),
                            2 => System.Text.RegularExpressions.Regex.Replace(lines[at], ">[^<]+<", "><"),
                            _ => lines[at] + lines[at],
                        };
                    }

                    var text = string.Join('\n', header.Append("<Children>").Concat(lines).Append("</Children></Message>"));
                    var first = Show(RuleExampleTests.Validate(text, threads: 1));
                    Assert.Equal(first, Show(RuleExampleTests.Validate(text, threads: 3)));
                    using var reader = CinCensusReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)));
                    var written = new MemoryStream();
                    CinCensusWriter.Write(written, reader.Header, reader.Children());
                    written.Position = 0;
                    Assert.Equal(first, Show(CensusValidation.Run(written)));
                },
                iter: 40
            );
    }

    [Fact]
    public void Without_a_header_a_child_and_its_groups_everything_is_still_judged()
    {
        var report = RuleExampleTests.Validate("<Message><Children><Child/><Child><ChildIdentifiers/><CINdetails/></Child></Children></Message>");
        Assert.Equal(2026, report.Rules.Year.EndYear);
        Assert.Null(report.HeaderYear);
        var places = report.Issues.Select(i => $"{i.Rule.Code} {i.Position} {RuleExampleTests.Name(i)}").ToList();
        Assert.Contains("100 -1 Header[none].ReferenceDate", places);
        Assert.Contains("8500 0 ChildIdentifiers[none].LAchildID", places);
        Assert.Contains("8500 1 ChildIdentifiers[0].LAchildID", places);
        Assert.Contains("8590 0 ChildIdentifiers[none].LAchildID", places);
        Assert.Contains("8600 1 CINdetails[0].CINreferralDate", places);
        Assert.Contains("4220 1 ChildCharacteristics[none].Ethnicity", places);
        Assert.DoesNotContain(report.Issues, i => i.Rule.Code == "8510");
    }

    [Fact]
    public void The_year_that_is_asked_for_decides_whatever_the_header_says()
    {
        var text = Encoding.UTF8.GetString(Bytes("cin-2026-300.xml"));
        Assert.Equal(2026, RuleExampleTests.Validate(text).Rules.Year.EndYear);
        var asked = RuleExampleTests.Validate(text, 2023);
        Assert.Equal((2023, 2026), (asked.Rules.Year.EndYear, asked.HeaderYear));
        Assert.Contains(asked.Issues, i => i.Rule.Code == "4180" && i.Column == "GenderCurrent");
    }

    /// <summary>The rules of another year, but the return's own period: last year's return is not out of period as a whole by this year's rules.</summary>
    [Theory]
    [InlineData("<Year>2022</Year><ReferenceDate>2022-03-31</ReferenceDate>", 2022)]
    [InlineData("<Year>2022</Year>", 2022)]
    [InlineData("<Year>2026</Year><ReferenceDate>2022-03-31</ReferenceDate>", 2022)]
    [InlineData("<Year>2022</Year><ReferenceDate>2022-03-30</ReferenceDate>", 2022)]
    [InlineData("<Year>2018</Year>", 2018)]
    [InlineData("<Year>2026</Year>", 2026)]
    [InlineData("<Year>20222</Year>", 2026)]
    [InlineData("<Year>soon</Year>", 2026)]
    [InlineData("", 2026)]
    public void The_period_is_the_one_of_the_return_whatever_rules_are_asked_for(string header, int ends)
    {
        string Closed(DateOnly day) => $"<Child><CINdetails><CINclosureDate>{day:yyyy-MM-dd}</CINclosureDate></CINdetails></Child>";
        DateOnly first = new(ends - 1, 4, 1),
            last = new(ends, 3, 31);
        var report = RuleExampleTests.Validate(
            $"<Message><Header><CollectionDetails><Collection>CIN</Collection>{header}</CollectionDetails></Header><Children>{Closed(first)}{Closed(last)}{Closed(first.AddDays(-1))}{Closed(last.AddDays(1))}</Children></Message>",
            2026
        );
        Assert.Equal(2026, report.Rules.Year.EndYear);
        Assert.Equal(last, report.At.ReferenceDate);
        Assert.Equal(["CINdetails[2].CINclosureDate", "CINdetails[3].CINclosureDate"], report.Issues.Where(i => i.Rule.Code == "8620").Select(RuleExampleTests.Name));
        Assert.Equal(4, report.Issues.Count(i => i.Rule.Code == "4180"));
    }

    [Theory]
    [InlineData("2026", null, 2026)]
    [InlineData(null, "2024-03-31", 2024)]
    [InlineData(null, null, 2026)]
    [InlineData("2019", null, 2021)]
    [InlineData("2040", null, 2026)]
    [InlineData("soon", "2025-03-31", 2025)]
    public void The_header_decides_on_the_rules_as_far_as_it_can(string? year, string? date, int expected) =>
        Assert.Equal(expected, CensusValidation.YearOf(new CensusHeader { Year = year, ReferenceDate = date }));

    [Fact]
    public void A_file_that_ends_too_soon_has_no_findings_at_all()
    {
        var whole = Bytes("cin-2026-300.xml");
        foreach (var threads in (int[])[1, 2])
        {
            var cut = new MemoryStream(whole[..^2000]);
            var refusal = Assert.Throws<CensusFileException>(() => CensusValidation.Run(cut, new CensusValidationOptions { Threads = threads }));
            Assert.Equal(CensusFileReason.CutShort, refusal.Reason);
        }
    }

    [Fact]
    public void Children_of_one_identifier_are_judged_as_one_child()
    {
        var report = RuleExampleTests.Validate(
            """
            <Message><Children>
              <Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>
                <CINdetails><ChildProtectionPlans><CPPstartDate>2025-05-01</CPPstartDate></ChildProtectionPlans></CINdetails></Child>
              <Child><ChildIdentifiers><LAchildID>B2</LAchildID></ChildIdentifiers></Child>
              <Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>
                <CINdetails><ChildProtectionPlans><CPPstartDate>2025-06-01</CPPstartDate></ChildProtectionPlans></CINdetails></Child>
            </Children></Message>
            """
        );
        Assert.Equal(
            ["0 ChildProtectionPlans[0].CPPendDate", "2 ChildProtectionPlans[1].CPPendDate"],
            report.Issues.Where(i => i.Rule.Code == "8935").Select(i => $"{i.Position} {RuleExampleTests.Name(i)}")
        );
        Assert.Equal([0, 2], report.Issues.Where(i => i.Rule.Code == "8510").Select(i => i.Position));
        Assert.Equal([1], report.Issues.Where(i => i.Rule.Code == "8590").Select(i => i.Position));
    }

    [Fact]
    public void One_identifier_on_every_child_is_told_and_does_not_take_for_ever()
    {
        var child = "<Child><ChildIdentifiers><LAchildID>A1</LAchildID><UPN>Y895100000007</UPN></ChildIdentifiers><CINdetails><ChildProtectionPlans/></CINdetails></Child>";
        var report = RuleExampleTests.Validate($"<Message><Children>{string.Concat(Enumerable.Repeat(child, 3_000))}</Children></Message>", threads: 2);
        Assert.True(report.JudgedApart);
        Assert.Equal(3_000, report.Issues.Count(i => i.Rule.Code == "8510"));
        Assert.Equal(3_000, report.Issues.Count(i => i.Rule.Code == "1520"));
        Assert.Equal(0, report.Issues.Count(i => i.Rule.Code == "8935"));
    }

    private static CensusReport Sample() => Validate("cin-2026-300.xml", 1);

    private static CensusReport Validate(string file, int threads) => CensusValidation.Run(new MemoryStream(Bytes(file)), new CensusValidationOptions { Threads = threads });

    private static byte[] Bytes(string file)
    {
        using var stream = CinCensusReaderTests.Sample(file);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static List<CensusChild> Children(string file)
    {
        using var reader = CinCensusReader.Open(new MemoryStream(Bytes(file)));
        return [.. reader.Children()];
    }

    private static List<string> Show(CensusReport report) =>
        [.. report.Issues.Select(i => $"{i.Rule.Code}|{i.Severity}|{i.Position}|{i.Child}|{i.Table}|{i.Column}|{i.Row}|{i.Value}|{i.Message}")];

    private static List<Line> Lines(string file)
    {
        using var reader = new StreamReader(CinCensusReaderTests.Sample(file));
        var lines = new List<Line>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web)!);
        }

        return lines;
    }

    private static (string, string?, string?, string?, int?) Key(Line line) => (line.Rule, line.Child, line.Table, line.Column, line.Row);
}
