using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Access;

/// <summary>Enter in a field presses the form's first button: on every page that is the one the form is for.</summary>
public sealed class EnterTests
{
    [Fact]
    public async Task The_first_button_of_every_form_is_the_main_one()
    {
        await using var host = await KithHost.With();
        using (var partner = await host.SignedIn(Role.Partner))
        {
            using var begun = await Browse.Submit(partner, await Browse.Page(partner, "/partner/referrals/new"), "main form", ("Urgent", "false"));
        }
        var operations = (await PermissionMatrix.Operations(host.Factory.Services))
            .Where(o => o.Method == "GET" && !o.Route.StartsWith("/error", StringComparison.Ordinal))
            .ToList();
        var wrong = new List<string>();
        var forms = 0;
        foreach (var role in new[] { Role.SocialWorker, Role.TeamManager, Role.ConferenceChair, Role.PrincipalSocialWorker, Role.DataOfficer, Role.Administrator, Role.Partner })
        {
            using var client = await host.SignedIn(role);
            var asked = new HashSet<string>();
            // Every page by its address, and one of each kind that those lead to.
            var waiting = new Queue<string>(operations.Select(o => Routes.Address(o, host.People.Own)).Append($"/contacts/new?child={host.People.Own}"));
            while (waiting.TryDequeue(out var address))
            {
                if (!asked.Add(KindOf(address)))
                {
                    continue;
                }
                using var reply = await client.GetAsync(address);
                if (reply.StatusCode != HttpStatusCode.OK || reply.Content.Headers.ContentType?.MediaType != "text/html")
                {
                    continue;
                }
                var page = await Browse.Read(reply, address);
                foreach (var form in page.QuerySelectorAll<IHtmlFormElement>("form").Where(f => f.Method == "post"))
                {
                    forms++;
                    if (Fault(form) is { } fault)
                    {
                        wrong.Add($"{KindOf(address)} as {role}: Enter is taken by «{fault}»");
                    }
                }
                foreach (
                    var link in page.QuerySelectorAll("main a[href^='/']")
                        .Select(a => a.GetAttribute("href")!.Split('#')[0])
                        .Where(h => !h.Contains("handler=", StringComparison.Ordinal))
                )
                {
                    waiting.Enqueue(link);
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(forms > 500, $"only {forms} forms were seen");
    }

    [Fact]
    public async Task Enter_on_a_partners_referral_keeps_it_and_adds_no_child()
    {
        await using var own = await KithHost.With();
        using var partner = await own.SignedIn(Role.Partner);
        using var begun = await Browse.Submit(partner, await Browse.Page(partner, "/partner/referrals/new"), "main form", ("Urgent", "false"));
        var here = begun.Headers.Location!.ToString();
        var page = await Browse.Page(partner, here);
        Assert.Null(Fault(page.QuerySelector<IHtmlFormElement>($"form[action='{here}']")!));
        using var entered = await Browse.Press(partner, page, Default(page, here), ("Input.Children[0].GivenName", "Ada"));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var kept = await Browse.Page(partner, entered.Headers.Location!.ToString());
        Assert.Equal("Ada", Assert.Single(kept.QuerySelectorAll<IHtmlInputElement>("input[name$='.GivenName']")).Value);
        Assert.True(await own.Do(s => s.GetRequiredService<KithDb>().PartnerReferrals.AllAsync(r => r.SentAt == null)));

        static string Default(IHtmlDocument page, string form)
        {
            var first = page.QuerySelectorAll<IHtmlButtonElement>($"form[action='{form}'] button[type=submit]").First();
            first.Id = "takes-enter";
            return "#takes-enter";
        }
    }

    /// <summary>A rule that cannot fail is none.</summary>
    [Theory]
    [InlineData(
        """<button type="submit" class="govuk-button govuk-button--secondary" formaction="/x">Add another</button><button class="govuk-button">Send</button>""",
        "Add another"
    )]
    [InlineData(
        """<button class="govuk-button govuk-button--secondary" name="remove" value="1">Remove</button><button class="govuk-button govuk-button--secondary">Save</button>""",
        "Remove"
    )]
    [InlineData("""<button class="govuk-button">Send</button><button class="govuk-button govuk-button--secondary" formaction="/x">Add another</button>""", null)]
    [InlineData(
        """<button data-kith-enter aria-hidden="true"></button><button class="govuk-button" formaction="/x">Add another</button><button class="govuk-button">Send</button>""",
        null
    )]
    [InlineData("""<button type="button">Show</button><button class="govuk-button">Send</button>""", null)]
    public async Task A_button_beside_what_the_form_is_for_that_comes_first_is_seen(string buttons, string? fault)
    {
        using var reply = new HttpResponseMessage { Content = new StringContent($"<form method=post action=/y><input name=a>{buttons}</form>") };
        Assert.Equal(fault, Fault((await Browse.Read(reply, "/y")).QuerySelector<IHtmlFormElement>("form")!));
    }

    /// <summary>The first button's words, where it does something beside what the form is for and another one does that; null where all is well.</summary>
    private static string? Fault(IHtmlFormElement form)
    {
        var buttons = form
            .Elements.Where(e => e is IHtmlButtonElement { Type: "submit", IsDisabled: false } or IHtmlInputElement { Type: "submit" or "image", IsDisabled: false })
            .ToList();
        var first = buttons.FirstOrDefault();
        return first is null || first.HasAttribute("data-kith-enter") || !Aside(first) || IsMain(first) || !buttons.Any(b => IsMain(b) || !Aside(b))
            ? null
            : first.TextContent.Trim();

        static bool Aside(IElement button) => button.HasAttribute("formaction") || button.HasAttribute("name");
        static bool IsMain(IElement button) => button.ClassList.Contains("govuk-button") && !button.ClassList.Any(c => c is "govuk-button--secondary" or "govuk-button--inverse");
    }

    private static string KindOf(string address) =>
        string.Concat(address.Split('?')[0].Split('/').Skip(1).Select(p => "/" + (Guid.TryParse(p, out _) ? "{}" : p)))
        + string.Concat((address.Split('?') is [_, var query, ..] ? query.Split('&') : []).Select(q => "&" + q.Split('=')[0]).Distinct().Order(StringComparer.Ordinal));
}
