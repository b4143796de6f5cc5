using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Meetings;

/// <summary>One conference in a chair's diary.</summary>
public sealed record ConferenceLine(
    Guid MeetingId,
    MeetingKind Kind,
    DateOnly On,
    string? StartsAt,
    string? Place,
    string? Chair,
    Guid FirstChild,
    IReadOnlyList<string> Children,
    int Hidden,
    DateOnly? DueOn,
    IReadOnlyList<string> ReportsMissing,
    int Coming,
    int Asked,
    string? Wanting,
    bool Held
);

/// <summary>A chair's diary: conferences today and in the coming days, and those whose day has passed with nothing recorded.</summary>
[UseCase]
public sealed class ListConferences(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>The most that are listed.</summary>
    public const int Most = 100;

    /// <summary>Conferences from 30 days ago that are not held, to <paramref name="days"/> days ahead. The number of queries is fixed.</summary>
    /// <param name="mine">Only those that the actor chairs, and for whoever chairs conferences those that nobody chairs yet.</param>
    public async Task<IReadOnlyList<ConferenceLine>> List(Actor actor, bool mine, int days, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "list conferences");
        var (from, to) = (clock.Today.AddDays(-30), clock.Today.AddDays(days));
        var me = actor.WorkerIds;
        var chairs = actor.Roles.Contains(Role.ConferenceChair);
        var meetings = await db
            .Meetings.AsNoTracking()
            .Include(m => m.Participants)
            .Where(m =>
                (m.Kind == MeetingKind.InitialConference || m.Kind == MeetingKind.ReviewConference || m.Kind == MeetingKind.TransferInConference)
                && m.PlannedOn >= from
                && m.PlannedOn <= to
                && (!mine || me.Contains(m.ChairWorkerId!.Value) || (chairs && m.ChairWorkerId == null))
            )
            .OrderBy(m => m.PlannedOn)
            .ThenBy(m => m.StartsAt)
            .ThenBy(m => m.Id)
            .Take(Most * 3)
            .AsSingleQuery()
            .ToListAsync(ct);
        var ids = meetings.Select(m => m.Id).ToList();
        var rows = (
            await db
                .InitialConferences.Where(c => ids.Contains(c.TogetherId!.Value) && c.CalledOffOn == null)
                .Select(c => new
                {
                    c.TogetherId,
                    c.PersonId,
                    c.HeldOn,
                    Due = c.TargetOn,
                })
                .Concat(
                    db.ReviewConferences.Where(c => ids.Contains(c.TogetherId!.Value) && c.CalledOffOn == null)
                        .Select(c => new
                        {
                            c.TogetherId,
                            c.PersonId,
                            c.HeldOn,
                            Due = c.DueOn,
                        })
                )
                .ToListAsync(ct)
        ).ToLookup(c => c.TogetherId!.Value);
        var children = rows.SelectMany(r => r).Select(r => r.PersonId).Distinct().ToList();
        var names = await access.ReadableAmong(actor).Where(o => children.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, o => o.DisplayName, ct);
        var chairing = meetings.Select(m => m.ChairWorkerId).OfType<Guid>().Distinct().ToList();
        var chairNames = await db.Workers.AsNoTracking().Where(w => chairing.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        var lines = new List<ConferenceLine>();
        foreach (var m in meetings)
        {
            var about = rows[m.Id].ToList();
            var shown = about.Where(r => names.ContainsKey(r.PersonId)).OrderBy(r => names[r.PersonId]).ToList();
            var held = about.Exists(r => r.HeldOn is not null);
            if (shown.Count == 0 || (held && m.PlannedOn < clock.Today))
            {
                continue;
            }
            lines.Add(
                new ConferenceLine(
                    m.Id,
                    m.Kind,
                    m.PlannedOn!.Value,
                    m.StartsAt,
                    m.Place,
                    m.ChairWorkerId is { } w ? chairNames.GetValueOrDefault(w) : null,
                    shown[0].PersonId,
                    [.. shown.Select(r => names[r.PersonId])],
                    about.Count - shown.Count,
                    about.Min(r => r.Due),
                    [.. m.Participants.Where(p => p is { ReportAsked: true, ReportReceivedOn: null }).OrderBy(p => p.ReportDueOn).Select(p => p.Part ?? p.Name)],
                    m.Participants.Count(p => p.Reply == Reply.Coming),
                    m.Participants.Count,
                    Quoracy.Wanting(m.Kind, m.Participants.Where(p => p.Reply == Reply.Coming || p.Attended == true).Select(p => p.Agency)),
                    held
                )
            );
            if (lines.Count == Most)
            {
                break;
            }
        }
        return lines;
    }
}
