using System.Net;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.EdgeOfCare;

/// <summary>A child who is missing, as forms and pages tell it; and a risk that is looked at.</summary>
public sealed class EdgeOfCarePagesTests
{
    [Fact]
    public async Task A_child_is_reported_missing_once_is_back_and_a_risk_is_judged_with_its_reason()
    {
        await using var own = await KithHost.With();
        using var worker = await own.SignedIn(Role.SocialWorker);
        var yesterday = await own.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today.AddDays(-1)));
        var address = $"/children/{own.People.Own}/missing/report";
        (string, string?)[] Day(string field, DateOnly day) =>
            [
                ($"{field}.Day", day.Day.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ($"{field}.Month", day.Month.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ($"{field}.Year", day.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ];
        (string, string?)[] gone = [.. Day("Input.FromDay", yesterday), ("Input.FromTime", "00:15"), ("Input.GoneFrom", "Home"), ("Input.PoliceReference", "26-441")];

        // What is missing is said at its field, and nothing is recorded.
        using (var wrong = await Browse.Submit(worker, await Browse.Page(worker, address), "main form[novalidate]", ("Input.FromTime", "")))
        {
            Assert.Contains(Browse.Errors(await Browse.Read(wrong, address)), e => e.Contains("Enter the time", StringComparison.Ordinal));
        }
        string place;
        using (var saved = await Browse.Submit(worker, await Browse.Page(worker, address), "main form[novalidate]", gone))
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
            place = saved.Headers.Location!.ToString();
        }
        // The warning stands on every page of the record, and the child on the list of whoever may read it.
        Assert.Contains("Missing now.", (await Browse.Page(worker, $"/children/{own.People.Own}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(place, (await Browse.Page(worker, "/missing")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        using (var again = await Browse.Submit(worker, await Browse.Page(worker, address), "main form[novalidate]", gone))
        {
            Assert.Contains(Browse.Errors(await Browse.Read(again, address)), e => e.Contains("Record the return from that time first", StringComparison.Ordinal));
        }
        using (
            var back = await Browse.Submit(
                worker,
                await Browse.Page(worker, place),
                "main form[action*='handler=Return']",
                [.. Day("Input.FoundDay", yesterday), ("Input.FoundTime", "02:40"), ("Input.FoundHow", "CameBack"), ("Input.Harm", "NoneKnown")]
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        }
        var page = (await Browse.Page(worker, place)).QuerySelector("main")!.TextContent;
        Assert.DoesNotContain("Missing now.", page, StringComparison.Ordinal);
        Assert.Contains("by 02:40", page, StringComparison.Ordinal);
        using (var stranger = await own.SignedIn(own.People.Stranger))
        {
            using var refused = await stranger.GetAsync(place);
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
            Assert.DoesNotContain(own.People.Own.ToString(), (await Browse.Page(stranger, "/missing")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        }

        var screen = $"/children/{own.People.Own}/risk/screen/CriminalExploitation";
        (string, string?)[] look =
        [
            ("Input.Answers[i1]", "Yes"),
            ("Input.Judgement", "Older boys pay and threaten"),
            ("Input.Level", "Medium"),
            .. Day("Input.ReviewOn", yesterday.AddDays(60)),
        ];
        using (var silent = await Browse.Submit(worker, await Browse.Page(worker, screen), "main form[novalidate]", look))
        {
            Assert.Contains(Browse.Errors(await Browse.Read(silent, screen)), e => e.Contains("Say why you judge it so", StringComparison.Ordinal));
        }
        using (var judged = await Browse.Submit(worker, await Browse.Page(worker, screen), "main form[novalidate]", [.. look, ("Input.Reason", "Debt")]))
        {
            Assert.Equal(HttpStatusCode.Redirect, judged.StatusCode);
            var told = (await Browse.Page(worker, judged.Headers.Location!.ToString())).QuerySelector("main")!.TextContent;
            Assert.Contains("Money, clothes, telephones that nobody can explain", told, StringComparison.Ordinal);
        }
        Assert.Contains("Debt", (await Browse.Page(worker, $"/children/{own.People.Own}/risk")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
