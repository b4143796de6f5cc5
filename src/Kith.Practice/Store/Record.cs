namespace Kith.Practice.Store;

/// <summary>Anything Kith keeps. The version is a concurrency token: a second editor is told, never overwritten.</summary>
public abstract class Record
{
    public Guid Id { get; set; }

    /// <summary>Goes up by one with every saved change; a save that carries an older number is refused.</summary>
    public int Version { get; set; } = 1;
}

/// <summary>
/// A record that may have come from another system's extract. When it did, its facts are read-only in Kith:
/// they are changed where they are kept, and come in again with the next extract.
/// </summary>
public abstract class SourcedRecord : Record
{
    /// <summary>Null when recorded in Kith; otherwise which extract it came from: see <see cref="Sources"/>.</summary>
    public string? Source { get; set; }

    /// <summary>The record's own key in that extract, unique within source and table.</summary>
    public string? SourceKey { get; set; }

    /// <summary>A 64-bit digest of the extract's row, so that an unchanged row is known at sight.</summary>
    public long? SourceHash { get; set; }

    /// <summary>The day on which the extract was first seen without this row; null while the extract holds it.</summary>
    public DateOnly? SourceEndedOn { get; set; }

    /// <summary>True when the facts came from an extract and may only be read here.</summary>
    public bool IsFromExtract => Source is not null;
}

/// <summary>A record about one person.</summary>
public abstract class PersonRecord : SourcedRecord
{
    public Guid PersonId { get; set; }
}

/// <summary>The kinds of extract that Kith loads alongside a council's existing system.</summary>
public static class Sources
{
    public const string CinCensus = "cin-census";
    public const string Ssd = "ssd";
    public const string AnnexA = "annex-a";

    /// <summary>What a person reads on a record that came from <paramref name="source"/>.</summary>
    public static string Describe(string source) =>
        source switch
        {
            CinCensus => "CIN census return",
            Ssd => "Standard Safeguarding Dataset",
            AnnexA => "Annex A workbook",
            _ => source,
        };
}
