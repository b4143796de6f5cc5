using System.Diagnostics;
using System.Text;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;

namespace Kith.Bench;

/// <summary>
/// Damaged returns without number through the reader and the rules: each is validated or refused in one sentence, soon,
/// in little memory, and nothing else ever happens.
/// </summary>
public sealed class CensusFuzzBenchmark : Benchmark
{
    private static readonly string[] Words =
    [
        "<",
        ">",
        "</",
        "/>",
        "&",
        "&amp;",
        "&x;",
        "&#0;",
        "&#x1F600;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<Child>",
        "</Child>",
        "<Children>",
        "</Children>",
        "<Header>",
        "</Message>",
        "<CINdetails>",
        "</CINdetails>",
        "<Reviews/>",
        "<Section47>",
        "<LAchildID>",
        " xmlns='urn:x'",
        " a='b'",
        "\0",
        "\r",
        "\uFEFF",
        "\uFFFD",
        "é",
        "𝄞",
        "=1+1",
        "9999-12-31",
        "0001-01-01",
        "2025-02-30",
        "-1",
        "99999999999999999999",
        "utf-7",
        "utf-16",
        "ibm037",
        "iso-2022-jp",
        "true",
        "RC8",
        "21",
    ];

    public override string Name => "census-fuzz";

    public override string Does => "reads and judges --size damaged returns (1,000,000 unless told)";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        await Task.Yield();
        var inputs = size ?? 1_000_000;
        var seeds = Seeds();
        var words = Words.Select(Encoding.UTF8.GetBytes).ToArray();
        int whole = 0,
            refused = 0,
            different = 0,
            others = 0;
        var slowest = 0.0;
        var next = 0;
        var began = Stopwatch.GetTimestamp();
        var most = 0L;
        Parallel.For(
            0,
            Environment.ProcessorCount,
            _ =>
            {
                int i;
                while ((i = Interlocked.Increment(ref next)) <= inputs)
                {
                    // Each input is made from its number alone, so a failing one can be made again.
                    var bytes = Damage(seeds, words, new Random(i));
                    var before = Stopwatch.GetTimestamp();
                    try
                    {
                        CensusValidation.Run(new MemoryStream(bytes), new CensusValidationOptions { Threads = 1 });
                        Interlocked.Increment(ref whole);
                    }
                    catch (CensusFileException refusal) when (refusal.Message.Length is > 0 and < 1_000 && !refusal.Message.Contains('\n', StringComparison.Ordinal))
                    {
                        Interlocked.Increment(ref refused);
                    }
                    catch (Exception problem)
                    {
                        Interlocked.Increment(ref others);
                        Console.Error.WriteLine($"    input {i}: {problem.GetType().Name} {problem.Message}");
                    }

                    var took = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
                    lock (seeds)
                    {
                        slowest = Math.Max(slowest, took);
                        if ((i & 0x3FFF) == 0)
                        {
                            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                        }
                    }
                }
            }
        );
        Console.WriteLine(
            $"    {inputs:N0} inputs in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {whole:N0} validated, {refused:N0} refused in one sentence; the slowest took {slowest:0} ms"
        );
        yield return new Figure("P1", "inputs that were neither validated nor refused in one sentence", others + different, 1, "inputs", 0);
        yield return new Figure("P1", "most memory held while at it", most / 1048576.0, 100, "MiB", 1);
    }

    private static byte[][] Seeds()
    {
        var path = Path.GetTempFileName();
        try
        {
            var seeds = new List<byte[]>();
            foreach (var children in (int[])[1, 2, 4])
            {
                CensusReturns.Write(path, children);
                seeds.Add(File.ReadAllBytes(path));
            }

            return [.. seeds];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Damage(byte[][] seeds, byte[][] words, Random dice)
    {
        var bytes = new List<byte>(seeds[dice.Next(seeds.Length)]);
        for (var times = dice.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            var at = dice.Next(bytes.Count);
            switch (dice.Next(7))
            {
                case 0:
                    bytes[at] = (byte)dice.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(dice.Next(1, 60), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, words[dice.Next(words.Length)]);
                    break;
                case 3:
                    // A piece of the file again, somewhere else: elements in wrong places, twice, without their ends.
                    bytes.InsertRange(at, bytes.GetRange(at / 2, Math.Min(dice.Next(1, 400), bytes.Count - at / 2)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    // An element with its content, from its sign to the end of its line.
                    var from = bytes.IndexOf((byte)'<', at);
                    var to = from < 0 ? -1 : bytes.IndexOf((byte)'\n', from);
                    if (to > from)
                    {
                        bytes.RemoveRange(from, to - from);
                    }

                    break;
                default:
                    // A value changed, and nothing else.
                    var value = bytes.IndexOf((byte)'>', at);
                    if (value > 0 && value + 1 < bytes.Count && bytes[value + 1] != '\n')
                    {
                        bytes.InsertRange(value + 1, words[dice.Next(words.Length)]);
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
