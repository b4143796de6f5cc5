using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kith.Standards.CinCensus.Rules;

namespace Kith.Cli.Census;

/// <summary>Writes what was found in a return: for people, for a spreadsheet, or for another program.</summary>
internal static class CensusOutput
{
    private const int PlacesInTable = 40;

    public static void Write(CensusReport report, CensusFormat format, string file, Stream output)
    {
        if (format == CensusFormat.Jsonl)
        {
            Jsonl(report, output);
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024, leaveOpen: true) { NewLine = "\n" };
        if (format == CensusFormat.Csv)
        {
            Csv(report, text);
        }
        else
        {
            Table(report, file, text);
        }
    }

    private static void Jsonl(CensusReport report, Stream output)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        foreach (var issue in report.Issues)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, issue.Rule.Code);
            json.WriteString("severity"u8, issue.Severity == RuleSeverity.Error ? "Error"u8 : "Query"u8);
            json.WriteString("child"u8, issue.Child);
            json.WriteString("table"u8, issue.Table?.ToString());
            json.WriteString("column"u8, issue.Column);
            if (issue.Row is { } row)
            {
                json.WriteNumber("row"u8, row);
            }
            else
            {
                json.WriteNull("row"u8);
            }

            json.WriteString("value"u8, issue.Value);
            json.WriteString("message"u8, issue.Message);
            json.WriteEndObject();
            json.Flush();
            buffer.Write("\n"u8);
            json.Reset();
            if (buffer.WrittenCount > 48 * 1024)
            {
                output.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        output.Write(buffer.WrittenSpan);
    }

    private static void Csv(CensusReport report, StreamWriter text)
    {
        text.WriteLine("rule,severity,child,table,column,row,value,message");
        foreach (var issue in report.Issues)
        {
            Cell(text, issue.Rule.Code);
            text.Write(',');
            text.Write(issue.Severity == RuleSeverity.Error ? "Error" : "Query");
            text.Write(',');
            Cell(text, issue.Child);
            text.Write(',');
            text.Write(issue.Table?.ToString());
            text.Write(',');
            text.Write(issue.Column);
            text.Write(',');
            text.Write(issue.Row?.ToString(CultureInfo.InvariantCulture));
            text.Write(',');
            Cell(text, issue.Value);
            text.Write(',');
            Cell(text, issue.Message);
            text.WriteLine();
        }
    }

    /// <summary>Quoted where it must be; what a spreadsheet would take for a formula begins with an apostrophe.</summary>
    private static void Cell(StreamWriter text, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        var formula = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        if (!formula && value.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            text.Write(value);
            return;
        }

        text.Write('"');
        if (formula)
        {
            text.Write('\'');
        }

        text.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
        text.Write('"');
    }

    private static void Table(CensusReport report, string file, StreamWriter text)
    {
        var rules = report.Issues.GroupBy(i => i.Rule).OrderBy(g => g.Key.Order).ToList();
        var children = report.Issues.Where(i => i.Position >= 0).Select(i => i.Position).Distinct().Count();
        text.WriteLine($"{file}: {Count(report.Children, "child", "children")}, {report.Rules.Rules.Count} rules of the {report.Rules.Year} collection.");
        if (report.Issues.Count == 0)
        {
            text.WriteLine("Nothing is wrong.");
            Notices(report, text);
            return;
        }

        var errors = report.Issues.Count(i => i.Severity == RuleSeverity.Error);
        text.WriteLine(
            $"{Count(errors, "place", "places")} with an error, {Count(report.Issues.Count - errors, "place", "places")} to check (queries), in {Count(children, "child", "children")}."
        );
        text.WriteLine();
        text.WriteLine($"{"Rule", -7}{"", -7}{"Places", 8}{"Children", 10}  What is wrong");
        foreach (var rule in rules)
        {
            var whole = rule.First().IsWholeReturn;
            text.WriteLine(
                $"{rule.Key.Code, -7}{rule.Key.Severity, -7}{(whole ? "" : Number(rule.Count())), 8}{(whole ? "return" : Number(rule.Select(i => i.Position).Distinct().Count())), 10}  {rule.Key.Message}"
            );
        }

        text.WriteLine();
        text.WriteLine(report.Issues.Count > PlacesInTable ? $"The first {PlacesInTable} places:" : "The places:");
        text.WriteLine($"{"Child", -22}{"Rule", -7}{"Where", -52}Value");
        foreach (var issue in report.Issues.Take(PlacesInTable))
        {
            var who = issue.Position < 0 ? (issue.IsWholeReturn ? "(whole return)" : "(header)") : Shown(issue.Child, 20) ?? $"(child {Number(issue.Position + 1)})";
            var where = issue.IsWholeReturn ? "" : $"{issue.Table} {(issue.Row is { } row ? Number(row + 1) : "(missing)")}, {issue.Column}";
            text.WriteLine($"{who, -22}{issue.Rule.Code, -7}{where, -52}{Shown(issue.Value, 40) ?? "(none)"}");
        }

        if (report.Issues.Count > PlacesInTable)
        {
            text.WriteLine($"… and {Number(report.Issues.Count - PlacesInTable)} more. `--format csv` gives them all, for a spreadsheet.");
        }

        Notices(report, text);
    }

    private static void Notices(CensusReport report, StreamWriter text)
    {
        if (report.Notices.Count == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"In the file itself, read past ({Number(report.Notices.Count + report.NoticesNotKept)}):");
        foreach (var notice in report.Notices.Take(10))
        {
            text.WriteLine($"  line {Number(notice.Line)}: {notice.Message}");
        }
    }

    /// <summary>On one line and of bounded length, without signs that a terminal would obey.</summary>
    private static string? Shown(string? value, int most)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var clean = value.Any(char.IsControl) ? string.Concat(value.Select(c => char.IsControl(c) ? '·' : c)) : value;
        return clean.Length <= most ? clean : clean[..(most - 1)] + "…";
    }

    private static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
