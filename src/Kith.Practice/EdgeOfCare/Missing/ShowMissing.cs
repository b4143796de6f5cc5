using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Children.Show;
using Kith.Practice.Projections.Due;
using Kith.Practice.Store;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A time missing as lists show it.</summary>
/// <param name="DueAt">When the return interview is late; null where none is waited for.</param>
/// <param name="InTime">Whether it was held within 72 clock hours of the return; null where it was not held.</param>
public sealed record MissingLine(MissingEpisode Episode, ReturnInterview? Interview, MissingState State, DateTime? DueAt, bool? InTime)
{
    internal static MissingLine Of(MissingEpisode e, ReturnInterview? i)
    {
        var state = MissingMachine.StateOf(new(e, i));
        DateTime? due = e.FoundAt is { } found ? found.AddHours(ClockCatalogue.Get(MissingClocks.Interview).Length) : null;
        return new(
            e,
            i,
            state,
            // Whether one was offered may be all that another system, or an older record, says.
            state is MissingState.Returned or MissingState.Offered
            && (i is not null || e is { Source: null, InterviewOffered: null })
                ? due
                : null,
            i?.HeldAt is { } held && due is { } limit ? held <= limit : null
        );
    }
}

/// <summary>One time missing, with what can be done now.</summary>
public sealed record MissingPage(
    PersonHead Head,
    MissingLine Line,
    IReadOnlyList<MissingAct> Permitted,
    IReadOnlyList<AmendmentLine> Amendments,
    IReadOnlyList<(Guid Id, string Name, string? Because)> Listeners,
    DateOnly Today,
    DateTime Now
);

/// <summary>Shows a child's times missing.</summary>
[UseCase]
public sealed class ShowMissing(KithDb db, Amendments amendments, Clock clock)
{
    /// <summary>All of a child's, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<MissingLine>> List(Guid childId, CancellationToken ct = default)
    {
        var rows = await (
            from m in db.MissingEpisodes.AsNoTracking()
            where m.PersonId == childId
            join i in db.ReturnInterviews on m.Id equals i.EpisodeId into interviews
            from i in interviews.DefaultIfEmpty()
            select new { Episode = m, Interview = i }
        ).ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.Episode.MissingFrom).ThenByDescending(r => r.Episode.Id).Select(r => MissingLine.Of(r.Episode, r.Interview))];
    }

    /// <summary>One; null when the child has no such record. The caller has already been allowed to read the record.</summary>
    public async Task<MissingPage?> Show(Guid childId, Guid id, Actor actor, CancellationToken ct = default)
    {
        var head = await PersonHeads.Of(db, childId, clock.Today, ct);
        var found = await (
            from m in db.MissingEpisodes.AsNoTracking()
            where m.Id == id && m.PersonId == childId
            join i in db.ReturnInterviews on m.Id equals i.EpisodeId into interviews
            from i in interviews.DefaultIfEmpty()
            select new { Episode = m, Interview = i }
        ).FirstOrDefaultAsync(ct);
        if (head is null || found is null)
        {
            return null;
        }
        var permitted = MissingMachine.Machine.Permitted(new(found.Episode, found.Interview), actor);
        return new(
            head,
            MissingLine.Of(found.Episode, found.Interview),
            permitted,
            await amendments.Of(SubjectKind.MissingEpisode, id, childId, ct),
            permitted.Contains(MissingAct.Hold) ? await Listeners(childId, found.Episode, ct) : [],
            clock.Today,
            clock.UtcNow
        );
    }

    // Everybody who may have listened, those who are not independent named so.
    private async Task<List<(Guid, string, string?)>> Listeners(Guid childId, MissingEpisode episode, CancellationToken ct)
    {
        var today = clock.Today;
        var staff = await db
            .Workers.AsNoTracking()
            .Where(w => w.LeftOn == null || w.LeftOn > today)
            .OrderBy(w => w.Name)
            .ThenBy(w => w.Id)
            .Select(w => new
            {
                w.Id,
                w.Name,
                w.JobTitle,
                w.LineManagerId,
            })
            .ToListAsync(ct);
        var with = await db.Allocations.AsNoTracking().Where(a => a.PersonId == childId && a.WorkerId != null).ToListAsync(ct);
        var managers = staff.ToDictionary(w => w.Id, w => w.LineManagerId);
        var from = Standards.Calendar.LondonTime.DateOf(episode.MissingFrom);
        return [.. staff.Select(w => (w.Id, w.JobTitle is null ? w.Name : $"{w.Name}, {w.JobTitle}", Independence.Why(w.Id, with, managers, from, today)))];
    }
}
