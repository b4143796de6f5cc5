using Kith.Practice.Access;
using Kith.Practice.Access.WideRoles;
using Kith.Practice.Children;
using Kith.Practice.Measures;
using Kith.Practice.Returns.Census;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

/// <summary>Who works there, and what is kept of their work: accounts, the return, supervision, training, assurance.</summary>
public sealed partial class SyntheticCouncil
{
    private async Task Staff(Story story, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        await engine.BulkInsert(db, story.Council.Teams, ct);
        await engine.BulkInsert(db, story.Council.Workers, ct);
        if (story.Accounts.Count > 0)
        {
            var (set, places, bases) = PlaceStory.Of(story.Council, asAt);
            await engine.BulkInsert(db, [set], ct);
            await engine.BulkInsert(db, places, ct);
            await engine.BulkInsert(db, bases, ct);
        }
        counts[nameof(Workforce.Team)] = counts.GetValueOrDefault(nameof(Workforce.Team)) + story.Council.Teams.Count;
        counts[nameof(Workforce.Worker)] = counts.GetValueOrDefault(nameof(Workforce.Worker)) + story.Council.Workers.Count;
        if (story.Accounts.Count == 0)
        {
            return;
        }
        // Accounts are no secret of the place they are made in: an administrator's own first account stays.
        db.Users.AddRange(story.Accounts);
        db.RoleGrants.AddRange(story.Grants);
        db.Deputisings.Add(story.Deputising!);
        foreach (var (who, text, daysAgo) in Notices)
        {
            db.Notices.Add(
                new Notice
                {
                    Id = story.Ids.Next(),
                    AccountId = story.Setting.Accounts[who],
                    Text = text,
                    At = LondonTime.StartOfDayUtc(asAt.AddDays(-daysAgo)).AddHours(9),
                }
            );
        }
        Asked(story);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        counts[nameof(Account)] = story.Accounts.Count;
    }

    /// <summary>A role that waits for a second person, and one that was not agreed to.</summary>
    private void Asked(Story story)
    {
        var at = LondonTime.StartOfDayUtc(story.Setting.AsAt).AddDays(-2).AddHours(10);
        var accounts = story.Setting.Accounts;
        var grace = Ask("grace.adeyemi", Role.Auditor, "To audit beside Ruth until the end of the financial year, as the programme needs a third auditor.");
        grace.Until = new DateOnly(grace.From.Month > 3 ? grace.From.Year + 1 : grace.From.Year, 3, 31);
        var refused = Ask("tasha.bailey", Role.DataOfficer, "To help with the return in the summer holidays.");
        (refused.AskedAt, refused.Outcome, refused.DecidedById, refused.DecidedByName, refused.DecidedAt, refused.Comments) = (
            at.AddDays(-30),
            RoleRequestOutcome.Refused,
            accounts["amanda.clarke"],
            "Amanda Clarke",
            at.AddDays(-29),
            "She can help from the lists that Lukasz takes out. She does not need every record for that."
        );
        db.Notices.Add(
            new Notice
            {
                Id = story.Ids.Next(),
                AccountId = accounts["amanda.clarke"],
                Text = "Jo Carver asks that Grace Adeyemi becomes auditor. A second person has to agree.",
                Href = "/access/asked",
                At = at,
            }
        );

        RoleRequest Ask(string who, Role role, string why)
        {
            var request = new RoleRequest
            {
                Id = story.Ids.Next(),
                AccountId = accounts[who],
                Role = role,
                From = DateOnly.FromDateTime(at),
                Why = why,
                AskedById = accounts["jo.carver"],
                AskedByName = "Jo Carver",
                AskedAt = at,
            };
            db.RoleRequests.Add(request);
            return request;
        }
    }

    private static readonly (string Who, string Text, int DaysAgo)[] Notices =
    [
        ("priya.nair", "Two of your children have not been heard for five weeks", 1),
        ("priya.nair", "Reflective group supervision is on Thursday at 2pm", 3),
        ("sarah.whitfield", "You are carrying Daniel Okafor's work while he is on leave", 2),
        ("imran.qureshi", "Oversight in your team is less regular than in others: see the list of children", 2),
        ("helen.marsh", "Several recommendations from last quarter's audits are past their date", 4),
        ("owen.griffiths", "You are the guardian of restricted records: please look at who may read them", 6),
    ];

    /// <summary>The authority's code for its returns, and four weeks of counts in which the faults became fewer.</summary>
    private async Task KeepReturn(Story story, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        db.Settings.Add(
            new Setting
            {
                Id = story.Ids.Next(),
                Key = Policies.LocalAuthorityCode,
                Value = story.Setting.LaCode,
                From = story.Setting.Start,
                Reason = "The code that the synthetic council's returns carry",
            }
        );
        var children = counts.GetValueOrDefault(nameof(CensusStanding));
        var faults = counts.GetValueOrDefault(nameof(CensusIssue));
        var teams = await db
            .CensusIssues.Where(i => i.TeamId != null && !db.Restrictions.Any(r => r.PersonId == i.PersonId && r.EndedAt == null))
            .GroupBy(i => i.TeamId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .OrderBy(t => t.Key)
            .ToListAsync(ct);
        if (story.Setting.Basis.Census is { } judge)
        {
            foreach (var team in teams)
            {
                for (var back = 28; back >= 1; back--)
                {
                    db.CensusDays.Add(
                        new CensusDay
                        {
                            On = asAt.AddDays(-back),
                            TeamId = team.Key,
                            EndYear = judge.Year.EndYear,
                            Errors = team.Count / 2 + back / 7,
                            Queries = (team.Count + 1) / 2 + back / 5,
                        }
                    );
                }
            }
            for (var back = 28; back >= 1; back--)
            {
                db.CensusDays.Add(
                    new CensusDay
                    {
                        On = asAt.AddDays(-back),
                        TeamId = Guid.Empty,
                        EndYear = judge.Year.EndYear,
                        Children = children - back / 4,
                        Errors = faults / 6 + back / 2,
                        Queries = faults / 5 + back,
                        Explained = 0,
                    }
                );
            }
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>A year of supervision, about the children whom each worker holds today.</summary>
    private async Task Supervise(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var held = await (
            from a in db.Allocations.AsNoTracking()
            where a.Role == AllocationRole.Lead && a.To == null && a.WorkerId != null
            join o in db.ChildOverviews on a.PersonId equals o.PersonId
            where !o.Restricted && !o.Unborn && ChildWords.OpenStatuses.Contains(o.Status)
            orderby a.PersonId
            select new HeldToday(a.WorkerId!.Value, a.PersonId, o.DisplayName, a.From)
        ).ToListAsync(ct);
        var told = new SupervisionStory(asAt, new SeededRandom(seed, -500), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 3000, new SeededRandom(seed, -501)));
        told.Tell(story.Council.Workers, held.ToLookup(h => h.WorkerId));
        await engine.BulkInsert(db, told.Records, ct);
        await engine.BulkInsert(db, told.Workers, ct);
        await engine.BulkInsert(db, told.Cases, ct);
        await engine.BulkInsert(db, told.Actions, ct);
        await engine.BulkInsert(db, told.Checks, ct);
        if (told.Records.Count > 0)
        {
            db.Settings.Add(
                new Setting
                {
                    Id = story.Ids.Next(),
                    Key = Policies.SupervisionInUse,
                    Value = "yes",
                    From = told.Records.Min(r => r.On),
                    Reason = "The first supervision was written down",
                }
            );
            await db.SaveChangesAsync(ct);
        }
        counts["SupervisionRecord"] = told.Records.Count;
        counts["SupervisionCase"] = told.Cases.Count;
        counts[nameof(Actions.ActionItem)] = counts.GetValueOrDefault(nameof(Actions.ActionItem)) + told.Actions.Count;
    }

    /// <summary>Training, posts, absence and surveys of those who work there.</summary>
    private async Task Learn(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var told = new LearningStory(asAt, story.Council, new SeededRandom(seed, -510), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 4000, new SeededRandom(seed, -511)));
        told.Tell();
        await engine.BulkInsert(db, told.Competencies, ct);
        await engine.BulkInsert(db, told.Courses, ct);
        await engine.BulkInsert(db, told.Teaches, ct);
        await engine.BulkInsert(db, told.Sessions, ct);
        await engine.BulkInsert(db, told.Bookings, ct);
        await engine.BulkInsert(db, told.Done, ct);
        await engine.BulkInsert(db, told.Needs, ct);
        await engine.BulkInsert(db, told.Steps, ct);
        await engine.BulkInsert(db, told.Budgets, ct);
        await engine.BulkInsert(db, told.Posts, ct);
        await engine.BulkInsert(db, told.Sick, ct);
        await engine.BulkInsert(db, told.Surveys, ct);
        await engine.BulkInsert(db, told.Results, ct);
        counts["TrainingSession"] = told.Sessions.Count;
        counts["Booking"] = told.Bookings.Count;
        counts["PulseResult"] = told.Results.Count;
    }

    /// <summary>What everybody may read of the service, quarter by quarter.</summary>
    private async Task Assure(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var ids = new SyntheticIds(FamilyStory.Milliseconds(asAt) - 5000, new SeededRandom(seed, -520));
        var editions = await new AssuranceStory(db, new MeasureData(db, new RecordAccess(db, clock), clock)).Tell(asAt, ids, ct);
        await engine.BulkInsert(db, editions, ct);
        db.Settings.Add(AssuranceStory.Opened(ids.Next(), editions[0].AsAt));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        counts["AssuranceEdition"] = editions.Count;
    }
}
