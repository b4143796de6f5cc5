using System.Globalization;
using System.Net;
using System.Reflection;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Agencies;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.WebTests.Access;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Record = Kith.Practice.Store.Record;

namespace Kith.WebTests.Agencies;

/// <summary>
/// A partner who tries every door with every key. The doors are what the running application answers and the keys are the ids of
/// one record of every kind in the model: a route or a kind of record made tomorrow is tried without being named here.
/// </summary>
public sealed class HostilePartnerTests
{
    private const string Marker = "Quillonvex";

    /// <summary>What a partner was given, and may open.</summary>
    private sealed record Own(Guid Referral, Guid Invitation, Guid Action, Guid Seat, Guid Given, Guid Disagreement)
    {
        public IReadOnlyList<Guid> All => [Referral, Invitation, Action, Seat, Given, Disagreement];
    }

    [Fact]
    public async Task A_partner_tried_on_every_route_with_every_id_sees_what_they_were_given()
    {
        await using var host = await KithHost.With();
        // One record of every kind about another child, all of them another partner's.
        var planting = await Planting.Of(host, host.People.Team, Marker);
        Assert.Empty(planting.Refused.Select(r => $"{r.Key.Name}: {r.Value}"));
        Assert.True(planting.Ids.Count > 150, $"only {planting.Ids.Count} kinds");
        // Both sit on the same panel at the same meeting: each was given a child of their own.
        var meeting = planting.Ids[typeof(PanelMeeting)];
        // What everybody who is asked to it reads: its panel, its day and its place.
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.Panels.ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, "Exploitation panel").SetProperty(p => p.ChairWorkerId, (Guid?)null));
            await db.PanelMeetings.ExecuteUpdateAsync(u =>
                u.SetProperty(m => m.StartsAt, "10:00")
                    .SetProperty(m => m.Place, "Town hall")
                    .SetProperty(m => m.Agenda, "The night bus")
                    .SetProperty(m => m.Minutes, (string?)null)
            );
        });
        var own = await host.Do(s => Give(s, host.People.Professional, host.People.Own, meeting));
        var others = await host.Do(s => Give(s, host.People.OtherProfessional, host.People.Team, meeting));
        var ids = await host.Do(EveryId);
        Assert.Subset(ids, new HashSet<Guid>([.. own.All, .. others.All, .. planting.Ids.Values]));
        var before = await host.Do(s => Digest(s, ids, own));

        // The walk is not blind: the other one meets the words on every page of theirs.
        using (var other = await host.SignedInAnew(host.People.OtherPartner))
        {
            foreach (
                var page in new[] { $"invitations/{planting.Ids[typeof(Participant)]}", $"actions/{planting.Ids[typeof(ActionItem)]}", $"panels/{planting.Ids[typeof(PanelSeat)]}" }
            )
            {
                Assert.Contains(Marker, (await Browse.Page(other, $"/partner/{page}")).Source.Text, StringComparison.Ordinal);
            }
        }

        using var partner = await host.SignedInAnew(host.People.Accounts[Role.Partner]);
        var walk = new Walk(partner, (await Browse.Page(partner, "/partner")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!, ["Olive"]);
        var operations = (await PermissionMatrix.Operations(host.Factory.Services))
            .Where(o => !o.IsApi && !o.Route.StartsWith("/error", StringComparison.Ordinal) && o.Route != "/sign-out")
            .OrderBy(o => o.Method, StringComparer.Ordinal)
            .ToList();
        var mine = operations.Where(o => o.Route.StartsWith("/partner", StringComparison.Ordinal)).ToList();
        foreach (var operation in mine)
        {
            foreach (var id in Named(operation) ? ids : [Guid.Empty])
            {
                await walk.Try(operation, id);
            }
        }
        // Elsewhere the role is refused before anything is looked up: in each part of the application every key is tried, each on
        // one of its doors, and at each door one key of every sort of its own.
        Guid[] few = [own.Referral, others.Action, host.People.Own, host.People.Restricted, host.People.TeamA];
        foreach (var part in operations.Except(mine).GroupBy(o => o.Route.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "", StringComparer.Ordinal))
        {
            foreach (var operation in part.Where(o => !Named(o)))
            {
                await walk.Try(operation, Guid.Empty);
            }
            var named = part.Where(Named).ToList();
            foreach (var (operation, at) in named.Select((o, i) => (o, i)))
            {
                foreach (var id in few.Concat(ids.Order().Where((_, i) => i % named.Count == at)).Distinct())
                {
                    await walk.Try(operation, id);
                }
            }
        }
        // What a page or a form may be told beside its address: every name that any of them knows, with every id, at their own doors.
        foreach (var operation in mine.Where(Named))
        {
            foreach (var id in ids)
            {
                foreach (
                    var door in walk.Opened.Where(o => (o.Method, o.Route) == (operation.Method, operation.Route) && own.All.Contains(o.Id)).Select(o => o.Id).Distinct().ToList()
                )
                {
                    await walk.Try(operation, door, id);
                }
            }
        }
        // Programs: with a token of every scope, the role is refused all the same.
        using (var program = ApiTokens.Client(host, await ApiTokens.For(host, host.People.Accounts[Role.Partner])))
        {
            var api = new Walk(program, "", []);
            foreach (var operation in (await PermissionMatrix.Operations(host.Factory.Services)).Where(o => o.IsApi && Named(o)))
            {
                foreach (var id in few)
                {
                    await api.Try(operation, id);
                }
            }
            Assert.Empty(api.Faults);
            Assert.Empty(api.Leaks);
            Assert.Empty(api.Opened);
        }

        Assert.Empty(walk.Faults);
        Assert.Empty(walk.Leaks);
        Assert.Equal(
            [
                ("GET", "/partner/actions/{id:guid}", own.Action),
                ("GET", "/partner/disagreements/raise/{id:guid}", own.Invitation),
                ("GET", "/partner/disagreements/raise/{id:guid}", own.Given),
                ("GET", "/partner/disagreements/{id:guid}", own.Disagreement),
                ("GET", "/partner/invitations/{id:guid}", own.Invitation),
                ("GET", "/partner/panels/{id:guid}", own.Seat),
                ("GET", "/partner/referrals/{id:guid}", own.Referral),
                ("GET", "/partner/referrals/{id:guid}/urgent", own.Referral),
            ],
            walk.Opened.Distinct()
                .Where(o => o.Method == "GET" && o.Route.StartsWith("/partner", StringComparison.Ordinal))
                .OrderBy(o => o.Route, StringComparer.Ordinal)
                .ThenBy(o => own.All.ToList().IndexOf(o.Id))
        );
        // Elsewhere nothing opens that needs to be named; and no form went anywhere but to their own.
        Assert.DoesNotContain(walk.Opened, o => !o.Route.StartsWith("/partner", StringComparison.Ordinal) && !o.Route.StartsWith("/assurance", StringComparison.Ordinal));
        Assert.All(walk.Opened.Where(o => o.Method != "GET"), o => Assert.Contains(o.Id, own.All));
        // What was not theirs is as it was.
        var after = await host.Do(s => Digest(s, ids, own));
        Assert.Equal(before.Count, after.Count);
        Assert.All(before, b => Assert.Equal((b.Key, b.Value), (b.Key, after[b.Key])));
    }

    private static bool Named(Operation operation) => operation.Pattern.Parameters.Any(p => !p.IsOptional && !p.IsCatchAll);

    /// <summary>One who goes through doors and keeps what was met.</summary>
    private sealed class Walk(HttpClient client, string token, IReadOnlyList<string> given)
    {
        /// <summary>Every name of an id that a page takes from its address or its form.</summary>
        private static readonly IReadOnlyList<string> Names =
        [
            .. typeof(Kith.Web.KithOptions)
                .Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(PageModel)))
                .SelectMany(t =>
                    t.GetMethods()
                        .Where(m => m.Name.StartsWith("On", StringComparison.Ordinal))
                        .SelectMany(m => m.GetParameters())
                        .Where(p => IsId(p.ParameterType))
                        .Select(p => p.Name!)
                        .Concat(
                            t.GetProperties()
                                .Where(p => p.GetCustomAttribute<BindPropertyAttribute>() is not null)
                                .SelectMany(p =>
                                    IsId(p.PropertyType) ? [p.Name] : p.PropertyType.GetProperties().Where(x => IsId(x.PropertyType)).Select(x => $"{p.Name}.{x.Name}")
                                )
                        )
                )
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(n => !n.Equals("id", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];

        public List<(string Method, string Route, Guid Id)> Opened { get; } = [];
        public List<string> Faults { get; } = [];
        public List<string> Leaks { get; } = [];

        private static bool IsId(Type type) => type == typeof(Guid) || type == typeof(Guid?);

        /// <summary>Tries one door with one key; <paramref name="beside"/> is given under every name there is.</summary>
        public async Task Try(Operation operation, Guid id, Guid? beside = null)
        {
            var address = Routes.Address(operation, id);
            var more = beside is { } other ? Names.Select(n => KeyValuePair.Create(n, other.ToString())).ToList() : [];
            if (more.Count > 0)
            {
                address += (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', more.Select(m => $"{m.Key}={m.Value}"));
            }
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
            if (operation.IsApi)
            {
                request.Headers.Add("Idempotency-Key", "hostile");
                request.Headers.Add("If-Match", "\"1\"");
                request.Content = operation.Method == "GET" ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
            }
            else if (operation.Method is not ("GET" or "HEAD"))
            {
                request.Content = new FormUrlEncodedContent([
                    new("__RequestVerificationToken", token),
                    new("reply", "Coming"),
                    new("Report", "Hostile"),
                    new("Text", "Hostile"),
                    .. more,
                ]);
            }
            using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
            if ((int)reply.StatusCode >= 500)
            {
                Faults.Add($"{operation.Method} {operation.Route} {id} {beside}: {(int)reply.StatusCode}");
            }
            if (
                reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent or HttpStatusCode.Redirect
                && Named(operation)
                && !(reply.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) ?? false)
            )
            {
                Opened.Add((operation.Method, operation.Route, id));
            }
            // The demonstration lists its people where anybody signs in.
            if (operation.Route == "/sign-in")
            {
                return;
            }
            var said = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Leaks.AddRange(
                new[] { Marker, "Olive", "Tamsin", "Otto", "Hiddenshaw", "Sunniva", "4 Orchard Row", "Carys" }
                    .Where(n => said.Contains(n, StringComparison.Ordinal) && !(given.Contains(n) && operation.Route.StartsWith("/partner", StringComparison.Ordinal)))
                    .Select(n => $"{operation.Method} {operation.Route} {id} {beside}: {n}")
            );
        }
    }

    /// <summary>Gives a partner a referral, an invitation, an action, a child at a meeting of a panel, and a disagreement.</summary>
    private static async Task<Own> Give(IServiceProvider s, Guid professional, Guid child, Guid panelMeeting)
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
        var entry = new PanelChild
        {
            Id = clock.NewId(),
            PersonId = child,
            PanelId = await db.PanelMeetings.Where(m => m.Id == panelMeeting).Select(m => m.PanelId).SingleAsync(),
            MeetingId = panelMeeting,
            Position = 1,
            PutForwardOn = clock.Today,
            ByName = "Sofia Social",
            Why = "Missing three times",
            HeardOn = clock.Today,
            Decision = "One plan for home and school",
            CirculatedOn = clock.Today,
        };
        var given = new PanelGiven
        {
            Id = clock.NewId(),
            PersonId = child,
            EntryId = entry.Id,
            AgencyId = agency,
            Words = "Please look at attendance",
            GivenOn = clock.Today,
            ByName = "Sofia Social",
        };
        var seat = new PanelSeat
        {
            Id = clock.NewId(),
            MeetingId = panelMeeting,
            ProfessionalId = professional,
            AgencyId = agency,
            Name = "A partner",
            InvitedOn = clock.Today,
        };
        var disagreement = new Disagreement
        {
            Id = clock.NewId(),
            PersonId = child,
            ProfessionalId = professional,
            AgencyId = agency,
            RaisedOn = clock.Today,
            StageFrom = clock.Today,
            About = "Whether it is enough",
        };
        db.AddRange(referral, meeting, participant, action, entry, given, seat, disagreement);
        db.InitialConferences.Add(
            new InitialConference
            {
                Id = clock.NewId(),
                PersonId = child,
                TogetherId = meeting.Id,
                PlannedOn = meeting.PlannedOn,
            }
        );
        await db.SaveChangesAsync();
        return new(referral.Id, participant.Id, action.Id, seat.Id, given.Id, disagreement.Id);
    }

    /// <summary>The records of every kind there is.</summary>
    private static IEnumerable<IQueryable<Record>> Sets(KithDb db) =>
        db
            .Model.GetEntityTypes()
            .Where(e => e.ClrType.IsSubclassOf(typeof(Record)) && !e.IsOwned())
            .Select(e => (IQueryable<Record>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(e.ClrType).Invoke(db, null)!);

    /// <summary>The id of everything there is.</summary>
    private static async Task<SortedSet<Guid>> EveryId(IServiceProvider s)
    {
        var ids = new SortedSet<Guid>();
        foreach (var set in Sets(s.GetRequiredService<KithDb>()))
        {
            ids.UnionWith(await set.Select(r => r.Id).ToListAsync());
        }
        return ids;
    }

    /// <summary>Everything that was there and is not the partner's own, as it is kept.</summary>
    private static async Task<SortedDictionary<string, string>> Digest(IServiceProvider s, SortedSet<Guid> ids, Own own)
    {
        var db = s.GetRequiredService<KithDb>();
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var set in Sets(db))
        {
            foreach (var record in await set.AsNoTracking().ToListAsync())
            {
                // What an act of theirs adds (notices, drafts) is theirs; a session says when it was last used.
                if (ids.Contains(record.Id) && !own.All.Contains(record.Id))
                {
                    var values = db.Entry(record).CurrentValues;
                    rows[$"{record.GetType().Name} {record.Id}"] = string.Join(
                        '|',
                        values.Properties.Select(p => $"{p.Name}={Convert.ToString(values[p], CultureInfo.InvariantCulture)}")
                    );
                }
            }
        }
        return rows;
    }
}
