using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A child who is missing, or has come back and may want to talk.</summary>
/// <param name="DueAt">When the return interview is late.</param>
public sealed record MissingNow(
    Guid PersonId,
    Guid EpisodeId,
    string Name,
    string Age,
    string? Team,
    string? Worker,
    DateTime From,
    DateTime? FoundAt,
    string? PoliceReference,
    string? ThoughtToBe,
    DateTime? DueAt
);

/// <summary>A child who goes missing again and again.</summary>
public sealed record OftenMissing(Guid PersonId, string Name, string Age, int Times, DateTime Last);

/// <summary>How return interviews fared.</summary>
/// <param name="Returns">Children back, from a year ago to three days ago: each could have been listened to by now.</param>
public sealed record InterviewFigures(int Returns, int Offered, int Held, int InTime, int Independent, int Refused);

/// <summary>Children missing across the records within reach.</summary>
public sealed record MissingOverview(
    IReadOnlyList<MissingNow> Now,
    IReadOnlyList<MissingNow> ToHear,
    IReadOnlyList<OftenMissing> Often,
    InterviewFigures Interviews,
    MissingPatterns Patterns,
    IReadOnlyList<(Guid Id, string Name)> Teams,
    DateOnly Today,
    DateTime AsAt
);

/// <summary>Who is missing now, whom somebody should listen to, and the pattern of twelve months: of the children within reach.</summary>
[UseCase]
public sealed class ListMissing(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Times missing in ninety days from which a child goes missing often.</summary>
    public const int Often = 3;

    private sealed class Row
    {
        public required MissingEpisode Episode { get; init; }
        public ReturnInterview? Interview { get; init; }
        public required string Name { get; init; }
        public DateOnly? BornOn { get; init; }
        public bool Unborn { get; init; }
        public Guid? TeamId { get; init; }
        public string? Team { get; init; }
        public string? Worker { get; init; }
    }

    /// <summary>The overview; of one team where one is asked for.</summary>
    public async Task<MissingOverview> List(Guid? team, Actor actor, CancellationToken ct = default)
    {
        var (now, today) = (clock.UtcNow, clock.Today);
        var year = LondonTime.StartOfDayUtc(today.AddYears(-1));
        var all = await (
            from m in db.MissingEpisodes.AsNoTracking()
            where m.SourceEndedOn == null && (m.FoundAt == null || m.MissingFrom >= year)
            join o in access.ReadableChildren(actor) on m.PersonId equals o.PersonId
            join i in db.ReturnInterviews on m.Id equals i.EpisodeId into interviews
            from i in interviews.DefaultIfEmpty()
            join t in db.Teams on o.TeamId equals t.Id into teams
            from t in teams.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into workers
            from w in workers.DefaultIfEmpty()
            select new Row
            {
                Episode = m,
                Interview = i,
                Name = o.DisplayName,
                BornOn = o.BornOn,
                Unborn = o.Unborn,
                TeamId = o.TeamId,
                Team = t.Name,
                Worker = w.Name,
            }
        ).ToListAsync(ct);
        var named = all.Where(r => r.TeamId is not null).Select(r => (r.TeamId!.Value, r.Team ?? "")).Distinct().OrderBy(t => t.Item2, StringComparer.Ordinal).ToList();
        var rows = team is { } one ? all.Where(r => r.TeamId == one).ToList() : all;
        var lines = rows.Select(r => (Row: r, Line: MissingLine.Of(r.Episode, r.Interview))).ToList();
        var often = now.AddDays(-90);
        // Those back for three days: the clock of each has run out.
        var past = lines.Where(l => l.Row.Episode.FoundAt is { } f && now - f >= TimeSpan.FromHours(ClockCatalogue.Get(Projections.Due.MissingClocks.Interview).Length)).ToList();
        return new(
            [.. lines.Where(l => l.Row.Episode.IsOpen).OrderBy(l => l.Row.Episode.MissingFrom).ThenBy(l => l.Row.Episode.Id).Select(l => Now(l.Row, null))],
            [.. lines.Where(l => l.Line.DueAt is not null).OrderBy(l => l.Line.DueAt).ThenBy(l => l.Row.Episode.Id).Select(l => Now(l.Row, l.Line.DueAt))],
            [
                .. rows.Where(r => r.Episode.MissingFrom >= often)
                    .GroupBy(r => r.Episode.PersonId)
                    .Where(g => g.Count() >= Often)
                    .Select(g => new OftenMissing(g.Key, g.First().Name, Age(g.First()), g.Count(), g.Max(r => r.Episode.MissingFrom)))
                    .OrderByDescending(c => c.Times)
                    .ThenBy(c => c.Name, StringComparer.Ordinal)
                    .ThenBy(c => c.PersonId)
                    .Take(50),
            ],
            new InterviewFigures(
                past.Count,
                past.Count(l => l.Row.Episode.InterviewOffered == true || l.Row.Interview?.OfferedAt is not null),
                past.Count(l => l.Row.Interview?.HeldAt is not null),
                past.Count(l => l.Line.InTime == true),
                past.Count(l => l.Line.InTime == true && l.Row.Interview!.Independent == true),
                past.Count(l => l.Row.Interview is { RefusedAt: not null })
            ),
            MissingPatterns.Of([
                .. rows.Where(r => r.Episode.MissingFrom >= year)
                    .Select(r => new MissingFact(
                        r.Episode.PersonId,
                        r.Episode.MissingFrom,
                        r.Episode.FoundAt,
                        r.Episode.GoneFrom,
                        r.Episode.FoundWhere,
                        r.Episode.Harm,
                        r.Interview?.Themes
                    )),
            ]),
            named,
            today,
            now
        );

        string Age(Row r) => ChildWords.Age(r.BornOn, r.Unborn, today);

        MissingNow Now(Row r, DateTime? due) =>
            new(
                r.Episode.PersonId,
                r.Episode.Id,
                r.Name,
                Age(r),
                r.Team,
                r.Worker,
                r.Episode.MissingFrom,
                r.Episode.FoundAt,
                r.Episode.PoliceReference,
                r.Episode.ThoughtToBe,
                due
            );
    }
}
