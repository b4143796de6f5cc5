using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kith.Bench;

/// <summary>A host in a process of its own on a free loopback port; ended when disposed.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;

    private HostProcess(Process process, Uri address, TimeSpan ready)
    {
        this.process = process;
        Address = address;
        Ready = ready;
    }

    public Uri Address { get; }

    /// <summary>From starting the process to the first good answer.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Memory in use, in MiB, as the operating system sees it.</summary>
    public double Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Memory that is the process's own, in MiB: without pages of files, which the system may drop. All of it where the system does not say.</summary>
    public double OwnMemory
    {
        get
        {
            var status = $"/proc/{process.Id}/status";
            var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("RssAnon:", StringComparison.Ordinal)) : null;
            return line is null
                ? Memory
                : double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Open files, sockets and pipes.</summary>
    public int Handles => Directory.Exists($"/proc/{process.Id}/fd") ? Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd").Count() : 0;

    /// <summary>Threads of the system.</summary>
    public int Threads
    {
        get
        {
            process.Refresh();
            return process.Threads.Count;
        }
    }

    /// <summary>Of what the memory consists, where the system says so: what is the process's own, and what the kernel may drop.</summary>
    public string MemoryParts
    {
        get
        {
            var status = $"/proc/{process.Id}/status";
            return File.Exists(status)
                ? string.Join(
                    ", ",
                    File.ReadLines(status)
                        .Where(l => l.StartsWith("Rss", StringComparison.Ordinal))
                        .Select(l => string.Join(' ', l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
                )
                : "";
        }
    }

    /// <summary>Processor time spent so far.</summary>
    public TimeSpan Worked
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the host as `./kith serve` would run it: the published folder that the launcher puts beside this one.</summary>
    public static Task<HostProcess> Kith(Func<Uri, IEnumerable<string>> arguments) =>
        Start(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "web", "Kith.Web.dll")), arguments, "/health/ready");

    /// <summary>Starts `dotnet ASSEMBLY …` and waits until <paramref name="ready"/> answers 200.</summary>
    public static async Task<HostProcess> Start(string assembly, Func<Uri, IEnumerable<string>> arguments, string ready)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        probe.Stop();
        var began = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments(address)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{assembly} ended with {process.ExitCode} before it was ready");
            }
            try
            {
                using var reply = await client.GetAsync(ready);
                if (reply.StatusCode is HttpStatusCode.OK)
                {
                    return new HostProcess(process, address, Stopwatch.GetElapsedTime(began));
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }
            await Task.Delay(25);
        }
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"{assembly} was not ready within two minutes");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }
}
