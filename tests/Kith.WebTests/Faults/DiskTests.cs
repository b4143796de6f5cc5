using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Kith.WebTests.Support;
using Microsoft.Data.Sqlite;

namespace Kith.WebTests.Faults;

/// <summary>
/// A disk that fills, or that the system stops writing to, under a running host of its own process: while people save,
/// upload a document and an extract, and while a backup is taken. Then it is well again, and nobody restarts anything.
/// </summary>
public sealed partial class DiskTests
{
    private const string Warning = "Signs for his mother; please speak to him as well";

    [Fact]
    public async Task While_the_disk_takes_nothing_people_are_told_and_when_it_does_again_work_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("kith-disk-").FullName;
        var (data, flag) = (Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, Path.Combine(folder, "disk"));
        try
        {
            var library = Path.Combine(folder, "disk.so");
            await Run("cc", ["-shared", "-fPIC", "-O1", "-o", library, Path.Combine(AppContext.BaseDirectory, "disk.c"), "-ldl"]);
            var disk = new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = library,
                ["KITH_TEST_DISK"] = flag,
                ["KITH_TEST_DISK_FOLDER"] = data,
                ["Logging__LogLevel__Default"] = "Warning",
            };
            using var host = Begin("Kith.Web.dll", ["--urls", "http://127.0.0.1:0", "--mode", "demo", "--children", "12", "--data", data], disk);
            try
            {
                var address = await Ready(host);
                using var worker = await SignedIn(address, "Priya Nair");
                using var officer = await SignedIn(address, "Lukasz Nowak");
                var child = Guid.Parse(ChildAddress().Match((await Browse.Page(worker, "/children")).Body!.InnerHtml).Groups[1].Value);
                foreach (var trouble in new[] { "full", "read-only" })
                {
                    var warning = await Browse.Page(worker, $"/people/{child}/warnings");
                    var documents = await Browse.Page(worker, $"/children/{child}/documents");
                    var imports = await Browse.Page(officer, "/import");
                    var before = await Everything(data);

                    await File.WriteAllTextAsync(flag, trouble);
                    // More than once: what is open, what is opened anew, and what was half done the last time.
                    for (var i = 0; i < 3; i++)
                    {
                        await IsTold(await Raise(worker, warning, trouble));
                        await IsTold(await Send(worker, documents, ("Input.Title", $"A drawing, {trouble}"), ("Input.Kind", "Other")));
                        // The page of extracts keeps what was chosen, and says so beside the file.
                        using (var kept = await Send(officer, imports, ("Input.Source", Kith.Practice.Store.Sources.CinCensus), ("Input.DryRun", "false")))
                        {
                            Assert.Contains("there is no room, or the disk cannot be written", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                        }
                        // Who reads is written down before anybody reads: without room nobody does.
                        await IsTold(await worker.GetAsync($"/children/{child}"));
                    }
                    using (var live = await worker.GetAsync("/health/live"))
                    {
                        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
                    }
                    var backup = Path.Combine(data, $"{trouble}.kith");
                    var (done, words) = await Command(["backup", backup, "--data", data], disk);
                    Assert.Equal(2, done);
                    Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
                    Assert.False(File.Exists(backup));

                    await File.WriteAllTextAsync(flag, "");
                    Assert.Equal(before, await Everything(data));
                    Assert.Empty(Directory.Exists(Path.Combine(data, "uploads")) ? Directory.GetFiles(Path.Combine(data, "uploads")) : []);
                    // The same pages, sent again as the browser offers: done once.
                    for (var i = 0; i < 2; i++)
                    {
                        using var raised = await Raise(worker, warning, trouble);
                        Assert.Equal(HttpStatusCode.Redirect, raised.StatusCode);
                    }
                    using (var added = await Send(worker, documents, ("Input.Title", $"A drawing, {trouble}"), ("Input.Kind", "Other")))
                    {
                        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
                    }
                    using (var loaded = await Send(officer, imports, ("Input.Source", Kith.Practice.Store.Sources.CinCensus), ("Input.DryRun", "false")))
                    {
                        Assert.Equal(HttpStatusCode.Redirect, loaded.StatusCode);
                        await Ended(officer, loaded.Headers.Location!.ToString());
                    }
                    Assert.Single((await Browse.Page(worker, $"/people/{child}/warnings")).QuerySelectorAll("section strong"), text => text.TextContent == $"{Warning}: {trouble}");
                    (done, words) = await Command(["backup", backup, "--data", data], disk);
                    Assert.True(done == 0 && File.Exists(backup), words);
                }
                var (code, said) = await Command(["verify", "--data", data], disk);
                Assert.True(code == 0, said);
                (code, said) = await Command(["rebuild", "--check", "--data", data], disk);
                Assert.True(code == 0, said);
            }
            finally
            {
                host.Kill(entireProcessTree: true);
                await host.WaitForExitAsync();
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<HttpResponseMessage> Raise(HttpClient worker, IHtmlDocument page, string trouble) =>
        Browse.Submit(
            worker,
            page,
            "form[action$='handler=Raise']",
            ("New.Text", $"{Warning}: {trouble}"),
            ("New.ReviewOn.Day", "1"),
            ("New.ReviewOn.Month", DateTime.UtcNow.AddMonths(2).Month.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("New.ReviewOn.Year", DateTime.UtcNow.AddMonths(2).Year.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );

    /// <summary>Large enough that the host does not keep it in memory.</summary>
    private static async Task<HttpResponseMessage> Send(HttpClient client, IHtmlDocument page, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll("form[enctype] input[type=hidden]").OfType<IHtmlInputElement>().Where(f => f.Name is "act" or "__RequestVerificationToken"))
        {
            form.Add(new StringContent(field.Value), field.Name!);
        }
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
        var (content, file) =
            page.Location.PathName == "/import"
                ? (await File.ReadAllBytesAsync(Sample), "return.xml")
                : ((byte[])[.. "%PDF-1.4\n"u8, .. Encoding.UTF8.GetBytes(fields[0].Value), .. new byte[200_000]], "drawing.pdf");
        form.Add(new ByteArrayContent(content), "Input.File", file);
        return await client.PostAsync(page.Location.PathName, form);
    }

    /// <summary>Asks for the page of a load until it has come to its end, as the page does by itself.</summary>
    private static async Task Ended(HttpClient officer, string address)
    {
        for (var i = 0; i < 20_000; i++)
        {
            if ((await Browse.Page(officer, address)).QuerySelector("progress") is null)
            {
                return;
            }
        }
        throw new InvalidOperationException("The import did not end");
    }

    private static string Sample => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.xml").Order(StringComparer.Ordinal).First();

    private static async Task IsTold(HttpResponseMessage reply)
    {
        using (reply)
        {
            var said = await reply.Content.ReadAsStringAsync();
            Assert.True(
                reply.StatusCode == HttpStatusCode.ServiceUnavailable,
                $"{reply.RequestMessage!.Method} {reply.RequestMessage.RequestUri!.AbsolutePath} answered {(int)reply.StatusCode}"
            );
            Assert.NotNull(reply.Headers.RetryAfter);
            Assert.Contains("Nothing that you saved is lost", said, StringComparison.Ordinal);
        }
    }

    /// <summary>How many rows each table holds, read beside the host.</summary>
    private static async Task<string> Everything(string data)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(data, "kith.db"),
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString
        );
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var names = connection.CreateCommand())
        {
            names.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
            await using var reader = await names.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }
        var counts = new List<string>();
        foreach (var table in tables)
        {
            await using var count = connection.CreateCommand();
            // A name of the schema's own takes no parameter.
            count.CommandText = $"SELECT count(*) FROM \"{table}\"";
            counts.Add($"{table} {await count.ExecuteScalarAsync()}");
        }
        return string.Join('\n', counts);
    }

    private static Process Begin(string assembly, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    private static async Task<Uri> Ready(Process host)
    {
        _ = host.StandardError.ReadToEndAsync();
        while (await host.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Kith is ready at ", StringComparison.Ordinal))
            {
                _ = host.StandardOutput.ReadToEndAsync();
                return new Uri(line["Kith is ready at ".Length..].Trim());
            }
        }
        throw new InvalidOperationException("The host ended before it was ready");
    }

    private static async Task<HttpClient> SignedIn(Uri address, string name)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }, disposeHandler: true) { BaseAddress = address };
        var page = await Browse.Page(client, "/sign-in");
        var button = page.QuerySelectorAll("button[name=person]").First(b => b.TextContent.Contains(name, StringComparison.Ordinal));
        using var reply = await Browse.Press(client, page, $"button[name=person][value='{button.GetAttribute("value")}']");
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        return client;
    }

    private static async Task<(int Code, string Said)> Command(string[] arguments, Dictionary<string, string> environment)
    {
        using var process = Begin("kith.dll", arguments, environment);
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    private static async Task Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }

    [GeneratedRegex("/children/([0-9a-f]{8}-[0-9a-f-]{27})")]
    private static partial Regex ChildAddress();
}
