using System.Diagnostics;
using Kith.Practice.Documents;
using Microsoft.Extensions.Options;

namespace Kith.Web.Documents;

/// <summary>Prints a <see cref="Paper"/> as PDF with Chromium, where the authority has set one up (`Kith:Chromium`).</summary>
public sealed class PdfPrinter(IOptions<KithOptions> options, ILogger<PdfPrinter> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly SemaphoreSlim OneAtATime = new(2);

    /// <summary>The type of what <see cref="Print"/> makes.</summary>
    public const string ContentType = "application/pdf";

    /// <summary>True when a PDF can be made here.</summary>
    public bool IsSetUp => options.Value.Chromium is { Length: > 0 } path && File.Exists(path);

    /// <summary>The document as PDF; null when the printer did not manage.</summary>
    public async Task<byte[]?> Print(Paper paper, Letterhead head, CancellationToken ct = default)
    {
        await OneAtATime.WaitAsync(ct);
        // The page lies in a folder that only this service reads, for as long as it is printed.
        var folder = Directory.CreateTempSubdirectory("kith-pdf-");
        try
        {
            var page = Path.Combine(folder.FullName, "paper.html");
            var made = Path.Combine(folder.FullName, "paper.pdf");
            await File.WriteAllTextAsync(page, HtmlWriter.Write(paper, head), ct);
            var start = new ProcessStartInfo(options.Value.Chromium!)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            foreach (
                var argument in new[]
                {
                    "--headless",
                    "--no-sandbox",
                    // Its helper processes come from one that shuts itself into namespaces of its own, which the unit of the service forbids.
                    "--no-zygote",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-extensions",
                    "--disable-background-networking",
                    "--no-first-run",
                    $"--user-data-dir={Path.Combine(folder.FullName, "profile")}",
                    "--no-pdf-header-footer",
                    $"--print-to-pdf={made}",
                    new Uri(page).AbsoluteUri,
                }
            )
            {
                start.ArgumentList.Add(argument);
            }
            // What it would keep for its user, and write beside the records: it goes with the page.
            start.Environment["HOME"] = start.Environment["XDG_CONFIG_HOME"] = start.Environment["XDG_CACHE_HOME"] = folder.FullName;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Patience);
            using var process = Process.Start(start) ?? throw new InvalidOperationException("The printer of PDF did not start.");
            try
            {
                var said = process.StandardError.ReadToEndAsync(limit.Token);
                _ = await process.StandardOutput.ReadToEndAsync(limit.Token);
                _ = await said;
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
            if (File.Exists(made))
            {
                return await File.ReadAllBytesAsync(made, ct);
            }
            // What it said may name the page, which is somebody's.
            log.LogWarning("A PDF could not be printed: {Program} ended with {Status} and made none.", Path.GetFileName(start.FileName), process.ExitCode);
            return null;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            // Of the document nothing is logged: only that the printer failed.
            log.LogWarning("A PDF could not be printed: {Kind}.", error.GetType().Name);
            return null;
        }
        finally
        {
            OneAtATime.Release();
            try
            {
                folder.Delete(recursive: true);
            }
            catch (IOException)
            {
                log.LogWarning("A folder of the printer of PDF could not be removed.");
            }
        }
    }
}
