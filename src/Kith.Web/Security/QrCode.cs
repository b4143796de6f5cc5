using System.Text;

namespace Kith.Web.Security;

/// <summary>
/// A QR code (ISO/IEC 18004, byte mode, error correction level M) drawn on the server as SVG. The secret in it is shown
/// to nobody else: no picture service, no script.
/// </summary>
public static class QrCode
{
    /// <summary>Blank modules around it, so that a telephone finds its edge.</summary>
    private const int Quiet = 4;
    private const int MostVersion = 15;

    // Level M, versions 1 to 15: tables 9 of the standard.
    private static readonly int[] CorrectionPerBlock = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24];
    private static readonly int[] Blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];

    /// <summary>The code of a text as an SVG element; <paramref name="label"/> is read out in its place.</summary>
    /// <exception cref="ArgumentException">The text is longer than some 400 bytes.</exception>
    public static string Svg(string text, string label)
    {
        var modules = Modules(text);
        var size = modules.GetLength(0);
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (modules[x, y])
                {
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x + Quiet} {y + Quiet}h1v1h-1z");
                }
            }
        }
        var side = size + 2 * Quiet;
        return $"<svg class=\"kith-qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(label)}\" shape-rendering=\"crispEdges\" focusable=\"false\">"
            + $"<path fill=\"#ffffff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000000\" d=\"{path}\"/></svg>";
    }

    /// <summary>The dark modules by column and row.</summary>
    public static bool[,] Modules(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Enumerable.Range(1, MostVersion).FirstOrDefault(v => bytes.Length * 8 + 4 + (v < 10 ? 8 : 16) <= DataCodewords(v) * 8);
        if (version == 0)
        {
            throw new ArgumentException("The text is too long for a code that a telephone reads easily.", nameof(text));
        }
        var codewords = Interleave(Data(bytes, version), version);
        bool[,]? best = null;
        var least = int.MaxValue;
        for (var mask = 0; mask < 8; mask++)
        {
            var drawn = Draw(codewords, version, mask);
            var penalty = Penalty(drawn);
            if (penalty < least)
            {
                (best, least) = (drawn, penalty);
            }
        }
        return best!;
    }

    private static int AllCodewords(int version)
    {
        var bits = (16 * version + 128) * version + 64;
        if (version >= 2)
        {
            var aligned = version / 7 + 2;
            bits -= (25 * aligned - 10) * aligned - 55;
            bits -= version >= 7 ? 36 : 0;
        }
        return bits / 8;
    }

    private static int DataCodewords(int version) => AllCodewords(version) - CorrectionPerBlock[version - 1] * Blocks[version - 1];

    private static byte[] Data(byte[] bytes, int version)
    {
        var bits = new List<bool>();
        Add(0b0100, 4);
        Add(bytes.Length, version < 10 ? 8 : 16);
        foreach (var b in bytes)
        {
            Add(b, 8);
        }
        var room = DataCodewords(version) * 8;
        Add(0, Math.Min(4, room - bits.Count));
        Add(0, (8 - bits.Count % 8) % 8);
        for (var pad = 0xEC; bits.Count < room; pad ^= 0xEC ^ 0x11)
        {
            Add(pad, 8);
        }
        return [.. bits.Chunk(8).Select(c => (byte)c.Aggregate(0, (sum, bit) => sum << 1 | (bit ? 1 : 0)))];

        void Add(int value, int length)
        {
            for (var i = length - 1; i >= 0; i--)
            {
                bits.Add((value >> i & 1) == 1);
            }
        }
    }

    private static byte[] Interleave(byte[] data, int version)
    {
        var (correction, count, all) = (CorrectionPerBlock[version - 1], Blocks[version - 1], AllCodewords(version));
        var shorter = count - all % count;
        var generator = Generator(correction);
        var blocks = new List<(byte[] Data, byte[] Correction)>();
        var at = 0;
        for (var b = 0; b < count; b++)
        {
            var length = all / count - correction + (b < shorter ? 0 : 1);
            var part = data[at..(at + length)];
            at += length;
            blocks.Add((part, Remainder(part, generator)));
        }
        var longest = blocks.Max(b => b.Data.Length);
        return
        [
            .. Enumerable.Range(0, longest).SelectMany(i => blocks.Where(b => i < b.Data.Length).Select(b => b.Data[i])),
            .. Enumerable.Range(0, correction).SelectMany(i => blocks.Select(b => b.Correction[i])),
        ];
    }

    private static byte[] Generator(int degree)
    {
        var result = new byte[degree];
        result[degree - 1] = 1;
        byte root = 1;
        for (var i = 0; i < degree; i++)
        {
            for (var j = 0; j < degree; j++)
            {
                result[j] = Multiply(result[j], root);
                if (j + 1 < degree)
                {
                    result[j] ^= result[j + 1];
                }
            }
            root = Multiply(root, 2);
        }
        return result;
    }

    private static byte[] Remainder(byte[] data, byte[] generator)
    {
        var result = new byte[generator.Length];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ result[0]);
            Array.Copy(result, 1, result, 0, result.Length - 1);
            result[^1] = 0;
            for (var i = 0; i < result.Length; i++)
            {
                result[i] ^= Multiply(generator[i], factor);
            }
        }
        return result;
    }

    /// <summary>In the field of 256 elements with the standard's polynomial.</summary>
    private static byte Multiply(byte a, byte b)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
        {
            product = product << 1 ^ (product >> 7) * 0x11D;
            product ^= (b >> i & 1) * a;
        }
        return (byte)product;
    }

    private static bool[,] Draw(byte[] codewords, int version, int mask)
    {
        var size = version * 4 + 17;
        var dark = new bool[size, size];
        var fixedHere = new bool[size, size];
        for (var i = 0; i < size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
        Finder(3, 3);
        Finder(size - 4, 3);
        Finder(3, size - 4);
        var places = Alignment(version, size);
        foreach (var x in places)
        {
            foreach (var y in places)
            {
                if (!((x == 6 && y == 6) || (x == 6 && y == size - 7) || (x == size - 7 && y == 6)))
                {
                    for (var dy = -2; dy <= 2; dy++)
                    {
                        for (var dx = -2; dx <= 2; dx++)
                        {
                            Set(x + dx, y + dy, Math.Max(Math.Abs(dx), Math.Abs(dy)) != 1);
                        }
                    }
                }
            }
        }
        Format();
        Version();

        var bit = 0;
        for (var right = size - 1; right >= 1; right -= 2)
        {
            right = right == 6 ? 5 : right;
            for (var step = 0; step < size; step++)
            {
                for (var j = 0; j < 2; j++)
                {
                    var x = right - j;
                    var y = (right + 1 & 2) == 0 ? size - 1 - step : step;
                    if (!fixedHere[x, y])
                    {
                        dark[x, y] = (bit < codewords.Length * 8 && (codewords[bit >> 3] >> (7 - (bit & 7)) & 1) == 1) ^ Masked(mask, x, y);
                        bit++;
                    }
                }
            }
        }
        return dark;

        void Set(int x, int y, bool on)
        {
            dark[x, y] = on;
            fixedHere[x, y] = true;
        }

        void Finder(int cx, int cy)
        {
            for (var dy = -4; dy <= 4; dy++)
            {
                for (var dx = -4; dx <= 4; dx++)
                {
                    if (cx + dx >= 0 && cx + dx < size && cy + dy >= 0 && cy + dy < size)
                    {
                        Set(cx + dx, cy + dy, Math.Max(Math.Abs(dx), Math.Abs(dy)) is not (2 or 4));
                    }
                }
            }
        }

        void Format()
        {
            // Level M is written as 00.
            var rest = mask;
            for (var i = 0; i < 10; i++)
            {
                rest = rest << 1 ^ (rest >> 9) * 0x537;
            }
            var bits = (mask << 10 | rest) ^ 0x5412;
            bool Bit(int i) => (bits >> i & 1) == 1;
            for (var i = 0; i <= 5; i++)
            {
                Set(8, i, Bit(i));
            }
            Set(8, 7, Bit(6));
            Set(8, 8, Bit(7));
            Set(7, 8, Bit(8));
            for (var i = 9; i < 15; i++)
            {
                Set(14 - i, 8, Bit(i));
            }
            for (var i = 0; i < 8; i++)
            {
                Set(size - 1 - i, 8, Bit(i));
            }
            for (var i = 8; i < 15; i++)
            {
                Set(8, size - 15 + i, Bit(i));
            }
            Set(8, size - 8, true);
        }

        void Version()
        {
            if (version < 7)
            {
                return;
            }
            var rest = version;
            for (var i = 0; i < 12; i++)
            {
                rest = rest << 1 ^ (rest >> 11) * 0x1F25;
            }
            var bits = version << 12 | rest;
            for (var i = 0; i < 18; i++)
            {
                var on = (bits >> i & 1) == 1;
                Set(size - 11 + i % 3, i / 3, on);
                Set(i / 3, size - 11 + i % 3, on);
            }
        }
    }

    private static int[] Alignment(int version, int size)
    {
        if (version == 1)
        {
            return [];
        }
        var count = version / 7 + 2;
        var step = (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(i => size - 7 - i * step)];
    }

    private static bool Masked(int mask, int x, int y) =>
        mask switch
        {
            0 => (x + y) % 2 == 0,
            1 => y % 2 == 0,
            2 => x % 3 == 0,
            3 => (x + y) % 3 == 0,
            4 => (x / 3 + y / 2) % 2 == 0,
            5 => x * y % 2 + x * y % 3 == 0,
            6 => (x * y % 2 + x * y % 3) % 2 == 0,
            _ => ((x + y) % 2 + x * y % 3) % 2 == 0,
        };

    /// <summary>How hard a pattern is to read: long runs, blocks of one colour, too much of one colour.</summary>
    private static int Penalty(bool[,] dark)
    {
        var size = dark.GetLength(0);
        var penalty = 0;
        var count = 0;
        for (var a = 0; a < size; a++)
        {
            penalty += Runs(i => dark[i, a]) + Runs(i => dark[a, i]);
            for (var b = 0; b < size; b++)
            {
                count += dark[a, b] ? 1 : 0;
                if (a + 1 < size && b + 1 < size && dark[a, b] == dark[a + 1, b] && dark[a, b] == dark[a, b + 1] && dark[a, b] == dark[a + 1, b + 1])
                {
                    penalty += 3;
                }
            }
        }
        return penalty + Math.Abs(count * 20 - size * size * 10) / (size * size) * 10;

        int Runs(Func<int, bool> line)
        {
            var (sum, run) = (0, 1);
            for (var i = 1; i <= size; i++)
            {
                if (i < size && line(i) == line(i - 1))
                {
                    run++;
                    continue;
                }
                sum += run >= 5 ? run - 2 : 0;
                run = 1;
            }
            return sum;
        }
    }
}
