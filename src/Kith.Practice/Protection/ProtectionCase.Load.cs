using Kith.Practice.Assessments;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection;

/// <content>How the cases of some children come out of the database.</content>
public sealed partial class ProtectionCase
{
    /// <summary>
    /// Loads the cases of some children, to be changed or to be shown. Four queries, however many children and records:
    /// each takes the rows of several tables at once.
    /// </summary>
    public static async Task<List<ProtectionCase>> Load(KithDb db, IReadOnlyCollection<Guid> ids, Clock clock, bool tracked, CancellationToken ct)
    {
        var people = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.GivenName,
                p.KnownAs,
                p.ExpectedDateOfBirth,
                p.DateOfDeath,
            })
            .ToListAsync(ct);
        var front = await Rows<Episode, Assessment, StrategyDiscussion, Section47Enquiry, InitialConference>(db, ids, tracked, ct);
        var plans = await Rows<ProtectionPlan, ReviewConference, CoreGroup, CinPlan, CinReview>(db, ids, tracked, ct);
        var work = await Rows<PlanGoal, PlanProgress, PreProceedings, PreProceedingsReview, PreProceedingsReview>(db, ids, tracked, ct);
        return
        [
            .. people.Select(p => new ProtectionCase
            {
                PersonId = p.Id,
                Name = p.KnownAs ?? p.GivenName ?? (p.ExpectedDateOfBirth is null ? "" : "The unborn baby"),
                Today = clock.Today,
                NewId = clock.NewId,
                DiedOn = p.DateOfDeath,
                Episodes = front.Of<Episode>(p.Id),
                Assessments = front.Of<Assessment>(p.Id),
                Discussions = front.Of<StrategyDiscussion>(p.Id),
                Enquiries = front.Of<Section47Enquiry>(p.Id),
                Conferences = front.Of<InitialConference>(p.Id),
                Plans = plans.Of<ProtectionPlan>(p.Id),
                Reviews = plans.Of<ReviewConference>(p.Id),
                CoreGroups = plans.Of<CoreGroup>(p.Id),
                NeedPlans = plans.Of<CinPlan>(p.Id),
                NeedReviews = plans.Of<CinReview>(p.Id),
                Goals = work.Of<PlanGoal>(p.Id),
                Progress = work.Of<PlanProgress>(p.Id),
                PreProceedings = work.Of<PreProceedings>(p.Id),
                PreProceedingsReviews = work.Of<PreProceedingsReview>(p.Id),
            }),
        ];
    }

    /// <summary>
    /// The rows of five tables in one query: the ids of all, and beside each id the one row that carries it. Ids are
    /// unique across tables, so that nothing multiplies. What the council's own system no longer has is history: it
    /// does not decide what may come next.
    /// </summary>
    private static async Task<ILookup<Guid, PersonRecord>> Rows<T1, T2, T3, T4, T5>(KithDb db, IReadOnlyCollection<Guid> ids, bool tracked, CancellationToken ct)
        where T1 : PersonRecord
        where T2 : PersonRecord
        where T3 : PersonRecord
        where T4 : PersonRecord
        where T5 : PersonRecord
    {
        var rows = await (
            from id in Ids<T1>().Union(Ids<T2>()).Union(Ids<T3>()).Union(Ids<T4>()).Union(Ids<T5>())
            join a in Table<T1>() on id equals a.Id into one
            from a in one.DefaultIfEmpty()
            join b in Table<T2>() on id equals b.Id into two
            from b in two.DefaultIfEmpty()
            join c in Table<T3>() on id equals c.Id into three
            from c in three.DefaultIfEmpty()
            join d in Table<T4>() on id equals d.Id into four
            from d in four.DefaultIfEmpty()
            join e in Table<T5>() on id equals e.Id into five
            from e in five.DefaultIfEmpty()
            select new
            {
                a,
                b,
                c,
                d,
                e,
            }
        ).ToListAsync(ct);
        return rows.Select(r => (PersonRecord?)r.a ?? (PersonRecord?)r.b ?? (PersonRecord?)r.c ?? (PersonRecord?)r.d ?? r.e!).ToLookup(r => r.PersonId);

        IQueryable<Guid> Ids<T>()
            where T : PersonRecord => db.Set<T>().Where(r => ids.Contains(r.PersonId) && r.SourceEndedOn == null).Select(r => r.Id);

        IQueryable<T> Table<T>()
            where T : PersonRecord => tracked ? db.Set<T>() : db.Set<T>().AsNoTracking();
    }
}

/// <summary>Rows of one child, by their kind.</summary>
file static class RowsOfChild
{
    public static List<T> Of<T>(this ILookup<Guid, PersonRecord> rows, Guid child)
        where T : PersonRecord => [.. rows[child].OfType<T>()];
}
