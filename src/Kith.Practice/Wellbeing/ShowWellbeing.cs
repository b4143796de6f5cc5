using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Wellbeing;

/// <summary>What a group said to one statement.</summary>
/// <param name="Agree">How many agree: never nobody and never everybody; null where it is not shown.</param>
public sealed record SaidTo(string Statement, int? Agree, int Of)
{
    /// <summary>«7 of 10», «4 or more of 5», «1 or fewer of 5», «not shown».</summary>
    public string InWords =>
        Agree is not { } n ? "not shown"
        : n >= Of - 1 ? $"{Of - 1} or more of {Of}"
        : n <= 1 ? $"1 or fewer of {Of}"
        : $"{n} of {Of}";

    /// <summary>The share, in percent; null where it is not shown.</summary>
    public double? Share => Agree is { } n ? 100.0 * n / Of : null;
}

/// <summary>What one group said.</summary>
public sealed record GroupSaid(string Key, string Name, int Answers, IReadOnlyList<SaidTo> Said);

/// <summary>What everybody said to one statement, survey by survey.</summary>
public sealed record StatementTrend(string Statement, IReadOnlyList<double?> Shares);

/// <summary>Surveys: the open one, and what was said.</summary>
/// <param name="Open">The one that can be answered now; null where none can.</param>
/// <param name="ToCount">Over, and not counted yet.</param>
/// <param name="Shown">The counted survey that is shown; null before the first.</param>
/// <param name="Counted">All that were counted, the latest first.</param>
public sealed record WellbeingPage(
    DateOnly Today,
    PulseSurvey? Open,
    bool Answered,
    bool MayAnswer,
    PulseSurvey? ToCount,
    PulseSurvey? Ahead,
    PulseSurvey? Shown,
    IReadOnlyList<PulseSurvey> Counted,
    IReadOnlyList<GroupSaid> Groups,
    IReadOnlyList<(string Title, DateOnly On)> Times,
    IReadOnlyList<StatementTrend> Trends,
    bool MayKeep
);

/// <summary>Shows surveys. What is shown of answers is the same for everybody who works here, from the director to the newest.</summary>
[UseCase]
public sealed class ShowWellbeing(KithDb db, AnswerSurvey answer, Clock clock)
{
    /// <summary>So many surveys make the trend.</summary>
    public const int Most = 8;

    public async Task<WellbeingPage> Show(Guid? chosen, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "see wellbeing");
        var today = clock.Today;
        var surveys = await db.PulseSurveys.AsNoTracking().OrderByDescending(s => s.ClosesOn).ThenBy(s => s.Id).Take(40).ToListAsync(ct);
        var counted = surveys.FindAll(s => s.CountedOn is not null);
        var shown = counted.Find(s => s.Id == chosen) ?? counted.FirstOrDefault();
        var lately = counted.Take(Most).Select(s => s.Id).ToList();
        var show = shown?.Id ?? Guid.Empty;
        var results = await db.PulseResults.AsNoTracking().Where(r => r.SurveyId == show || (r.Group == "all" && lately.Contains(r.SurveyId))).ToListAsync(ct);
        var open = surveys.Find(s => s.CountedOn is null && s.OpensOn <= today && s.ClosesOn >= today);
        var times = counted.Take(Most).Reverse().ToList();
        return new(
            today,
            open,
            open is not null && actor.WorkerId is { } me && await answer.HasAnswered(open.Id, me, ct),
            actor.WorkerId is not null && actor.TeamId is not null,
            surveys.Find(s => s.CountedOn is null && s.ClosesOn < today),
            surveys.Find(s => s.CountedOn is null && s.OpensOn > today),
            shown,
            counted,
            shown is null ? [] : [.. results.Where(r => r.SurveyId == shown.Id).Select(r => Said(r, shown)).OrderBy(g => Order(g.Key)).ThenBy(g => g.Name, StringComparer.Ordinal)],
            [.. times.Select(s => (s.Title, s.ClosesOn))],
            [
                .. (shown?.Statements ?? []).Select(statement => new StatementTrend(
                    statement,
                    [
                        .. times.Select(s =>
                            results.Find(r => r.SurveyId == s.Id && r.Group == "all") is { } all && s.Statements.ToList().IndexOf(statement) is var at and >= 0
                                ? Said(all, s).Said[at].Share
                                : null
                        ),
                    ]
                )),
            ],
            actor.May(Permission.KeepWorkforce)
        );
    }

    private static int Order(string key) =>
        key == "all" ? 0
        : key.StartsWith("service", StringComparison.Ordinal) ? 1
        : key.StartsWith("team", StringComparison.Ordinal) ? 2
        : 3;

    private static GroupSaid Said(PulseResult r, PulseSurvey survey)
    {
        var agree = r.Agree.Split(' ');
        return new(
            r.Group,
            r.Name,
            r.Answers,
            [
                .. survey.Statements.Select(
                    (s, i) => new SaidTo(s, i < agree.Length && int.TryParse(agree[i], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null, r.Answers)
                ),
            ]
        );
    }
}
