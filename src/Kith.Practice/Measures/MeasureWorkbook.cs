using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>The measures of a page as an Excel workbook: the same numbers, with small ones hidden where the page hides them.</summary>
[UseCase]
public sealed class MeasureWorkbook(DatabaseEngine engine)
{
    private static readonly string[] Headings =
    [
        "Group",
        "Measure",
        "Id",
        "From",
        "To",
        "Numerator",
        "Denominator",
        "Value",
        "Unit",
        "A year before",
        "England",
        "England, year",
        "Better",
        "Definition",
        "Rules",
        "Not known",
    ];

    /// <summary>The workbook of a page.</summary>
    public byte[] Write(MeasuresPage page)
    {
        using var book = new Workbook(Path.Combine(engine.Folder, "workbooks"), "Measures", $"{page.Scope.Name}, {MeasureScopes.YearInWords(page.Day)}");
        var sheet = book.Add("Measures", Headings);
        foreach (var l in page.Lines)
        {
            var m = l.Measure;
            var england = l.Beside.FirstOrDefault(b => b.Area == Benchmarks.England);
            var day = m.Window == MeasureWindow.Day;
            sheet.Write([
                m.Group,
                m.Name,
                m.Id,
                day ? WorkbookCell.Nothing : l.Now.Period.From,
                l.Now.Period.To,
                l.Hidden ? "hidden" : l.Now.Numerator,
                l.Hidden ? "hidden" : l.Now.Denominator,
                l.Hidden ? "hidden" : l.Now.Value,
                Unit(m),
                l.Hidden ? "hidden" : l.Before.Value,
                (double?)england?.Value,
                england?.Year,
                m.Better switch
                {
                    Polarity.HigherIsBetter => "higher",
                    Polarity.LowerIsBetter => "lower",
                    _ => "",
                },
                m.Numerator.Length == 0 ? m.Denominator
                : m.Denominator.Length == 0 ? m.Numerator
                : $"{m.Numerator}, of: {m.Denominator}",
                m.Rules,
                l.NotKnown ?? "",
            ]);
        }
        if (page.Months.Count > 0)
        {
            var months = book.Add("Months", ["Measure", "Id", "From", "To", "Drawn", "Middle", "Lower limit", "Upper limit", "Mark"]);
            foreach (var l in page.Lines.Where(l => l.Months is not null))
            {
                for (var i = 0; i < page.Months.Count; i++)
                {
                    var stretch = l.Months!.At(i);
                    months.Write([
                        l.Measure.Name,
                        l.Measure.Id,
                        page.Months[i].From,
                        page.Months[i].To,
                        l.Months.Values[i],
                        stretch?.Middle,
                        stretch?.Low,
                        stretch?.High,
                        l.Months.Marks[i] == Statistics.ProcessMark.None ? "" : l.Months.Marks[i].ToString(),
                    ]);
                }
            }
        }
        using var into = new MemoryStream();
        book.Save(into);
        return into.ToArray();
    }

    private static string Unit(MeasureDefinition m) =>
        m.Unit switch
        {
            MeasureUnit.Percent => "percent",
            MeasureUnit.Per10000 => "for each 10,000 children",
            MeasureUnit.Number => "number",
            MeasureUnit.Ratio => "for each",
            _ => "days",
        };
}
