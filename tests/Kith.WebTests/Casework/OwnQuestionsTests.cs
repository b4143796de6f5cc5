using Kith.Practice.Access;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using static Kith.WebTests.Casework.Walking;

namespace Kith.WebTests.Casework;

/// <summary>A question of the council's own goes by pages from the administrator to the worker, the record and the assessment.</summary>
public sealed class OwnQuestionsTests
{
    [Fact]
    public async Task A_question_is_made_tried_published_asked_and_shown()
    {
        await using var host = await KithHost.With();
        var admin = await host.SignedIn(Role.Administrator);
        var worker = await host.SignedIn(Role.SocialWorker);
        AngleSharp.Html.Dom.IHtmlDocument page;
        foreach (var form in new[] { "Visit", "Contact", "Referral", "Assessment", "CoreGroup", "NeedReview" })
        {
            var address = $"/admin/questions?form={form}";
            await Refused(admin, await Browse.Page(admin, address), Form("Input.Words"), "Write the question");
            await Sent(admin, await Browse.Page(admin, address), Form("Input.Words"), ("Input.Words", "Is there a dog?"), ("Input.Kind", "YesNo"), ("Input.Required", "true"));
            if (form == "Visit")
            {
                // Every kind of answer, hanging on another and not: the form is drawn with all of them.
                foreach (
                    var (kind, words) in new[]
                    {
                        ("Line", "Its name?"),
                        ("Text", "How is it kept?"),
                        ("Choice", "How is the home heated?"),
                        ("Date", "Since when?"),
                        ("Number", "How many?"),
                    }
                )
                {
                    page = await Browse.Page(admin, address);
                    var on = page.QuerySelectorAll("[name='Input.OnlyIf'] option").Skip(1).First().GetAttribute("value");
                    (string, string?)[] more = kind is "Line" or "Date" ? [("Input.OnlyIf", on), ("Input.OnlyIfAnswer", "Yes")] : [];
                    await Sent(admin, page, Form("Input.Words"), [("Input.Words", words), ("Input.Kind", kind), ("Input.Choices", "Gas\nElectric"), .. more]);
                }
            }
            await Refused(admin, await Browse.Page(admin, address), Form("From.Day"), "Try the questions out");
            var tried = await Browse.Page(admin, $"/admin/questions/try?form={form}");
            var dog = tried.QuerySelector("input[name^='Own[']")!.GetAttribute("name")!;
            await Refused(admin, tried, Form(dog), "Is there a dog?");
            using (var reply = await Browse.Submit(admin, tried, Form(dog), (dog, "Yes")))
            {
                Assert.Contains("So it would stand on the record", (await Browse.Read(reply)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            }
            await Sent(admin, await Browse.Page(admin, address), Form("From.Day"));
        }

        var child = host.People.Own;
        page = await Browse.Page(worker, $"/children/{child}/visits/record");
        var asked = page.QuerySelector("input[name^='Input.Own[']")!.GetAttribute("name")!;
        page = await Refused(worker, page, Form(asked), "Is there a dog?", ("Anyway", "true"), ("Input.PlanNext", null));
        var visit = await Sent(worker, page, Form(asked), ("Anyway", "true"), ("Input.PlanNext", null), (asked, "No"));
        Assert.Contains("Is there a dog?", (await Browse.Page(worker, visit)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Is there a dog? No", (await Browse.Page(worker, $"/children/{child}/chronology")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // Wrongly answered: corrected with a reason in sight, on the page of the visit.
        var correct = (await Browse.Page(worker, visit)).QuerySelectorAll("main a").First(a => a.TextContent == "Correct these answers").GetAttribute("href")!;
        page = await Refused(worker, await Browse.Page(worker, correct), Form("Input.Reason"), "Say why", (asked, "Yes"));
        Assert.Equal(visit, await Sent(worker, page, Form("Input.Reason"), (asked, "Yes"), ("Input.Reason", "It barked in the yard")));
        var corrected = (await Browse.Page(worker, visit)).QuerySelector("main")!.TextContent;
        Assert.Contains("It barked in the yard", corrected, StringComparison.Ordinal);

        // Two correct them at once: the second sees both, chooses, and nothing is lost on the way.
        var (first, second) = (await Browse.Page(worker, correct), await Browse.Page(worker, correct));
        await Sent(worker, first, Form("Input.Reason"), (asked, "No"), ("Input.Reason", "It was the fox"));
        using (var reply = await Browse.Submit(worker, second, Form("Input.Reason"), (asked, "Yes"), ("Input.Reason", "I saw it")))
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, reply.StatusCode);
            page = await Browse.Read(reply, correct);
        }
        Assert.Contains("You yourself changed these answers", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["No", "Yes"], page.QuerySelectorAll($"main input[type=radio][name='{asked}']").Select(r => r.GetAttribute("value")));
        Assert.Equal(visit, await Sent(worker, page, "main form:has(input[name='chosen'])", (asked, "Yes")));
        Assert.Contains("I saw it", (await Browse.Page(worker, visit)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // The review of the plan keeps it with the meeting, and the report counts it.
        page = await Browse.Page(worker, $"/children/{child}/plan/review");
        asked = page.QuerySelector("input[name^='Input.Own[']")!.GetAttribute("name")!;
        (string, string?)[] review = [("Input.Minutes", "It goes well"), .. Child(0, ("ChildView", "Better"), ("Decision", "Continue")), .. Child(1, ("Included", null))];
        await Refused(worker, page, Form("Input.Minutes"), "Is there a dog?", review);
        await Sent(worker, page, Form("Input.Minutes"), [.. review, (asked, "Yes")]);
        var meeting = await host.Ask(db =>
            db.CinReviews.Where(r => r.PersonId == child && r.TogetherId != null).OrderByDescending(r => r.HeldOn).Select(r => r.TogetherId).FirstAsync()
        );
        var minutes = await Browse.Page(worker, $"/children/{child}/protection/meeting/{meeting}");
        correct = minutes.QuerySelectorAll("main a").First(a => a.TextContent == "Correct what the council asked").GetAttribute("href")!;
        Assert.Equal(
            $"/children/{child}/protection/meeting/{meeting}",
            await Sent(worker, await Browse.Page(worker, correct), Form("Input.Reason"), (asked, "No"), ("Input.Reason", "Misheard"))
        );
        await Sent(worker, await Browse.Page(worker, correct), Form("Input.Reason"), (asked, "Yes"), ("Input.Reason", "It was right"));
        var report = (await Browse.Page(admin, "/admin/questions?form=NeedReview")).QuerySelector("table")!.TextContent;
        Assert.Matches(@"Is there a dog\?\s+1\s+1", report);
        Assert.NotNull((await Browse.Page(worker, "/contacts/new")).QuerySelector("main"));
    }
}
