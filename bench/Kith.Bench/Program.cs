using System.Text.Json;
using Kith.Bench;

// `kith bench` lists; `kith bench NAME [--size N] [--engine sqlite|postgresql] [--json FILE]` runs one (`failover` with `--previous DIR`, `match` with `--keep DIR` for its labelled files); `kith bench all` runs every one.
if (args is [BareHost.Word, ..])
{
    return await BareHost.Run(args);
}
Benchmark[] all =
[
    new CensusBenchmark(),
    new CensusFuzzBenchmark(),
    new SearchBenchmark(),
    new MatchBenchmark { Keep = Option("--keep") },
    new WebBenchmark(),
    new VisitBenchmark(),
    new OversightBenchmark(),
    new MeasuresBenchmark(),
    new ImportBenchmark(),
    new MapBenchmark(),
    new OfflineBenchmark(),
    new StartBenchmark(),
    new SoakBenchmark(),
    new Kith.Bench.Cluster.FailoverBenchmark { Previous = Option("--previous") },
    new AnnexABenchmark(),
    new SsdBenchmark(),
    new SynthesiseBenchmark(),
];
var name = args.FirstOrDefault(a => !a.StartsWith('-'));
if (name is null)
{
    Console.WriteLine("Benchmarks. Each prints our figure, the limit or reference measured in the same run, and the ratio.\n");
    foreach (var b in all)
    {
        Console.WriteLine($"  {b.Name, -10} {b.Does}");
    }
    Console.WriteLine("\nRun one with `./kith bench NAME [--size N] [--engine sqlite|postgresql] [--json FILE]`, all with `./kith bench all`.");
    return 0;
}
var chosen = all.Where(b => name == "all" || b.Name == name).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"kith: there is no benchmark «{name}»; `./kith bench` lists them");
    return 2;
}
var size = Option("--size") is { } text && int.TryParse(text, out var n) ? n : (int?)null;
BenchAuthority.Only = Option("--engine");
if (BenchAuthority.Only is { } only && !new[] { "SQLite", "PostgreSQL" }.Contains(only, StringComparer.OrdinalIgnoreCase))
{
    Console.Error.WriteLine("kith: --engine is sqlite or postgresql");
    return 2;
}
var figures = new List<Figure>();
foreach (var benchmark in chosen)
{
    Console.WriteLine($"{benchmark.Name}: {benchmark.Does}");
    await foreach (var figure in benchmark.Run(size))
    {
        figures.Add(figure);
        Console.WriteLine($"  {figure}");
    }
}
if (Option("--json") is { } file)
{
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, new JsonSerializerOptions { WriteIndented = true }));
}
return figures.All(f => f.Within) ? 0 : 1;

string? Option(string option)
{
    var at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
