using System.IO.Compression;
using System.Security.Cryptography;
using Kith.Practice.Statistics;

namespace Kith.Practice.Audits.Programme;

/// <summary>A child who could be drawn, with what the weights ask about.</summary>
public sealed record Candidate(
    Guid PersonId,
    Guid TeamId,
    bool Disabled,
    bool Exploitation,
    string? Ethnicity,
    DateOnly? BornOn,
    DateOnly? EpisodeFrom,
    DateOnly? ReferredBefore,
    DateOnly? AuditedOn
);

/// <summary>One line of the frame: the child, the team and the weight are all that the draw looks at.</summary>
public readonly record struct FrameLine(Guid PersonId, Guid TeamId, int Weight);

/// <summary>A child who was drawn, or stands by as a reserve.</summary>
/// <param name="Place">From 1 within the team: the order for reserves.</param>
/// <param name="Chance">How likely this child was to be in the sample; null for a reserve.</param>
/// <param name="Second">True where a second, blind grade was drawn too.</param>
public sealed record Drawn(Guid PersonId, Guid TeamId, int Weight, bool Reserve, int Place, Chance? Chance, bool Second);

/// <summary>
/// Draws the children of a cycle: team by team, each child's chance in proportion to its weight, from a seed. The same frame
/// and seed give the same children on any machine. See docs/statistics.md.
/// </summary>
public static class Sampling
{
    /// <summary>Days from which an involvement is long.</summary>
    public const int LongDays = 548;
    private const string WhiteBritish = "WBRI";
    private static readonly HashSet<string> NotKnown = ["NOBT", "REFU"];

    /// <summary>What holds of a child, in the words of <see cref="SampleWeights.All"/>.</summary>
    public static IReadOnlyList<string> Traits(Candidate c, DateOnly today)
    {
        var traits = new List<string>();
        if (c.Disabled)
        {
            traits.Add("disabled");
        }
        if (c.Exploitation)
        {
            traits.Add("at risk outside the home");
        }
        if (c.Ethnicity is { } ethnicity && ethnicity != WhiteBritish && !NotKnown.Contains(ethnicity))
        {
            traits.Add("of an ethnic minority");
        }
        if (c.BornOn is null || c.BornOn > today.AddYears(-5))
        {
            traits.Add("under five");
        }
        if (c.BornOn <= today.AddYears(-16))
        {
            traits.Add("16 or over");
        }
        if (c.EpisodeFrom is { } from && c.ReferredBefore >= from.AddYears(-1))
        {
            traits.Add("referred again within a year");
        }
        if (c.EpisodeFrom <= today.AddDays(-LongDays))
        {
            traits.Add("worked with for over 18 months");
        }
        return traits;
    }

    /// <summary>The weight of a child: what its traits are worth, multiplied.</summary>
    public static int Weight(Candidate c, SampleWeights weights, DateOnly today)
    {
        var traits = Traits(c, today);
        return weights.All.Where(w => traits.Contains(w.Words)).Aggregate(1, (product, w) => checked(product * w.Times));
    }

    /// <summary>Whether a child is left out, and why; null when not.</summary>
    public static string? Excluded(Candidate c, SampleExclusions exclusions, DateOnly today) =>
        exclusions.AuditedWithinMonths > 0 && c.AuditedOn > today.AddMonths(-exclusions.AuditedWithinMonths) ? "audited recently"
        : c.EpisodeFrom > today.AddDays(-exclusions.OpenAtLeastDays) ? "worked with for a short time only"
        : null;

    /// <summary>Draws the sample and as many reserves, and which of the sample get a second grade.</summary>
    /// <param name="numbers">How many of each team.</param>
    /// <param name="secondShare">Of a hundred, how many get a second grade; at least one where any is asked for.</param>
    public static IReadOnlyList<Drawn> Draw(IReadOnlyCollection<FrameLine> frame, IReadOnlyDictionary<Guid, int> numbers, int secondShare, long seed)
    {
        var random = new SplitMix(unchecked((ulong)seed));
        var drawn = new List<Drawn>();
        foreach (var (team, number) in numbers.OrderBy(n => n.Key, ByBytes))
        {
            var lines = frame.Where(l => l.TeamId == team).OrderBy(l => l.PersonId, ByBytes).ToList();
            var weights = lines.ConvertAll(l => (long)l.Weight);
            var chances = WeightedSample.Chances(weights, number);
            var chosen = WeightedSample.Draw(weights, number, random);
            drawn.AddRange(chosen.Select((at, i) => new Drawn(lines[at].PersonId, team, lines[at].Weight, false, i + 1, chances[at], false)));
            var rest = Enumerable.Range(0, lines.Count).Except(chosen).ToList();
            var order = WeightedSample.Order(rest.ConvertAll(i => weights[i]), random);
            drawn.AddRange(order.Take(number).Select((at, i) => new Drawn(lines[rest[at]].PersonId, team, lines[rest[at]].Weight, true, i + 1, null, false)));
        }
        var sample = Enumerable.Range(0, drawn.Count).Where(i => !drawn[i].Reserve).ToList();
        var seconds = secondShare <= 0 ? 0 : Math.Min(sample.Count, Math.Max(1, (sample.Count * secondShare + 99) / 100));
        foreach (var at in WeightedSample.Draw([.. sample.Select(_ => 1L)], seconds, random))
        {
            drawn[sample[at]] = drawn[sample[at]] with { Second = true };
        }
        return drawn;
    }

    /// <summary>Ids in the order of their bytes: the platform's own order differs between databases.</summary>
    internal static readonly IComparer<Guid> ByBytes = Comparer<Guid>.Create((a, b) => a.ToByteArray(true).AsSpan().SequenceCompareTo(b.ToByteArray(true)));
}

/// <summary>The frame of a draw as it is kept: a line of 36 bytes for each child, in order, packed.</summary>
public static class SampleFrame
{
    /// <summary>Packs a frame.</summary>
    public static byte[] Pack(IEnumerable<FrameLine> lines)
    {
        using var bytes = new MemoryStream();
        Span<byte> weight = stackalloc byte[4];
        using (var zip = new GZipStream(bytes, CompressionLevel.Optimal))
        {
            foreach (var line in lines.OrderBy(l => l.PersonId, Sampling.ByBytes))
            {
                zip.Write(line.PersonId.ToByteArray(true));
                zip.Write(line.TeamId.ToByteArray(true));
                System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(weight, line.Weight);
                zip.Write(weight);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>Reads a frame.</summary>
    public static IReadOnlyList<FrameLine> Unpack(byte[] packed)
    {
        var bytes = Plain(packed);
        var lines = new List<FrameLine>(bytes.Length / 36);
        for (var at = 0; at + 36 <= bytes.Length; at += 36)
        {
            var line = bytes.AsSpan(at, 36);
            lines.Add(new(new Guid(line[..16], true), new Guid(line[16..32], true), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(line[32..])));
        }
        return lines;
    }

    /// <summary>SHA-256 of the lines, not of how they were packed.</summary>
    public static string Digest(byte[] packed) => Convert.ToHexStringLower(SHA256.HashData(Plain(packed)));

    private static byte[] Plain(byte[] packed)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
