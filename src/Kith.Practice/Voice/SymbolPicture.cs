using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Kith.Practice.Voice;

/// <summary>
/// The symbols as pictures for documents that cannot hold line drawings: made from the same drawings, so that both are
/// always alike. A line is every point within half its width of the path, which gives round ends and corners.
/// </summary>
public static partial class SymbolPicture
{
    /// <summary>Points across: sharp at a centimetre and a half on paper.</summary>
    public const int Across = 192;
    private const double Scale = Across / 48.0;
    private const double HalfLine = 1.25 * Scale;
    private const byte Ink = 12;

    private static readonly ConcurrentDictionary<string, byte[]> Made = new();

    /// <summary>The symbol as a PNG picture, dark on white; null for a name that is not there.</summary>
    public static byte[]? Png(string? name) => name is not null && Symbols.Drawing(name) is { } drawing ? Made.GetOrAdd(name, _ => Encode(Draw(drawing))) : null;

    /// <summary>How dark each point is, row by row: 0 to 1.</summary>
    internal static double[,] Draw(string drawing)
    {
        var dark = new double[Across, Across];
        foreach (Match element in Elements().Matches(drawing))
        {
            var of = Attributes().Matches(element.Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
            var lines = element.Groups[1].Value switch
            {
                "circle" => [Circle(Number(of["cx"]), Number(of["cy"]), Number(of["r"]))],
                "rect" => [Box(Number(of["x"]), Number(of["y"]), Number(of["width"]), Number(of["height"]), of.TryGetValue("rx", out var rx) ? Number(rx) : 0)],
                _ => SymbolPath.Lines(of["d"]),
            };
            foreach (var line in lines)
            {
                for (var i = 0; i + 1 < line.Count; i++)
                {
                    Stroke(dark, line[i], line[i + 1]);
                }
            }
        }
        return dark;
    }

    private static void Stroke(double[,] dark, (double X, double Y) from, (double X, double Y) to)
    {
        var (ax, ay, bx, by) = (from.X * Scale, from.Y * Scale, to.X * Scale, to.Y * Scale);
        var (dx, dy) = (bx - ax, by - ay);
        var length = dx * dx + dy * dy;
        var reach = HalfLine + 1;
        for (var y = Math.Max(0, (int)(Math.Min(ay, by) - reach)); y <= Math.Min(Across - 1, (int)(Math.Max(ay, by) + reach)); y++)
        {
            for (var x = Math.Max(0, (int)(Math.Min(ax, bx) - reach)); x <= Math.Min(Across - 1, (int)(Math.Max(ax, bx) + reach)); x++)
            {
                var (px, py) = (x + 0.5 - ax, y + 0.5 - ay);
                var along = length == 0 ? 0 : Math.Clamp((px * dx + py * dy) / length, 0, 1);
                var away = Math.Sqrt((px - along * dx) * (px - along * dx) + (py - along * dy) * (py - along * dy));
                dark[y, x] = Math.Max(dark[y, x], Math.Clamp(HalfLine + 0.5 - away, 0, 1));
            }
        }
    }

    private static List<(double X, double Y)> Circle(double cx, double cy, double r) =>
        [.. Enumerable.Range(0, 65).Select(i => i % 64 * Math.PI / 32).Select(a => (cx + r * Math.Cos(a), cy + r * Math.Sin(a)))];

    private static List<(double X, double Y)> Box(double x, double y, double width, double height, double rx) =>
        SymbolPath.Lines(
            string.Create(
                CultureInfo.InvariantCulture,
                $"M{x + rx} {y}h{width - 2 * rx}a{rx} {rx} 0 0 1 {rx} {rx}v{height - 2 * rx}a{rx} {rx} 0 0 1 {-rx} {rx}h{2 * rx - width}a{rx} {rx} 0 0 1 {-rx} {-rx}v{2 * rx - height}a{rx} {rx} 0 0 1 {rx} {-rx}Z"
            )
        )[0];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // The smallest PNG there is: grey, eight bits, one piece of data (PNG specification, W3C).
    private static byte[] Encode(double[,] dark)
    {
        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Across);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Across);
        head[8] = 8;
        Piece(file, "IHDR"u8, head);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[Across + 1];
            for (var y = 0; y < Across; y++)
            {
                for (var x = 0; x < Across; x++)
                {
                    row[x + 1] = (byte)Math.Round(255 - dark[y, x] * (255 - Ink));
                }
                zip.Write(row);
            }
        }
        Piece(file, "IDAT"u8, packed.ToArray());
        Piece(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Piece(MemoryStream file, ReadOnlySpan<byte> kind, byte[] data)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, data.Length);
        file.Write(four);
        byte[] body = [.. kind, .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(four, Check(body));
        file.Write(four);
    }

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var sum = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? 0xEDB88320u ^ (sum >> 1) : sum >> 1;
            }
        }
        return ~sum;
    }

    [GeneratedRegex("<(circle|rect|path)[^>]*>")]
    private static partial Regex Elements();

    [GeneratedRegex("([a-z]+)='([^']*)'")]
    private static partial Regex Attributes();
}

/// <summary>Reads the path of a drawing (SVG paths, W3C) as straight pieces short enough to look round.</summary>
internal static partial class SymbolPath
{
    private const int Pieces = 16;

    /// <summary>Each stretch of the path from a move to the next.</summary>
    /// <exception cref="FormatException">The path holds something that is none.</exception>
    public static List<List<(double X, double Y)>> Lines(string path)
    {
        var lines = new List<List<(double X, double Y)>>();
        var tokens = Tokens().Matches(path).Select(m => m.Value).ToList();
        var (at, start, turn) = ((X: 0.0, Y: 0.0), (X: 0.0, Y: 0.0), ((double X, double Y)?)null);
        var (command, before, i) = ('M', 'M', 0);
        while (i < tokens.Count)
        {
            if (char.IsLetter(tokens[i][0]))
            {
                command = tokens[i++][0];
            }
            var (x, y) = char.IsLower(command) ? at : (0, 0);
            switch (char.ToUpperInvariant(command))
            {
                case 'M':
                    at = start = (x + Next(), y + Next());
                    lines.Add([at]);
                    // What follows a move without a letter is a line.
                    (before, command) = (command, command == 'm' ? 'l' : 'L');
                    continue;
                case 'L':
                    To((x + Next(), y + Next()));
                    break;
                case 'H':
                    To((x + Next(), at.Y));
                    break;
                case 'V':
                    To((at.X, y + Next()));
                    break;
                case 'C':
                    Bend((x + Next(), y + Next()), (x + Next(), y + Next()), (x + Next(), y + Next()));
                    break;
                case 'Q':
                    Arch((x + Next(), y + Next()), (x + Next(), y + Next()));
                    break;
                case 'T':
                    var mirrored = char.ToUpperInvariant(before) is 'Q' or 'T' && turn is { } t ? (2 * at.X - t.X, 2 * at.Y - t.Y) : at;
                    Arch(mirrored, (x + Next(), y + Next()));
                    break;
                case 'A':
                    Round(Next(), Next(), Next(), Next() != 0, Next() != 0, (x + Next(), y + Next()));
                    break;
                case 'Z':
                    To(start);
                    break;
                default:
                    throw new FormatException($"«{command}» is no part of a drawing.");
            }
            before = command;
        }
        return lines;

        double Next() => double.Parse(tokens[i++], CultureInfo.InvariantCulture);

        void To((double X, double Y) point)
        {
            if (lines.Count == 0 || lines[^1].Count == 0)
            {
                lines.Add([at]);
            }
            lines[^1].Add(point);
            at = point;
        }

        void Bend((double X, double Y) one, (double X, double Y) two, (double X, double Y) end)
        {
            var from = at;
            for (var n = 1; n <= Pieces; n++)
            {
                var (u, v) = ((double)n / Pieces, 1 - (double)n / Pieces);
                To(
                    (
                        v * v * v * from.X + 3 * v * v * u * one.X + 3 * v * u * u * two.X + u * u * u * end.X,
                        v * v * v * from.Y + 3 * v * v * u * one.Y + 3 * v * u * u * two.Y + u * u * u * end.Y
                    )
                );
            }
        }

        void Arch((double X, double Y) top, (double X, double Y) end)
        {
            var from = at;
            turn = top;
            for (var n = 1; n <= Pieces; n++)
            {
                var (u, v) = ((double)n / Pieces, 1 - (double)n / Pieces);
                To((v * v * from.X + 2 * v * u * top.X + u * u * end.X, v * v * from.Y + 2 * v * u * top.Y + u * u * end.Y));
            }
        }

        // From the ends of an arc to its middle: SVG, implementation notes, B.2.4.
        void Round(double rx, double ry, double tilt, bool large, bool sweep, (double X, double Y) end)
        {
            var from = at;
            if (rx == 0 || ry == 0 || from == end)
            {
                To(end);
                return;
            }
            var (cos, sin) = (Math.Cos(tilt * Math.PI / 180), Math.Sin(tilt * Math.PI / 180));
            var (hx, hy) = ((from.X - end.X) / 2, (from.Y - end.Y) / 2);
            var (px, py) = (cos * hx + sin * hy, -sin * hx + cos * hy);
            var grow = Math.Sqrt(Math.Max(1, px * px / (rx * rx) + py * py / (ry * ry)));
            (rx, ry) = (rx * grow, ry * grow);
            var below = rx * rx * py * py + ry * ry * px * px;
            var factor = (large == sweep ? -1 : 1) * Math.Sqrt(Math.Max(0, (rx * rx * ry * ry - below) / below));
            var (mx, my) = (factor * rx * py / ry, -factor * ry * px / rx);
            var (cx, cy) = (cos * mx - sin * my + (from.X + end.X) / 2, sin * mx + cos * my + (from.Y + end.Y) / 2);
            var begin = Math.Atan2((py - my) / ry, (px - mx) / rx);
            var turnBy = Math.Atan2((-py - my) / ry, (-px - mx) / rx) - begin;
            turnBy +=
                sweep && turnBy < 0 ? 2 * Math.PI
                : !sweep && turnBy > 0 ? -2 * Math.PI
                : 0;
            for (var n = 1; n <= 2 * Pieces; n++)
            {
                var a = begin + turnBy * n / (2 * Pieces);
                To((cx + rx * Math.Cos(a) * cos - ry * Math.Sin(a) * sin, cy + rx * Math.Cos(a) * sin + ry * Math.Sin(a) * cos));
            }
        }
    }

    [GeneratedRegex(@"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")]
    private static partial Regex Tokens();
}
