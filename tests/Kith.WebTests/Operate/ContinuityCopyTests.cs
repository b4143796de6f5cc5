using System.Net;
using Kith.Cli;
using Kith.Practice.Access;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Web.Security;
using Kith.WebTests.Access;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kith.WebTests.Operate;

/// <summary>An authority, and a copy of it that was made, opened and is served.</summary>
public sealed class OpenedCopy : IAsyncLifetime
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("kith-continuity-");
    public KithHost Authority { get; private set; } = null!;
    public KithHost Copy { get; private set; } = null!;
    public string Opened => In("opened");

    public string In(string name) => Path.Combine(Folder.FullName, name);

    public async ValueTask InitializeAsync()
    {
        Authority = await KithHost.With();
        await File.WriteAllTextAsync(In("words"), "four words chosen by chance\n");
        Assert.Equal(0, await Run("continuity", "key", In("emergency"), "--passphrase-file", In("words")));
        Assert.Equal(0, await Run("continuity", "write", In("amberdale.kithcopy"), "--for", In("emergency.pub"), "--data", Authority.Folder));
        Assert.Equal(0, await Run("continuity", "look", In("amberdale.kithcopy")));
        Assert.Equal(0, await Run("continuity", "open", In("amberdale.kithcopy"), "--key", In("emergency.key"), "--into", Opened, "--passphrase-file", In("words")));
        // Nothing that was on the way is left.
        Assert.Equal(["amberdale.kithcopy", "emergency.key", "emergency.pub", "opened", "words"], Folder.GetFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal));
        Copy = await KithHost.With(new() { ["Kith:Data"] = Opened }, populated: false);
    }

    public async ValueTask DisposeAsync()
    {
        await Copy.DisposeAsync();
        await Authority.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    /// <summary>`kith` with these words.</summary>
    public static Task<int> Run(params string[] arguments) => Commands.Run(arguments);
}

/// <summary>The service is down: a copy is opened with the commands, read in the browser, and its trail brought home.</summary>
public sealed class ContinuityCopyTests(OpenedCopy opened) : IClassFixture<OpenedCopy>
{
    private readonly KithHost authority = opened.Authority;
    private readonly KithHost copy = opened.Copy;

    [Fact]
    public async Task A_worker_reads_their_children_in_the_copy_and_the_authority_hears_of_it_when_it_is_back()
    {
        var people = authority.People;
        var worker = await copy.SignedIn(people.Accounts[Role.SocialWorker]);
        var page = await Browse.Page(worker, $"/children/{people.Own}");
        Assert.Contains("A copy of", page.QuerySelector(".kith-copy")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("to read only", page.QuerySelector(".kith-copy")!.TextContent, StringComparison.Ordinal);
        // What is shut elsewhere is shut here, and nobody is led to what the copy does not do.
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/children/{people.Secret}")).StatusCode);
        Assert.DoesNotContain(page.QuerySelectorAll("main a"), a => a.TextContent.Contains("Record a visit", StringComparison.OrdinalIgnoreCase));
        var found = await Browse.Search(worker, (await Named(people.Own)).FamilyName!);
        Assert.NotEmpty(found.QuerySelectorAll($"a[href*='{people.Own}']"));

        // A form that somebody makes up is refused, told why, and changes nothing.
        using var refused = await worker.PostAsync($"/children/{people.Own}/visits/record", new FormUrlEncodedContent([new("Input.Purpose", "x")]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("This is not part of the copy", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The access log of the authority tells of it afterwards, and its trail is whole.
        Assert.Equal(0, await OpenedCopy.Run("continuity", "bring", opened.Opened, "--data", authority.Folder));
        Assert.Equal(0, await OpenedCopy.Run("continuity", "bring", opened.Opened, "--data", authority.Folder));
        var manager = await authority.SignedIn(people.Accounts[Role.TeamManager]);
        var log = await Browse.Page(manager, $"/people/{people.Own}/access-log");
        Assert.Contains("in a continuity copy", log.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await authority.Do(s => s.GetRequiredService<VerifyTrail>().Handle())).Broken);
        await authority.Do(async s => Assert.Equal(1, await s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Event == nameof(CopyTrailBrought))));
    }

    /// <summary>Every route there is, as somebody who may do nearly everything elsewhere: nothing is taken but signing in, out and searching, and no page offers more.</summary>
    [Fact]
    public async Task Nothing_is_written_in_a_copy_by_any_route()
    {
        var chief = await copy.SignedIn(authority.People.Accounts[Role.HeadOfService]);
        var before = await Fingerprint();
        var wrong = new List<string>();
        var read = 0;
        foreach (var operation in await PermissionMatrix.Operations(copy.Factory.Services))
        {
            var address = Routes.Address(operation, authority.People.Own);
            if (address.StartsWith("/error", StringComparison.Ordinal))
            {
                continue;
            }
            using var asked = new HttpRequestMessage(new HttpMethod(operation.Method), address);
            if (operation.Method is not ("GET" or "HEAD"))
            {
                if (CopyGate.Takes(new PathString(address.Split('?')[0])))
                {
                    continue;
                }
                asked.Content = new FormUrlEncodedContent([]);
            }
            using var reply = await chief.SendAsync(asked);
            if (asked.Content is not null || operation.IsApi)
            {
                if (reply.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound))
                {
                    wrong.Add($"{operation.Method} {address} answers {(int)reply.StatusCode}");
                }
            }
            else if (reply.StatusCode >= HttpStatusCode.InternalServerError)
            {
                wrong.Add($"{address} answers {(int)reply.StatusCode}");
            }
            else if (reply.StatusCode == HttpStatusCode.OK && reply.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var page = await Browse.Read(reply, address);
                read += page.QuerySelector(".kith-copy") is null ? 0 : 1;
                wrong.AddRange(
                    page.QuerySelectorAll("form[method=post]")
                        .Select(f => f.GetAttribute("action") ?? address)
                        .Where(a => !CopyGate.Takes(new PathString(a.Split('?')[0])))
                        .Select(a => $"{address} offers a form to {a}")
                );
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(read > 20, $"{read} pages are part of the copy");
        Assert.Equal(before, await Fingerprint());
    }

    [Fact]
    public async Task The_way_into_a_copy_and_its_lists_offer_only_what_works_there()
    {
        using var stranger = copy.Stranger();
        var door = (await Browse.Page(stranger, "/sign-in")).QuerySelector("main")!;
        Assert.Null(door.QuerySelector("[data-passkey], a[href='/partner/sign-in']"));
        Assert.Contains("Other ways in belong to the usual address", door.TextContent, StringComparison.Ordinal);
        using var outside = authority.Stranger();
        Assert.NotNull((await Browse.Page(outside, "/sign-in")).QuerySelector("main [data-passkey]"));

        // «Plan» beside a visit is there to be pressed: where it cannot be, its word alone says nothing.
        var worker = await authority.SignedIn(authority.People.Accounts[Role.SocialWorker]);
        Assert.Contains("Plan a visit to", (await Browse.Page(worker, "/my-day")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        worker = await copy.SignedIn(authority.People.Accounts[Role.SocialWorker]);
        Assert.DoesNotContain("Plan a visit to", (await Browse.Page(worker, "/my-day")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_goes_on_by_itself_elsewhere_does_not_in_a_copy()
    {
        var jobs = copy.Factory.Services.GetServices<IHostedService>().Select(j => j.GetType()).Where(t => t.Namespace == "Kith.Web.Background").Select(t => t.Name).ToList();
        Assert.Empty(jobs);
        Assert.Contains(authority.Factory.Services.GetServices<IHostedService>(), j => j.GetType().Namespace == "Kith.Web.Background");
    }

    [Fact]
    public async Task A_copy_is_opened_only_where_a_copy_was_and_an_earlier_one_is_kept()
    {
        string[] open = ["continuity", "open", opened.In("amberdale.kithcopy"), "--key", opened.In("emergency.key"), "--into"];
        Assert.Equal(2, await OpenedCopy.Run([.. open, authority.Folder, "--passphrase-file", opened.In("words")]));
        Assert.True(File.Exists(Path.Combine(authority.Folder, "kith.db")));
        var beside = opened.In("again");
        Assert.Equal(0, await OpenedCopy.Run([.. open, beside, "--passphrase-file", opened.In("words")]));
        Assert.Equal(0, await OpenedCopy.Run([.. open, beside, "--passphrase-file", opened.In("words")]));
        Assert.NotEqual(CopyMark.Of(beside)!.Opening, CopyMark.Of(opened.Folder.GetDirectories("again-*").Single().FullName)!.Opening);

        await File.WriteAllTextAsync(opened.In("other-words"), "other words chosen by chance\n");
        Assert.Equal(2, await OpenedCopy.Run([.. open, opened.In("never"), "--passphrase-file", opened.In("other-words")]));
        Assert.False(Directory.Exists(opened.In("never")));
        // The pair is never made over another.
        Assert.Equal(2, await OpenedCopy.Run("continuity", "key", opened.In("emergency"), "--passphrase-file", opened.In("words")));
    }

    /// <summary>How many rows each table has, but the trail's: signing in and reading are told there, and nowhere else.</summary>
    private Task<string> Fingerprint() =>
        copy.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var counts = new List<string>();
            foreach (
                var table in db.Model.GetEntityTypes().Where(e => e.GetViewName() is null).Select(e => e.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            )
            {
                if (table is not ("trail_entry" or "trail_tip" or "account_token"))
                {
#pragma warning disable EF1002 // The name is the model's own.
                    counts.Add($"{table} {(await db.Database.SqlQueryRaw<long>($"SELECT count(*) AS \"Value\" FROM \"{table}\"").ToListAsync())[0]}");
#pragma warning restore EF1002
                }
            }
            return string.Join('\n', counts);
        });

    private Task<Kith.Practice.Children.Person> Named(Guid id) => authority.Do(s => s.GetRequiredService<KithDb>().People.AsNoTracking().SingleAsync(p => p.Id == id));
}
