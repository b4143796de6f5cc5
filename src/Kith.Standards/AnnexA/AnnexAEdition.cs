using System.Globalization;

namespace Kith.Standards.AnnexA;

/// <summary>What a column holds.</summary>
public enum AnnexAType
{
    Text,

    /// <summary>dd/mm/yyyy, or a date cell of a workbook.</summary>
    Date,
    Integer,

    /// <summary>One of the column's <see cref="AnnexAColumn.AllowedValues"/>.</summary>
    Category,
    Postcode,
}

/// <summary>One column of a list.</summary>
/// <param name="List">The number of its list, 1 to 11.</param>
/// <param name="Position">1-based, from the left.</param>
/// <param name="Name">The header.</param>
/// <param name="OtherName">The header in the other published form; often the same.</param>
/// <param name="Type">What it holds.</param>
/// <param name="MayBeBlank">Whether it may be empty; null where the sources do not say.</param>
/// <param name="AllowedValues">For a category, what may stand in it; a value in angle brackets stands for a name.</param>
/// <param name="Rule">How the value is worked out, where it is.</param>
public sealed record AnnexAColumn(int List, int Position, string Name, string OtherName, AnnexAType Type, bool? MayBeBlank, IReadOnlyList<AnnexAValue> AllowedValues, string? Rule)
{
    /// <summary>Whether a header cell names this column, in either form, whatever its case, spaces and punctuation.</summary>
    public bool IsNamed(string? header)
    {
        var key = AnnexAValue.Squeeze(header ?? "");
        return key.Length > 0 && (key == AnnexAValue.Squeeze(Name) || key == AnnexAValue.Squeeze(OtherName));
    }

    /// <summary>
    /// The allowed value that a cell means: written in full, as its prefix and words in another case, as its code alone
    /// or as its words alone. Null if none, or if the cell is blank.
    /// </summary>
    public AnnexAValue? Find(string? cell)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            return null;
        }

        var value = AnnexAValue.Parse(cell);
        return AllowedValues.FirstOrDefault(v => string.Equals(v.Written, value.Written, StringComparison.OrdinalIgnoreCase))
            ?? AllowedValues.FirstOrDefault(v => value.Code is not null && v.Code == value.Code)
            ?? AllowedValues.FirstOrDefault(v => v.Key == value.Key)
            ?? AllowedValues.FirstOrDefault(v => v.Code is not null && string.Equals(v.Code, value.Meaning, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>One list of Annex A.</summary>
/// <param name="Number">1 to 11.</param>
/// <param name="Name">"Contacts".</param>
/// <param name="Months">How many months before the inspection the list goes back.</param>
/// <param name="Row">What one row is.</param>
/// <param name="Columns">From left to right.</param>
public sealed record AnnexAList(int Number, string Name, int Months, string Row, IReadOnlyList<AnnexAColumn> Columns)
{
    /// <summary>"List 1", the name of its sheet.</summary>
    public string SheetName => "List " + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The column that a header cell names, or null.</summary>
    public AnnexAColumn? Find(string? header) => Columns.FirstOrDefault(c => c.IsNamed(header));

    /// <summary>The column of this exact name.</summary>
    /// <exception cref="KeyNotFoundException">The list has no such column.</exception>
    public AnnexAColumn this[string name] => Columns.FirstOrDefault(c => c.Name == name) ?? throw new KeyNotFoundException($"{SheetName} has no column {name}.");
}

/// <summary>
/// The child-level lists that Ofsted asks for at an inspection of local authority children's services (ILACS).
/// The columns come from community sources that agree; Ofsted's own template was not available.
/// </summary>
public sealed class AnnexAEdition
{
    // Rows as the list definitions have them; windows end on the day that the inspection is notified.
    private static readonly (int Months, string Row)[] Shapes =
    [
        (6, "a child in a contact"),
        (6, "an early help assessment of a child"),
        (6, "a referral of a child"),
        (6, "an assessment of a child"),
        (6, "a section 47 enquiry about a child"),
        (6, "a child, with the latest episode of need"),
        (6, "a child, with the latest child protection plan"),
        (6, "a child"),
        (0, "a young person"),
        (12, "a child"),
        (12, "an adopter"),
    ];

    private static readonly Lazy<AnnexAEdition> Loaded = new(Load);

    private AnnexAEdition(string name, IReadOnlyList<AnnexAList> lists)
    {
        Name = name;
        Lists = lists;
    }

    /// <summary>The newest edition whose columns are known.</summary>
    public static AnnexAEdition Latest => Loaded.Value;

    /// <summary>Every edition whose columns are known, oldest first.</summary>
    public static IReadOnlyList<AnnexAEdition> All => [Latest];

    /// <summary>The edition by which lists are made as at a day. One is known; the next is added to <see cref="All"/> with its first day.</summary>
    public static AnnexAEdition InForce(DateOnly asAt) => All.LastOrDefault(e => e.From <= asAt) ?? All[0];

    /// <summary>The first day on which this edition is asked for.</summary>
    public DateOnly From { get; } = new(2023, 4, 1);

    /// <summary>Which edition this is.</summary>
    public string Name { get; }

    /// <summary>Lists 1 to 11.</summary>
    public IReadOnlyList<AnnexAList> Lists { get; }

    /// <summary>A list by its number, 1 to 11.</summary>
    public AnnexAList this[int number] => Lists[number - 1];

    /// <summary>The list that a sheet is, by its name ("List 1", "list_1", "1. Contacts", "Contacts"), or null.</summary>
    public AnnexAList? Find(string? sheet)
    {
        var key = AnnexAValue.Squeeze(sheet ?? "");
        var digits = string.Concat((key.StartsWith("LIST", StringComparison.Ordinal) ? key[4..] : key).TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, out var number) && number >= 1 && number <= Lists.Count ? this[number] : Lists.FirstOrDefault(l => AnnexAValue.Squeeze(l.Name) == key);
    }

    private static AnnexAEdition Load()
    {
        var codes = Tsv.Read("AnnexA/annex-a-codes.tsv")
            .GroupBy(r => (List: r["list"], Column: r["column"]))
            .ToDictionary(g => g.Key, g => (IReadOnlyList<AnnexAValue>)[.. g.Select(r => AnnexAValue.Parse(r["value"]))]);
        var lists = Tsv.Read("AnnexA/annex-a-columns.tsv")
            .GroupBy(r => (Number: Number(r["list"]), Name: r["list_name"]))
            .Select(g => new AnnexAList(g.Key.Number, g.Key.Name, Shapes[g.Key.Number - 1].Months, Shapes[g.Key.Number - 1].Row, [.. g.Select(r => Column(r, codes))]));
        return new AnnexAEdition("2023-24", [.. lists]);
    }

    private static AnnexAColumn Column(Tsv.Row row, Dictionary<(string List, string Column), IReadOnlyList<AnnexAValue>> codes)
    {
        var allowed = row["allowed_values"];
        IReadOnlyList<AnnexAValue> values = [];
        if (allowed.StartsWith("all:", StringComparison.Ordinal))
        {
            values = codes[("all", allowed[4..])];
        }
        else if (allowed.StartsWith("list", StringComparison.Ordinal))
        {
            var colon = allowed.IndexOf(':', StringComparison.Ordinal);
            values = codes[(allowed[4..colon], allowed[(colon + 1)..])];
        }
        else if (allowed.Length > 0)
        {
            values = [.. allowed.Split(" | ").Select(AnnexAValue.Parse)];
        }

        return new AnnexAColumn(
            Number(row["list"]),
            Number(row["position"]),
            row["column"],
            row["header_in_2024_sample"],
            Enum.Parse<AnnexAType>(row["type"], ignoreCase: true),
            row["may_be_blank"] switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            },
            values,
            row.Optional("rule")
        );
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
