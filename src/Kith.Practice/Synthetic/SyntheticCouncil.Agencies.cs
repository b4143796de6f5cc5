using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Workplace;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

public sealed partial class SyntheticCouncil
{
    /// <summary>
    /// The agencies around the council, who of them knows which child, and what passes between them today. People who are
    /// asked to coming meetings are those whom the directory has.
    /// </summary>
    private async Task WorkWithAgencies(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var told = new PartnerStory(asAt, new SeededRandom(seed, -540), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 8000, new SeededRandom(seed, -541)));
        told.Meet(story.Accounts.FirstOrDefault(a => a.UserName == "nisha.rao")?.Id);
        var priya = story.Council.Workers.FirstOrDefault(w => w.Name == "Priya Nair" && w.LeftOn is null)?.Id;
        var children = (
            await (
                from o in db.ChildOverviews.AsNoTracking()
                where !o.Restricted && !o.Unborn && ChildWords.OpenStatuses.Contains(o.Status)
                join p in db.People.AsNoTracking() on o.PersonId equals p.Id
                orderby o.PersonId
                select new
                {
                    o.PersonId,
                    p.GivenName,
                    p.FamilyName,
                    o.BornOn,
                    o.EpisodeFrom,
                    o.WorkerId,
                }
            ).ToListAsync(ct)
        ).ConvertAll(c => new KnownToAgencies(c.PersonId, c.GivenName ?? "", c.FamilyName ?? "", c.BornOn, c.EpisodeFrom ?? asAt, priya is not null && c.WorkerId == priya));
        told.Know(children);

        // Those asked to coming conferences, from the directory; the next one about a child of the demonstration has Nisha.
        var coming = await (
            from c in db.ReviewConferences.AsNoTracking()
            where c.HeldOn == null && c.CalledOffOn == null && c.PlannedOn > asAt && c.TogetherId != null
            orderby c.PlannedOn, c.Id
            select new { c.PersonId, Meeting = c.TogetherId!.Value }
        ).ToListAsync(ct);
        var byChild = children.ToDictionary(c => c.PersonId);
        var hers = coming.Where(c => byChild.TryGetValue(c.PersonId, out var k) && k.Demo).Concat(coming.Where(c => byChild.ContainsKey(c.PersonId))).FirstOrDefault();
        if (hers is not null && !told.Links.Exists(l => l.PersonId == hers.PersonId && l.ProfessionalId == told.Nisha.Id))
        {
            told.Join(byChild[hers.PersonId], told.Nisha);
        }
        var around = told.Links.ToLookup(l => l.PersonId);
        var people = told.Professionals.ToDictionary(p => p.Id);
        var kinds = told.Agencies.ToDictionary(a => a.Id, a => a.Kind);
        var meetings = coming
            .GroupBy(c => c.Meeting)
            .ToDictionary(g => g.Key, g => g.SelectMany(c => around[c.PersonId]).Select(l => people[l.ProfessionalId]).Distinct().ToList());
        var asked = meetings.Keys.ToList();
        foreach (var p in await db.Participants.Where(p => asked.Contains(p.MeetingId) && p.WorkerId == null).OrderBy(p => p.Id).ToListAsync(ct))
        {
            var nishas = hers is not null && p.MeetingId == hers.Meeting && p.Agency == Protection.Meetings.Agency.Education;
            if ((nishas ? told.Nisha : meetings[p.MeetingId].Find(w => kinds[w.AgencyId] == p.Agency && w != told.Nisha)) is { } who)
            {
                (p.Name, p.Part, p.Address, p.ProfessionalId) = (who.Name, who.JobTitle, who.Email, who.Id);
                (p.Reply, p.ReportAsked, p.ReportReceivedOn) = nishas ? (null, true, null) : (p.Reply, p.ReportAsked, p.ReportReceivedOn);
            }
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        if (story.Accounts.Count > 0)
        {
            db.Settings.Add(told.Number());
            told.Refer(
                [.. children.Where(c => c.BornOn <= asAt.AddYears(-6) && !c.Demo).Take(1), .. children.Where(c => c.BornOn > asAt.AddYears(-1)).Take(1)],
                LondonTime.StartOfDayUtc(asAt).AddHours(9.5)
            );
            var since = asAt.AddDays(-120);
            var earlier = await (
                from c in db.Contacts
                where c.DecidedOn >= since && c.DecidedOn < asAt && c.TogetherId != null && c.Decision != Contacts.ContactDecision.Referral
                join p in db.People on c.PersonId equals p.Id
                where !db.Restrictions.Any(r => r.PersonId == c.PersonId && r.EndedAt == null)
                orderby c.DecidedOn descending, c.Id
                select new
                {
                    Contact = c,
                    p.GivenName,
                    p.FamilyName,
                    p.DateOfBirth,
                }
            ).FirstOrDefaultAsync(ct);
            if (earlier is not null)
            {
                var c = earlier.Contact;
                told.Answered(
                    c.TogetherId!.Value,
                    new KnownToAgencies(c.PersonId, earlier.GivenName ?? "", earlier.FamilyName ?? "", earlier.DateOfBirth, c.ReceivedOn, false),
                    c.ReceivedOn,
                    c.DecidedOn!.Value,
                    Agencies.PartnerWords.OutcomeOf(c.Decision, null)
                );
                foreach (var part in await db.Contacts.Where(x => x.TogetherId == c.TogetherId).ToListAsync(ct))
                {
                    (part.PartnerReferralId, part.ReferrerToldOn) = (told.Referrals[^1].Id, c.DecidedOn);
                }
            }
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            if (hers is not null)
            {
                await engine.BulkInsert(db, told.Actions(hers.PersonId, hers.Meeting), ct);
                counts[nameof(Actions.ActionItem)] = counts.GetValueOrDefault(nameof(Actions.ActionItem)) + 2;
            }
        }
        await engine.BulkInsert(db, told.Agencies, ct);
        await engine.BulkInsert(db, told.Teams, ct);
        await engine.BulkInsert(db, told.Professionals, ct);
        await engine.BulkInsert(db, told.Links, ct);
        await engine.BulkInsert(db, told.Referrals, ct);
        await engine.BulkInsert(db, told.Referred, ct);
        if (story.Accounts.Count > 0)
        {
            await MeetInPanels(story, told, seed, hers?.PersonId, counts, ct);
        }
        counts["PartnerAgency"] = told.Agencies.Count;
        counts["Professional"] = told.Professionals.Count;
        counts["ChildProfessional"] = told.Links.Count;
    }
}
