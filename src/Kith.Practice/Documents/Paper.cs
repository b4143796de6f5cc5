namespace Kith.Practice.Documents;

/// <summary>
/// A document as a tree of plain parts, said once by the record it comes from: one writer makes Word of it, one
/// partial makes the page that is read on the screen and printed.
/// </summary>
/// <param name="Title">«Child protection plan».</param>
/// <param name="About">Whom it is about, below the title: «Mia Thompson, born 14 March 2017».</param>
/// <param name="Parts">The document itself.</param>
public sealed partial record Paper(string Title, string? About, IReadOnlyList<PaperPart> Parts)
{
    /// <summary>The parts that say something: no heading with nothing below it, no table without rows.</summary>
    public IReadOnlyList<PaperPart> Said
    {
        get
        {
            var said = new List<PaperPart>();
            foreach (var part in Parts.Reverse().Where(p => !IsEmpty(p)).Select(p => p is PaperTable t ? Filled(t) : p))
            {
                // Read from the end: a heading with nothing below it is followed by one of its own rank or above, or by nothing.
                if (part is PaperHeading h && (said.Count == 0 || said[^1] is PaperBreak || (said[^1] is PaperHeading next && next.Level <= h.Level)))
                {
                    continue;
                }
                said.Add(part);
            }
            said.Reverse();
            // A table right below a heading of the same words is named by it: said once.
            for (var i = 1; i < said.Count; i++)
            {
                if (said[i] is PaperTable table && said[i - 1] is PaperHeading above && string.Equals(above.Text, table.Caption, StringComparison.OrdinalIgnoreCase))
                {
                    said[i] = table with { Caption = "" };
                }
            }
            return said;
        }
    }

    /// <summary>The table without columns in which nobody wrote anything.</summary>
    private static PaperTable Filled(PaperTable table)
    {
        var filled = Enumerable.Range(0, table.Columns.Count).Where(i => i == 0 || table.Rows.Any(r => i < r.Count && !string.IsNullOrWhiteSpace(r[i]))).ToList();
        return filled.Count == table.Columns.Count
            ? table
            : new PaperTable(
                table.Caption,
                [.. filled.Select(i => table.Columns[i])],
                [.. table.Rows.Select(r => (IReadOnlyList<string?>)[.. filled.Select(i => i < r.Count ? r[i] : null)])]
            );
    }

    /// <summary>«8 Jul 2026» in a narrow column stays on one line.</summary>
    internal static string? Whole(string? cell) => cell is null ? null : ShortDate().Replace(cell, d => d.Value.Replace(' ', '\u00A0'));

    [System.Text.RegularExpressions.GeneratedRegex(@"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec) \d{4}\b")]
    private static partial System.Text.RegularExpressions.Regex ShortDate();

    /// <summary>Whom a document is about, by name and birthday. No age, which would be that of the day of printing.</summary>
    public static string Of(Children.Show.PersonHead child) =>
        $"{child.FullName}{(child.BornOn is { } born ? $", {(child.Unborn ? "due" : "born")} {Kith.Standards.Calendar.DateWords.Long(born)}" : "")}";

    /// <summary>Words at the beginning of a cell or a line: «Neglect», where a sentence would say «neglect».</summary>
    public static string? Begin(string? words) => string.IsNullOrEmpty(words) ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private static bool IsEmpty(PaperPart part) =>
        part switch
        {
            PaperText t => string.IsNullOrWhiteSpace(t.Text),
            PaperQuote q => string.IsNullOrWhiteSpace(q.Text),
            PaperFacts f => f.Rows.All(r => string.IsNullOrWhiteSpace(r.Value)),
            PaperList l => l.Items.Count == 0,
            PaperPictures p => p.Lines.Count == 0,
            PaperTable t => t.Rows.Count == 0,
            PaperSignatures s => s.Names.Count == 0,
            _ => false,
        };

    /// <summary>True for a letter: it goes to somebody, and looks like it.</summary>
    public bool IsLetter => AddressedTo is not null;

    /// <summary>Date, author, status: a line below the title.</summary>
    public string? Dated { get; init; }

    /// <summary>To whom a letter goes, and where: a name and an address, each line on its own.</summary>
    public string? AddressedTo { get; init; }

    /// <summary>True for large print (18 point and more), as children and people who see less need it.</summary>
    public bool LargePrint { get; init; }
}

/// <summary>A part of a <see cref="Paper"/>.</summary>
public abstract record PaperPart;

/// <summary>A heading; level 1 is below the title.</summary>
public sealed record PaperHeading(string Text, int Level = 1) : PaperPart;

/// <summary>Text; empty lines in it begin new paragraphs. Quiet text says where something comes from.</summary>
public sealed record PaperText(string Text, bool Quiet = false) : PaperPart;

/// <summary>Somebody's own words, most often the child's.</summary>
public sealed record PaperQuote(string Text, string? Source = null) : PaperPart;

/// <summary>Facts with their names: «Date of birth», «14 March 2017». Rows without a value are left out.</summary>
public sealed record PaperFacts(IReadOnlyList<(string Name, string? Value)> Rows) : PaperPart;

/// <summary>A list.</summary>
public sealed record PaperList(IReadOnlyList<string> Items, bool Numbered = false) : PaperPart;

/// <summary>Lines that each begin with a picture, as children read them.</summary>
public sealed record PaperPictures(IReadOnlyList<PaperPicture> Lines) : PaperPart;

/// <summary>A line with its picture, as a PNG and as a line drawing, and what the picture shows; a line may have none.</summary>
public sealed record PaperPicture(string Text, byte[]? Png = null, string? Svg = null, string? Shows = null);

/// <summary>A table with its headings.</summary>
public sealed record PaperTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows) : PaperPart;

/// <summary>What follows begins on a new page.</summary>
public sealed record PaperBreak : PaperPart;

/// <summary>Lines to sign on: one for each name.</summary>
public sealed record PaperSignatures(IReadOnlyList<string> Names) : PaperPart;
