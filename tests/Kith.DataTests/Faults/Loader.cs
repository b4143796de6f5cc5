using System.Diagnostics;
using System.Globalization;
using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.DataTests.Import;
using Kith.Practice;
using Kith.Practice.Import;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Faults;

/// <summary>
/// A process of its own that loads an extract and kills itself, as kill -9 does, before the statement of a given
/// number: so a test can cut a run off at every step, and not only where it happens to be.
/// </summary>
internal static class Loader
{
    private const string Place = "KITH_TEST_LOADER";

    internal static string? Asked => Environment.GetEnvironmentVariable(Place) is { Length: > 0 } what ? what : null;

    /// <summary>Loads, and is cut off before that statement; how many statements there were where it was not.</summary>
    /// <param name="room">How large a file that it writes may become, in bytes.</param>
    public static async Task<int?> Run(string folder, string? address, string source, string path, int before, long? room = null)
    {
        // The shell's limit counts half KiB; the signal that goes with it must not end the process before it can say anything.
        var start = room is { } bytes
            ? new ProcessStartInfo("sh", ["-c", $"trap '' XFSZ; ulimit -f {bytes / 512}; exec dotnet \"$0\"", typeof(Loader).Assembly.Location])
            : new ProcessStartInfo("dotnet", [typeof(Loader).Assembly.Location]);
        start.RedirectStandardOutput = true;
        start.Environment[Place] = string.Join('\t', folder, address ?? "", source, path, before.ToString(CultureInfo.InvariantCulture));
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? int.Parse(said.Trim(), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>How many statements something takes that is done in this process. What other tests do meanwhile does not count.</summary>
    public static async Task<int> Count(Func<Task> what)
    {
        using var steps = new Steps(0);
        Steps.Here.Value = steps;
        await what();
        return steps.Seen;
    }

    internal static async Task Load(string asked)
    {
        if (asked.Split('\t') is not [var folder, var address, var source, var path, var before])
        {
            throw new ArgumentException("Five parts are needed");
        }
        using var steps = new Steps(int.Parse(before, CultureInfo.InvariantCulture));
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddPractice();
        _ = address.Length == 0 ? services.AddKithSqlite(folder) : services.AddKithPostgres(address, folder);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var id = await scope.ServiceProvider.GetRequiredService<AskForImport>().Handle(new ImportInput(source, Path.GetFileName(path), null, false), Loading.Officer);
        await scope.ServiceProvider.GetRequiredService<RunImport>().Handle(id, path, Loading.Officer, new ImportLimits { PeopleInBatch = 40 });
        Console.WriteLine(steps.Seen);
    }

    /// <summary>Counts what goes to the database, transactions too, and ends the process at its turn.</summary>
    private sealed class Steps : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        /// <summary>Whose statements are counted, where not all of the process's are.</summary>
        public static readonly AsyncLocal<Steps?> Here = new();

        private readonly int before;
        private readonly List<IDisposable> subscriptions = [];

        public Steps(int before)
        {
            this.before = before;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Seen { get; private set; }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (before == 0 && Asked is null && Here.Value != this)
            {
                return;
            }
            if (
                value.Key == RelationalEventId.CommandExecuting.Name
                || value.Key == RelationalEventId.TransactionCommitting.Name
                || value.Key == RelationalEventId.TransactionCommitted.Name
            )
            {
                if (++Seen == before)
                {
                    Process.GetCurrentProcess().Kill();
                    // Waits for no time to pass: nothing may run on between the signal and its arrival.
                    Thread.Sleep(Timeout.Infinite);
                }
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => subscriptions.ForEach(s => s.Dispose());
    }
}
