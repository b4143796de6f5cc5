using Kith.Practice.Access;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.MyDay;

/// <summary>Conferences, core groups, strategy discussions and reviews in somebody's diary: those about their children, and those they chair.</summary>
[UseCase]
public sealed class DiaryMeetings(KithDb db, RecordAccess access)
{
    /// <summary>Days for which a meeting whose day has passed stays in the diary while nothing is recorded of it.</summary>
    public const int DaysBack = 14;

    private const int Most = 100;

    /// <summary>Meetings not held yet, from <see cref="DaysBack"/> days ago to <paramref name="until"/>. One query.</summary>
    /// <param name="children">The actor's own children.</param>
    public async Task<IReadOnlyList<DiaryLine>> Of(Actor actor, IReadOnlyList<Guid> children, DateOnly today, DateOnly until, CancellationToken ct = default)
    {
        var workers = actor.WorkerIds;
        var from = today.AddDays(-DaysBack);
        var chairs = actor.May(Permission.Chair) || actor.May(Permission.Decide);
        if (children.Count == 0 && !chairs)
        {
            return [];
        }
        var awaited = Awaited().Where(a => children.Contains(a.PersonId));
        if (chairs)
        {
            awaited = awaited.Union(Awaited(db.Meetings.Where(m => workers.Contains(m.ChairWorkerId!.Value) && m.PlannedOn >= from && m.PlannedOn <= until).Select(m => m.Id)));
        }
        // Only the children whose records may be read: a meeting must not give away a restricted brother or sister.
        var rows = await (
            from a in awaited
            join m in db.Meetings on a.TogetherId equals m.Id
            join o in access.ReadableAmong(actor) on a.PersonId equals o.PersonId
            where m.PlannedOn >= @from && m.PlannedOn <= until
            orderby m.PlannedOn, m.StartsAt, m.Id
            select new
            {
                m.Id,
                m.Kind,
                On = m.PlannedOn!.Value,
                m.StartsAt,
                m.Place,
                m.ChairWorkerId,
                Asked = m.Participants.Count,
                Coming = m.Participants.Count(p => p.Reply == Reply.Coming),
                Missing = m.Participants.Count(p => p.ReportAsked && p.ReportReceivedOn == null),
                o.PersonId,
                o.DisplayName,
                o.BornOn,
            }
        )
            .AsNoTracking()
            .Take(Most)
            .ToListAsync(ct);
        // A chair goes to conferences; what carries a plan out between them is for those who work with the family.
        var works = actor.Roles.Any(r => r is not Role.ConferenceChair && Permissions.Allows(r, Permission.RecordWork));
        return
        [
            .. rows.Where(r =>
                    works
                    || (chairs && r.ChairWorkerId is { } chair && workers.Contains(chair))
                    || r.Kind is MeetingKind.InitialConference or MeetingKind.TransferInConference or MeetingKind.ReviewConference
                )
                .GroupBy(r => r.Id)
                .Select(g =>
                {
                    var about = g.OrderBy(c => c.BornOn ?? DateOnly.MaxValue).ThenBy(c => c.DisplayName, StringComparer.Ordinal).ToList();
                    var m = about[0];
                    return new DiaryLine(
                        m.Id,
                        m.On,
                        TimeOnly.TryParse(m.StartsAt, System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : null,
                        MeetingWords.Kind(m.Kind),
                        [.. about.Select(c => (c.PersonId, c.DisplayName))],
                        m.Place,
                        Place(m.Kind, m.PersonId, m.Id),
                        null,
                        m.On < today,
                        m.Asked == 0 ? null
                            : m.Coming == 0 ? $"{m.Asked} asked, no reply yet"
                            : $"{m.Coming} of {m.Asked} coming{(m.Missing == 0 ? "" : m.Missing == 1 ? ", 1 report missing" : $", {m.Missing} reports missing")}"
                    );
                }),
        ];
    }

    /// <summary>Meetings about children that are neither held nor called off; of <paramref name="these"/> alone where they are given.</summary>
    private IQueryable<About> Awaited(IQueryable<Guid>? these = null)
    {
        return Of(db.InitialConferences.Where(c => c.HeldOn == null && c.CalledOffOn == null))
            .Select(c => new About { TogetherId = c.TogetherId, PersonId = c.PersonId })
            .Concat(Of(db.ReviewConferences.Where(c => c.HeldOn == null && c.CalledOffOn == null)).Select(c => new About { TogetherId = c.TogetherId, PersonId = c.PersonId }))
            .Concat(Of(db.CoreGroups.Where(c => c.HeldOn == null && c.CalledOffOn == null)).Select(c => new About { TogetherId = c.TogetherId, PersonId = c.PersonId }))
            .Concat(Of(db.StrategyDiscussions.Where(c => c.HeldOn == null && c.CalledOffOn == null)).Select(c => new About { TogetherId = c.TogetherId, PersonId = c.PersonId }))
            .Concat(Of(db.CinReviews.Where(c => c.HeldOn == null)).Select(c => new About { TogetherId = c.TogetherId, PersonId = c.PersonId }));

        // In each of the five, and not beside the children with an «or»: PostgreSQL would look at every conference there was.
        IQueryable<T> Of<T>(IQueryable<T> waiting)
            where T : class, Casework.ITogether => these is null ? waiting : waiting.Where(c => these.Contains(c.TogetherId!.Value));
    }

    private sealed class About
    {
        public Guid? TogetherId { get; init; }
        public Guid PersonId { get; init; }
    }

    /// <summary>Where a meeting that is still to be is prepared and recorded.</summary>
    private static string Place(MeetingKind kind, Guid child, Guid meeting) =>
        kind switch
        {
            MeetingKind.CoreGroup => $"/children/{child}/plan/core-group",
            MeetingKind.NeedReview => $"/children/{child}/plan/review",
            MeetingKind.StrategyDiscussion => $"/children/{child}/protection/discussion/{meeting}",
            _ => $"/children/{child}/protection/conference/{meeting}",
        };
}
