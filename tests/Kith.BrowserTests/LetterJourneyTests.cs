using System.Globalization;
using System.IO.Compression;
using System.Text;
using Kith.BrowserTests.Support;
using Kith.Practice.Improvement;
using Kith.Practice.Synthetic;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Kith.BrowserTests.ImprovementJourneyTests;

namespace Kith.BrowserTests;

/// <summary>
/// A letter in the shape in which they come, typed in paragraph by paragraph, until it closes: nobody closes it. Each thing that
/// it asks for is answered by an objective, each objective by a measure that children’s records move, and words move nothing.
/// </summary>
public sealed class LetterJourneyTests(Site site)
{
    private static readonly (string Kind, int Paragraph, string Text)[] Letter =
    [
        ("Recommendation", 2, "The frequency with which children are heard, so that plans rest on what they say now."),
        ("Recommendation", 3, "The use of children’s own words when decisions about them are made."),
        ("Strength", 4, "Children like their social workers, and say that they come when they said they would."),
        ("Finding", 5, "In the records of some children nobody had written down for months what the child said."),
    ];

    [Fact]
    public async Task A_letter_closes_when_all_it_asks_for_is_reached_and_not_before()
    {
        var today = LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        // Children who say it in words, those first to whom nobody has listened for longest.
        var (oldest, youngest) = (today.AddYears(-17), today.AddYears(-7));
        var children = await site.Ask(db =>
            db.ChildOverviews.Where(o =>
                    o.WorkerId == db.Users.First(u => u.UserName == "priya.nair").WorkerId
                    && !o.Restricted
                    && !o.Unborn
                    && !o.Disabled
                    && o.BornOn > oldest
                    && o.BornOn < youngest
                    && (o.Status == Kith.Practice.Projections.ChildStatus.ChildProtection || o.Status == Kith.Practice.Projections.ChildStatus.ChildInNeed)
                )
                .OrderBy(o => o.LastVoiceOn ?? DateOnly.MinValue)
                .Select(o => o.PersonId)
                .ToListAsync()
        );

        await using var amanda = await site.Visit("amanda.clarke");
        await amanda.Go("/inspections/edit");
        await Tick(amanda, "Input.Kind", "Focused");
        await Fill(amanda, "Input.By", "Ofsted");
        await On(amanda, "Input.From", today.AddDays(-70));
        await On(amanda, "Input.To", today.AddDays(-69));
        await On(amanda, "Input.PublishedOn", today.AddDays(-35));
        await Fill(amanda, "Input.Scope", "What children say, and what is done with it");
        await Fill(amanda, "Input.Headline", "Children are liked and known. What they say is not always written down.");
        await Press(amanda, "Save");
        var inspection = new Uri(amanda.Page.Url).AbsolutePath;
        foreach (var (kind, paragraph, text) in Letter)
        {
            await Open(amanda, "Write down something that the letter says");
            await amanda.Page.Locator("[name='Point.Kind']").SelectOptionAsync(kind);
            await Fill(amanda, "Point.Text", text);
            await Fill(amanda, "Point.Paragraph", paragraph.ToString(CultureInfo.InvariantCulture));
            await Press(amanda, "Write it down");
        }
        // The letter itself, made by the same hand that writes the letters of the synthetic council, and given back as it is.
        await site.Do(s => s.GetRequiredService<KeepSyntheticLetters>().Handle("Amberdale", "Ms Clarke"));
        await amanda.Go(inspection);
        Assert.True((await amanda.Ask($"{inspection}?handler=Letter")).File);
        var bytes = await (await amanda.Page.APIRequest.GetAsync($"{inspection}?handler=Letter")).BodyAsync();
        var written = new StreamReader(new ZipArchive(new MemoryStream(bytes)).GetEntry("word/document.xml")!.Open(), Encoding.UTF8).ReadToEnd();
        foreach (var (_, paragraph, text) in Letter)
        {
            Assert.Contains($"{paragraph}. {text}", written, StringComparison.Ordinal);
        }
        Assert.Contains("No such inspection took place", written, StringComparison.Ordinal);
        await amanda.IsWell("a letter with its paragraphs");
        var page = await amanda.Page.Locator("main").InnerTextAsync();
        Assert.Contains("paragraph 3", page, StringComparison.Ordinal);
        Assert.Contains("Letter open", page, StringComparison.Ordinal);
        Assert.Contains("0 of 2 reached, 2 not answered yet", page, StringComparison.Ordinal);

        // Two objectives, held to what children’s records say: one child more who is heard in time.
        var objectives = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await amanda.Go(inspection);
            await amanda.Page.Locator("a:has-text('Set an objective')").Nth(i).ClickAsync();
            await Fill(amanda, "Input.Title", i == 0 ? "Every child is heard in time" : "Children’s words are there when we decide");
            await Fill(amanda, "Input.Why", "A child who is asked knows that it matters what they want.");
            await Choose(amanda, "Input.LeadWorkerId", "Owen Griffiths");
            await On(amanda, "Input.TargetOn", today.AddDays(200));
            await Press(amanda, "Save");
            objectives.Add(new Uri(amanda.Page.Url).AbsolutePath);
            await Open(amanda, "Hold it to a measure");
            await Choose(amanda, "Measure.Measure", "voice_in_time");
            await On(amanda, "Measure.BaselineOn", today);
            await Fill(amanda, "Measure.Target", await Ahead());
            await On(amanda, "Measure.TargetOn", today.AddDays(150));
            await Press(amanda, "Hold it to this");
        }
        await amanda.Go(objectives[0]);
        await Open(amanda, "Add one");
        await Fill(amanda, "Action.What", "Ask each child what they want before the next review");
        await Choose(amanda, "Action.OwnerWorkerId", "Owen Griffiths");
        await On(amanda, "Action.DueOn", today.AddDays(30));
        await Press(amanda, "Add it");

        // Nothing is closed by saying so.
        await Open(amanda, "Say how it stands");
        await Fill(amanda, "Narrative", "This is reached, and all is well.");
        await Press(amanda, "Save");
        Assert.Contains("It is not reached", await TryToClose(amanda, objectives[0]), StringComparison.Ordinal);
        await amanda.Go(inspection);
        Assert.Contains("0 of 2 reached.", await amanda.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // Children are heard; the action is done, with what shows it.
        await using var priya = await site.Visit("priya.nair");
        foreach (var child in children.Take(3))
        {
            await Say(priya, child, "I want my brother to come along when we talk about where we live.");
        }
        await amanda.Go(objectives[0]);
        Assert.Contains("It is not reached", await TryToClose(amanda, objectives[0]), StringComparison.Ordinal);
        await using var owen = await site.Visit("owen.griffiths");
        await owen.Go(objectives[0]);
        await owen.Page.Locator("a:has-text('Ask each child what they want before the next review')").First.ClickAsync();
        await Fill(owen, "Input.Evidence", "Each child of three teams was asked; what they said stands on their records");
        await On(owen, "Input.DoneOn", today);
        await Press(owen, "It is done");

        foreach (var (objective, i) in objectives.Select((o, i) => (o, i)))
        {
            await amanda.Go(objective);
            await Open(amanda, "Close it");
            await Fill(amanda, "Closing", "Children are heard in time, and the records show it");
            await Press(amanda, "Close it");
            await amanda.Go(inspection);
            var stands = await amanda.Page.Locator("main").InnerTextAsync();
            Assert.Contains(i == 0 ? "1 of 2 reached" : "all that was asked for was reached", stands, StringComparison.Ordinal);
            Assert.Contains(i == 0 ? "Letter open" : "Letter closed", stands, StringComparison.Ordinal);
        }
        await amanda.IsWell("a letter that is closed");
        await amanda.FitsAt(320, "a letter that is closed");
        await amanda.Go("/inspections");
        await amanda.IsWell("inspections with how far their letters are");
    }

    /// <summary>A target that is ahead of today by less than one child.</summary>
    private async Task<string> Ahead()
    {
        var target = 0.0;
        await site.Do(async s =>
        {
            var today = s.GetRequiredService<Kith.Practice.Clock>().Today;
            var figure = (await s.GetRequiredService<MeasureReadings>().At(["voice_in_time"], [today]))[("voice_in_time", today)];
            target = figure.Value!.Value + 50 / figure.Denominator!.Value;
        });
        return target.ToString("0.####", CultureInfo.InvariantCulture);
    }

    private static async Task<string> TryToClose(Visitor visitor, string objective)
    {
        await visitor.Go(objective);
        await Open(visitor, "Close it");
        await Fill(visitor, "Closing", "It is as good as reached");
        await visitor.Page.Locator("form[action*='handler=Close'] button").ClickAsync();
        return await visitor.Page.Locator(".govuk-error-summary").InnerTextAsync();
    }
}
