using System.Globalization;
using Kith.Practice.Store;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>A workbook of Annex A that somebody prepared: as at which day, what it holds, what its checks found. It does not change any more.</summary>
public sealed class AnnexACopy : Record
{
    public DateOnly AsAt { get; set; }

    /// <summary>The edition of the lists.</summary>
    public required string Edition { get; set; }
    public int Children { get; set; }

    /// <summary>Rows of lists 1 to 11, with spaces between.</summary>
    public required string Rows { get; set; }
    public int Wrong { get; set; }
    public int AskedAbout { get; set; }

    /// <summary>SHA-256 of the workbook, in hex.</summary>
    public required string Sha256 { get; set; }
    public long Bytes { get; set; }
    public Guid FileId { get; set; }
    public Guid PreparedById { get; set; }
    public required string PreparedByName { get; set; }
    public DateTime PreparedAt { get; set; }

    /// <summary>Rows of each list.</summary>
    public IReadOnlyList<int> RowsByList => [.. Rows.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
}

/// <summary>The workbook of a copy. Kept apart, so that lists do not carry it.</summary>
public sealed class AnnexAFile
{
    public Guid Id { get; set; }
    public required byte[] Content { get; set; }

    /// <summary>The children on its lists, sixteen bytes each: their records say when it is taken out.</summary>
    public required byte[] Listed { get; set; }
}

/// <summary>Something that the checks found on a copy.</summary>
public sealed class AnnexACopyFinding
{
    public Guid CopyId { get; set; }

    /// <summary>Position in the report.</summary>
    public int Nth { get; set; }

    /// <summary>See <see cref="AnnexAChecks"/>.</summary>
    public required string Code { get; set; }
    public AnnexAMatter Matter { get; set; }

    /// <summary>The list on which it shows.</summary>
    public int List { get; set; }
    public string? Column { get; set; }

    /// <summary>The child; null for an adopter, who has no record here.</summary>
    public Guid? PersonId { get; set; }
    public string? ChildId { get; set; }
    public string? Said { get; set; }
    public required string Words { get; set; }
}
