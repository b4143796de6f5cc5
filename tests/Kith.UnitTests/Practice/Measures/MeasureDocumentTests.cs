using System.Runtime.CompilerServices;
using System.Text;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Measures;

/// <summary>docs/measures.md is what the catalogue says; `KITH_WRITE_DOCS=1` writes it again.</summary>
public sealed class MeasureDocumentTests
{
    /// <summary>Measures that are asked for and that these records cannot give, and why.</summary>
    private static readonly (string Id, string Why)[] NotGiven =
    [
        ("absence_cin, absence_cpp", "Matched by the Department for Education to the school census; attendance is not in these records."),
        (
            "supervision_on_time, supervision_quality",
            "Shown under Workforce and Supervision, worked out from the records of supervision; not in the facts of children that measures read."
        ),
        ("fathers_included", "Assessments and plans say who the family is in words; whether fathers were included is not a field."),
        ("attainment of children in need", "Published by the Department for Education only."),
    ];

    [Fact]
    public void The_document_is_what_the_catalogue_says()
    {
        var path = Path.Combine(Root(), "docs", "measures.md");
        var text = Text();
        if (Environment.GetEnvironmentVariable("KITH_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, text);
        }
        Assert.Equal(text, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_measure_that_is_said_not_to_be_given_is_not() => Assert.All(NotGiven, n => Assert.Null(MeasureCatalogue.Find(n.Id)));

    private static string Text()
    {
        var text = new StringBuilder();
        text.Append(
            "# Measures\n\nEvery measure that Kith gives, as it is defined everywhere: on the pages, in documents and by `kith measures`. Written from `src/Kith.Standards/Measures`.\n\n"
        );
        text.Append(
            "«Year» counts what happened in the year to the date, both days included; «day» what stood at the end of the date. A value of percent, or for each 10,000 children of 0 to 17 in the area. Why it is built as it is: [decision 0022](decisions/0022-measures.md).\n"
        );
        foreach (var group in MeasureCatalogue.All.GroupBy(m => m.Group))
        {
            text.Append($"\n## {group.Key}\n\n| id | measure | counted | of | when | better | at the edges | source |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var m in group)
            {
                var better = m.Better switch
                {
                    Polarity.HigherIsBetter => "higher",
                    Polarity.LowerIsBetter => "lower",
                    _ => "–",
                };
                text.Append(
                    $"| `{m.Id}` | {m.Name} | {m.Numerator} | {m.Denominator} | {(m.Window == MeasureWindow.Day ? "day" : "year")} | {better} | {m.Rules} | {m.Source} |\n"
                );
            }
        }
        text.Append("\n## Asked for, and not given\n\n| id | why |\n| --- | --- |\n");
        foreach (var (id, why) in NotGiven)
        {
            text.Append($"| {id} | {why} |\n");
        }
        return text.ToString();
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", ".."));
}
