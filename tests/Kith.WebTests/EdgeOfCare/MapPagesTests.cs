using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.EdgeOfCare;

/// <summary>Maps through their pages: made by forms, read without JavaScript, taken out; and no word of what is hidden on any of them.</summary>
public sealed partial class MapPagesTests
{
    private const string Planted = "Quillonvex";

    [Fact]
    public async Task A_map_is_begun_filled_linked_narrowed_and_taken_out()
    {
        await using var host = await KithHost.With();
        using var worker = await host.SignedIn(Role.SocialWorker);
        string map;
        using (
            var begun = await Browse.Submit(
                worker,
                await Browse.Page(worker, "/maps/begin"),
                "main form[data-kith-draft]",
                ("Input.Title", "Northwind"),
                ("Input.Concern", "Young people carry parcels from the station"),
                ("Input.Why", "Three workers each know a part of it")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
            map = begun.Headers.Location!.ToString();
        }
        // A child is found by a search that is sent in the form, and chosen.
        var add = await Browse.Page(worker, $"{map}/add");
        using (var found = await Browse.Press(worker, add, "button[formaction*='handler=Find']", ("Input.Kind", "Child"), ("Words", "Olive Testfield")))
        {
            var page = await Browse.Read(found, $"{map}/add");
            using var put = await Browse.Submit(worker, page, "main form[novalidate]", ("Input.Kind", "Child"), ("Input.PersonId", host.People.Own.ToString()));
            Assert.Equal(HttpStatusCode.Redirect, put.StatusCode);
        }
        using (var wrong = await Browse.Submit(worker, add, "main form[novalidate]", ("Input.Kind", "Phone"), ("Input.Name", "12 High Street")))
        {
            Assert.Contains(Browse.Errors(await Browse.Read(wrong, $"{map}/add")), e => e.Contains("whole phone number", StringComparison.Ordinal));
        }
        using (var put = await Browse.Submit(worker, await Browse.Page(worker, $"{map}/add"), "main form[novalidate]", ("Input.Kind", "Phone"), ("Input.Name", "07700 900123")))
        {
            Assert.Equal(HttpStatusCode.Redirect, put.StatusCode);
        }
        var ids = await host.Do(s => s.GetRequiredService<KithDb>().MapNodes.OrderByDescending(n => n.Kind == NodeKind.Child).ThenBy(n => n.Id).Select(n => n.Id).ToListAsync());
        using (
            var tied = await Browse.Submit(
                worker,
                await Browse.Page(worker, $"{map}/link?from={ids[0]}"),
                "main form[data-kith-draft]",
                ("Input.From", ids[0].ToString()),
                ("Input.To", ids[1].ToString()),
                ("Input.Kind", "Uses"),
                ("Input.Source", "Police, strategy discussion"),
                ("Input.SourceGrade", "Reliable"),
                ("Input.Information", "B"),
                ("Input.Handling", "P")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, tied.StatusCode);
        }
        var shown = await Browse.Page(worker, $"{map}?from={ids[0]}&to={ids[1]}&way=reliable");
        var text = shown.QuerySelector("main")!.TextContent;
        Assert.Contains("Olive Testfield and 07700 900123 are 1 link apart", text, StringComparison.Ordinal);
        Assert.Contains("uses 07700 900123", text, StringComparison.Ordinal);
        Assert.Equal(2, shown.QuerySelectorAll(".kith-map__node").Length);
        Assert.Empty(shown.QuerySelectorAll("[style]"));
        Assert.DoesNotContain("07700", (await Browse.Page(worker, $"{map}?kind=Child")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing on the map answers", (await Browse.Page(worker, $"{map}?kind=Vehicle")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (
            var (handler, type) in new[]
            {
                ("Table", "text/csv"),
                ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                ("Picture", "image/svg+xml"),
            }
        )
        {
            using var file = await Browse.Submit(worker, await Browse.Page(worker, map), $"main form[action*='handler={handler}']");
            Assert.Equal(type, file.Content.Headers.ContentType!.MediaType);
        }
        Assert.Equal(3, await host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Event == nameof(MapTakenOut))));
        // Nobody else, whatever their role.
        foreach (var role in new[] { Role.TeamManager, Role.HeadOfService, Role.Director, Role.Auditor, Role.Administrator, Role.Inspector, Role.Partner })
        {
            using var other = await host.SignedIn(role);
            foreach (var address in new[] { map, $"{map}?handler=Drawn", $"{map}/people", $"{map}/on/{ids[1]}", $"{map}/add", $"{map}/link" })
            {
                using var refused = await other.GetAsync(address);
                Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
            }
            using var list = await other.GetAsync("/maps");
            Assert.DoesNotContain("Northwind", await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var head = await host.SignedIn(Role.HeadOfService);
        Assert.Contains("Map 1", (await Browse.Page(head, "/maps/access")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var access = await Browse.Page(head, $"/maps/access/{map.Split('/')[^1]}");
        Assert.Contains("Take a map out", access.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Northwind", access.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_picture_or_file_holds_a_word_of_what_the_reader_may_not_see()
    {
        await using var host = await KithHost.With();
        var people = host.People;
        var map = await host.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            var id = clock.NewId();
            db.ExploitationMaps.Add(
                new ExploitationMap
                {
                    Id = id,
                    Title = "Northwind",
                    Concern = "A concern",
                    Why = "A reason",
                    StartedOn = clock.Today,
                }
            );
            foreach (var (account, part) in new[] { (people.Colleague, MapPart.Owner), (people.Accounts[Role.SocialWorker], MapPart.Editor) })
            {
                db.MapMembers.Add(
                    new MapMember
                    {
                        Id = clock.NewId(),
                        MapId = id,
                        AccountId = account,
                        Part = part,
                        Why = "Needs to know",
                        GivenByName = "Test",
                        From = clock.UtcNow,
                    }
                );
            }
            var nodes = new List<MapNode>();
            foreach (
                var (name, kind, person, limited) in new (string, NodeKind, Guid?, bool)[]
                {
                    ("", NodeKind.Child, people.Own, false),
                    ("Bus station", NodeKind.Place, null, false),
                    ($"{Planted} child", NodeKind.Child, people.Secret, false),
                    ($"{Planted} child", NodeKind.Child, people.Restricted, false),
                    ($"{Planted} child", NodeKind.Child, people.Other, false),
                    ($"{Planted} adult", NodeKind.AdultOfConcern, null, true),
                    ("07700 900123", NodeKind.Phone, null, false),
                }
            )
            {
                nodes.Add(
                    new MapNode
                    {
                        Id = clock.NewId(),
                        MapId = id,
                        Kind = kind,
                        Name = name,
                        PersonId = person,
                        Limited = limited,
                        Note = name.StartsWith(Planted, StringComparison.Ordinal) ? Planted : null,
                        RecordedAt = clock.UtcNow,
                        ByName = "Test",
                    }
                );
            }
            db.MapNodes.AddRange(nodes);
            foreach (var (a, i) in nodes.Select((n, i) => (n, i)))
            {
                foreach (var b in nodes.Skip(i + 1))
                {
                    var open = a.Note is null && b.Note is null;
                    db.MapLinks.Add(
                        new MapLink
                        {
                            Id = clock.NewId(),
                            MapId = id,
                            FromId = a.Id,
                            ToId = b.Id,
                            Kind = LinkKind.SeenWith,
                            Source = open ? "Police" : Planted,
                            Note = open ? null : Planted,
                            SourceGrade = SourceGrade.Reliable,
                            RecordedAt = clock.UtcNow,
                            ByName = "Test",
                        }
                    );
                }
            }
            await db.SaveChangesAsync();
            return id;
        });
        var all = await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            return (Nodes: await db.MapNodes.Select(n => n.Id).ToListAsync(), Links: await db.MapLinks.Select(l => l.Id).ToListAsync());
        });
        using var reader = await host.SignedIn(Role.SocialWorker);
        var met = 0;
        var addresses = new List<string>
        {
            $"/maps/{map}",
            $"/maps/{map}?handler=Drawn",
            $"/maps/{map}/people",
            $"/maps/{map}/add",
            $"/maps/{map}/link",
            "/maps",
            "/notices",
            "/my-day",
            "/actions",
        };
        addresses.AddRange(
            all.Nodes.SelectMany(n =>
                new[] { $"/maps/{map}/on/{n}", $"/maps/{map}?around={n}&steps=3", $"/maps/{map}/merge?kept={all.Nodes[1]}&merged={n}", $"/maps/{map}/link?from={n}" }
            )
        );
        addresses.AddRange(all.Nodes.SelectMany(a => all.Nodes.Select(b => $"/maps/{map}?from={a}&to={b}")));
        addresses.AddRange(all.Links.Select(l => $"/maps/{map}/links/{l}"));
        foreach (var address in addresses)
        {
            using var reply = await reader.GetAsync(address);
            Assert.True(reply.StatusCode < HttpStatusCode.InternalServerError, address);
            Clean(await reply.Content.ReadAsStringAsync(), address);
            met += reply.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }
        Assert.True(met > 40, $"{met} pages were met");
        var page = await Browse.Page(reader, $"/maps/{map}");
        foreach (var handler in new[] { "Table", "Word", "Picture" })
        {
            using var file = await Browse.Submit(reader, page, $"main form[action*='handler={handler}']");
            var bytes = await file.Content.ReadAsByteArrayAsync();
            Clean(handler == "Word" ? Unpacked(bytes) : Encoding.UTF8.GetString(bytes), handler);
        }
        // The walk is not blind: whoever may read the restricted records meets the children.
        Assert.Contains("3 on the map, 3 links", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        static void Clean(string body, string where)
        {
            // What is sealed in a form is letters by chance: four of them in a row spell any short name once in a million places.
            body = Sealed().Replace(body, "");
            foreach (var word in new[] { Planted, "Sunniva", "Rhys", "Hiddenshaw", "Otto Testfield" })
            {
                Assert.False(body.Contains(word, StringComparison.OrdinalIgnoreCase), $"{word} at {where}");
            }
        }

        static string Unpacked(byte[] docx)
        {
            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(docx));
            return string.Concat(zip.Entries.Select(e => new StreamReader(e.Open()).ReadToEnd()));
        }
    }

    [GeneratedRegex("[A-Za-z0-9_-]{100,}")]
    private static partial Regex Sealed();
}
