using System.Runtime.CompilerServices;
using System.Text.Json;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>
/// Reads the children whom a list may concern, some hundreds at a time, in a fixed number of queries for each batch, and
/// only what the lists are made of: nothing that a worker wrote in words.
/// </summary>
internal sealed class InspectedChildren(KithDb db, AnnexAPeriod period)
{
    private const int Batch = 500;

    // Rows of extracts that lists 8 to 10 draw on.
    private static readonly string[] KeptTables =
    [
        "annex-a-list-8",
        "annex-a-list-9",
        "annex-a-list-10",
        "ssd_care_leavers",
        "ssd_permanence",
        "ssd_cla_reviews",
        "ssd_cla_episodes",
        "ssd_cla_health",
        "ssd_immigration_status",
    ];
    private static readonly string[] KeptTablesThatList = ["annex-a-list-9", "annex-a-list-10", "ssd_care_leavers", "ssd_permanence"];

    public async Task<Staff> Staff(CancellationToken ct)
    {
        var teams = await db
            .Teams.AsNoTracking()
            .Select(t => new
            {
                t.Id,
                t.Name,
                t.SourceKey,
            })
            .ToListAsync(ct);
        var workers = await db
            .Workers.AsNoTracking()
            .Select(w => new
            {
                w.Id,
                w.Name,
                w.SourceKey,
            })
            .ToListAsync(ct);
        return new Staff(
            teams.ToDictionary(t => t.Id, t => t.Name),
            workers.ToDictionary(w => w.Id, w => w.Name),
            teams.Where(t => t.SourceKey is not null).DistinctBy(t => t.SourceKey).ToDictionary(t => t.SourceKey!, t => t.Name),
            workers.Where(w => w.SourceKey is not null).DistinctBy(w => w.SourceKey).ToDictionary(w => w.SourceKey!, w => w.Name)
        );
    }

    /// <summary>The children, in the order in which they became known.</summary>
    public async IAsyncEnumerable<InspectedChild> Children([EnumeratorCancellation] CancellationToken ct)
    {
        var ids = await Concerned().OrderBy(id => id).ToListAsync(ct);
        foreach (var batch in ids.Chunk(Batch))
        {
            foreach (var child in await Load(batch, ct))
            {
                yield return child;
            }
        }
    }

    /// <summary>Everyone whom any list may concern; more than that is told by <see cref="AnnexARows"/>.</summary>
    private IQueryable<Guid> Concerned()
    {
        var (six, asAt) = (period.SixMonths, period.AsAt);
        var concerned = db
            .Contacts.Where(c => c.SourceEndedOn == null && c.ReceivedOn >= six && c.ReceivedOn <= asAt)
            .Select(c => c.PersonId)
            .Union(db.EarlyHelpEpisodes.Where(e => e.SourceEndedOn == null && e.StartedOn <= asAt && (e.EndedOn == null || e.EndedOn >= six)).Select(e => e.PersonId))
            .Union(
                db.Episodes.Where(e =>
                        e.SourceEndedOn == null && e.ReferredOn <= asAt && (e.ReferredOn >= six || (!e.NoFurtherAction && (e.ClosedOn == null || e.ClosedOn >= six)))
                    )
                    .Select(e => e.PersonId)
            )
            .Union(db.Assessments.Where(a => a.SourceEndedOn == null && a.StartedOn <= asAt && (a.AuthorisedOn == null || a.AuthorisedOn >= six)).Select(a => a.PersonId))
            .Union(
                db.Section47Enquiries.Where(s =>
                        s.SourceEndedOn == null
                        && s.StartedOn <= asAt
                        && (s.StartedOn >= six || s.EndedOn >= six || (s.EndedOn == null && (s.ConferenceOn == null || s.ConferenceOn >= six || s.Source != Sources.CinCensus)))
                    )
                    .Select(s => s.PersonId)
            )
            .Union(db.ProtectionPlans.Where(p => p.SourceEndedOn == null && p.StartedOn <= asAt && (p.EndedOn == null || p.EndedOn >= six)).Select(p => p.PersonId))
            .Union(db.CareEpisodes.Where(c => c.SourceEndedOn == null && c.StartedOn <= asAt && (c.CeasedOn == null || c.CeasedOn >= six)).Select(c => c.PersonId))
            .Union(db.ExtractRows.Where(r => r.SourceEndedOn == null && r.PersonId != null && KeptTablesThatList.Contains(r.Table)).Select(r => r.PersonId!.Value));
        return concerned.Where(id => db.People.Any(p => p.Id == id && p.HasChildRecord && p.MergedIntoId == null));
    }

    private async Task<IEnumerable<InspectedChild>> Load(Guid[] ids, CancellationToken ct)
    {
        var (six, twelve, asAt) = (period.SixMonths, period.TwelveMonths, period.AsAt);
        var people = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Select(p => new Person
            {
                Id = p.Id,
                LaChildId = p.LaChildId,
                GivenName = p.GivenName,
                FamilyName = p.FamilyName,
                KnownAs = p.KnownAs,
                DateOfBirth = p.DateOfBirth,
                ExpectedDateOfBirth = p.ExpectedDateOfBirth,
                DateOfDeath = p.DateOfDeath,
                Sex = p.Sex,
                Ethnicity = p.Ethnicity,
                ImmigrationStatus = p.ImmigrationStatus,
            })
            .ToDictionaryAsync(p => p.Id, ct);
        var disabilities = (await Rows(db.Disabilities).Select(d => new { d.PersonId, d.Code }).ToListAsync(ct)).ToLookup(d => d.PersonId, d => d.Code);
        var contacts = await By(
            Rows(db.Contacts)
                .Where(c => c.ReceivedOn >= six && c.ReceivedOn <= asAt)
                .Select(c => new Contact
                {
                    Id = c.Id,
                    PersonId = c.PersonId,
                    ReceivedOn = c.ReceivedOn,
                    SourceCode = c.SourceCode,
                })
        );
        var help = await By(Rows(db.EarlyHelpEpisodes).Where(e => e.EndedOn == null || e.EndedOn >= six));
        var episodes = await By(
            Rows(db.Episodes)
                .Select(e => new Episode
                {
                    Id = e.Id,
                    PersonId = e.PersonId,
                    Source = e.Source,
                    ReferredOn = e.ReferredOn,
                    SourceCode = e.SourceCode,
                    PrimaryNeed = e.PrimaryNeed,
                    NoFurtherAction = e.NoFurtherAction,
                    DecidedOn = e.DecidedOn,
                    Decision = e.Decision,
                    ClosedOn = e.ClosedOn,
                    ClosureReason = e.ClosureReason,
                    TeamId = e.TeamId,
                    TakenByTeamId = e.TakenByTeamId,
                    WorkerId = e.WorkerId,
                })
        );
        var assessments = (
            await Rows(db.Assessments)
                .Where(a => a.AuthorisedOn == null || a.AuthorisedOn >= twelve)
                .Select(a => new
                {
                    a.PersonId,
                    Listed = new ListedAssessment(a.Id, a.EpisodeId, a.StartedOn, a.AuthorisedOn, a.ChildSeen, a.Outcome, a.Conclusion, a.TeamId, a.WorkerId),
                })
                .ToListAsync(ct)
        ).ToLookup(a => a.PersonId, a => a.Listed);
        var enquiries = await By(
            Rows(db.Section47Enquiries)
                .Select(s => new Section47Enquiry
                {
                    Id = s.Id,
                    PersonId = s.PersonId,
                    Source = s.Source,
                    EpisodeId = s.EpisodeId,
                    StartedOn = s.StartedOn,
                    EndedOn = s.EndedOn,
                    ConferenceOn = s.ConferenceOn,
                    ConferenceTargetOn = s.ConferenceTargetOn,
                    ConferenceNotRequired = s.ConferenceNotRequired,
                    TeamId = s.TeamId,
                    WorkerId = s.WorkerId,
                })
        );
        var conferences = await By(
            Rows(db.InitialConferences)
                .Where(c => c.HeldOn != null && c.HeldOn <= asAt)
                .Select(c => new InitialConference
                {
                    Id = c.Id,
                    PersonId = c.PersonId,
                    EnquiryId = c.EnquiryId,
                    PlanId = c.PlanId,
                    HeldOn = c.HeldOn,
                    TransferIn = c.TransferIn,
                    LedToPlan = c.LedToPlan,
                })
        );
        var plans = await By(
            Rows(db.ProtectionPlans)
                .Where(p => p.StartedOn <= asAt)
                .Select(p => new ProtectionPlan
                {
                    Id = p.Id,
                    PersonId = p.PersonId,
                    EpisodeId = p.EpisodeId,
                    StartedOn = p.StartedOn,
                    EndedOn = p.EndedOn,
                    InitialCategory = p.InitialCategory,
                    LatestCategory = p.LatestCategory,
                    PreviousPlans = p.PreviousPlans,
                    OtherAuthority = p.OtherAuthority,
                })
        );
        var planned = plans.Where(g => g.Any(p => period.OpenOrEndedInSixMonths(p.StartedOn, p.EndedOn))).Select(g => g.Key).ToList();
        var reviews = (
            await db
                .ReviewConferences.AsNoTracking()
                .Where(r => planned.Contains(r.PersonId) && r.SourceEndedOn == null && r.HeldOn != null && r.HeldOn <= asAt)
                .Select(r => new ReviewConference
                {
                    Id = r.Id,
                    PersonId = r.PersonId,
                    PlanId = r.PlanId,
                    HeldOn = r.HeldOn,
                })
                .ToListAsync(ct)
        ).ToLookup(r => r.PersonId);
        var cinPlans = await By(
            Rows(db.CinPlans)
                .Where(p => p.StartedOn <= asAt)
                .Select(p => new CinPlan
                {
                    Id = p.Id,
                    PersonId = p.PersonId,
                    EpisodeId = p.EpisodeId,
                    StartedOn = p.StartedOn,
                    EndedOn = p.EndedOn,
                })
        );
        var care = await By(Rows(db.CareEpisodes).Where(c => c.StartedOn <= asAt));
        // Only who stands on the lists of open work is asked when they were seen: others have years of visits behind them.
        var worked = ids.Where(id =>
                planned.Contains(id) || care.Contains(id) || episodes[id].Any(e => !e.NoFurtherAction && period.OpenOrEndedInSixMonths(e.ReferredOn, e.ClosedOn))
            )
            .ToList();
        var visits = (
            await db
                .VisitChildren.AsNoTracking()
                .Where(c => worked.Contains(c.PersonId) && c.Visit!.SourceEndedOn == null && c.Visit.Missed == null && c.Visit.On <= asAt)
                .Select(c => new { c.PersonId, Listed = new ListedVisit(c.VisitId, c.Visit!.On, c.Visit.Kind, c.Seen, c.SeenAlone) })
                .ToListAsync(ct)
        ).ToLookup(v => v.PersonId, v => v.Listed);
        var leads = await By(
            db.Allocations.AsNoTracking()
                .Where(a => ids.Contains(a.PersonId) && a.Role == AllocationRole.Lead && a.From <= asAt)
                .Select(a => new Allocation
                {
                    Id = a.Id,
                    PersonId = a.PersonId,
                    WorkerId = a.WorkerId,
                    TeamId = a.TeamId,
                    Role = a.Role,
                    From = a.From,
                    To = a.To,
                })
        );
        var emergencies = await By(
            Rows(db.StrategyDiscussions)
                .Where(d => d.EmergencyFrom != null)
                .Select(d => new StrategyDiscussion
                {
                    Id = d.Id,
                    PersonId = d.PersonId,
                    EmergencyFrom = d.EmergencyFrom,
                    EmergencyEndedOn = d.EmergencyEndedOn,
                })
        );
        var statuses = await By(Rows(db.LegalStatuses).Where(s => s.From <= asAt));
        var inCare = care.Select(g => g.Key).ToList();
        var placements = (await db.Placements.AsNoTracking().Where(p => inCare.Contains(p.PersonId) && p.SourceEndedOn == null && p.StartedOn <= asAt).ToListAsync(ct)).ToLookup(
            p => p.PersonId
        );
        var missing = (await db.MissingEpisodes.AsNoTracking().Where(m => inCare.Contains(m.PersonId) && m.SourceEndedOn == null).ToListAsync(ct)).ToLookup(m => m.PersonId);
        var kept = (
            await db
                .ExtractRows.AsNoTracking()
                .Where(r => r.PersonId != null && ids.Contains(r.PersonId.Value) && r.SourceEndedOn == null && KeptTables.Contains(r.Table))
                .Select(r => new
                {
                    r.PersonId,
                    r.Table,
                    r.Content,
                })
                .ToListAsync(ct)
        ).ToLookup(r => r.PersonId!.Value, r => new KeptRow(r.Table, Values(r.Content)));
        return ids.Where(people.ContainsKey)
            .Select(id => new InspectedChild
            {
                Person = people[id],
                Disabilities = [.. disabilities[id]],
                Contacts = [.. contacts[id]],
                EarlyHelp = [.. help[id]],
                Episodes = [.. episodes[id]],
                Assessments = [.. assessments[id]],
                Enquiries = [.. enquiries[id]],
                Conferences = [.. conferences[id]],
                Plans = [.. plans[id]],
                Reviews = [.. reviews[id]],
                CinPlans = [.. cinPlans[id]],
                Visits = [.. visits[id]],
                Leads = [.. leads[id]],
                Emergencies = [.. emergencies[id]],
                Care = [.. care[id]],
                Placements = [.. placements[id]],
                LegalStatuses = [.. statuses[id]],
                Missing = [.. missing[id]],
                Kept = [.. kept[id]],
            });

        IQueryable<T> Rows<T>(DbSet<T> set)
            where T : PersonRecord => set.AsNoTracking().Where(r => ids.Contains(r.PersonId) && r.SourceEndedOn == null);

        async Task<ILookup<Guid, T>> By<T>(IQueryable<T> query)
            where T : PersonRecord => (await query.ToListAsync(ct)).ToLookup(r => r.PersonId);
    }

    /// <summary>The values of a kept row, by column.</summary>
    internal static Dictionary<string, string> Values(string content)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(content);
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
            {
                values[property.Name] = property.Value.GetString()!;
            }
        }
        return values;
    }
}
