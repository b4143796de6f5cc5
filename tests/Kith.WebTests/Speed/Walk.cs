using System.Net;
using Kith.Practice.Children;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Workforce;
using Kith.WebTests.Access;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Speed;

/// <summary>One page as one person opened it, with what it asked of the database.</summary>
public sealed record Visited(string Person, string Route, IReadOnlyList<Statement> Statements);

/// <summary>Every page of a synthetic council, opened as the people of the demonstration, with the statements of each.</summary>
public static class Walk
{
    /// <summary>One of each kind of sight: own children, a team, a service, the whole authority, extracts, accounts, nothing of a child.</summary>
    private static readonly string[] People =
    [
        "priya.nair",
        "sarah.whitfield",
        "owen.griffiths",
        "amanda.clarke",
        "lukasz.nowak",
        "jo.carver",
        "farida.begum",
        Auditing,
        Inspecting,
    ];

    /// <summary>Leads the audit programme. Everything else that she sees is walked by others.</summary>
    private const string Auditing = "ruth.benson";

    /// <summary>Was let into the room of an inspection. What is given there is all that he sees.</summary>
    private const string Inspecting = "martin.hale";

    /// <summary>Fills an empty host with a council, and beside it an extract's run with refused rows.</summary>
    public static Task Fill(KithHost host, int children) =>
        host.Do(async s =>
        {
            await s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = children,
                        Years = 4,
                        AsAt = new DateOnly(2026, 11, 24),
                    }
                );
            var db = s.GetRequiredService<KithDb>();
            var run = new ImportRun
            {
                Id = Guid.CreateVersion7(),
                Source = Sources.CinCensus,
                FileName = "return.xml",
                State = ImportState.Done,
                AskedAt = host.Time.GetUtcNow().UtcDateTime,
            };
            db.ImportRuns.Add(run);
            db.ImportRefusals.AddRange(
                Enumerable
                    .Range(1, children)
                    .Select(i => new ImportRefusal
                    {
                        Id = Guid.CreateVersion7(),
                        RunId = run.Id,
                        Source = run.Source,
                        Place = "return.xml",
                        Line = i,
                        RowKey = $"row {i}",
                        Reason = "There is no child with this id",
                    })
            );
            await db.SaveChangesAsync();
        });

    /// <summary>Opens every page that each person may open.</summary>
    public static async Task<List<Visited>> Of(KithHost host, string database)
    {
        var routes = (await PermissionMatrix.Operations(host.Factory.Services))
            .Where(o =>
                o.Method == "GET" && !o.Route.Contains('?') && !o.Route.StartsWith("/sign", StringComparison.Ordinal) && !o.Route.StartsWith("/health", StringComparison.Ordinal)
            )
            .Select(o => o.Route)
            .ToList();
        var ids = await host.Do(Ids);
        var accounts = await host.Do(s => s.GetRequiredService<KithDb>().Users.Where(u => u.IsDemo).ToDictionaryAsync(u => u.UserName!, u => u.Id));
        using var statements = new Statements(database);
        var visited = new List<Visited>();
        foreach (var person in People)
        {
            var client = await host.SignedIn(accounts[person]);
            // EF Core remembers for a second that nobody listened.
            do
            {
                using (await client.GetAsync("/account")) { }
            } while (statements.Take().Count == 0);
            foreach (
                var address in routes
                    .Where(r => person != Auditing || r.StartsWith("/audits", StringComparison.Ordinal))
                    .Where(r => person != Inspecting || r.StartsWith("/inspection-room", StringComparison.Ordinal))
                    .SelectMany(r => Addresses(r, ids, accounts).Select(a => (Route: r, Address: a)))
            )
            {
                // Once to warm up what is kept from page to page (keys, policies), then the one that counts.
                using (await client.GetAsync(address.Address)) { }
                statements.Take();
                using var first = await client.GetAsync(address.Address);
                // A search's words come back sealed in the address that it leads to; both requests are its page.
                var sealedAt = address.Route == "/search" && first.StatusCode == HttpStatusCode.Redirect ? first.Headers.Location : null;
                using var reply = sealedAt is null ? first : await client.GetAsync(sealedAt);
                Assert.True((int)reply.StatusCode < 500, $"{address.Address} as {person} answered {(int)reply.StatusCode}");
                if (reply.StatusCode == HttpStatusCode.OK)
                {
                    visited.Add(new Visited(person, address.Address.Contains("all=", StringComparison.Ordinal) ? $"{address.Route} (all)" : address.Route, statements.Take()));
                }
            }
        }
        return visited;
    }

    private static IEnumerable<string> Addresses(string route, Dictionary<string, string> ids, Dictionary<string, Guid> accounts)
    {
        var about = route.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        if (route == "/search")
        {
            return ["/search?q=Smith", "/search?q=Oliver+Khan+12/3/2015", "/search?q=Zzyzx+Qqqq"];
        }
        if (route.Contains("tab:regex(^(chronology", StringComparison.Ordinal))
        {
            return new[] { "chronology", "visits", "plans", "assessments" }.Select(t => $"/children/{ids["children"]}/{t}");
        }
        var address = System.Text.RegularExpressions.Regex.Replace(
            route,
            @"/\{(\w+)[^/]*\}",
            m =>
                m.Groups[1].Value switch
                {
                    "id" when about == "admin" => route.Contains("/accounts/", StringComparison.Ordinal) ? $"/{accounts["priya.nair"]}"
                    : route.Contains("/teams/", StringComparison.Ordinal) ? $"/{ids["teams"]}"
                    : $"/{ids["workers"]}",
                    "id" when about == "training" => route.Contains("/workers/", StringComparison.Ordinal) ? $"/{ids["workers"]}"
                    : route.Contains("/sessions/", StringComparison.Ordinal) ? $"/{ids["session"]}"
                    : route.Contains("/evaluate/", StringComparison.Ordinal) ? $"/{ids["booking"]}"
                    : "",
                    "id" when about == "audits" => route.Contains("/tools/", StringComparison.Ordinal) ? $"/{ids["tool"]}"
                    : route.Contains("/cycles/{", StringComparison.Ordinal)
                        ? route.EndsWith("/draw", StringComparison.Ordinal) ? $"/{ids["ahead"]}"
                            : $"/{ids["cycle"]}"
                    : route.Contains("/plan/", StringComparison.Ordinal) ? ""
                    : route.Contains("/readings/", StringComparison.Ordinal) ? $"/{ids["reading"]}"
                    : route.Contains("/calibrations/", StringComparison.Ordinal) ? $"/{ids["calibration"]}"
                    : route.EndsWith("/amend", StringComparison.Ordinal) || route.EndsWith("}/again", StringComparison.Ordinal) ? $"/{ids["audited"]}"
                    : route.Contains("}/", StringComparison.Ordinal) ? $"/{ids["auditing"]}"
                    : $"/{ids["audited"]}",
                    "id" when route.StartsWith("/inspections/requests/", StringComparison.Ordinal) => $"/{ids["request"]}",
                    "id" when route.StartsWith("/inspection-room/papers/", StringComparison.Ordinal) => $"/{ids["paper"]}",
                    "id" when route.StartsWith("/inspection-room/children/", StringComparison.Ordinal) => $"/{ids["given"]}",
                    "id" when route.StartsWith("/inspection-room/audits/", StringComparison.Ordinal) => $"/{ids["given audit"]}",
                    "meeting" => $"/{ids["meeting"]}",
                    "area" => "/Leaders",
                    "id" when about == "wellbeing" => $"/{ids["survey"]}",
                    "id" when about == "supervision" && route.Contains("/workers/", StringComparison.Ordinal) => $"/{ids["workers"]}",
                    "id" => $"/{ids.GetValueOrDefault(about, Guid.Empty.ToString())}",
                    "map" => $"/{ids["map"]}",
                    "node" => $"/{ids["node"]}",
                    "link" => $"/{ids["link"]}",
                    "pairId" => $"/{ids["pair"]}",
                    "kind" => $"/{ids["kind"]}",
                    "recordId" => $"/{ids["record"]}",
                    "request" => $"/{ids["asked"]}",
                    "item" => $"/{ids["held"]}",
                    "pack" => $"/{ids["pack"]}",
                    "person" => $"/{ids["children"]}",
                    _ => "",
                }
        );
        if (route == "/maps/{map:guid}")
        {
            return [address, $"{address}?around={ids["node"]}&steps=2&from={ids["node"]}&to={ids["node"]}"];
        }
        if (route == "/supervision/record")
        {
            return [address, $"{address}?worker={ids["workers"]}&all=cases", $"{address}?worker={ids["workers"]}&kind=Personal"];
        }
        if (route.StartsWith("/inspections/readiness", StringComparison.Ordinal))
        {
            return [address, $"{address}?on={ids["then"]}&all=then"];
        }
        return about == "people" && !route.Contains("relationships/{", StringComparison.Ordinal)
            ? [address, address.Replace(ids["people"], ids["adult"], StringComparison.Ordinal)]
            : [address];
    }

    /// <summary>The child of Priya Nair with the longest story, one of the family, the biggest team and its busiest worker.</summary>
    internal static async Task<Dictionary<string, string>> Ids(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).FirstAsync();
        var hers = await db.Allocations.Where(a => a.WorkerId == priya && a.To == null).Select(a => a.PersonId).Distinct().ToListAsync();
        hers = await db.Relationships.Where(r => hers.Contains(r.PersonId) && !r.Other!.HasChildRecord).Select(r => r.PersonId).Distinct().ToListAsync();
        // Somebody to whom a visit is planned, where there is one: what is shown of it is asked for by itself.
        var ahead = await db.PlannedVisitChildren.Where(c => hers.Contains(c.PersonId)).Select(c => c.PersonId).Distinct().ToListAsync();
        hers = ahead.Count > 0 ? ahead : hers;
        var child = await db.Chronology.Where(c => hers.Contains(c.PersonId)).GroupBy(c => c.PersonId).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstAsync();
        var relation = await db.Relationships.Where(r => r.PersonId == child && !r.Other!.HasChildRecord).OrderBy(r => r.Id).FirstAsync();
        var item = await db.Chronology.Where(c => c.PersonId == child && c.Kind == "referral").OrderByDescending(c => c.On).FirstAsync();
        var team = await db.Workers.Where(w => w.Id == priya).Select(w => w.TeamId).FirstAsync();
        var supervised = await db
            .Supervisions.Where(v => v.Children > 0 && db.SupervisedWorkers.Any(w => w.SupervisionId == v.Id && w.WorkerId == priya))
            .OrderBy(v => v.On)
            .ThenBy(v => v.Id)
            .Select(v => v.Id)
            .LastAsync();
        var map = await db.ExploitationMaps.OrderBy(m => m.Id).Select(m => m.Id).FirstAsync();
        var run = await db.ImportRuns.Select(r => r.Id).FirstAsync();
        var session = await db.TrainingSessions.Where(x => x.Taken == x.Places).OrderByDescending(x => x.On).ThenBy(x => x.Id).Select(x => x.Id).FirstAsync();
        var booking = await db.Bookings.Where(b => b.WorkerId == priya).OrderByDescending(b => b.On).ThenBy(b => b.Id).Select(b => b.Id).FirstOrDefaultAsync();
        var survey = await db.PulseSurveys.Where(p => p.CountedOn == null).Select(p => p.Id).FirstAsync();
        var ruth = await db.Users.Where(u => u.UserName == Auditing).Select(u => u.WorkerId).FirstAsync();
        var audits = await db
            .AuditAssignments.Where(a => a.AuditorId == ruth && a.CycleId != null && a.Facts != null)
            .OrderBy(a => a.SecondWanted)
            .ThenBy(a => a.Id)
            .Select(a => new
            {
                a.Id,
                a.FinishedOn,
                a.CycleId,
            })
            .ToListAsync();
        var visit = await db.Inspections.OrderByDescending(i => i.From).ThenBy(i => i.Id).Select(i => new { i.Id, i.From }).FirstOrDefaultAsync();
        var given = await db.GivenRecords.Where(g => g.EndedAt == null).OrderBy(g => g.Id).Select(g => g.PersonId).ToListAsync();
        var audited = await db.Audits.Where(a => given.Contains(a.PersonId)).OrderBy(a => a.Id).Select(a => new { a.Id, a.PersonId }).FirstOrDefaultAsync();
        await s.GetRequiredService<Kith.Practice.Synthetic.KeepSyntheticRequests>()
            .Handle("Lukasz Nowak", "Owen Griffiths", new Kith.Practice.Documents.Letterhead("Amberdale", "#1d70b8"));
        var asked = await db.SubjectRequests.Where(r => r.GivenAt == null).OrderBy(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync();
        return new()
        {
            ["given"] = $"{audited?.PersonId ?? given.FirstOrDefault()}",
            ["given audit"] = $"{audited?.Id ?? Guid.Empty}",
            ["meeting"] = $"{await db.RoomMeetings.Where(m => m.InspectionId == visit!.Id && m.On <= visit.From).OrderBy(m => m.Id).Select(m => m.Id).FirstOrDefaultAsync()}",
            ["then"] = $"{visit?.From.AddDays(-200):yyyy-MM-dd}",
            ["tool"] = $"{await db.AuditTools.Where(t => t.PublishedOn != null).OrderBy(t => t.Title).Select(t => t.Id).FirstOrDefaultAsync()}",
            ["cycle"] = $"{await db.AuditCycles.Where(c => c.DrawnAt != null).OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync()}",
            ["ahead"] = $"{await db.AuditCycles.OrderByDescending(c => c.From).Select(c => c.Id).FirstOrDefaultAsync()}",
            ["reading"] = $"{await db.AuditReadings.Where(r => r.ReaderId == ruth && r.GivenAt == null).OrderBy(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync()}",
            ["calibration"] = $"{await db.CalibrationSets.Where(x => x.ClosedOn != null).OrderBy(x => x.Id).Select(x => x.Id).FirstOrDefaultAsync()}",
            ["audited"] = $"{audits.Find(a => a.FinishedOn is not null)?.Id}",
            ["auditing"] = $"{audits.Find(a => a.FinishedOn is null)?.Id}",
            ["children"] = $"{child}",
            ["people"] = $"{child}",
            ["adult"] = $"{relation.OtherId}",
            ["pair"] = $"{relation.PairId}",
            ["kind"] = item.Kind,
            ["record"] = $"{item.RecordId}",
            ["teams"] = $"{team}",
            ["workers"] = $"{priya}",
            ["supervision"] = $"{supervised}",
            ["import"] = $"{run}",
            ["map"] = $"{map}",
            ["node"] = $"{await db.MapNodes.Where(n => n.MapId == map && n.Kind == NodeKind.Phone).OrderBy(n => n.Id).Select(n => n.Id).FirstAsync()}",
            ["link"] = $"{await db.MapLinks.Where(l => l.MapId == map).OrderBy(l => l.Id).Select(l => l.Id).FirstAsync()}",
            ["session"] = $"{session}",
            ["booking"] = $"{booking}",
            ["survey"] = $"{survey}",
            ["inspections"] = $"{await db.Inspections.OrderByDescending(i => i.From).ThenBy(i => i.Id).Select(i => i.Id).FirstOrDefaultAsync()}",
            ["request"] = $"{await db.RoomRequests.Where(r => r.AnsweredAt == null && r.WithdrawnAt == null).OrderBy(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync()}",
            ["paper"] = $"{await db.RoomPapers.Where(p => p.GivenAt != null).OrderBy(p => p.Id).Select(p => p.Id).FirstOrDefaultAsync()}",
            ["asked"] = $"{asked}",
            ["held"] = $"{await db.SubjectItems.Where(i => i.RequestId == asked).OrderByDescending(i => i.PointedOut).ThenBy(i => i.Id).Select(i => i.Id).FirstOrDefaultAsync()}",
            ["pack"] = $"{await db.SubjectPacks.OrderBy(p => p.Id).Select(p => p.Id).FirstOrDefaultAsync()}",
            ["self-evaluation"] = $"{await db.SelfEvaluations.Where(e => e.PublishedAt == null).OrderBy(e => e.Number).Select(e => e.Id).FirstOrDefaultAsync()}",
        };
    }
}
