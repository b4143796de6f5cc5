using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;
using Kith.DataTests.Support;
using Kith.Hostile;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.WebTests.Import;

/// <summary>The table of hostile files, uploaded through the pages by a data officer.</summary>
public sealed class HostileUploadTests(HostileUploadTests.Shared shared) : IClassFixture<HostileUploadTests.Shared>
{
    /// <summary>One host for all of them, that remembers what was logged as a fault of Kith's own.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public KithHost Host { get; private set; } = null!;
        public Faults Faults { get; } = new();

        public async ValueTask InitializeAsync() => Host = await KithHost.With(services: s => s.AddSingleton<ILoggerProvider>(Faults));

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    public static TheoryData<string> Files => [.. HostileFile.All.Select(f => f.Name)];

    public static TheoryData<string> Returns => [.. HostileFile.All.Where(f => f.Source == Sources.CinCensus).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Loading_it_ends_with_a_page_that_says_what_became_of_it(string name)
    {
        var file = HostileFile.Named(name);
        using var client = await shared.Host.SignedIn(Role.DataOfficer);
        using var reply = await Send(client, "/import", file, ("Input.Source", file.Source));
        if (reply.StatusCode == HttpStatusCode.OK)
        {
            // Empty files are told at once, on the form.
            Assert.Equal(Fate.Refused, file.Fate);
            Assert.Contains("The file is empty", Browse.Errors(await Browse.Read(reply, "/import")));
            return;
        }
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        var address = reply.Headers.Location!.ToString();
        var page = await Ended(client, address);
        var said = page.QuerySelector("main")!.TextContent;
        if (file.Fate == Fate.Refused)
        {
            Assert.Contains("Could not be loaded", said, StringComparison.Ordinal);
            Assert.Contains(file.Says, page.QuerySelector(".govuk-warning-text")!.TextContent, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("Done", page.QuerySelector(".govuk-tag")!.TextContent, StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("main script"));
            var refused = await Refused(client, address);
            Assert.Equal(file.Fate == Fate.InPart, refused.Count > 0);
            if (file.Fate == Fate.InPart)
            {
                Assert.Contains(refused, r => r[3].Contains(file.Says, StringComparison.Ordinal));
            }
        }
        Assert.Empty(shared.Faults.Taken());
    }

    [Fact]
    public async Task Nothing_of_a_file_stays_behind_when_it_has_been_loaded()
    {
        using var client = await shared.Host.SignedIn(Role.DataOfficer);
        foreach (var name in new[] { "tables: a bomb", "tables: formulas", "workbook: a torn middle", "return: a NUL" })
        {
            var file = HostileFile.Named(name);
            using var reply = await Send(client, "/import", file, ("Input.Source", file.Source));
            await Ended(client, reply.Headers.Location!.ToString());
        }
        // The run says that it has ended a moment before its file goes; it forgets the file's name after that.
        while (await shared.Host.Do(s => s.GetRequiredService<KithDb>().ImportRuns.AnyAsync(r => r.StoredAs != null))) { }
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(shared.Host.Folder, "uploads")));
    }

    [Theory]
    [MemberData(nameof(Returns))]
    public async Task Checking_it_answers_with_a_report_or_with_what_is_wrong_with_the_file(string name)
    {
        var file = HostileFile.Named(name);
        using var client = await shared.Host.SignedIn(Role.DataOfficer);
        using var reply = await Send(client, "/data/check", file);
        if (file.Unjudged is null)
        {
            Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
            var page = await Browse.Page(client, reply.Headers.Location!.ToString());
            Assert.Null(page.QuerySelector("main script"));
            using var csv = await Browse.Press(client, page, "button[formaction*='handler=Csv'], form[action*='handler=Csv'] button");
            Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
            NothingRuns(await csv.Content.ReadAsStringAsync());
        }
        else
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            var error = Assert.Single(Browse.Errors(await Browse.Read(reply, "/data/check")));
            Assert.Contains(file.Unjudged, error, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", error, StringComparison.Ordinal);
        }
        Assert.Empty(shared.Faults.Taken());
    }

    private static async Task<List<List<string>>> Refused(HttpClient client, string address)
    {
        using var csv = await client.GetAsync($"{address}/refused.csv");
        Assert.Equal(HttpStatusCode.OK, csv.StatusCode);
        return NothingRuns(await csv.Content.ReadAsStringAsync());
    }

    private static List<List<string>> NothingRuns(string csv)
    {
        var rows = Csv.Read(csv.TrimStart('\uFEFF'));
        Assert.All(rows.SelectMany(r => r), cell => Assert.False(cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal), $"a spreadsheet would run {cell}"));
        return [.. rows.Skip(1)];
    }

    private static async Task<IHtmlDocument> Ended(HttpClient client, string address)
    {
        for (var looked = 0; looked < 5000; looked++)
        {
            var page = await Browse.Page(client, address);
            if (page.QuerySelector("progress") is null)
            {
                return page;
            }
        }
        throw new InvalidOperationException("The import did not end");
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, string address, HostileFile file, params (string Name, string Value)[] fields)
    {
        var page = await Browse.Page(client, address);
        var form = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll("form[enctype] input[type=hidden]").OfType<IHtmlInputElement>().Where(f => f.Name is "act" or "__RequestVerificationToken"))
        {
            form.Add(new StringContent(field.Value), field.Name!);
        }
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
        form.Add(new ByteArrayContent(file.Content()), "Input.File", file.FileName);
        return await client.PostAsync(address, form);
    }
}

/// <summary>What a host logs as a warning or worse, so that a test can say that nothing was.</summary>
public sealed class Faults : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> said = new();

    public IReadOnlyList<string> Taken()
    {
        var taken = new List<string>();
        while (said.TryDequeue(out var one))
        {
            taken.Add(one);
        }
        return taken;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            said.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    public void Dispose() { }
}

/// <summary>The command itself, as a process: its exit status and the one line that it says.</summary>
public sealed class HostileCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kith-command-").FullName;

    [Theory]
    [InlineData("import cin-census", "return: cut in half", 2)]
    [InlineData("import cin-census", "return: an outside entity", 2)]
    [InlineData("import cin-census", "return: one id twice", 1)]
    [InlineData("import cin-census", "return: UTF-16 with a mark", 0)]
    [InlineData("import ssd", "tables: a bomb that lies about its size", 2)]
    [InlineData("import ssd", "tables: formulas in refused rows", 1)]
    [InlineData("import annex-a", "workbook: an old Excel file", 2)]
    [InlineData("census validate", "return: a NUL", 2)]
    [InlineData("census validate", "return: of the year 2099", 1)]
    public async Task Ends_as_the_contract_says(string command, string name, int status)
    {
        var file = HostileFile.Named(name);
        var path = Path.Combine(folder, file.FileName);
        await File.WriteAllBytesAsync(path, file.Content());
        var report = Path.Combine(folder, "report.csv");
        var (ended, said, errors) = await Kith(command, [path, .. command.StartsWith("import", StringComparison.Ordinal) ? new[] { "--report", report } : []]);
        Assert.Equal(status, ended);
        if (status == 2)
        {
            Assert.Empty(said);
            Assert.StartsWith("kith: ", Assert.Single(errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
            Assert.Contains(file.Says, errors, StringComparison.Ordinal);
        }
        else if (command.StartsWith("import", StringComparison.Ordinal))
        {
            Assert.Empty(errors);
            Assert.Equal(status == 1, Csv.Read((await File.ReadAllTextAsync(report)).TrimStart('\uFEFF')).Count > 1);
        }
    }

    [Theory]
    [InlineData("import cin-census", "nothing-there.xml", "no file or folder")]
    [InlineData("import ssd", "nothing-there", "no file or folder")]
    [InlineData("import annex-a", "nothing-there.xlsx", "no file or folder")]
    [InlineData("import cin-census", ".", "is a folder")]
    [InlineData("import annex-a", ".", "none of the lists")]
    [InlineData("import ssd", ".", "no table")]
    [InlineData("census validate", "nothing-there.xml", "no file")]
    [InlineData("census validate", ".", "is a folder")]
    [InlineData("import cin-census", "/dev/null", "empty")]
    public async Task Says_so_where_there_is_no_such_file(string command, string path, string says)
    {
        var (ended, said, errors) = await Kith(command, [Path.Combine(folder, path)]);
        Assert.Equal((2, ""), (ended, said));
        Assert.Contains(says, Assert.Single(errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int Status, string Said, string Errors)> Kith(string command, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "kith.dll");
        string[] data = command.StartsWith("import", StringComparison.Ordinal) ? ["--data", Path.Combine(folder, "data")] : [];
        var start = new ProcessStartInfo("dotnet", [program, .. command.Split(' '), .. arguments, .. data]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await errors);
    }
}
