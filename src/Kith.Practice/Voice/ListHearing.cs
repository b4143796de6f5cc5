using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Voice;

/// <summary>The numbers of one group.</summary>
public sealed record HearingRow(string Key, string Name, HearingCounts Counts);

/// <summary>The measures of hearing for the children within reach.</summary>
public sealed record HearingPage(HearingCounts All, HearingBy By, IReadOnlyList<HearingRow> Rows, IReadOnlyList<string> Expectations);

/// <summary>A child of a list.</summary>
/// <param name="AnswerDueOn">By when the oldest unanswered entry should be answered.</param>
public sealed record HearingLine(ChildOverview Child, string Age, string? Team, string? Worker, HearingState State, DateOnly? DueOn, DateOnly? AnswerDueOn);

/// <summary>The children behind a number.</summary>
public sealed record HearingChildren(IReadOnlyList<HearingLine> Lines, int Total, int Page, int Pages, string? GroupName);

/// <summary>How often children are heard: counted by team, plan, age, disability and method, and the children behind each number.</summary>
[UseCase]
public sealed class ListHearing(KithDb db, RecordAccess access, Clock clock)
{
    public const int PageSize = 50;

    /// <summary>The counts.</summary>
    /// <param name="mine">Only the children whose worker the actor is.</param>
    public async Task<HearingPage> Show(HearingBy by, bool mine, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var intervals = await IntervalPolicy.Load(db, ct);
        var children = await Children(actor, mine, ct);
        var teams = await Teams(ct);
        return new(
            HearingMeasures.Count(children, intervals, today),
            by,
            [
                .. children
                    .GroupBy(c => HearingMeasures.Group(by, c, today, teams))
                    .Select(g => new HearingRow(g.Key.Key, g.Key.Name, HearingMeasures.Count([.. g], intervals, today)))
                    .Where(r => r.Counts[HearingQuestion.Expected] > 0)
                    .OrderBy(
                        r =>
                            by == HearingBy.Age ? r.Key.PadLeft(7, '0')
                            : by == HearingBy.Plan ? Enum.Parse<ChildStatus>(r.Key).ToString("D")
                            : r.Name,
                        StringComparer.Ordinal
                    ),
            ],
            [
                $"children on a child protection plan at least every {Length("voice_protection")}",
                $"other children at least every {Length("voice_heard")}",
                $"an answer within {Length("voice_answer")}",
            ]
        );

        string Length(string clockId)
        {
            var (length, unit) = intervals.Interval(clockId, today);
            return Standards.Clocks.ClockWords.Length(length, unit);
        }
    }

    /// <summary>The children whom a question finds, longest wait first.</summary>
    /// <param name="group">The key of one group of <paramref name="by"/>; null for all.</param>
    public async Task<HearingChildren> List(HearingQuestion question, HearingBy by, string? group, bool mine, int page, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var intervals = await IntervalPolicy.Load(db, ct);
        var teams = await Teams(ct);
        var found = (await Children(actor, mine, ct))
            .Where(c => HearingMeasures.Finds(question, c, intervals, today))
            .Where(c => group is null || HearingMeasures.Group(by, c, today, teams).Key == group)
            .OrderByDescending(c =>
                question is HearingQuestion.Unanswered or HearingQuestion.AnswerLate ? today.DayNumber - c.UnansweredFrom!.Value.DayNumber : Hearing.Wait(c, today)
            )
            .ThenBy(c => c.SortName, StringComparer.Ordinal)
            .ThenBy(c => c.PersonId)
            .ToList();
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var shown = found.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var ids = shown.Select(c => c.WorkerId).OfType<Guid>().Distinct().ToList();
        var workers = await db.Workers.AsNoTracking().Where(w => ids.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        return new(
            [
                .. shown.Select(c => new HearingLine(
                    c,
                    ChildWords.Age(c.BornOn, c.Unborn, today),
                    c.TeamId is { } t ? teams.GetValueOrDefault(t) : null,
                    c.WorkerId is { } w ? workers.GetValueOrDefault(w) : null,
                    Hearing.StateOn(c, intervals, today),
                    Hearing.DueOn(c, intervals),
                    Hearing.AnswerDueOn(c, intervals)
                )),
            ],
            found.Count,
            page,
            pages,
            group is null || found.Count == 0 ? null : HearingMeasures.Group(by, found[0], today, teams).Name
        );
    }

    private async Task<List<ChildOverview>> Children(Actor actor, bool mine, CancellationToken ct)
    {
        var open = ChildWords.OpenStatuses.ToList();
        var all = access.ReadableChildren(actor).Where(o => open.Contains(o.Status));
        if (mine)
        {
            var workers = actor.WorkerIds.ToList();
            all = all.Where(o => workers.Contains(o.WorkerId!.Value));
        }
        return await all.ToListAsync(ct);
    }

    private Task<Dictionary<Guid, string>> Teams(CancellationToken ct) => db.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, ct);
}
