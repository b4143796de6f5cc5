using System.Text;
using Kith.Practice.Documents;
using Kith.Web;
using Kith.Web.Documents;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kith.WebTests.Operate;

/// <summary>How Chromium is started for PDF, and what is said when it makes none. A script stands in for it.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PdfPrinterTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kith-printer-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Chromium_is_started_so_that_the_limits_of_the_service_let_it_run()
    {
        var (pdf, said) = await Print("for a; do case $a in --print-to-pdf=*) printf '%s\\n' \"$@\" \"home $HOME\" > \"${a#--print-to-pdf=}\";; esac; done");
        var options = Encoding.UTF8.GetString(pdf!).Split('\n');
        // The unit forbids namespaces, in which Chromium shuts its sandbox and the helper that its others come from.
        Assert.Contains("--no-sandbox", options);
        Assert.Contains("--no-zygote", options);
        Assert.Contains("--headless", options);
        // What it keeps for its user lies with the page, and goes with it.
        var made = options.Single(o => o.StartsWith("--print-to-pdf=", StringComparison.Ordinal));
        Assert.Contains($"home {Path.GetDirectoryName(made["--print-to-pdf=".Length..])}", options);
        Assert.False(Directory.Exists(Path.GetDirectoryName(made["--print-to-pdf=".Length..])));
        Assert.Empty(said);
    }

    [Fact]
    public async Task One_that_ends_without_a_pdf_is_told_to_whoever_looks_after_the_service_and_nothing_of_the_paper_is()
    {
        var (pdf, said) = await Print("echo 'cannot print Mia Thompson' >&2; exit 133");
        Assert.Null(pdf);
        Assert.Equal(["A PDF could not be printed: chromium ended with 133 and made none."], said);
    }

    [Fact]
    public async Task One_that_cannot_be_started_is_told_too()
    {
        var (pdf, said) = await Print("exit 0", UnixFileMode.UserRead);
        Assert.Null(pdf);
        Assert.Equal(["A PDF could not be printed: Win32Exception."], said);
    }

    private async Task<(byte[]? Pdf, IReadOnlyList<string> Said)> Print(
        string script,
        UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
    )
    {
        var chromium = Path.Combine(folder.FullName, "chromium");
        await File.WriteAllTextAsync(chromium, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(chromium, mode);
        var said = new Said();
        var printer = new PdfPrinter(Options.Create(new KithOptions { Chromium = chromium }), said);
        return (await printer.Print(new Paper("Minutes of Mia Thompson", null, []), new Letterhead("Amberdale", "#123456")), said.Lines);
    }

    private sealed class Said : ILogger<PdfPrinter>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format) => Lines.Add(format(state, error));
    }
}
