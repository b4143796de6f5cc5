using Kith.Practice.Approvals;
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
    /// Loads the cases of some children, to be changed or to be shown. Three queries, however many children and records:
    /// each takes the rows of several tables at once.
    /// </summary>
    public static async Task<List<ProtectionCase>> Load(KithDb db, IReadOnlyCollection<Guid> ids, Clock clock, bool tracked, CancellationToken ct)
    {
        var (people, front) = await Rows<Episode, Assessment, StrategyDiscussion, Section47Enquiry, InitialConference>(db, ids, tracked, ct);
        var (_, plans) = await Rows<ProtectionPlan, ReviewConference, CoreGroup, CinPlan, CinReview>(db, ids, tracked, ct);
        var (_, work) = await Rows<PlanGoal, PlanProgress, PreProceedings, PreProceedingsReview, Approval>(db, ids, tracked, ct);
        return
        [
            .. people.Select(p => new ProtectionCase
            {
                PersonId = p.Id,
                Name = p.KnownAs ?? p.GivenName ?? (p.ExpectedDateOfBirth is null ? "" : "The unborn baby"),
                Today = clock.Today,
                NewId = clock.NewId,
                DiedOn = p.DateOfDeath,
                Unborn = p.DateOfBirth is null && p.ExpectedDateOfBirth is not null,
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
                Approvals = work.Of<Approval>(p.Id),
            }),
        ];
    }

    /// <summary>Whose case it is.</summary>
    private sealed record OfCase(Guid Id, string? GivenName, string? KnownAs, DateOnly? DateOfBirth, DateOnly? ExpectedDateOfBirth, DateOnly? DateOfDeath);

    /// <summary>
    /// The rows of five tables in one query: the ids of all, and beside each id the one row that carries it; for a child
    /// who has none, one line without any. Ids are unique across tables, so that nothing multiplies. What the council's own system no longer has is history: it
    /// does not decide what may come next.
    /// </summary>
    private static async Task<(List<OfCase> People, ILookup<Guid, PersonRecord> Rows)> Rows<T1, T2, T3, T4, T5>(
        KithDb db,
        IReadOnlyCollection<Guid> ids,
        bool tracked,
        CancellationToken ct
    )
        where T1 : PersonRecord
        where T2 : PersonRecord
        where T3 : PersonRecord
        where T4 : PersonRecord
        where T5 : PersonRecord
    {
        var rows = await (
            from p in db.People
            where ids.Contains(p.Id)
            join x in Ids<T1>().Union(Ids<T2>()).Union(Ids<T3>()).Union(Ids<T4>()).Union(Ids<T5>()) on p.Id equals x.PersonId into xs
            from x in xs.DefaultIfEmpty()
            join a in Table<T1>() on x.Id equals a.Id into one
            from a in one.DefaultIfEmpty()
            join b in Table<T2>() on x.Id equals b.Id into two
            from b in two.DefaultIfEmpty()
            join c in Table<T3>() on x.Id equals c.Id into three
            from c in three.DefaultIfEmpty()
            join d in Table<T4>() on x.Id equals d.Id into four
            from d in four.DefaultIfEmpty()
            join e in Table<T5>() on x.Id equals e.Id into five
            from e in five.DefaultIfEmpty()
            select new
            {
                Person = new OfCase(p.Id, p.GivenName, p.KnownAs, p.DateOfBirth, p.ExpectedDateOfBirth, p.DateOfDeath),
                a,
                b,
                c,
                d,
                e,
            }
        ).ToListAsync(ct);
        return (
            [.. rows.Select(r => r.Person).Distinct()],
            rows.Select(r => (PersonRecord?)r.a ?? (PersonRecord?)r.b ?? (PersonRecord?)r.c ?? (PersonRecord?)r.d ?? r.e).OfType<PersonRecord>().ToLookup(r => r.PersonId)
        );

        IQueryable<Row> Ids<T>()
            where T : PersonRecord => db.Set<T>().Where(r => ids.Contains(r.PersonId) && r.SourceEndedOn == null).Select(r => new Row { Id = r.Id, PersonId = r.PersonId });

        IQueryable<T> Table<T>()
            where T : PersonRecord => tracked ? db.Set<T>() : db.Set<T>().AsNoTracking();
    }
}

/// <summary>Where a row is, whatever its table.</summary>
file sealed class Row
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
}

/// <summary>Rows of one child, by their kind.</summary>
file static class RowsOfChild
{
    public static List<T> Of<T>(this ILookup<Guid, PersonRecord> rows, Guid child)
        where T : PersonRecord => [.. rows[child].OfType<T>()];
}
