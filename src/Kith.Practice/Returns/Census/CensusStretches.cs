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
        var children = new StretchStatement(
            (after, _) => db.People.Where(p => p.Id > after && p.HasChildRecord && p.MergedIntoId == null).OrderBy(p => p.Id).Take(Batch).Select(StretchColumns.Person.Of)
        );
        var factors = new StretchStatement(
            (after, last) =>
                (
                    from a in db.Assessments
                    where a.PersonId > after && a.PersonId <= last && a.SourceEndedOn == null && (a.AuthorisedOn == null || a.AuthorisedOn >= period.From)
                    join f in db.AssessmentFactors on a.Id equals f.AssessmentId
                    select f
                ).Select(StretchColumns.Factor.Of)
        );
        var returned = new StretchStatement(
            (after, last) => ReturnedChildren.Kept(db, period.Year).Where(r => r.PersonId > after && r.PersonId <= last).Select(r => new { r.PersonId, r.Content })
        );
        episodes = Of(db.Episodes, StretchColumns.Episode);
        disabilities = Of(db.Disabilities, StretchColumns.Disability);
        assessments = Of(db.Assessments, StretchColumns.Assessment);
        enquiries = Of(db.Section47Enquiries, StretchColumns.Enquiry);
        conferences = Of(db.InitialConferences.Where(c => c.EnquiryId != null), StretchColumns.Conference);
        plans = Of(db.ProtectionPlans, StretchColumns.ProtectionPlan);
        reviews = Of(db.ReviewConferences, StretchColumns.Review);
        cinPlans = Of(db.CinPlans, StretchColumns.CinPlan);
        people = new StretchStatements(children);
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
        return answers.Next(StretchColumns.Person.Make);
    }

    private WorkDone Work(Guid after, Guid last, HashSet<Guid> ids)
    {
        using var answers = work.Ask(after, last);
        return new WorkDone(
            disabilities.From(answers, ids),
            assessments.From(answers, ids),
            answers.Next(StretchColumns.Factor.Make).ToLookup(f => f.AssessmentId),
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
    private static StretchRecords<T> Of<T>(IQueryable<T> set, Columns<T> columns)
        where T : PersonRecord =>
        new(new StretchStatement((after, last) => set.Where(r => r.PersonId > after && r.PersonId <= last && r.SourceEndedOn == null).Select(columns.Of)), columns);
}
