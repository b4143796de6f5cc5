using System.Globalization;
using Kith.BrowserTests.Support;
using Kith.Practice.Improvement.Recommendations;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>
/// From an inspector's letter to a difference that somebody else saw for a child: the director, an auditor, a worker and a
/// manager, each with their own step, and the board that reads of it.
/// </summary>
public sealed class ImprovementJourneyTests(Site site)
{
    private const string Asked = "Children know who would care for them if they could not stay at home, and are asked about it.";

    [Fact]
    public async Task From_a_letter_to_an_effect_that_someone_else_saw()
    {
        var today = LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        var child = await site.Ask(db =>
            db.ChildOverviews.Where(o => o.WorkerId == db.Users.First(u => u.UserName == "priya.nair").WorkerId && !o.Restricted && !o.Unborn)
                .OrderByDescending(o => o.SortName)
                .Select(o => o.PersonId)
                .FirstAsync()
        );

        // The letter, kept as it came, and what it asks for in its words.
        await using var amanda = await site.Visit("amanda.clarke");
        await amanda.Go("/inspections/edit");
        await Tick(amanda, "Input.Kind", "Focused");
        await Fill(amanda, "Input.By", "Ofsted");
        await On(amanda, "Input.From", today.AddDays(-40));
        await On(amanda, "Input.To", today.AddDays(-39));
        await On(amanda, "Input.PublishedOn", today.AddDays(-10));
        await Fill(amanda, "Input.Scope", "Planning for the long term");
        await Press(amanda, "Save");
        var inspection = new Uri(amanda.Page.Url).AbsolutePath;
        await amanda
            .Page.Locator("#File")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "letter.pdf",
                    MimeType = "application/pdf",
                    Buffer = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"u8.ToArray(),
                }
            );
        await Press(amanda, "Keep it");
        await Open(amanda, "Write down something that the letter says");
        await amanda.Page.Locator("[name='Point.Kind']").SelectOptionAsync("Recommendation");
        await Fill(amanda, "Point.Text", Asked);
        await Press(amanda, "Write it down");
        await amanda.IsWell("an inspection with its letter");
        Assert.True((await amanda.Ask($"{inspection}?handler=Letter")).File);

        // An objective that answers it, held to a measure that nobody writes in, and somebody who does something.
        await amanda.Page.Locator("a:has-text('Set an objective')").First.ClickAsync();
        await Fill(amanda, "Input.Title", "Every child can say who would care for them");
        await Fill(amanda, "Input.Why", "A child who knows who comes next is less afraid of what comes next.");
        await Choose(amanda, "Input.LeadWorkerId", "Owen Griffiths");
        await On(amanda, "Input.TargetOn", today.AddDays(300));
        await Press(amanda, "Save");
        var objective = new Uri(amanda.Page.Url).AbsolutePath;
        await Open(amanda, "Hold it to a measure");
        await Choose(amanda, "Measure.Measure", "contingency_long_term");
        await On(amanda, "Measure.BaselineOn", today);
        await Fill(amanda, "Measure.Target", "99");
        await On(amanda, "Measure.TargetOn", today.AddDays(300));
        await Press(amanda, "Hold it to this");
        await Open(amanda, "Add one");
        await Fill(amanda, "Action.What", "Ask every child at the next visit who they would go to");
        await Choose(amanda, "Action.OwnerWorkerId", "Owen Griffiths");
        await On(amanda, "Action.DueOn", today.AddDays(60));
        await Press(amanda, "Add it");
        await amanda.IsWell("an objective with its measure and action");

        // For one child: what was found, what is to be done, what will be different.
        await using var ruth = await site.Visit("ruth.benson");
        await ruth.Go($"/recommendations/new?child={child}");
        await Fill(ruth, "Input.Finding", "Nobody has asked who would come next, after the first night");
        await Fill(ruth, "Input.What", "Ask who would be there for the long term, and write down what is said");
        await Fill(ruth, "Input.Aim", "The child can say who they would go to");
        await Choose(ruth, "Input.OwnerWorkerId", "Priya Nair");
        await On(ruth, "Input.DueOn", today.AddDays(28));
        await ruth.Page.Locator("[name='Input.Origin']").SelectOptionAsync("Inspection");
        await Fill(ruth, "Input.OriginWords", "Focused visit of Ofsted");
        await Press(ruth, "Recommend it");
        var place = new Uri(ruth.Page.Url).AbsolutePath;
        var id = Guid.Parse(place.Split('/')[^1]);
        await Open(ruth, "Choose themes");
        await ruth.Page.Locator("input[name='Themes'][value='contingency']").CheckAsync();
        await Press(ruth, "Keep");

        // The worker accepts it on her list, does it, and points to where it can be seen.
        await using var priya = await site.Visit("priya.nair");
        await priya.Go(place);
        await priya.Page.Send(priya.Page.Locator("button:has-text('Yes, I do it by')"));
        await Say(priya, child, "If Mum is ill for long I would go to Gran, and I want to keep my school.");
        await priya.Go(place);
        var done = new Effort(priya.Page);
        await done.Write(priya.Page.Locator("[name='Claim.Words']"), "I asked on the way home from school; what was said is on the record, and Gran was told");
        await done.Click(priya.Page.Locator("input[name='Claim.SeenIn']").First);
        await priya.IsWell("a recommendation that is said to be done");
        await done.Send(AriaRole.Button, "Say that it is done");
        done.Ends("complete an audit recommendation");
        // It was hers: she does not look at it herself.
        Assert.Equal(0, await priya.Page.Locator("button:has-text('It is as the owner says')").CountAsync());

        // Her manager looks, and says from when a difference could be seen.
        await using var sarah = await site.Visit("sarah.whitfield");
        await sarah.Go(place);
        await Fill(sarah, "Verify.Words", "I read what the child said, and that Gran was told about it");
        await On(sarah, "Verify.DueOn", today.AddDays(14));
        await sarah.IsWell("a recommendation that someone else looks at");
        await Press(sarah, "It is as the owner says");
        await ruth.Go(place);
        Assert.Equal(0, await ruth.Page.Locator("button:has-text('Yes, it made the difference')").CountAsync());

        // Weeks pass, the child is seen again, and somebody looks for exactly what was to be different.
        await Pass(id, 20);
        await Say(priya, child, "I know I would go to Gran. She has put my bed up already.");
        await ruth.Go(place);
        await Fill(ruth, "Confirm.Words", "The child says by themselves that Gran comes next, and is calm about it");
        await ruth.Page.Locator("input[name='Confirm.SeenIn']").First.CheckAsync();
        await ruth.IsWell("looking for an effect");
        await Press(ruth, "Yes, it made the difference");
        Assert.Contains("It is done and made the difference", await ruth.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        var r = await site.Ask(db => db.Recommendations.AsNoTracking().Include(x => x.Action).Include(x => x.Steps).SingleAsync(x => x.Id == id));
        Assert.Equal(RecommendationState.Confirmed, RecommendationMachine.Of(r));
        Assert.Equal(5, r.Steps.Count);
        Assert.Equal(3, r.Steps.Select(s => s.ByName).Distinct().Count());

        // Leaders see that it came so far, by counts alone; the board reads of the objective.
        await using var owen = await site.Visit("owen.griffiths");
        await owen.Go("/audits/leaders");
        await owen.IsWell("what audits show");
        Assert.Contains("Effect seen", await owen.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await amanda.Go("/improvement/reports");
        await Fill(amanda, "Input.Introduction", "The first child was asked, and knows.");
        await Press(amanda, "Make it");
        await amanda.IsWell("a report to the board");
        var report = await amanda.Page.Locator("main").InnerTextAsync();
        Assert.Contains("Every child can say who would care for them", report, StringComparison.Ordinal);
        Assert.Contains(Asked, report, StringComparison.Ordinal);
        var confirmed = await site.Ask(db => db.Recommendations.CountAsync(x => x.ConfirmedOn != null && x.JoinedIntoId == null));
        Assert.Contains(confirmed.ToString(CultureInfo.InvariantCulture), report, StringComparison.Ordinal);
        await amanda.Go(objective);
        await amanda.FitsAt(320, "an objective");
    }

    internal static async Task Say(Visitor visitor, Guid child, string words)
    {
        await visitor.Go($"/children/{child}/voice/record");
        await visitor.Page.Locator("fieldset.kith-child-block:has(input[type=checkbox]:checked) [name$='.Words']").First.FillAsync(words);
        await visitor.Page.Send(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).First);
        Assert.Empty(await visitor.Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
    }

    /// <summary>Weeks pass: all days of this recommendation go back.</summary>
    private Task Pass(Guid id, int days) =>
        site.Do(async s =>
        {
            var db = s.GetRequiredService<Kith.Practice.Store.KithDb>();
            var r = await db.Recommendations.Include(x => x.Action).Include(x => x.Steps).SingleAsync(x => x.Id == id);
            (r.RaisedOn, r.AcceptedOn, r.VerifiedOn, r.EffectDueOn) = (
                r.RaisedOn.AddDays(-days),
                r.AcceptedOn?.AddDays(-days),
                r.VerifiedOn?.AddDays(-days),
                r.EffectDueOn?.AddDays(-days)
            );
            (r.Action.SetOn, r.Action.DueOn, r.Action.DoneOn) = (r.Action.SetOn.AddDays(-days), r.Action.DueOn?.AddDays(-days), r.Action.DoneOn?.AddDays(-days));
            foreach (var step in r.Steps)
            {
                (step.On, step.DueOn) = (step.On.AddDays(-days), step.DueOn?.AddDays(-days));
            }
            await db.SaveChangesAsync();
        });

    internal static Task Open(Visitor visitor, string summary) => visitor.Page.Locator($"main details summary:has-text('{summary}')").First.ClickAsync();

    internal static Task Fill(Visitor visitor, string name, string text) => visitor.Page.Locator($"[name='{name}']").First.FillAsync(text);

    internal static Task Tick(Visitor visitor, string name, string value) => visitor.Page.Locator($"input[name='{name}'][value='{value}']").First.CheckAsync();

    /// <summary>Chooses from a list by a word in it or by what is sent, whether a script has made it a field to type in or not.</summary>
    internal static async Task Choose(Visitor visitor, string name, string text)
    {
        var value = await visitor
            .Page.Locator($"select[name='{name}'] option")
            .EvaluateAllAsync<string>($"(all, text) => (all.find(o => o.value === text || o.textContent.includes(text)) || {{}}).value || ''", text);
        Assert.NotEqual("", value);
        await visitor
            .Page.Locator($"select[name='{name}']")
            .EvaluateAsync("(list, value) => { list.value = value; list.dispatchEvent(new Event('change', { bubbles: true })); }", value);
    }

    internal static async Task On(Visitor visitor, string name, DateOnly day)
    {
        await Fill(visitor, $"{name}.Day", day.Day.ToString(CultureInfo.InvariantCulture));
        await Fill(visitor, $"{name}.Month", day.Month.ToString(CultureInfo.InvariantCulture));
        await Fill(visitor, $"{name}.Year", day.Year.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Sends the form; what the server refused is the message of the failure.</summary>
    internal static async Task Press(Visitor visitor, string button)
    {
        await visitor.Page.Send(visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First);
        var wrong = await visitor.Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync();
        Assert.True(wrong.Count == 0, $"{button}: {string.Join("; ", wrong)}");
    }
}
