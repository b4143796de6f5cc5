using System.Globalization;
using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice.Actions;
using Kith.Practice.Agencies;
using Kith.Practice.Measures;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Measures;

/// <summary>The two measures of panels, as the database gives them, beside SQL that says what their definitions say: on both databases.</summary>
public sealed class PanelMeasuresTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateOnly From = new(2025, 11, 25);
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_read_from_the_database_is_what_SQL_counts_by_the_words_of_the_definition(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        Guid[] children = [f.Mia, f.Kyle, f.Ellie];
        // Every way in which a child goes to a panel, around each edge there is: put forward so many working days ago, agreed or
        // not, heard so many working days after, taken back so many after. Twenty working days is the authority's length.
        var entries = new List<PanelChild>();
        foreach (var ago in new[] { 0, 5, 19, 20, 21, 40, 100, 240, 251, 252, 253, 254, 255, 256, 270, 271, 272, 273, 274, 275, 276, 300, 350 })
        {
            foreach (var (agreement, agreed) in new[] { (false, (int?)null), (true, null), (true, 0), (true, 3) })
            {
                foreach (var (heard, withdrawn) in new[] { ((int?)null, (int?)null), (0, null), (19, null), (20, null), (21, null), (60, null), (null, 1), (null, 20), (null, 21) })
                {
                    var put = Back(Today, ago);
                    var since = agreed is { } days ? Forward(put, days) : put;
                    DateOnly? Then(int? n) => n is { } x && Forward(since, x) is var day && day <= Today ? day : null;
                    if ((heard is not null && Then(heard) is null) || (withdrawn is not null && Then(withdrawn) is null) || since > Today)
                    {
                        continue;
                    }
                    entries.Add(
                        new PanelChild
                        {
                            Id = new Guid(entries.Count + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7),
                            PersonId = children[entries.Count % 3],
                            PanelId = new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6),
                            PutForwardOn = put,
                            ByName = "Priya N.",
                            Why = "Missing three times",
                            AgreementNeeded = agreement,
                            AgreedOn = agreement && agreed is not null ? since : null,
                            HeardOn = Then(heard),
                            WithdrawnOn = Then(withdrawn),
                        }
                    );
                }
            }
        }
        // Actions of panels (and others, which do not count): due around each edge, done in time, late, not yet, or no longer needed.
        var actions = new List<ActionItem>();
        foreach (var source in new[] { ActionSource.Panel, ActionSource.Conference })
        {
            foreach (var due in new DateOnly?[] { null, From.AddDays(-1), From, From.AddDays(1), Today.AddDays(-40), Today.AddDays(-1), Today, Today.AddDays(1) })
            {
                foreach (var (after, ended, child) in new[] { (-1, false, true), (0, false, true), (1, false, true), (99, false, true), (99, true, true), (0, false, false) })
                {
                    actions.Add(
                        new ActionItem
                        {
                            Id = new Guid(actions.Count + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8),
                            PersonId = child ? children[actions.Count % 3] : null,
                            TeamId = child ? null : f.TeamOne,
                            Source = source,
                            SourceId = entries[0].Id,
                            What = "Offer a mentor",
                            OwnerName = "Youth service",
                            SetOn = From.AddDays(-30),
                            DueOn = due,
                            DoneOn = due is { } on && after != 99 && on.AddDays(after) <= Today ? on.AddDays(after) : null,
                            EndedOn = ended ? Today.AddDays(-2) : null,
                        }
                    );
                }
            }
        }
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.PanelChildren.AddRange(entries);
            db.ActionItems.AddRange(actions);
            await db.SaveChangesAsync();
        });

        var told = (await authority.Do(s => s.GetRequiredService<TellMeasures>().Handle(Today))).ToDictionary(m => m.Measure.Id);
        var starts = entries.Select(e => e.AgreedOn ?? e.PutForwardOn).Distinct().Order().ToList();
        var heardSql = $"""
            WITH last_day(since, last) AS (VALUES {string.Join(", ", starts.Select(d => $"({Day(d)}, {Day(Forward(d, 20))})"))}),
            put AS (
                SELECT c.heard_on, c.withdrawn_on, l.last
                FROM panel_child c JOIN last_day l ON l.since = COALESCE(c.agreed_on, c.put_forward_on)
                WHERE c.agreed_on IS NOT NULL OR NOT c.agreement_needed
            ),
            counted AS (
                SELECT heard_on, last FROM put
                WHERE last >= {Day(From)} AND last < {Day(Today)} AND (heard_on IS NOT NULL OR withdrawn_on IS NULL OR withdrawn_on > last)
                UNION ALL
                SELECT heard_on, last FROM put WHERE last >= {Day(Today)} AND heard_on >= {Day(From)}
            )
            """;
        Assert.Equal(
            (
                await Count($"{heardSql} SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM counted WHERE heard_on <= last"),
                await Count($"{heardSql} SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM counted")
            ),
            ((int)told["panel_heard"].Numerator!, (int)told["panel_heard"].Denominator!)
        );
        var done = $"""
            FROM action_item
            WHERE source = 'Panel' AND person_id IS NOT NULL AND ended_on IS NULL
              AND due_on BETWEEN {Day(From)} AND {Day(Today)} AND (due_on < {Day(Today)} OR done_on IS NOT NULL)
            """;
        Assert.Equal(
            (await Count($"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" {done} AND done_on <= due_on"), await Count($"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" {done}")),
            ((int)told["panel_actions_done"].Numerator!, (int)told["panel_actions_done"].Denominator!)
        );
        // The edges are there on both sides: some in time, some not, some left out.
        Assert.InRange(told["panel_heard"].Denominator!.Value, 50, entries.Count - 50);
        Assert.InRange(told["panel_heard"].Numerator!.Value, 20, told["panel_heard"].Denominator!.Value - 20);
        Assert.InRange(told["panel_actions_done"].Numerator!.Value, 5, told["panel_actions_done"].Denominator!.Value - 5);

        Task<int> Count(string sql) => authority.Do(s => s.GetRequiredService<KithDb>().Database.SqlQueryRaw<int>(sql).SingleAsync());

        string Day(DateOnly day) => (engine == "SQLite" ? "" : "DATE ") + day.ToString("\\'yyyy-MM-dd\\'", CultureInfo.InvariantCulture);
    }

    private static DateOnly Forward(DateOnly day, int working) => Step(day, working, 1);

    private static DateOnly Back(DateOnly day, int working) => Step(day, working, -1);

    private static DateOnly Step(DateOnly day, int working, int by)
    {
        while (working > 0)
        {
            day = day.AddDays(by);
            working -= WorkingDayCalendar.England.IsWorkingDay(day) ? 1 : 0;
        }
        return day;
    }
}
