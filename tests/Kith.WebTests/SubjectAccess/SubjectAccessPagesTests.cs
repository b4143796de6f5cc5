using System.Net;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess;
using Kith.Practice.Voice;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.SubjectAccess;

/// <summary>A request to read a record through its pages, without JavaScript: written down, gathered, read, agreed and given.</summary>
public sealed class SubjectAccessPagesTests
{
    [Fact]
    public async Task For_a_mothers_own_request_it_is_chosen_in_whose_records_to_look()
    {
        await using var host = await KithHost.With();
        using var officer = await host.SignedIn(Role.DataOfficer);
        var (mother, child) = (Guid.CreateVersion7(), host.People.Own);
        await host.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            db.People.Add(
                new Person
                {
                    Id = mother,
                    GivenName = "Quillon",
                    FamilyName = "Testfield",
                    SortName = "testfield quillon",
                    Sex = "F",
                }
            );
            var pair = clock.NewId();
            foreach (var (one, other, kind) in new[] { (mother, child, RelationshipKind.Parent), (child, mother, RelationshipKind.Child) })
            {
                db.Relationships.Add(
                    new Relationship
                    {
                        Id = clock.NewId(),
                        PersonId = one,
                        OtherId = other,
                        Kind = kind,
                        PairId = pair,
                    }
                );
            }
            db.VoiceEntries.Add(
                new VoiceEntry
                {
                    Id = clock.NewId(),
                    PersonId = child,
                    On = clock.Today,
                    Words = "Mum sings when she cooks",
                }
            );
            await db.SaveChangesAsync();
            return true;
        });
        var request = await host.Do(s =>
            s.GetRequiredService<ReceiveRequest>()
                .Handle(
                    mother,
                    new RequestInput
                    {
                        Asker = SubjectAsker.Person,
                        AskerName = "Quillon Testfield",
                        Wants = "All that you have about me",
                        ReceivedOn = s.GetRequiredService<Clock>().Today,
                        RecipientName = "Quillon Testfield",
                        RecipientAddress = "1 New Street, AM1 9ZZ",
                        AskIdentity = false,
                        IdentityHow = "We know each other",
                    },
                    new Actor
                    {
                        AccountId = s.GetRequiredService<Clock>().NewId(),
                        Name = "Lukasz",
                        Roles = [Role.DataOfficer],
                        WholeAuthority = true,
                    },
                    null
                )
        );
        var here = $"/subject-access/{request}";
        var page = await Browse.Page(officer, here);
        Assert.Null(page.QuerySelector($"input[name='Input.Elsewhere'][value='{child}']:checked"));
        // Somebody who is nothing to her, in a form that was made up.
        using (var wrong = await Browse.Submit(officer, page, "form[action$='handler=Elsewhere']", ("Input.Elsewhere", $"{host.People.Other}")))
        {
            Assert.Contains(Browse.Errors(await Browse.Read(wrong)), e => e.StartsWith("Choose from the people who are listed", StringComparison.Ordinal));
        }
        using (var chosen = await Browse.Submit(officer, await Browse.Page(officer, here), "form[action$='handler=Elsewhere']", ("Input.Elsewhere", $"{child}")))
        {
            Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        }
        Assert.NotNull((await Browse.Page(officer, here)).QuerySelector($"input[name='Input.Elsewhere'][value='{child}']:checked"));
        using (var gathered = await Browse.Submit(officer, await Browse.Page(officer, here), "form[action$='handler=Gather']"))
        {
            Assert.Equal(HttpStatusCode.Redirect, gathered.StatusCode);
        }
        var read = await host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.PersonId == child && e.Event == "RecordRead"));
        var items = (await Browse.Page(officer, $"{here}/items?show=All")).QuerySelector("main")!.TextContent;
        Assert.Contains("In the record of", items, StringComparison.Ordinal);
        Assert.Contains("Mum sings when she cooks", items, StringComparison.Ordinal);
        // Whoever reads it has read in the child's record, and that is in its log.
        Assert.True(await host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.PersonId == child && e.Event == "RecordRead")) > read);
    }

    [Fact]
    public async Task A_request_goes_through_its_pages_and_to_nobody_else()
    {
        await using var host = await KithHost.With();
        using var officer = await host.SignedIn(Role.DataOfficer);
        using var head = await host.SignedIn(Role.HeadOfService);
        using var worker = await host.SignedIn(Role.SocialWorker);

        // Whose record: found by a search that is sent in the form and stands in no address.
        string write;
        using (var found = await Browse.Submit(officer, await Browse.Page(officer, "/subject-access/begin"), "main form[novalidate]", ("q", "Olive Testfield")))
        {
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
            var page = await Browse.Read(found);
            write = page.QuerySelectorAll("main table a").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith(host.People.Own.ToString(), StringComparison.Ordinal));
        }
        using (var empty = await Browse.Submit(officer, await Browse.Page(officer, write), "main form[data-kith-draft]"))
        {
            var errors = Browse.Errors(await Browse.Read(empty));
            Assert.Contains("Choose who asks", errors);
            Assert.Contains("Choose whether we know who it is", errors);
        }
        string request;
        using (
            var made = await Browse.Submit(
                officer,
                await Browse.Page(officer, write),
                "main form[data-kith-draft]",
                ("Input.ReceivedOn.Day", "2"),
                ("Input.ReceivedOn.Month", "11"),
                ("Input.ReceivedOn.Year", "2026"),
                ("Input.Asker", "Person"),
                ("Input.AskerName", "Olive Testfield"),
                ("Input.Wants", "All that you have"),
                ("Input.AskIdentity", "false"),
                ("Input.IdentityHow", "We know each other"),
                ("Input.RecipientName", "Olive Testfield"),
                ("Input.RecipientAddress", "1 New Street, AM1 9ZZ")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
            request = made.Headers.Location!.ToString();
        }
        Assert.Contains("One month", (await Browse.Page(officer, request)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // It is there for nobody who does not answer requests, and neither is any file or item of it.
        foreach (var address in new[] { "/subject-access", request, $"{request}/items", $"{request}/preview", $"{request}/give", $"{request}/agree" })
        {
            using var refused = await worker.GetAsync(address);
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        }

        using (var gathered = await Browse.Submit(officer, await Browse.Page(officer, request), "form[action$='handler=Gather']"))
        {
            Assert.Equal(HttpStatusCode.Redirect, gathered.StatusCode);
        }
        var id = Guid.Parse(request.Split('/')[^1]);
        var items = await host.Do(s => s.GetRequiredService<KithDb>().SubjectItems.AsNoTracking().Where(i => i.RequestId == id).ToListAsync());
        Assert.NotEmpty(items);
        var details = items.Single(i => i.Source == "person");
        // One is held back, in its own page; a missing reason is said at its field.
        var one = $"{request}/items/{details.Id}";
        using (var none = await Browse.Submit(officer, await Browse.Page(officer, one), "main form[novalidate]", ("Input.Choice", "HoldBack")))
        {
            Assert.Contains("Choose why it is held back", Browse.Errors(await Browse.Read(none)));
        }
        // A sentence is ticked and taken out.
        using (
            var struck = await Browse.Submit(
                officer,
                await Browse.Page(officer, one),
                "main form[novalidate]",
                ("Input.Choice", "Give"),
                ("Input.Places", "0:0:" + details.Fields[0].Text.Length),
                ("Input.Reason", "OtherPerson")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, struck.StatusCode);
        }
        Assert.Contains("[taken out: about another person]", (await Browse.Page(officer, one)).QuerySelector("#given")!.ParentElement!.TextContent, StringComparison.Ordinal);
        // The rest is read on the list and ticked.
        for (
            var page = await Browse.Page(officer, $"{request}/items");
            page.QuerySelectorAll("input[name=Ticked]").Length > 0;
            page = await Browse.Page(officer, $"{request}/items")
        )
        {
            var ticked = page.QuerySelectorAll("input[name=Ticked]").Select(i => ("Ticked", (string?)i.GetAttribute("value"))).ToArray();
            using var given = await Browse.Submit(officer, page, "form[action*='handler=Give']", ticked);
            Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        }
        Assert.Contains("What we hold about you", (await Browse.Page(officer, $"{request}/preview")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        using (var asked = await Browse.Submit(officer, await Browse.Page(officer, request), "form[action$='handler=Agree']"))
        {
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }
        // Nobody agrees to their own; a second person does.
        Assert.Null((await Browse.Page(officer, $"{request}/agree")).QuerySelector("input[name='Input.Outcome']"));
        using (var agreed = await Browse.Submit(head, await Browse.Page(head, $"{request}/agree"), "main form[novalidate]", ("Input.Outcome", "Approve")))
        {
            Assert.Equal(HttpStatusCode.Redirect, agreed.StatusCode);
        }
        using (
            var wrong = await Browse.Submit(
                officer,
                await Browse.Page(officer, $"{request}/give"),
                "main form[novalidate]",
                ("Input.PersonName", "Somebody Else"),
                ("Input.RecipientName", "Olive Testfield"),
                ("Input.RecipientPlace", "AM1 9ZZ"),
                ("Input.How", "By hand"),
                ("Input.TalkTo", "The team")
            )
        )
        {
            Assert.Contains(Browse.Errors(await Browse.Read(wrong)), e => e.Contains("name of the person it is about", StringComparison.Ordinal));
        }
        var give = await Browse.Page(officer, $"{request}/give");
        (string, string?)[] right =
        [
            ("Input.PersonName", "Olive Testfield"),
            ("Input.RecipientName", "Olive Testfield"),
            ("Input.RecipientPlace", "AM1 9ZZ"),
            ("Input.How", "By hand"),
            ("Input.TalkTo", "The team, 01632 960000"),
        ];
        // A double click makes one pack.
        using (var first = await Browse.Submit(officer, give, "main form[novalidate]", right))
        using (var again = await Browse.Submit(officer, give, "main form[novalidate]", right))
        {
            Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, again.StatusCode));
        }
        var packs = await host.Do(s => s.GetRequiredService<KithDb>().SubjectPacks.AsNoTracking().Where(p => p.RequestId == id).ToListAsync());
        Assert.Equal(packs.Count, packs.Select(p => p.ContentType).Distinct().Count());
        var file = (await Browse.Page(officer, request))
            .QuerySelectorAll("main table a")
            .Select(a => a.GetAttribute("href")!)
            .First(h => h.Contains("/files/", StringComparison.Ordinal));
        using (var taken = await officer.GetAsync(file))
        {
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
            Assert.Equal(packs[0].Size, (await taken.Content.ReadAsByteArrayAsync()).Length);
        }
        using (var refused = await worker.GetAsync(file))
        {
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        }
        // The log of the record: whoever answers reads of it, a worker does not.
        Assert.Contains(
            "Request to read the record",
            (await Browse.Page(officer, $"/people/{host.People.Own}/access-log")).QuerySelector("main")!.TextContent,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.DoesNotContain(
            "Subject",
            (await Browse.Page(worker, $"/people/{host.People.Own}/access-log")).QuerySelector("main")!.TextContent,
            StringComparison.OrdinalIgnoreCase
        );
    }
}
