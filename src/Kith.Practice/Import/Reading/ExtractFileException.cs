namespace Kith.Practice.Import;

/// <summary>A file that cannot be loaded at all: one plain sentence that says what and where. Nothing of it was kept.</summary>
public sealed class ExtractFileException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>How much an import takes before it refuses a file, so that a hostile or broken one cannot fill memory or disk.</summary>
public sealed record ImportLimits
{
    /// <summary>The largest file that may be uploaded, in bytes (Kith:Import:MaxUploadBytes).</summary>
    public long MaxUploadBytes { get; init; } = 2L << 30;

    /// <summary>All files of a zip or workbook together, unpacked, in bytes.</summary>
    public long MaxUnpackedBytes { get; init; } = 4L << 30;

    /// <summary>Files in a zip or workbook.</summary>
    public int MaxEntries { get; init; } = 500;

    /// <summary>Unpacked size over packed size; CSV and workbooks stay far below.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Unpacked size up to which the ratio is not asked.</summary>
    public long RatioFrom { get; init; } = 8L << 20;

    /// <summary>Characters in one line of a CSV file.</summary>
    public int MaxLine { get; init; } = 1 << 20;

    /// <summary>Characters of one value.</summary>
    public int MaxValue { get; init; } = 32_767;

    /// <summary>Different texts in one workbook.</summary>
    public int MaxSharedTexts { get; init; } = 1_000_000;

    /// <summary>Characters of all different texts in one workbook.</summary>
    public long MaxSharedCharacters { get; init; } = 200_000_000;

    /// <summary>Refused rows that are kept with their words; further ones are counted.</summary>
    public int MaxRefusalsKept { get; init; } = 100_000;

    /// <summary>People in one batch, one short transaction.</summary>
    public int PeopleInBatch { get; init; } = 500;

    /// <summary>
    /// Which share of the people who came from a source may be missing from its next extract at once, where they are more
    /// than <see cref="Few"/>. Beyond it the extract is taken for a part of one, and nobody ends. 1 turns off this and
    /// <see cref="MostFewer"/>.
    /// </summary>
    public double MostMissing { get; init; } = 0.5;

    /// <summary>
    /// By which share the rows of a table may be fewer than the last time, where more than <see cref="Few"/> are gone. Beyond
    /// it the table is taken for a part of one, and nothing of it ends. 1 turns it off.
    /// </summary>
    public double MostFewer { get; init; } = 0.25;

    /// <summary>So many may go at once from a list of any length: a large family moves away.</summary>
    internal const int Few = 5;

    /// <summary>The same, for an extract of which somebody says that it is whole.</summary>
    public ImportLimits Whole() => this with { MostMissing = 1, MostFewer = 1 };

    /// <summary>Whether a table of which fewer rows came was probably cut short.</summary>
    internal bool IsPart(int before, int now) => MostMissing < 1 && MostFewer < 1 && before - now > Few && before - now > before * MostFewer;

    /// <summary>Whether so many people are missing that the extract is probably a part of one.</summary>
    internal bool LacksTooMany(int before, int missing) => MostMissing < 1 && missing > Few && missing > before * MostMissing;
}

/// <summary>One row as it came: its values beside its table's header, and its place for a person to find it.</summary>
internal sealed record RawRow(long Line, string?[] Values);

/// <summary>A row, or the reason why it could not be read as one.</summary>
internal readonly record struct ReadRow(RawRow? Row, long Line, string? Problem, string Raw);
