using System.Runtime.CompilerServices;
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
/// Reads the children of a return from the records, stretch by stretch of all who ever had a record: a fixed number of
/// queries for each, only the columns that a return is made of, and never more than two stretches in memory. Whom the
/// return concerns is told from the episodes once they are there: to ask the database for it costs it a look at all of
/// them for each stretch.
/// </summary>
public sealed class CensusReturn(KithDb db)
{
    private const int Batch = 1000;

    /// <summary>Assessments asked for in one statement: SQLite looks each name of a parameter up among all.</summary>
    private const int FactorsAtOnce = 250;

    /// <summary>The children of the return, in the order in which they became known. The database is in use until the last is taken.</summary>
    public async IAsyncEnumerable<ReturnedChild> Children(ReturnPeriod period, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await db.Database.OpenConnectionAsync(ct);
        // While the children of one batch are written, the next is read.
        var next = Read(Guid.Empty);
        try
        {
            while (await next is { } stretch)
            {
                next = Read(stretch.Last);
                foreach (var r in stretch.Children)
                {
                    if (ChildReturn.Of(r, period) is { } child)
                    {
                        yield return child;
                    }
                }
            }
        }
        finally
        {
            // Whoever stops early waits for the batch that is under way: only then the connection is free.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await db.Database.CloseConnectionAsync();
        }

        Task<Stretch?> Read(Guid after) => Task.Run(() => Next(period, after, ct), ct);
    }

    /// <summary>The people up to <paramref name="Last"/> whom the return may concern.</summary>
    private sealed record Stretch(Guid Last, List<ChildRecords> Children);

    /// <summary>The next people, those among them whom the return may concern with the records that it is made of; null after the last.</summary>
    private async Task<Stretch?> Next(ReturnPeriod period, Guid after, CancellationToken ct)
    {
        var people = await People(after, ct);
        if (people.Count == 0)
        {
            return null;
        }
        var (last, ids) = (people[^1].Id, people.Select(p => p.Id).ToHashSet());
        var episodes = await Of(
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
        // Few children are kept as they came: they are read with the episodes, since such a child may have none that concerns the return.
        var returned = await ReturnedChildren.Load(db, after, last, period.Year, ct);
        ids.RemoveWhere(id => !returned.ContainsKey(id) && !episodes[id].Any(e => Concerns(e, period)));
        if (ids.Count == 0)
        {
            return new Stretch(last, []);
        }
        var disabilities = await Of(
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
        var assessments = await Of(
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
        await Factors(assessments.SelectMany(a => a).Where(a => a.AuthorisedOn is null || a.AuthorisedOn >= period.From), ct);
        var enquiries = await Of(
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
        var conferences = await Of(
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
        var plans = await Of(
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
        var reviews = await Of(
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
        var cinPlans = await Of(
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
        // Few children are in pre-proceedings: these are read as any other record.
        var before = (
            period.Year.HasPreProceedings
                ? await db.PreProceedings.AsNoTracking().Where(p => p.PersonId > after && p.PersonId <= last && p.SourceEndedOn == null).ToListAsync(ct)
                : []
        ).ToLookup(p => p.PersonId);
        return new Stretch(
            last,
            [
                .. people
                    .Where(p => ids.Contains(p.Id))
                    .Select(p => new ChildRecords
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
            ]
        );

        // The people of a batch follow each other, so their records are one stretch of the index; what others have in it is passed over.
        async Task<ILookup<Guid, T>> Of<T>(IQueryable<T> set, Func<IQueryable<T>, IQueryable<object>> columns, Func<CensusRow, Guid, T> make)
            where T : PersonRecord => (await Within(columns(set.Where(r => r.PersonId > after && r.PersonId <= last && r.SourceEndedOn == null)), make)).ToLookup(r => r.PersonId);

        Task<List<T>> Within<T>(IQueryable<object> query, Func<CensusRow, Guid, T> make)
            where T : class => Rows(query, row => row.Id() is var person && ids.Contains(person) ? make(row, person) : null, ct);
    }

    /// <summary>Whether an episode may be in the return; more than that is told by <see cref="ChildReturn"/>.</summary>
    private static bool Concerns(Episode e, ReturnPeriod period) =>
        e.ReferredOn <= period.To
        // One working day before the year is the longest that rule 8569Q looks back; a few days more cost nothing.
        && (e.NoFurtherAction ? e.ReferredOn >= period.From.AddDays(-10) : e.ClosedOn is null || e.ClosedOn >= period.From);

    /// <summary>Gives assessments their factors.</summary>
    private async Task Factors(IEnumerable<Assessment> assessments, CancellationToken ct)
    {
        foreach (var some in assessments.Chunk(FactorsAtOnce))
        {
            var ids = some.Select(a => a.Id).ToList();
            var factors = (
                await Rows(
                    db.AssessmentFactors.Where(f => ids.Contains(f.AssessmentId))
                        .Select(f => new
                        {
                            f.Id,
                            f.AssessmentId,
                            f.Code,
                        }),
                    row => new AssessmentFactor
                    {
                        Id = row.Id(),
                        AssessmentId = row.Id(),
                        Code = row.Text()!,
                    },
                    ct
                )
            ).ToLookup(f => f.AssessmentId);
            foreach (var assessment in some)
            {
                assessment.Factors = [.. factors[assessment.Id]];
            }
        }
    }

    private async Task<List<Person>> People(Guid after, CancellationToken ct)
    {
        var people = db
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
            });
        return await Rows(
            people,
            row => new Person
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
            },
            ct
        );
    }

    private static async Task<List<T>> Rows<T>(IQueryable<object> query, Func<CensusRow, T?> make, CancellationToken ct)
        where T : class
    {
        await using var command = query.CreateDbCommand();
        // The next batch asks the same: PostgreSQL then has its plan, which takes longer to make than to carry out.
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var row = new CensusRow(reader);
        var rows = new List<T>();
        while (await row.Next(ct))
        {
            if (make(row) is { } made)
            {
                rows.Add(made);
            }
        }
        return rows;
    }
}
