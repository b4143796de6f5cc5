using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Agencies;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.WebTests.Access;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Agencies;

/// <summary>The partners' pages, as an honest partner walks them and as a hostile one tries every door with every key.</summary>
public sealed class PartnerPagesTests
{
    /// <summary>Hands each letter to whoever waits for the next.</summary>
    private sealed class Letterbox : IPostOffice
    {
        private readonly System.Threading.Channels.Channel<Letter> letters = System.Threading.Channels.Channel.CreateUnbounded<Letter>();

        public Task<Answer> Send(Guid id, Letter letter, CancellationToken ct)
        {
            letters.Writer.TryWrite(letter);
            return Task.FromResult(new Answer(250, "Taken"));
        }

        public async Task<string> Code() => Regex.Match((await letters.Reader.ReadAsync(TestContext.Current.CancellationToken)).Text, @"\b\d{4} \d{4}\b").Value;
    }

    [Fact]
    public async Task A_partner_signs_in_with_a_code_and_walks_a_referral_to_its_receipt()
    {
        var post = new Letterbox();
        await using var host = await KithHost.With(new() { ["Kith:Demo"] = "true" }, s => s.AddSingleton<IPostOffice>(post));
        using var browser = host.Stranger();
        using (var away = await browser.GetAsync("/partner"))
        {
            Assert.StartsWith("/partner/sign-in?to=", away.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }
        // The same answer, to the letter, whether or not anybody has the address.
        using var known = await Browse.Submit(browser, await Browse.Page(browser, "/partner/sign-in"), "main form", ("Address", "Paula.Partner@ashgrove.example"));
        var code = await post.Code();
        using var stranger = host.Stranger();
        using var unknown = await Browse.Submit(stranger, await Browse.Page(stranger, "/partner/sign-in"), "main form", ("Address", "nobody@ashgrove.example"));
        Assert.Equal((known.StatusCode, known.Headers.Location), (unknown.StatusCode, unknown.Headers.Location));
        var cookie = Cookies.Line(known, "kith-code")!;
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(await Words(browser), await Words(stranger));

        // Another browser has the code and nothing to use it with.
        using var thief = host.Stranger();
        using (var none = await thief.GetAsync("/partner/sign-in/code"))
        {
            Assert.Equal("/partner/sign-in", none.Headers.Location!.ToString());
        }
        using (var wrong = await Browse.Submit(stranger, await Browse.Page(stranger, "/partner/sign-in/code"), "main form", ("Code", code)))
        {
            var said = await Browse.Read(wrong);
            Assert.Equal([Kith.Web.Pages.Partners.SignIn.CodeModel.Refusal], Browse.Errors(said));
            Assert.DoesNotContain(code, said.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
        var form = await Browse.Page(browser, "/partner/sign-in/code");
        using (var entered = await Browse.Submit(browser, form, "main form", ("Code", code)))
        {
            Assert.Equal("/partner", entered.Headers.Location!.ToString());
        }
        // Replayed: the form of before, with the code of before.
        using (var again = await Browse.Submit(browser, form, "main form", ("Code", code)))
        {
            Assert.NotEqual("/partner", again.Headers.Location?.ToString());
        }
        using (var home = await browser.GetAsync("/"))
        {
            Assert.Equal("/partner", home.Headers.Location!.ToString());
        }

        // Urgent: the number first, then the form, kept, sent, its receipt.
        using var begun = await Browse.Submit(browser, await Browse.Page(browser, "/partner/referrals/new"), "main form", ("Urgent", "true"));
        var urgent = begun.Headers.Location!.ToString();
        var now = await Browse.Page(browser, urgent);
        Assert.Equal("Telephone now", now.QuerySelector("h1")!.TextContent);
        var write = urgent.Replace("/urgent", "", StringComparison.Ordinal);
        using var kept = await Browse.Press(
            browser,
            await Browse.Page(browser, write),
            "button[name=then]",
            ("Input.Children[0].GivenName", "Olive"),
            ("Input.Worries", "Hungry again")
        );
        var back = await Browse.Page(browser, kept.Headers.Location!.ToString());
        Assert.Equal("Olive", back.QuerySelector("#Input_Children_0__GivenName")!.GetAttribute("value"));
        Assert.NotNull(back.QuerySelector("#Input_Children_1__GivenName"));
        (string, string?)[] whole =
        [
            ("Input.SpokeTo", "The night team"),
            ("Input.Children[0].FamilyName", "Testfield"),
            ("Input.Children[0].Age", "9"),
            ("Input.Consent", "Agreed"),
            ("Input.Basis", "PublicTask"),
        ];
        using (var half = await Browse.Submit(browser, back, "main form", whole[1..]))
        {
            Assert.Contains(Browse.Errors(await Browse.Read(half)), e => e.StartsWith("Write whom you spoke to", StringComparison.Ordinal));
        }
        // Sent twice at once: one referral, one receipt.
        var sent = await Task.WhenAll(Browse.Submit(browser, back, "main form", whole), Browse.Submit(browser, back, "main form", whole));
        Assert.All(sent, s => Assert.Equal(HttpStatusCode.Redirect, s.StatusCode));
        var receipt = await Browse.Page(browser, write);
        Assert.Matches("[2-9A-Z]{4}-[2-9A-Z]{4}", receipt.QuerySelector(".govuk-panel")!.TextContent);
        Assert.Equal(1, await host.Do(s => s.GetRequiredService<KithDb>().PartnerReferrals.CountAsync()));
        // Their session is the short one, and ends when they say so.
        using (var outside = await Browse.Submit(browser, receipt, "header form"))
        {
            Assert.Equal(HttpStatusCode.Redirect, outside.StatusCode);
        }
        using var gone = await browser.GetAsync("/partner");
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);

        static async Task<string> Words(HttpClient client) => (await Browse.Page(client, "/partner/sign-in/code")).QuerySelector("main")!.TextContent;
    }

    [Fact]
    public async Task A_partner_tried_on_every_route_with_every_id_sees_what_they_were_given()
    {
        await using var host = await KithHost.With();
        var own = await host.Do(s => Given(s, host.People.Professional, host.People.Own));
        var others = await host.Do(s => Given(s, host.People.OtherProfessional, host.People.Team));
        using var partner = await host.SignedInAnew(host.People.Accounts[Role.Partner]);
        var token = (await Browse.Page(partner, "/partner")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var ids = await host.Do(EveryId);
        Assert.True(ids.Count > 40, $"only {ids.Count} ids");
        Assert.All(own.Concat(others), id => Assert.Contains(id, ids));

        var opened = new ConcurrentBag<(string Method, string Route, Guid Id)>();
        var faults = new ConcurrentBag<string>();
        var leaks = new ConcurrentBag<string>();
        var open = (await PermissionMatrix.Operations(host.Factory.Services))
            .Where(o => !o.IsApi && !o.Route.StartsWith("/error", StringComparison.Ordinal) && o.Route != "/sign-out")
            .ToList();
        // Elsewhere the role is refused before anything is looked up: there a key of each sort will do.
        Guid[] few = [.. own, .. others, host.People.Own, host.People.Restricted, host.People.ColleagueWorker, host.People.TeamA, host.People.Professional];
        foreach (var operation in open.OrderBy(o => o.Method))
        {
            var named = operation.Pattern.Parameters.Any(p => !p.IsOptional);
            foreach (
                var id in !named ? [Guid.Empty]
                : operation.Route.StartsWith("/partner", StringComparison.Ordinal) ? ids
                : few.AsEnumerable()
            )
            {
                using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Routes.Address(operation, id));
                if (operation.Method is not ("GET" or "HEAD"))
                {
                    request.Content = new FormUrlEncodedContent([
                        new("__RequestVerificationToken", token),
                        new("reply", "Coming"),
                        new("Report", "Hostile"),
                        new("Text", "Hostile"),
                    ]);
                }
                using var reply = await partner.SendAsync(request);
                if ((int)reply.StatusCode >= 500)
                {
                    faults.Add($"{operation.Method} {operation.Route} {id}: {(int)reply.StatusCode}");
                }
                if (
                    reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect
                    && named
                    && !(reply.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) ?? false)
                )
                {
                    opened.Add((operation.Method, operation.Route, id));
                }
                // The demonstration lists its people where anybody signs in.
                if (reply.StatusCode == HttpStatusCode.OK && operation.Route != "/sign-in")
                {
                    var said = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    leaks.AddRange(
                        new[] { "Tamsin", "Otto", "Hiddenshaw", "Sunniva", "4 Orchard Row", "Carys" }
                            .Where(n => said.Contains(n, StringComparison.Ordinal))
                            .Select(n => $"{operation.Route}: {n}")
                    );
                }
            }
        }
        Assert.Empty(faults);
        Assert.Empty(leaks);
        var (referral, invitation, action) = (own[0], own[1], own[2]);
        Assert.Equal(
            [
                ("GET", "/partner/actions/{id:guid}", action),
                ("GET", "/partner/disagreements/raise/{id:guid}", invitation),
                ("GET", "/partner/invitations/{id:guid}", invitation),
                ("GET", "/partner/referrals/{id:guid}", referral),
                ("GET", "/partner/referrals/{id:guid}/urgent", referral),
            ],
            opened.Where(o => o.Method == "GET" && o.Route.StartsWith("/partner", StringComparison.Ordinal)).OrderBy(o => o.Route, StringComparer.Ordinal)
        );
        // Elsewhere nothing opens that needs to be named; and no form went anywhere but to their own.
        Assert.DoesNotContain(opened, o => !o.Route.StartsWith("/partner", StringComparison.Ordinal) && !o.Route.StartsWith("/assurance", StringComparison.Ordinal));
        Assert.All(opened.Where(o => o.Method != "GET"), o => Assert.Contains(o.Id, own));
        // What was the other partner's is as it was.
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var invited = await db.Participants.AsNoTracking().SingleAsync(p => p.Id == others[1]);
            Assert.Equal((null, null), (invited.Reply, invited.Report));
            Assert.Null((await db.ActionItems.AsNoTracking().SingleAsync(a => a.Id == others[2])).DoneOn);
            Assert.Null((await db.PartnerReferrals.AsNoTracking().SingleAsync(r => r.Id == others[0])).ThrownAwayAt);
        });
    }

    /// <summary>Gives a partner a referral, an invitation and an action: their ids, in this order.</summary>
    private static async Task<IReadOnlyList<Guid>> Given(IServiceProvider s, Guid professional, Guid child)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Kith.Practice.Clock>();
        var agency = await db.Professionals.Where(p => p.Id == professional).Select(p => p.AgencyId).SingleAsync();
        var referral = new PartnerReferral
        {
            Id = clock.NewId(),
            ProfessionalId = professional,
            AgencyId = agency,
            BegunAt = clock.UtcNow,
            SavedAt = clock.UtcNow,
            Worries = "Worried",
        };
        var meeting = new Meeting
        {
            Id = clock.NewId(),
            Kind = MeetingKind.InitialConference,
            PlannedOn = clock.Today.AddDays(10),
        };
        var participant = new Participant
        {
            Id = clock.NewId(),
            MeetingId = meeting.Id,
            Name = "A partner",
            Agency = Agency.Education,
            ProfessionalId = professional,
            InvitedOn = clock.Today,
            ReportAsked = true,
        };
        var action = new ActionItem
        {
            Id = clock.NewId(),
            PersonId = child,
            What = "Offer breakfast",
            OwnerProfessionalId = professional,
            OwnerName = "A partner",
            SetOn = clock.Today,
        };
        db.PartnerReferrals.Add(referral);
        db.Meetings.Add(meeting);
        db.Participants.Add(participant);
        db.InitialConferences.Add(
            new InitialConference
            {
                Id = clock.NewId(),
                PersonId = child,
                TogetherId = meeting.Id,
                PlannedOn = meeting.PlannedOn,
            }
        );
        db.ActionItems.Add(action);
        await db.SaveChangesAsync();
        return [referral.Id, participant.Id, action.Id];
    }

    /// <summary>The id of everything there is.</summary>
    private static async Task<HashSet<Guid>> EveryId(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        var ids = new HashSet<Guid>();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => typeof(Kith.Practice.Store.Record).IsAssignableFrom(e.ClrType)))
        {
            var set = (IQueryable<Kith.Practice.Store.Record>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity.ClrType).Invoke(db, null)!;
            ids.UnionWith(await set.Select(r => r.Id).ToListAsync());
        }
        return ids;
    }
}

file static class Bags
{
    public static void AddRange<T>(this ConcurrentBag<T> bag, IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            bag.Add(item);
        }
    }
}
