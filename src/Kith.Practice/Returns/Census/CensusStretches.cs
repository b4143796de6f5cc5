using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>The people up to <paramref name="Last"/> whom the return may concern, as rows that are yet to be put together, so that others can be read meanwhile.</summary>
internal sealed record Stretch(Guid Last, Func<IEnumerable<ChildRecords>> Children);

/// <summary>
/// Reads the records of a return for one stretch of people after the other. Every statement is put together once and
/// asked again with other ends, and only the columns that a return is made of are read.
/// </summary>
internal sealed class CensusStretches : IDisposable
{
    private const int Batch = 1000;
    private readonly KithDb db;
    private readonly ReturnPeriod period;
    private readonly StretchStatements people;
    private readonly StretchStatements cases;
    private readonly StretchStatements work;
    private readonly StretchRecords<Episode> episodes;
    private readonly StretchRecords<Disability> disabilities;
    private readonly StretchRecords<Assessment> assessments;
    private readonly StretchRecords<Section47Enquiry> enquiries;
    private readonly StretchRecords<InitialConference> conferences;
    private readonly StretchRecords<ProtectionPlan> plans;
    private readonly StretchRecords<ReviewConference> reviews;
    private readonly StretchRecords<CinPlan> cinPlans;

    public CensusStretches(KithDb db, ReturnPeriod period)
    {
        (this.db, this.period) = (db, period);
        var people = new StretchStatement(
            (after, _) =>
                db
                    .People.Where(p => p.Id > after && p.HasChildRecord && p.MergedIntoId == null)
                    .OrderBy(p => p.Id)
                    .Take(Batch)
                    .Select(p => new
                    {
                        p.Id,
                        p.Source,
                        p.LaChildId,
                        p.DateOfBirth,
                        p.ExpectedDateOfBirth,
                        p.DateOfDeath,
                        p.Sex,
                        p.Ethnicity,
                        p.Upn,
                        p.FormerUpn,
                        p.UpnUnknown,
                    })
        );
        var factors = new StretchStatement(
            (after, last) =>
                from a in db.Assessments
                where a.PersonId > after && a.PersonId <= last && a.SourceEndedOn == null && (a.AuthorisedOn == null || a.AuthorisedOn >= period.From)
                join f in db.AssessmentFactors on a.Id equals f.AssessmentId
                select new
                {
                    f.Id,
                    f.AssessmentId,
                    f.Code,
                }
        );
        var returned = new StretchStatement(
            (after, last) => ReturnedChildren.Kept(db, period.Year).Where(r => r.PersonId > after && r.PersonId <= last).Select(r => new { r.PersonId, r.Content })
        );
        episodes = Of(
            db.Episodes,
            q =>
                q.Select(e => new
                {
                    e.PersonId,
                    e.Id,
                    e.Source,
                    e.SourceKey,
                    e.ReferredOn,
                    e.SourceCode,
                    e.PrimaryNeed,
                    e.NoFurtherAction,
                    e.DecidedOn,
                    e.ClosedOn,
                    e.ClosureReason,
                    e.TransferInConferenceOn,
                }),
            (row, person) =>
                new Episode
                {
                    PersonId = person,
                    Id = row.Id(),
                    Source = row.Text(),
                    SourceKey = row.Text(),
                    ReferredOn = row.Day(),
                    SourceCode = row.Text(),
                    PrimaryNeed = row.Text(),
                    NoFurtherAction = row.Flag() == true,
                    DecidedOn = row.DayOrNone(),
                    ClosedOn = row.DayOrNone(),
                    ClosureReason = row.Text(),
                    TransferInConferenceOn = row.DayOrNone(),
                }
        );
        disabilities = Of(
            db.Disabilities,
            q =>
                q.Select(d => new
                {
                    d.PersonId,
                    d.Id,
                    d.Source,
                    d.SourceKey,
                    d.Code,
                }),
            (row, person) =>
                new Disability
                {
                    PersonId = person,
                    Id = row.Id(),
                    Source = row.Text(),
                    SourceKey = row.Text(),
                    Code = row.Text()!,
                }
        );
        assessments = Of(
            db.Assessments,
            q =>
                q.Select(a => new
                {
                    a.PersonId,
                    a.Id,
                    a.Source,
                    a.SourceKey,
                    a.EpisodeId,
                    a.StartedOn,
                    a.InternalReviewOn,
                    a.AuthorisedOn,
                }),
            (row, person) =>
                new Assessment
                {
                    PersonId = person,
                    Id = row.Id(),
                    Source = row.Text(),
                    SourceKey = row.Text(),
                    EpisodeId = row.IdOrNone(),
                    StartedOn = row.Day(),
                    InternalReviewOn = row.DayOrNone(),
                    AuthorisedOn = row.DayOrNone(),
                }
        );
        enquiries = Of(
            db.Section47Enquiries,
            q =>
                q.Select(s => new
                {
                    s.PersonId,
                    s.Id,
                    s.Source,
                    s.SourceKey,
                    s.EpisodeId,
                    s.StartedOn,
                    s.EndedOn,
                    s.ConferenceTargetOn,
                    s.ConferenceOn,
                    s.ConferenceNotRequired,
                }),
            (row, person) =>
                new Section47Enquiry
                {
                    PersonId = person,
                    Id = row.Id(),
                    Source = row.Text(),
                    SourceKey = row.Text(),
                    EpisodeId = row.IdOrNone(),
                    StartedOn = row.Day(),
                    EndedOn = row.DayOrNone(),
                    ConferenceTargetOn = row.DayOrNone(),
                    ConferenceOn = row.DayOrNone(),
                    ConferenceNotRequired = row.Flag(),
                }
        );
        conferences = Of(
            db.InitialConferences.Where(c => c.EnquiryId != null),
            q =>
                q.Select(c => new
                {
                    c.PersonId,
                    c.Id,
                    c.EnquiryId,
                    c.HeldOn,
                    c.TransferIn,
                }),
            (row, person) =>
                new InitialConference
                {
                    PersonId = person,
                    Id = row.Id(),
                    EnquiryId = row.IdOrNone(),
                    HeldOn = row.DayOrNone(),
                    TransferIn = row.Flag() == true,
                }
        );
        plans = Of(
            db.ProtectionPlans,
            q =>
                q.Select(p => new
                {
                    p.PersonId,
                    p.Id,
                    p.Source,
                    p.SourceKey,
                    p.EpisodeId,
                    p.StartedOn,
                    p.EndedOn,
                    p.InitialCategory,
                    p.LatestCategory,
                    p.PreviousPlans,
                    p.OtherAuthority,
                }),
            (row, person) =>
                new ProtectionPlan
                {
                    PersonId = person,
                    Id = row.Id(),
                    Source = row.Text(),
                    SourceKey = row.Text(),
                    EpisodeId = row.IdOrNone(),
                    StartedOn = row.Day(),
                    EndedOn = row.DayOrNone(),
                    InitialCategory = row.Text(),
                    LatestCategory = row.Text(),
                    PreviousPlans = row.Number(),
                    OtherAuthority = row.Flag() == true,
                }
        );
        reviews = Of(
            db.ReviewConferences,
            q =>
                q.Select(v => new
                {
                    v.PersonId,
                    v.Id,
                    v.Source,
                    v.SourceKey,
                    v.PlanId,
                    v.HeldOn,
                }),
            (row, person) =>
                new ReviewConference
                {
                    PersonId = person,
                    Id = row.Id(),
                    Source = row.Text(),
                    SourceKey = row.Text(),
                    PlanId = row.IdOrNone(),
                    HeldOn = row.DayOrNone(),
                }
        );
        cinPlans = Of(
            db.CinPlans,
            q =>
                q.Select(p => new
                {
                    p.PersonId,
                    p.Id,
                    p.Source,
                    p.SourceKey,
                    p.EpisodeId,
                    p.StartedOn,
                    p.EndedOn,
                }),
            (row, person) =>
                new CinPlan
                {
                    PersonId = person,
                    Id = row.Id(),
                    Source = row.Text(),
                    SourceKey = row.Text(),
                    EpisodeId = row.IdOrNone(),
                    StartedOn = row.Day(),
                    EndedOn = row.DayOrNone(),
                }
        );
        this.people = new StretchStatements(people);
        // Few children are kept as they came: they are read with the episodes, since such a child may have none that concerns the return.
        cases = new StretchStatements(episodes.Asked, returned);
        work = new StretchStatements(disabilities.Asked, assessments.Asked, factors, enquiries.Asked, conferences.Asked, plans.Asked, reviews.Asked, cinPlans.Asked);
    }

    /// <summary>The next people, those among them whom the return may concern with the records that it is made of; null after the last.</summary>
    public async Task<Stretch?> After(Guid after, CancellationToken ct)
    {
        var found = People(after);
        if (found.Count == 0)
        {
            return null;
        }
        var (last, ids) = (found[^1].Id, found.Select(p => p.Id).ToHashSet());
        ILookup<Guid, Episode> episodesOf;
        List<KeptText> kept;
        using (var answers = cases.Ask(after, last))
        {
            episodesOf = episodes.From(answers, ids);
            kept = answers.Next(row => new KeptText(row.Id(), row.Text()!));
        }
        var keptOf = kept.Select(k => k.PersonId).ToHashSet();
        ids.RemoveWhere(id => !keptOf.Contains(id) && !episodesOf[id].Any(Concerns));
        if (ids.Count == 0)
        {
            return new Stretch(last, () => []);
        }
        var done = Work(after, last, ids);
        // Few children are in pre-proceedings: these are read as any other record.
        var preProceedingsOf = (
            period.Year.HasPreProceedings
                ? await db.PreProceedings.AsNoTracking().Where(p => p.PersonId > after && p.PersonId <= last && p.SourceEndedOn == null).ToListAsync(ct)
                : []
        ).ToLookup(p => p.PersonId);
        return new Stretch(last, Children);

        IEnumerable<ChildRecords> Children()
        {
            var before = ReturnedChildren.Read(kept);
            foreach (var person in found.Where(p => ids.Contains(p.Id)))
            {
                var id = person.Id;
                List<Assessment> assessed = [.. done.Assessments[id]];
                foreach (var assessment in assessed)
                {
                    assessment.Factors = [.. done.Factors[assessment.Id]];
                }
                yield return new ChildRecords
                {
                    Person = person,
                    Disabilities = [.. done.Disabilities[id]],
                    Episodes = [.. episodesOf[id]],
                    Assessments = assessed,
                    Enquiries = [.. done.Enquiries[id]],
                    Conferences = [.. done.Conferences[id]],
                    ProtectionPlans = [.. done.Plans[id]],
                    Reviews = [.. done.Reviews[id]],
                    CinPlans = [.. done.CinPlans[id]],
                    PreProceedings = [.. preProceedingsOf[id]],
                    Returned = before.GetValueOrDefault(id),
                };
            }
        }
    }

    private List<Person> People(Guid after)
    {
        using var answers = people.Ask(after, after);
        return answers.Next(row => new Person
        {
            HasChildRecord = true,
            Id = row.Id(),
            Source = row.Text(),
            LaChildId = row.Text(),
            DateOfBirth = row.DayOrNone(),
            ExpectedDateOfBirth = row.DayOrNone(),
            DateOfDeath = row.DayOrNone(),
            Sex = row.Text()!,
            Ethnicity = row.Text(),
            Upn = row.Text(),
            FormerUpn = row.Text(),
            UpnUnknown = row.Text(),
        });
    }

    private WorkDone Work(Guid after, Guid last, HashSet<Guid> ids)
    {
        using var answers = work.Ask(after, last);
        return new WorkDone(
            disabilities.From(answers, ids),
            assessments.From(answers, ids),
            answers
                .Next(row => new AssessmentFactor
                {
                    Id = row.Id(),
                    AssessmentId = row.Id(),
                    Code = row.Text()!,
                })
                .ToLookup(f => f.AssessmentId),
            enquiries.From(answers, ids),
            conferences.From(answers, ids),
            plans.From(answers, ids),
            reviews.From(answers, ids),
            cinPlans.From(answers, ids)
        );
    }

    /// <summary>What has been done for the people of a stretch, in the order in which it is asked for.</summary>
    private sealed record WorkDone(
        ILookup<Guid, Disability> Disabilities,
        ILookup<Guid, Assessment> Assessments,
        ILookup<Guid, AssessmentFactor> Factors,
        ILookup<Guid, Section47Enquiry> Enquiries,
        ILookup<Guid, InitialConference> Conferences,
        ILookup<Guid, ProtectionPlan> Plans,
        ILookup<Guid, ReviewConference> Reviews,
        ILookup<Guid, CinPlan> CinPlans
    );

    public void Dispose()
    {
        people.Dispose();
        cases.Dispose();
        work.Dispose();
    }

    /// <summary>Whether an episode may be in the return; more than that is told by <see cref="ChildReturn"/>.</summary>
    private bool Concerns(Episode e) =>
        e.ReferredOn <= period.To
        // One working day before the year is the longest that rule 8569Q looks back; a few days more cost nothing.
        && (e.NoFurtherAction ? e.ReferredOn >= period.From.AddDays(-10) : e.ClosedOn is null || e.ClosedOn >= period.From);

    // The people of a stretch follow each other, so their records are one stretch of the index.
    private static StretchRecords<T> Of<T>(IQueryable<T> set, Func<IQueryable<T>, IQueryable<object>> columns, Func<CensusRow, Guid, T> make)
        where T : PersonRecord => new(new StretchStatement((after, last) => columns(set.Where(r => r.PersonId > after && r.PersonId <= last && r.SourceEndedOn == null))), make);
}
