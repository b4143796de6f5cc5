using System.Diagnostics;
using System.Reflection;
using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Bench;

/// <summary>
/// P11: a council's return loaded the first time, beside a bulk insert of the very rows that it made; then the same
/// file again. Three sizes on both engines, with the growth of time and of memory.
/// </summary>
public sealed class ImportBenchmark : Benchmark
{
    public override string Name => "import";

    public override string Does => "loads a CIN return of --size children (a ninth, a third and the whole of 30,000 unless told) twice, beside a bulk insert of the same rows";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        var most = size ?? 30_000;
        await using var cluster = await PrivateCluster.Start();
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            var (times, peaks) = (new List<(double, double)>(), new List<(double, double)>());
            // Once for nothing, so that the smallest size does not pay for compiling.
            await Once(engine, cluster, Math.Max(50, most / 30), 0);
            foreach (var children in new[] { most / 9, most / 3, most })
            {
                var (first, bulk, again, rows, peak) = await Once(engine, cluster, children, children);
                times.Add((children, first));
                peaks.Add((children, peak));
                yield return new Figure("P11", $"first load of {children:N0} children ({rows:N0} rows), {engine}", first, bulk, "s", 4);
                yield return new Figure("P11", $"the same again, {children:N0} children, {engine}", again, first, "s", 0.25);
                Console.WriteLine($"  (managed memory at most {peak:N0} MiB)");
            }
            yield return new Figure("P11", $"growth of time with children, {engine}", Exponent(times), 1.1, "exponent", 1);
            yield return new Figure("P11", $"growth of memory with children, {engine}", Math.Max(0, Exponent(peaks)), 0.5, "exponent", 1);
        }
    }

    private static async Task<(double First, double Bulk, double Again, int Rows, double Peak)> Once(string engine, PrivateCluster? cluster, int children, int name)
    {
        await using var authority = await BenchAuthority.On(engine, cluster, $"import_{name}");
        await using var beside = await BenchAuthority.On(engine, cluster, $"import_beside_{name}");
        var file = Path.Combine(authority.Folder, "return.xml");
        CouncilReturn.Write(file, children);
        var (first, peak) = await Load(authority, file);
        var (bulk, rows) = await Copy(authority, beside);
        var (again, _) = await Load(authority, file);
        return (first, bulk, again, rows, peak);
    }

    private static async Task<(double Seconds, double Peak)> Load(BenchAuthority authority, string file)
    {
        GC.Collect();
        using var watch = new PeakMemory();
        var officer = Actor.System("Data officer");
        var began = Stopwatch.GetTimestamp();
        var run = await authority.Do(async s =>
        {
            var id = await s.GetRequiredService<AskForImport>().Handle(new ImportInput(Sources.CinCensus, Path.GetFileName(file), null, false), officer);
            return await s.GetRequiredService<RunImport>().Handle(id, file, officer);
        });
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return run.State == ImportState.Done && run.Refused == 0
            ? (took, watch.MiB)
            : throw new InvalidOperationException($"The import ended as {run.State}: {run.Failure} ({run.Refused} refused)");
    }

    /// <summary>Every row that the import made, written in bulk to an empty authority in one synced transaction.</summary>
    private static async Task<(double Seconds, int Rows)> Copy(BenchAuthority from, BenchAuthority to)
    {
        var tables = await from.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var read = typeof(ImportBenchmark).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;
            var found = new List<(Type Type, System.Collections.IList Rows)>();
            foreach (var type in PrincipalsFirst(db.Model))
            {
                var rows = await (Task<System.Collections.IList>)read.MakeGenericMethod(type).Invoke(null, [db])!;
                if (rows.Count > 0)
                {
                    found.Add((type, rows));
                }
            }
            return found;
        });
        return await to.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var engine = s.GetRequiredService<DatabaseEngine>();
            var write = typeof(ImportBenchmark).GetMethod(nameof(Write), BindingFlags.NonPublic | BindingFlags.Static)!;
            var began = Stopwatch.GetTimestamp();
            await using var turn = await engine.BeginWrite(db);
            foreach (var (type, rows) in tables)
            {
                await (Task)write.MakeGenericMethod(type).Invoke(null, [engine, db, rows])!;
            }
            await turn.Commit();
            return (Stopwatch.GetElapsedTime(began).TotalSeconds, tables.Sum(t => t.Rows.Count));
        });
    }

    private static async Task<System.Collections.IList> Read<T>(KithDb db)
        where T : class => await db.Set<T>().AsNoTracking().ToListAsync();

    private static Task Write<T>(DatabaseEngine engine, KithDb db, System.Collections.IList rows)
        where T : class => engine.BulkInsert(db, (List<T>)rows);

    private static List<Type> PrincipalsFirst(IModel model)
    {
        var order = new List<Type>();
        foreach (var entity in model.GetEntityTypes().Where(e => e.GetTableName() is not null and not ("schema_stamp" or "import_run") && !e.IsOwned()))
        {
            Add(entity);
        }
        return order;

        void Add(IEntityType entity)
        {
            foreach (var key in entity.GetForeignKeys().Where(k => k.PrincipalEntityType != entity && !order.Contains(k.PrincipalEntityType.ClrType)))
            {
                Add(key.PrincipalEntityType);
            }
            if (!order.Contains(entity.ClrType))
            {
                order.Add(entity.ClrType);
            }
        }
    }
}

/// <summary>The most managed memory in use while it watches, sampled.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer timer;
    private long peak;

    public PeakMemory()
    {
        timer = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 20);
    }

    public double MiB => Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)) / 1048576.0;

    public void Dispose() => timer.Dispose();
}
