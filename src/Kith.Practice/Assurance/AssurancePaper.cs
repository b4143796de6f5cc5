using System.Globalization;
using Kith.Practice.Documents;
using Kith.Practice.Measures;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;

namespace Kith.Practice.Assurance;

/// <summary>An edition as a document: the same tree makes the page, the print and the Word file.</summary>
public static class AssurancePaper
{
    /// <summary>Said below the figures, in every edition.</summary>
    public const string HowItIsMade =
        "Numbers are rounded to the nearest five, and shares are worked out from the rounded numbers. «Not given» means that what was counted, or the rest, is so small that somebody could be known by it, or that such a number could be worked out from it, or from it and other editions together. We do not say which of these it is, as that would tell more. Every edition gives the same figures, good or bad, and what was published is never changed. England and others are as the Department for Education published them; their years end in March, those of the workforce in September.";

    /// <summary>The document.</summary>
    /// <param name="before">The edition to compare with; null where there is none.</param>
    public static Paper Of(AssuranceEdition edition, AssuranceEdition? before, string council)
    {
        var parts = new List<PaperPart>();
        if (edition.WithdrawnAt is { } back)
        {
            parts.Add(new PaperText($"This edition was taken back on {DateWords.Long(LondonTime.DateOf(back))}. {edition.WithdrawnWhy}"));
            return new Paper(edition.Title, $"Children’s services of {council}", parts);
        }
        parts.Add(new PaperHeading("How things are"));
        parts.Add(new PaperText(edition.Opening));
        var now = edition.Pinned.ToDictionary(f => f.Number.Measure);
        var then = before?.Pinned.ToDictionary(f => f.Number.Measure) ?? [];
        foreach (var question in AssuranceMeasures.All)
        {
            var rows = question.Measures.Where(m => now.ContainsKey(m.Id)).Select(m => Row(m.Id, m.Plain, now[m.Id], then.GetValueOrDefault(m.Id))).ToList();
            if (rows.Count > 0)
            {
                parts.Add(
                    new PaperTable(question.Asks, ["What is counted", "Now", before is null ? "Before" : $"In {before.Title}", "England", "Region, and similar authorities"], rows)
                );
            }
        }
        parts.Add(new PaperHeading("What inspectors said"));
        parts.Add(new PaperText(edition.InspectorsSaid));
        parts.Add(new PaperHeading("What was done, and what comes next"));
        parts.Add(new PaperText(edition.WasDone));
        parts.Add(new PaperText(HowItIsMade, true));
        return new Paper(edition.Title, $"Children’s services of {council}", parts) { Dated = Dated(edition) };
    }

    /// <summary>Why a figure is not given, for those who keep the page; readers are told the two reasons together.</summary>
    public static string Why(HeldBack held) =>
        held switch
        {
            HeldBack.Small => "It counts so few, or all but so few, that somebody could be known by it, or it stands beside a figure that does.",
            HeldBack.Earlier =>
                "It is large enough by itself. With the editions published before, a reader could work out that one to seven people were counted in a part of the year.",
            HeldBack.Near =>
                "It shares a part of its year with an earlier edition in which it was not given. Between two years that are left out, a reader could work out too much.",
            HeldBack.Unknown => "There was nothing to count.",
            _ => "",
        };

    /// <summary>«As at 30 September 2026. Published by Amanda Clarke on 12 November 2026».</summary>
    public static string Dated(AssuranceEdition edition) =>
        $"As at {DateWords.Long(edition.AsAt)}, or the year to that day"
        + (edition is { PublishedBy: { } by, OpenFrom: { } from } ? $". Published by {by} on {DateWords.Long(LondonTime.DateOf(from))}" : "");

    private static IReadOnlyList<string?> Row(string id, string plain, PinnedFigure now, PinnedFigure? then)
    {
        var measure = MeasureCatalogue.Find(id);
        string? Of(PinnedBeside? b) =>
            b is null || measure is null ? null : $"{MeasureFigure.Words(measure.Unit, (double)b.Value)} ({b.Year.ToString(CultureInfo.InvariantCulture)})";
        var others = now.Beside.Where(b => b.Area != Benchmarks.England).Select(b => $"{Area(b.Area)}: {Of(b)}").ToList();
        return
        [
            plain,
            now.Number.Counted is { } counted ? $"{now.Number.InWords}, {counted}" : now.Number.InWords,
            then is null ? null : $"{then.Number.InWords}{Moved(now.Number, then.Number, measure?.Better)}",
            Of(now.Beside.FirstOrDefault(b => b.Area == Benchmarks.England)) ?? "–",
            others.Count == 0 ? "–" : string.Join("; ", others),
        ];
    }

    // «Median of 10 statistical neighbours of … (2025 model)» is for those who know what that is.
    private static string Area(string area) => area.StartsWith("Median of", StringComparison.Ordinal) ? "similar authorities, the middle one" : area;

    // Rounded numbers move by rounding too: nothing is said of a step that rounding alone could make.
    private static string Moved(PublishedNumber now, PublishedNumber then, Polarity? better)
    {
        if (now is not { Held: HeldBack.No, Value: { } n } || then is not { Held: HeldBack.No, Value: { } t } || better is null or Polarity.None)
        {
            return "";
        }
        var unsure = now.Of is { } of and > 0
            ? Math.Max(1, (int)Math.Ceiling(250.0 / of)) + Math.Max(0, then.Of is { } was and > 0 ? (int)Math.Ceiling(250.0 / was) : 0)
            : PublishedNumbers.Step;
        return Math.Abs(n - t) <= unsure ? ", much the same"
            : n > t == (better == Polarity.HigherIsBetter) ? ", now better"
            : ", now worse";
    }
}
