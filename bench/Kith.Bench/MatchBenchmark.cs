using System.Diagnostics;
using Kith.Matching;
using Kith.Practice.Synthetic;

namespace Kith.Bench;

/// <summary>
/// P4: duplicates within one file of invented people who are partly recorded several times. Accuracy is pairwise, over
/// several kinds of file, none of which the model was made for; nothing is set by hand for any of them.
/// </summary>
public sealed class MatchBenchmark : Benchmark
{
    /// <summary>What Splink 4 reached on invented English children (quality.md).</summary>
    private const double SplinkF1 = 0.962;

    private static readonly (string Name, int Size, LabelledKind Kind)[] Kinds =
    [
        ("a council's people", 26_000, new()),
        ("badly kept records", 26_000, new(Again: 0.3, Slips: 4, Missing: 0.1)),
        ("names, dates and addresses only", 26_000, new(Identifiers: false)),
        ("names, dates and numbers only", 26_000, new(Addresses: false)),
        ("one birth in seven of twins", 26_000, new(Twins: 0.14)),
        ("a small file", 1_500, new()),
    ];

    /// <summary>Where the labelled files are to be written as CSV, for other programs to be tried on; null for nowhere.</summary>
    public string? Keep { get; init; }

    public override string Name => "match";

    public override string Does => "finds duplicates among 26,000, 200,000 and --size (1,000,000) people; accuracy over six kinds of file";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        await Task.CompletedTask;
        foreach (var (name, count, kind) in Kinds)
        {
            var people = LabelledPeople.Make(count, 7, kind);
            Write(name, people);
            var (found, _) = Link(people, Environment.ProcessorCount);
            var truth = people.Select((p, i) => (p.Person, i)).GroupBy(p => p.Person).Sum(g => (long)g.Count() * (g.Count() - 1) / 2);
            var wrong = found.Links.Where(l => people[l.Left].Person != people[l.Right].Person).ToList();
            var right = found.Links.Count - wrong.Count;
            var (precision, recall) = (right / (double)Math.Max(1, found.Links.Count), right / (double)truth);
            // Born on one day of one family, and two people: twins.
            var twins = wrong.Count(l =>
                people[l.Left].Facts is var a && people[l.Right].Facts is var b && a.DateOfBirth == b.DateOfBirth && a.DateOfBirth is not null && a.Family == b.Family
            );
            Console.WriteLine(
                $"    {name}: {people.Count:N0} records, {truth:N0} pairs to find; {right:N0} found, {wrong.Count:N0} wrong ({twins:N0} of them twins); precision {precision:0.0000}, recall {recall:0.0000}"
            );
            Trace(people, found, wrong);
            yield return new Figure("P4", $"F1, {name}", 2 * precision * recall / (precision + recall), SplinkF1, "", 1, MoreIsBetter: true);
        }

        // Where people have numbers most pairs are told apart by these; where they have none the names of all have to be compared.
        var (unnumbered, spent) = Link(LabelledPeople.Make(200_000, 11, new(Identifiers: false)), Environment.ProcessorCount);
        yield return new Figure(
            "P4",
            $"{unnumbered.Compared:N0} comparisons of people without numbers, each second and core",
            unnumbered.Compared / spent.Weighing,
            1_000_000,
            "pairs",
            1,
            MoreIsBetter: true
        );
        var took = new List<(double, double)>();
        foreach (var (count, limit, memory) in new[] { (26_000, 10d, double.NaN), (200_000, 90, 1), (size ?? 1_000_000, 600, 6) })
        {
            var people = LabelledPeople.Make(count, 11);
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var (found, times) = Link(people, Environment.ProcessorCount);
            var (whole, weighing) = times;
            took.Add((count, whole));
            yield return new Figure("P4", $"{count:N0} people", whole, limit, "s", 1);
            yield return new Figure("P4", $"{found.Compared:N0} comparisons, each second and core", found.Compared / weighing, 1_000_000, "pairs", 1, MoreIsBetter: true);
            if (!double.IsNaN(memory))
            {
                using var process = Process.GetCurrentProcess();
                yield return new Figure("P4", $"{count:N0} people, the most memory of the process", process.PeakWorkingSet64 / (double)(1L << 30), memory, "GiB", 1);
            }

            GC.KeepAlive(before);
        }

        yield return new Figure("P4", "growth of time with people", Exponent(took), 1.1, "exponent", 1);
    }

    /// <summary>The columns of `kith match` and, last, whose record it is.</summary>
    private void Write(string name, List<LabelledPerson> people)
    {
        if (Keep is null)
        {
            return;
        }

        Directory.CreateDirectory(Keep);
        using var into = new StreamWriter(Path.Combine(Keep, new string([.. name.Where(char.IsLetter)]) + ".csv"));
        into.WriteLine("id,first,middle,last,dob,sex,nhs,upn,line1,postcode,person");
        for (var i = 0; i < people.Count; i++)
        {
            var f = people[i].Facts;
            string?[] values =
            [
                $"R{i}",
                f.Given,
                f.Middle,
                f.Family,
                f.DateOfBirth?.ToString("yyyy-MM-dd"),
                f.Sex,
                f.NhsNumber,
                f.Upn,
                f.AddressLines.FirstOrDefault(),
                f.Postcode,
            ];
            into.WriteLine(string.Join(',', values.Select(v => v is not null && v.Contains(',') ? $"\"{v}\"" : v).Append($"{people[i].Person}")));
        }
    }

    /// <summary>What the model learnt, and what it got wrong: to see why, with KITH_TRACE set.</summary>
    private static void Trace(List<LabelledPerson> people, LinkedPeople found, List<Link> wrong)
    {
        if (Environment.GetEnvironmentVariable("KITH_TRACE") is null)
        {
            return;
        }

        var p = found.Model.Parameters;
        Console.WriteLine($"      prior {p.PriorWeight:0.0}");
        foreach (
            var (field, levels) in new[]
            {
                ("given", p.Given),
                ("middle", p.Middle),
                ("family", p.Family),
                ("birth", p.Birth),
                ("nhs", p.Nhs),
                ("upn", p.Upn),
                ("address", p.Address),
                ("sex", p.Sex),
            }
        )
        {
            Console.WriteLine($"      {field, -8} {string.Join("  ", levels.Select(l => $"{l.M:0.000}/{l.U:0.00000}={Math.Log2(l.M / l.U):0.0}"))}");
        }

        var linked = found.Links.Select(l => (l.Left, l.Right)).ToHashSet();
        var missed = people
            .Select((p, i) => (p.Person, i))
            .GroupBy(p => p.Person, p => p.i)
            .SelectMany(g => g.SelectMany(_ => g, (a, b) => (a, b)).Where(p => p.a < p.b && !linked.Contains(p)))
            .ToList();
        foreach (var (left, right) in missed.Take(14))
        {
            var (a, b) = (people[left].Facts, people[right].Facts);
            var (one, other) = (new HashSet<long>(), new HashSet<long>());
            Blocking.AddKeys(new PreparedPerson(a), one);
            Blocking.AddKeys(new PreparedPerson(b), other);
            Console.WriteLine(
                $"      missed ({one.Count(other.Contains)} keys) {a.Given} {a.Middle} {a.Family} {a.DateOfBirth} {a.Sex} {a.Postcode} | {b.Given} {b.Middle} {b.Family} {b.DateOfBirth} {b.Sex} {b.Postcode}: {found.Model.Compare(a, b).Probability:0.000} {string.Join("; ", found.Model.Compare(a, b).Contributions)}"
            );
        }

        foreach (var link in wrong.Take(8))
        {
            var (a, b) = (people[link.Left].Facts, people[link.Right].Facts);
            Console.WriteLine(
                $"      {a.Given} {a.Middle} {a.Family} {a.DateOfBirth} {a.Sex} {a.Postcode} | {b.Given} {b.Middle} {b.Family} {b.DateOfBirth} {b.Sex} {b.Postcode}: {link.Probability:0.000} {string.Join("; ", found.Model.Compare(a, b).Contributions)}"
            );
        }
    }

    private static (LinkedPeople Found, (double Whole, double Weighing) Took) Link(List<LabelledPerson> people, int degree)
    {
        var began = Stopwatch.GetTimestamp();
        var names = new NameTable();
        var prepared = people.ConvertAll(p => new PreparedPerson(p.Facts, names));
        // Seconds of a core, so that other work on the machine does not count.
        var (from, weighing) = (TimeSpan.Zero, 0d);
        var linker = new Linker(degree)
        {
            Progress = step =>
            {
                weighing = step == "making groups" ? (Environment.CpuUsage.TotalTime - from).TotalSeconds : weighing;
                from = Environment.CpuUsage.TotalTime;
                if (Environment.GetEnvironmentVariable("KITH_TRACE") is not null)
                {
                    Console.WriteLine($"      {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: {step}");
                }
            },
        };
        var found = linker.Within(prepared);
        return (found, (Stopwatch.GetElapsedTime(began).TotalSeconds, weighing));
    }
}
