using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using AngleSharp.Html.Dom;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.WebTests.Access;

/// <summary>
/// The side doors of restricted records. A restricted child's record is filled with words that occur nowhere else, in
/// every kind of record there is; then everyone who may not read it walks every page, follows every link, searches and
/// takes out what can be taken out. The words must be met nowhere, nor in the log.
/// </summary>
public sealed class RestrictedCrawlTests
{
    private const string Marker = "Quillonvex";
    private const string Shown = "Ombrewyld";
    private const int MostPages = 60;

    [Fact]
    public async Task What_is_on_a_restricted_record_is_met_by_nobody_who_may_not_read_it()
    {
        var log = new Listener();
        await using var host = await KithHost.With(new() { ["Logging:LogLevel:Default"] = "Information" }, s => s.AddSingleton<ILoggerProvider>(log));
        var people = host.People;
        Assert.True(await Fill(host, people.Secret, Marker) > 12, "too few kinds of record could be planted");
        Assert.True(await Fill(host, people.Restricted, Shown) > 12, "too few kinds of record could be planted");

        // The guardian meets the words: the walk is not blind.
        var seen = await Walk(host, await host.SignedIn(people.Guardian), [$"/children/{people.Secret}"], 30);
        Assert.Contains(seen, p => p.Body.Contains(Marker, StringComparison.OrdinalIgnoreCase));

        var operations = await PermissionMatrix.Operations(host.Factory.Services);
        var starts = operations
            .Where(o => o.Method == "GET" && !o.Route.StartsWith("/error", StringComparison.Ordinal))
            .SelectMany(o =>
                o.AboutPerson
                    ? new[] { people.Own, people.Team, people.Other, people.Mother, people.Restricted, people.Secret }.Select(id => Routes.Address(o, id))
                    : [Routes.Address(o, people.TeamA), Routes.Address(o, people.ColleagueWorker)]
            )
            .Concat(
                new[] { Marker, Shown, "Sunniva", "Sunniva Hiddenshaw", "Sunnivah", "LA0005", "05/05/2016 Hiddenshaw", "Hiddenshaw", "ZZ99 3WZ", "Orchard Row" }.Select(q =>
                    $"/search?q={Uri.EscapeDataString(q)}"
                )
            )
            .Append($"/children?q={Marker}")
            .Append("/children?q=Sunniva")
            .Distinct()
            .ToList();
        var leaks = new List<string>();
        // Those whose reach differs: own team, service, authority, and nobody's record at all.
        foreach (var role in new[] { Role.SocialWorker, Role.TeamManager, Role.HeadOfService, Role.Auditor, Role.Director, Role.DataOfficer, Role.Administrator, Role.Partner })
        {
            using var client = await host.SignedIn(people.Accounts[role]);
            foreach (var (address, body) in await Walk(host, client, starts, MostPages))
            {
                foreach (var word in new[] { Marker, Shown, "Sunniva", "LA0005" })
                {
                    // A search box shows what was typed into it; only that may be repeated.
                    var typed = address.Contains("q=", StringComparison.Ordinal) && Uri.UnescapeDataString(address).Contains(word, StringComparison.OrdinalIgnoreCase);
                    if (!typed && body.Contains(word, StringComparison.OrdinalIgnoreCase))
                    {
                        var at = body.IndexOf(word, StringComparison.OrdinalIgnoreCase);
                        leaks.Add($"{role} met {word} at {address}: …{body[Math.Max(0, at - 80)..Math.Min(body.Length, at + 40)].ReplaceLineEndings(" ")}…");
                    }
                }
            }
        }
        Assert.Empty(leaks);

        // S6: nothing of a person in the log, whoever looked at what.
        Assert.NotEmpty(log.Lines);
        string[] names = [Marker, Shown, "Sunniva", "Hiddenshaw", "Testfield", "Olive", "Martha", "Orchard Row", "LA0001"];
        Assert.DoesNotContain(log.Lines, l => names.Any(n => l.Contains(n, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_search_for_a_secret_child_answers_as_a_search_for_nobody()
    {
        await using var host = await KithHost.With();
        foreach (var role in new[] { Role.SocialWorker, Role.Director, Role.DataOfficer, Role.Auditor })
        {
            using var client = await host.SignedIn(role);
            var hidden = await Results(client, "LA0005");
            var nobody = await Results(client, "LA9995");
            Assert.Equal(nobody.Replace("LA9995", "LA0005", StringComparison.Ordinal), hidden);
        }

        static async Task<string> Results(HttpClient client, string words) => (await Browse.Search(client, words)).QuerySelector("main")!.TextContent;
    }

    [Fact]
    public async Task Adding_a_person_like_a_secret_child_warns_of_nobody_secret()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.SocialWorker);
        var page = await Browse.Search(client, "Sunniva Hiddenshaw");
        Assert.DoesNotContain("LA0005", page.Source.Text, StringComparison.Ordinal);
        var add = page.QuerySelectorAll("main a[href*='/people/add']").OfType<IHtmlAnchorElement>().FirstOrDefault();
        var form = await Browse.Page(client, add is null ? "/people/add" : add.PathName + add.Search);
        using var sent = await Browse.Submit(
            client,
            form,
            "main form[method=post]",
            ("Input.GivenName", "Sunniva"),
            ("Input.FamilyName", "Hiddenshaw"),
            ("Input.DateOfBirth.Day", "5"),
            ("Input.DateOfBirth.Month", "5"),
            ("Input.DateOfBirth.Year", "2016")
        );
        var text = await sent.Content.ReadAsStringAsync();
        Assert.DoesNotContain(host.People.Secret.ToString(), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("LA0005", text, StringComparison.Ordinal);
    }

    /// <summary>Reads the starting pages, then whatever they lead to, as far as <paramref name="most"/> further pages.</summary>
    internal static async Task<List<(string Address, string Body)>> Walk(KithHost host, HttpClient client, IEnumerable<string> starts, int most)
    {
        var pages = new List<(string, string)>();
        var queue = new Queue<string>(starts);
        var known = new HashSet<string>(queue);
        var typed = new Dictionary<string, string>();
        var further = 0;
        while (queue.TryDequeue(out var address))
        {
            using var reply = await client.GetAsync(address);
            Assert.True(reply.StatusCode < HttpStatusCode.InternalServerError, $"{address} answered {(int)reply.StatusCode}");
            if (reply.Headers.Location is { } location)
            {
                var next = location.IsAbsoluteUri ? location.PathAndQuery : location.ToString();
                if (address.Contains("?q=", StringComparison.Ordinal) && next.Contains("s=", StringComparison.Ordinal) && known.Add(next))
                {
                    // A search's words are sealed: the walk remembers what was typed.
                    typed[next] = address;
                    queue.Enqueue(next);
                }
                else
                {
                    Enqueue(next);
                }
                continue;
            }
            var body = await reply.Content.ReadAsStringAsync();
            pages.Add((typed.GetValueOrDefault(address, address), body));
            if (reply.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }
            foreach (var link in (await Browse.Read(reply, address)).QuerySelectorAll("a[href]").OfType<IHtmlAnchorElement>().Where(a => a.HostName is "localhost"))
            {
                if (typed.TryGetValue(address, out var words) && link.Search.Contains("s=", StringComparison.Ordinal))
                {
                    typed.TryAdd(link.PathName + link.Search, words);
                }
                Enqueue(link.PathName + link.Search);
            }
        }
        return pages;

        void Enqueue(string address)
        {
            var place = address.Split('#')[0];
            if (place.StartsWith('/') && !place.StartsWith("/assets", StringComparison.Ordinal) && further < most && known.Add(place))
            {
                further++;
                queue.Enqueue(place);
            }
        }
    }

    /// <summary>
    /// One record of every kind that hangs on a person, with the word in each text that has room for it, and a visit
    /// shared with a child who may be read. Kinds that need another record first are passed over.
    /// </summary>
    internal static Task<int> Fill(KithHost host, Guid child, string word) =>
        host.Do(async s =>
        {
            var clock = s.GetRequiredService<Clock>();
            var planted = 0;
            List<Type> kinds;
            await using (var scope = s.CreateAsyncScope())
            {
                kinds = [.. scope.ServiceProvider.GetRequiredService<KithDb>().Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.IsSubclassOf(typeof(PersonRecord)))];
            }
            foreach (var kind in kinds.Where(k => k.Name is not ("Relationship" or "Allocation" or "Episode")))
            {
                await using var scope = s.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<KithDb>();
                var record = (PersonRecord)Activator.CreateInstance(kind)!;
                (record.Id, record.PersonId) = (clock.NewId(), child);
                var type = db.Model.FindEntityType(kind)!;
                foreach (var property in kind.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && type.FindProperty(p.Name) is not null))
                {
                    var longest = type.FindProperty(property.Name)!.GetMaxLength();
                    if (property.PropertyType == typeof(string) && !property.Name.StartsWith("Source", StringComparison.Ordinal) && (longest is null || longest > word.Length))
                    {
                        property.SetValue(record, word);
                    }
                    else if (property.PropertyType == typeof(DateOnly) || property.PropertyType == typeof(DateOnly?))
                    {
                        property.SetValue(
                            record,
                            property.Name.StartsWith("Ended", StringComparison.Ordinal) || property.Name == "To" ? property.GetValue(record) : new DateOnly(2026, 10, 5)
                        );
                    }
                    else if (property.PropertyType == typeof(string) && !property.Name.StartsWith("Source", StringComparison.Ordinal))
                    {
                        property.SetValue(record, "Z");
                    }
                }
                try
                {
                    db.Add(record);
                    await db.SaveChangesAsync();
                    planted++;
                }
                catch (DbUpdateException)
                {
                    // It belongs to another record that must be there first.
                }
            }
            await using var last = s.CreateAsyncScope();
            var store = last.ServiceProvider.GetRequiredService<KithDb>();
            var visit = new Visit
            {
                Id = clock.NewId(),
                On = new(2026, 11, 10),
                Kind = VisitKind.ChildInNeed,
                SharedText = "Tea in the kitchen",
                WorkerId = host.People.ColleagueWorker,
            };
            foreach (var (who, text) in new[] { (child, word), (host.People.Own, "Olive drew a boat") })
            {
                visit.Children.Add(
                    new VisitChild
                    {
                        Id = clock.NewId(),
                        VisitId = visit.Id,
                        PersonId = who,
                        Seen = true,
                        Text = text,
                    }
                );
            }
            store.Visits.Add(visit);
            var act = last.ServiceProvider.GetRequiredService<Acts>().Begin(Actor.System("Tests"), "Fill a record", $"Because of {word}");
            act.Happened(new RecordTakenOut(child, word));
            act.Touch(host.People.Own);
            await act.Save(visit.Id);
            return planted + 1;
        });

    /// <summary>Keeps every line that the application logs.</summary>
    private sealed class Listener : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
