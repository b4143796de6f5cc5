using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kith.Practice.SubjectAccess.Redacting;

/// <summary>A place in the words of an item that is taken out.</summary>
/// <param name="Field">The number of the line, from 0.</param>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is.</param>
public sealed record Strike(int Field, int Start, int Length, DisclosureReason Reason)
{
    public int End => Start + Length;

    /// <summary>The places as they are kept; null for none.</summary>
    public static string? Write(IReadOnlyCollection<Strike> strikes) => strikes.Count == 0 ? null : JsonSerializer.Serialize(strikes);

    /// <summary>The places that were kept; none where they cannot be read.</summary>
    public static IReadOnlyList<Strike> Read(string? kept)
    {
        try
        {
            return kept is null ? [] : JsonSerializer.Deserialize<List<Strike>>(kept)?.FindAll(s => s is not null) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Whether the place lies within the words, cuts no character in two and takes something out.</summary>
    public bool IsWithin(IReadOnlyList<HeldField> fields) =>
        Field >= 0
        && Field < fields.Count
        && Start >= 0
        && Length > 0
        && (long)Start + Length <= fields[Field].Text.Length
        && !Cuts(fields[Field].Text, Start)
        && !Cuts(fields[Field].Text, Start + Length);

    private static bool Cuts(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
}

/// <summary>Takes words out: what is made by it holds nothing of them, neither their letters nor how many there were.</summary>
public static class Redaction
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The words of an item without what is taken out of it, here and everywhere.</summary>
    public static IReadOnlyList<HeldField> Apply(
        IReadOnlyList<HeldField> fields,
        IEnumerable<Strike> strikes,
        IReadOnlyCollection<(string Words, DisclosureReason Reason)> everywhere
    )
    {
        var byField = strikes.Where(s => s.IsWithin(fields)).ToLookup(s => s.Field);
        return
        [
            .. fields.Select(
                (f, i) =>
                    f with
                    {
                        Text = Without(f.Text, [.. byField[i], .. everywhere.SelectMany(w => Find(f.Text, w.Words).Select(p => new Strike(i, p.Start, p.Length, w.Reason)))]),
                    }
            ),
        ];
    }

    /// <summary>The words without some places. Places that meet become one mark, and where one of their reasons is not told, none is.</summary>
    public static string Without(string text, IReadOnlyCollection<Strike> places)
    {
        if (places.Count == 0)
        {
            return text;
        }
        var kept = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, to, mark) in Merged(text, places))
        {
            var end = to;
            // The blanks behind stay, so that the next words do not run into the mark.
            while (end > start && char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }
            if (end == start)
            {
                continue;
            }
            kept.Append(text, at, start - at).Append(mark);
            at = end;
        }
        return kept.Append(text, at, text.Length - at).ToString();
    }

    private static IEnumerable<(int Start, int End, string Mark)> Merged(string text, IEnumerable<Strike> places)
    {
        (int Start, int End, HashSet<DisclosureReason> Reasons)? open = null;
        foreach (var place in places.OrderBy(p => p.Start).ThenByDescending(p => p.Length))
        {
            // Two places with nothing but blanks between them are one: the gap would tell how many words there were.
            if (open is { } o && (place.Start <= o.End || text.AsSpan(o.End, place.Start - o.End).IsWhiteSpace()))
            {
                o.Reasons.Add(place.Reason);
                open = (o.Start, Math.Max(o.End, place.End), o.Reasons);
                continue;
            }
            if (open is { } done)
            {
                yield return (done.Start, done.End, Mark(done.Reasons));
            }
            open = (place.Start, place.End, [place.Reason]);
        }
        if (open is { } last)
        {
            yield return (last.Start, last.End, Mark(last.Reasons));
        }
    }

    private static string Mark(HashSet<DisclosureReason> reasons) =>
        reasons.FirstOrDefault(r => !DisclosureReasons.IsTold(r), reasons.Min()) is var reason ? DisclosureReasons.Mark(reason) : "";

    /// <summary>Where words stand in a text, in whatever letters and with whatever blanks between them; whole words only.</summary>
    public static IEnumerable<(int Start, int Length)> Find(string text, string words)
    {
        var parts = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || text.Length == 0)
        {
            return [];
        }
        var before = char.IsLetterOrDigit(parts[0][0]) ? @"(?<![\p{L}\p{N}])" : "";
        var after = char.IsLetterOrDigit(parts[^1][^1]) ? @"(?![\p{L}\p{N}])" : "";
        var pattern = before + string.Join(@"\s+", parts.Select(Regex.Escape)) + after;
        return [.. Regex.Matches(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience).Select(m => (m.Index, m.Length))];
    }
}

/// <summary>A text cut into pieces that can be ticked: sentences, and long ones at their commas. Together they are the whole text.</summary>
public static class Pieces
{
    /// <summary>From this many letters on a sentence is cut at its commas.</summary>
    private const int Long = 120;

    /// <summary>A text without a sentence is cut after so many letters, at the next blank.</summary>
    private const int TooLong = 400;

    /// <summary>Where each piece begins, and how long it is.</summary>
    public static IReadOnlyList<(int Start, int Length)> Of(string text)
    {
        var pieces = new List<(int, int)>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var next = i + 1 < text.Length ? text[i + 1] : ' ';
            var ends =
                c == '\n'
                || (c is '.' or '!' or '?' or '…' && char.IsWhiteSpace(next))
                || (c is ',' or ';' or ':' && char.IsWhiteSpace(next) && i - start >= Long)
                || (char.IsWhiteSpace(c) && i - start >= TooLong);
            if (ends)
            {
                // The blanks after a piece belong to it: taken out with it, nothing of them is left.
                while (i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]))
                {
                    i++;
                }
                Add(i + 1);
            }
        }
        Add(text.Length);
        return pieces;

        void Add(int end)
        {
            if (end > start)
            {
                if (string.IsNullOrWhiteSpace(text[start..end]) && pieces.Count > 0)
                {
                    pieces[^1] = (pieces[^1].Item1, end - pieces[^1].Item1);
                }
                else
                {
                    pieces.Add((start, end - start));
                }
                start = end;
            }
        }
    }
}
