using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Children.Show;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.AccessLog;

/// <summary>Which entries to show.</summary>
public sealed record AccessLogFilter
{
    /// <summary>Part of a name.</summary>
    public string? Who { get; init; }
    public TrailKind? Kind { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>One entry in words.</summary>
public sealed record AccessLogLine(
    Guid Id,
    DateTime At,
    string Who,
    string? ActingFor,
    TrailKind Kind,
    string Text,
    string Process,
    string? Reason,
    IReadOnlyList<FieldChange> Changes
);

/// <summary>A page of a record's access log.</summary>
public sealed record AccessLogPage(PersonHead Head, IReadOnlyList<AccessLogLine> Lines, int Total, int Page, int Pages, DateOnly Today);

/// <summary>Shows who looked at a person's record and who changed what, from the trail.</summary>
[UseCase]
public sealed class ShowAccessLog(KithDb db, RecordAccess access, Clock clock)
{
    public const int PageSize = 50;

    private static readonly string[] Reads = [nameof(RecordRead), nameof(PeopleSearched)];
    private static readonly string[] Apart = [nameof(RecordRead), nameof(PeopleSearched), nameof(RecordTakenOut), nameof(RecordRefused)];

    /// <summary>Null when there is no such person.</summary>
    /// <exception cref="AccessRefusedException">The actor may not read this person's access log.</exception>
    public async Task<AccessLogPage?> Show(Guid personId, AccessLogFilter filter, Actor actor, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.ReadAccessLog, "read the access log", ct);
        if (await PersonHeads.Of(db, personId, clock.Today, ct) is not { } head)
        {
            return null;
        }
        var entries = db.TrailEntries.AsNoTracking().Where(e => e.PersonId == personId);
        if (!actor.May(Permission.AnswerSubjectAccess))
        {
            // That somebody asked to read what is held is known to those who answer, and to nobody else.
            entries = entries.Where(e => !e.Event.StartsWith("Subject") && !(e.Event.StartsWith("Approval") && e.Payload.Contains(nameof(SubjectKind.SubjectAccess))));
        }
        if (!string.IsNullOrWhiteSpace(filter.Who))
        {
            var who = filter.Who.Trim().ToLowerInvariant();
            entries = entries.Where(e => e.ActorName.ToLower().Contains(who));
        }
        entries = filter.Kind switch
        {
            TrailKind.Read => entries.Where(e => Reads.Contains(e.Event)),
            TrailKind.TakenOut => entries.Where(e => e.Event == nameof(RecordTakenOut)),
            TrailKind.Refused => entries.Where(e => e.Event == nameof(RecordRefused)),
            TrailKind.Access => entries.Where(e => e.Event.Contains("Restrict") || e.Event.Contains("Glass") || e.Event.Contains("Reader")),
            TrailKind.Changed => entries.Where(e => !Apart.Contains(e.Event) && !e.Event.Contains("Restrict") && !e.Event.Contains("Glass") && !e.Event.Contains("Reader")),
            _ => entries,
        };
        if (filter.From is { } from)
        {
            var start = LondonTime.StartOfDayUtc(from);
            entries = entries.Where(e => e.At >= start);
        }
        if (filter.To is { } to && to < DateOnly.MaxValue)
        {
            var end = LondonTime.StartOfDayUtc(to.AddDays(1));
            entries = entries.Where(e => e.At < end);
        }
        var total = await entries.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var rows = await (
            from e in entries
            join a in db.Users on e.ActingForId equals a.Id into names
            from a in names.DefaultIfEmpty()
            orderby e.At descending, e.Id descending
            select new
            {
                e.Id,
                e.At,
                e.ActorName,
                For = a.DisplayName,
                e.Event,
                e.Payload,
                e.Process,
                e.Reason,
                InCopy = e.Chain.StartsWith(CopyMark.ChainPrefixOfAll),
            }
        )
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(ct);
        return new AccessLogPage(
            head,
            [
                .. rows.Select(r => new AccessLogLine(
                    r.Id,
                    r.At,
                    r.ActorName,
                    r.For,
                    TrailWords.KindOf(r.Event),
                    TrailWords.Sentence(r.Event, r.Payload) + (r.InCopy ? ", in a continuity copy" : ""),
                    r.Process,
                    r.Reason,
                    TrailWords.Changes(r.Payload)
                )),
            ],
            total,
            page,
            pages,
            clock.Today
        );
    }
}
