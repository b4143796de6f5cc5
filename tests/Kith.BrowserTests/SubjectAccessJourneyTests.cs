using Kith.BrowserTests.Support;
using Kith.Practice.SubjectAccess;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>Reading and striking what is held about somebody, without JavaScript, on a page that everybody can use; and the file that was given.</summary>
public sealed class SubjectAccessJourneyTests(Site site)
{
    [Fact]
    public async Task A_sentence_and_a_name_are_taken_out_without_JavaScript()
    {
        await using var officer = await site.Visit("lukasz.nowak", javaScript: false);
        Assert.Equal(200, await officer.Go("/subject-access"));
        await officer.IsWell("the list of requests");
        var request = await site.Ask(db => db.SubjectRequests.Where(r => r.GivenAt == null && r.EndedOn == null).OrderBy(r => r.Id).Select(r => r.Id).FirstAsync());
        var item = await site.Ask(db =>
            db.SubjectItems.Where(i => i.RequestId == request && i.Choice == null && i.PointedOut > 0 && i.DocumentId == null)
                .OrderByDescending(i => i.PointedOut)
                .ThenBy(i => i.Id)
                .FirstAsync()
        );
        Assert.Equal(200, await officer.Go($"/subject-access/{request}"));
        await officer.IsWell("a request");
        await officer.FitsAt(320, "a request");
        Assert.Equal(200, await officer.Go($"/subject-access/{request}/items"));
        await officer.IsWell("what was gathered");
        await officer.FitsAt(320, "what was gathered");
        Assert.Equal(200, await officer.Go($"/subject-access/{request}/items/{item.Id}"));
        await officer.IsWell("one thing that is held");
        await officer.FitsAt(320, "one thing that is held");
        var name = item.Pointed.First(p => !p.AtWork).Words;
        await officer.Page.Locator($"input[name=Names][value=\"{name}\"]").CheckAsync();
        await officer.Page.Locator("[name='Input.Reason']").SelectOptionAsync("OtherPerson");
        await officer.Page.Locator("[name='Input.Choice'][value=Give]").CheckAsync();
        await officer.Page.Send(officer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Decide") }).First);
        Assert.Equal(SubjectChoice.Give, await site.Ask(db => db.SubjectItems.Where(i => i.Id == item.Id).Select(i => i.Choice).SingleAsync()));
        Assert.Equal(200, await officer.Go($"/subject-access/{request}/items/{item.Id}"));
        var given = await officer.Page.Locator("section[aria-labelledby=given]").InnerTextAsync();
        Assert.Contains("[taken out: about another person]", given, StringComparison.Ordinal);
        Assert.DoesNotContain(name, given, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(200, await officer.Go($"/subject-access/{request}/preview"));
        await officer.IsWell("the pack as it would be");

        // What was given before is there as a file, and its request is well too.
        var past = await site.Ask(db => db.SubjectRequests.Where(r => r.GivenAt != null).OrderBy(r => r.Id).Select(r => r.Id).FirstAsync());
        Assert.Equal(200, await officer.Go($"/subject-access/{past}"));
        await officer.IsWell("a request that was answered");
        await officer.FitsAt(320, "a request that was answered");
        var file = await officer.Page.Locator("main table a[href*='/files/']").First.GetAttributeAsync("href");
        Assert.Equal(200, await officer.Answer(file!));
    }
}
