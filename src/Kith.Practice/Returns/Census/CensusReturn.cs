using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Import;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// Reads the children of a return from the records, some hundred at a time: a fixed number of queries for each batch, only
/// the columns that a return is made of, and never more than one batch in memory.
/// </summary>
public sealed class CensusReturn(KithDb db)
{
    private const int Batch = 1000;

    /// <summary>The children of the return, in the order in which they became known.</summary>
    public async IAsyncEnumerable<ReturnedChild> Children(ReturnPeriod period, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        var after = Guid.Empty;
        while (true)
        {
            var records = await Next(period, after, ct);
            if (records.Count == 0)
            {
                yield break;
            }
            after = records[^1].Person.Id;
            foreach (var r in records)
            {
                if (ChildReturn.Of(r, period) is { } child)
                {
                    yield return child;
                }
            }
        }
    }

    /// <summary>The next people whom the return may concern, with the records that it is made of.</summary>
    private async Task<List<ChildRecords>> Next(ReturnPeriod period, Guid after, CancellationToken ct)
    {
        var (from, to) = (period.From, period.To);
        // One working day before the year is the longest that rule 8569Q looks back; a few days more cost nothing.
        var back = from.AddDays(-10);
        var table = ReturnManifest.Table(period.Year.EndYear);
        var people = await db
            .People.AsNoTracking()
            .Where(p =>
                p.Id > after
                && p.HasChildRecord
                && p.MergedIntoId == null
                && (
                    db.Episodes.Any(e =>
                        e.PersonId == p.Id && e.SourceEndedOn == null && e.ReferredOn <= to && (e.NoFurtherAction ? e.ReferredOn >= back : e.ClosedOn == null || e.ClosedOn >= from)
                    ) || db.ExtractRows.Any(x => x.PersonId == p.Id && x.Table == table && x.SourceEndedOn == null)
                )
            )
            .OrderBy(p => p.Id)
            .Take(Batch)
            .Select(p => new Person
            {
                Id = p.Id,
                Source = p.Source,
                HasChildRecord = p.HasChildRecord,
                LaChildId = p.LaChildId,
                DateOfBirth = p.DateOfBirth,
                ExpectedDateOfBirth = p.ExpectedDateOfBirth,
                DateOfDeath = p.DateOfDeath,
                Sex = p.Sex,
                Ethnicity = p.Ethnicity,
                Upn = p.Upn,
                FormerUpn = p.FormerUpn,
                UpnUnknown = p.UpnUnknown,
            })
            .ToListAsync(ct);
        if (people.Count == 0)
        {
            return [];
        }
        var ids = people.Select(p => p.Id).ToList();
        var disabilities = await Rows(
            db.Disabilities,
            q =>
                q.Select(d => new Disability
                {
                    Id = d.Id,
                    PersonId = d.PersonId,
                    Source = d.Source,
                    SourceKey = d.SourceKey,
                    Code = d.Code,
                })
        );
        var episodes = await Rows(
            db.Episodes,
            q =>
                q.Select(e => new Episode
                {
                    Id = e.Id,
                    PersonId = e.PersonId,
                    Source = e.Source,
                    SourceKey = e.SourceKey,
                    ReferredOn = e.ReferredOn,
                    SourceCode = e.SourceCode,
                    PrimaryNeed = e.PrimaryNeed,
                    NoFurtherAction = e.NoFurtherAction,
                    DecidedOn = e.DecidedOn,
                    ClosedOn = e.ClosedOn,
                    ClosureReason = e.ClosureReason,
                    TransferInConferenceOn = e.TransferInConferenceOn,
                })
        );
        var assessments = await Rows(
            db.Assessments,
            q =>
                q.Select(a => new Assessment
                {
                    Id = a.Id,
                    PersonId = a.PersonId,
                    Source = a.Source,
                    SourceKey = a.SourceKey,
                    EpisodeId = a.EpisodeId,
                    StartedOn = a.StartedOn,
                    InternalReviewOn = a.InternalReviewOn,
                    AuthorisedOn = a.AuthorisedOn,
                })
        );
        var factors = (
            await db
                .AssessmentFactors.AsNoTracking()
                .Where(f => db.Assessments.Any(a => a.Id == f.AssessmentId && ids.Contains(a.PersonId) && (a.AuthorisedOn == null || a.AuthorisedOn >= from)))
                .Select(f => new AssessmentFactor
                {
                    Id = f.Id,
                    AssessmentId = f.AssessmentId,
                    Code = f.Code,
                })
                .ToListAsync(ct)
        ).ToLookup(f => f.AssessmentId);
        foreach (var assessment in assessments.SelectMany(a => a))
        {
            assessment.Factors = [.. factors[assessment.Id]];
        }
        var enquiries = await Rows(
            db.Section47Enquiries,
            q =>
                q.Select(s => new Section47Enquiry
                {
                    Id = s.Id,
                    PersonId = s.PersonId,
                    Source = s.Source,
                    SourceKey = s.SourceKey,
                    EpisodeId = s.EpisodeId,
                    StartedOn = s.StartedOn,
                    EndedOn = s.EndedOn,
                    ConferenceTargetOn = s.ConferenceTargetOn,
                    ConferenceOn = s.ConferenceOn,
                    ConferenceNotRequired = s.ConferenceNotRequired,
                })
        );
        var conferences = await Rows(
            db.InitialConferences.Where(c => c.EnquiryId != null),
            q =>
                q.Select(c => new InitialConference
                {
                    Id = c.Id,
                    PersonId = c.PersonId,
                    EnquiryId = c.EnquiryId,
                    HeldOn = c.HeldOn,
                    TransferIn = c.TransferIn,
                })
        );
        var plans = await Rows(
            db.ProtectionPlans,
            q =>
                q.Select(p => new ProtectionPlan
                {
                    Id = p.Id,
                    PersonId = p.PersonId,
                    Source = p.Source,
                    SourceKey = p.SourceKey,
                    EpisodeId = p.EpisodeId,
                    StartedOn = p.StartedOn,
                    EndedOn = p.EndedOn,
                    InitialCategory = p.InitialCategory,
                    LatestCategory = p.LatestCategory,
                    PreviousPlans = p.PreviousPlans,
                    OtherAuthority = p.OtherAuthority,
                })
        );
        var reviews = await Rows(
            db.ReviewConferences,
            q =>
                q.Select(v => new ReviewConference
                {
                    Id = v.Id,
                    PersonId = v.PersonId,
                    Source = v.Source,
                    SourceKey = v.SourceKey,
                    PlanId = v.PlanId,
                    HeldOn = v.HeldOn,
                })
        );
        var cinPlans = await Rows(
            db.CinPlans,
            q =>
                q.Select(p => new CinPlan
                {
                    Id = p.Id,
                    PersonId = p.PersonId,
                    Source = p.Source,
                    SourceKey = p.SourceKey,
                    EpisodeId = p.EpisodeId,
                    StartedOn = p.StartedOn,
                    EndedOn = p.EndedOn,
                })
        );
        var before = period.Year.HasPreProceedings ? await Rows(db.PreProceedings, q => q) : Enumerable.Empty<PreProceedings>().ToLookup(p => p.PersonId);
        var returned = await ReturnedChildren.Load(db, ids, period.Year, ct);
        return
        [
            .. people.Select(p => new ChildRecords
            {
                Person = p,
                Disabilities = [.. disabilities[p.Id]],
                Episodes = [.. episodes[p.Id]],
                Assessments = [.. assessments[p.Id]],
                Enquiries = [.. enquiries[p.Id]],
                Conferences = [.. conferences[p.Id]],
                ProtectionPlans = [.. plans[p.Id]],
                Reviews = [.. reviews[p.Id]],
                CinPlans = [.. cinPlans[p.Id]],
                PreProceedings = [.. before[p.Id]],
                Returned = returned.GetValueOrDefault(p.Id),
            }),
        ];

        async Task<ILookup<Guid, T>> Rows<T>(IQueryable<T> set, Func<IQueryable<T>, IQueryable<T>> columns)
            where T : PersonRecord => (await columns(set.AsNoTracking().Where(r => ids.Contains(r.PersonId) && r.SourceEndedOn == null)).ToListAsync(ct)).ToLookup(r => r.PersonId);
    }
}
