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

    /// <summary>Meetings not held yet, from <see cref="DaysBack"/> days ago to <paramref name="until"/>. One query, and one more for those who chair.</summary>
    /// <param name="children">The actor's own children.</param>
    public async Task<IReadOnlyList<DiaryLine>> Of(Actor actor, IReadOnlyList<Guid> children, DateOnly today, DateOnly until, CancellationToken ct = default)
    {
        var workers = actor.WorkerIds;
        var from = today.AddDays(-DaysBack);
        var chaired =
            actor.May(Permission.Chair) || actor.May(Permission.Decide)
                ? await db
                    .Meetings.Where(m => workers.Contains(m.ChairWorkerId!.Value) && m.PlannedOn >= from && m.PlannedOn <= until)
                    .OrderBy(m => m.PlannedOn)
                    .Select(m => (Guid?)m.Id)
                    .Take(Most)
                    .ToListAsync(ct)
                : [];
        if (children.Count + chaired.Count == 0)
        {
            return [];
        }
        var awaited = db
            .InitialConferences.Where(c => c.HeldOn == null && c.CalledOffOn == null && (children.Contains(c.PersonId) || chaired.Contains(c.TogetherId)))
            .Select(c => new { c.TogetherId, c.PersonId })
            .Concat(
                db.ReviewConferences.Where(c => c.HeldOn == null && c.CalledOffOn == null && (children.Contains(c.PersonId) || chaired.Contains(c.TogetherId)))
                    .Select(c => new { c.TogetherId, c.PersonId })
            )
            .Concat(
                db.CoreGroups.Where(c => c.HeldOn == null && c.CalledOffOn == null && (children.Contains(c.PersonId) || chaired.Contains(c.TogetherId)))
                    .Select(c => new { c.TogetherId, c.PersonId })
            )
            .Concat(
                db.StrategyDiscussions.Where(c => c.HeldOn == null && c.CalledOffOn == null && (children.Contains(c.PersonId) || chaired.Contains(c.TogetherId)))
                    .Select(c => new { c.TogetherId, c.PersonId })
            )
            .Concat(db.CinReviews.Where(c => c.HeldOn == null && (children.Contains(c.PersonId) || chaired.Contains(c.TogetherId))).Select(c => new { c.TogetherId, c.PersonId }));
        // Only the children whose records may be read: a meeting must not give away a restricted brother or sister.
        var rows = await (
            from a in awaited
            join m in db.Meetings on a.TogetherId equals m.Id
            join o in access.ReadableChildren(actor) on a.PersonId equals o.PersonId
            where m.PlannedOn >= @from && m.PlannedOn <= until
            orderby m.PlannedOn, m.StartsAt, m.Id
            select new
            {
                m.Id,
                m.Kind,
                On = m.PlannedOn!.Value,
                m.StartsAt,
                m.Place,
                Asked = m.Participants.Count,
                Coming = m.Participants.Count(p => p.Reply == Reply.Coming),
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
            .. rows.Where(r => works || chaired.Contains(r.Id) || r.Kind is MeetingKind.InitialConference or MeetingKind.TransferInConference or MeetingKind.ReviewConference)
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
                            : $"{m.Coming} of {m.Asked} coming"
                    );
                }),
        ];
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
