using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Kith.Bench.Cluster;

/// <summary>A program that this run started: ended by its number and by nothing else. Its words go into a file.</summary>
internal sealed partial class OwnProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StreamWriter log;

    private OwnProcess(Process process, StreamWriter log)
    {
        this.process = process;
        this.log = log;
    }

    public int Id => process.Id;

    public bool Runs => !process.HasExited;

    /// <summary>Starts a program; <paramref name="asPostgres"/> as the account of PostgreSQL when this one is root, since PostgreSQL refuses root.</summary>
    public static OwnProcess Start(string log, bool asPostgres, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start =
            asPostgres && Environment.UserName == "root"
                ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments])
                : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        var words = TextWriter.Synchronized(new StreamWriter(log, append: true) { AutoFlush = true });
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => words.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => words.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new OwnProcess(process, StreamWriter.Null);
    }

    /// <summary>As a power cut would: at once, and nothing is tidied.</summary>
    public void Kill() => Signal(process.Id, 9);

    /// <summary>Asks it to end, and waits; killed when it does not.</summary>
    public async Task Stop(TimeSpan patience)
    {
        if (process.HasExited)
        {
            return;
        }
        Signal(process.Id, 15);
        using var enough = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(TimeSpan.FromSeconds(15));
        process.Dispose();
        await log.DisposeAsync();
    }

    /// <summary>A port of this machine that nobody has just now.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static void Signal(int id, int signal) => _ = Kill(id, signal);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int id, int signal);
}
