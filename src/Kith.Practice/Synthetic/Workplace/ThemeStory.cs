using Kith.Practice.Audits.Themes;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>A finding for which somebody may have chosen themes: an audit or a recommendation, with its words.</summary>
internal sealed record FoundThen(Guid Id, bool IsAudit, DateOnly On, string ByName, IReadOnlyList<string?> Texts);

/// <summary>What audits and recommendations were said to be about: of what their words offer one or two, and by a person who thought of it now and then. Some nobody got round to.</summary>
internal static class ThemeStory
{
    public static IEnumerable<FindingTheme> Tell(IEnumerable<FoundThen> found, DateOnly today, Guid account, SeededRandom random, SyntheticIds ids)
    {
        foreach (var f in found)
        {
            if (!random.Chance(0.85))
            {
                continue;
            }
            var offered = PracticeThemes.Offer([.. f.Texts]);
            var chosen = offered.Take(1 + random.Below(2)).Select(o => (o.Theme.Key, (string?)o.Because)).ToList();
            if (chosen.Count == 0 || random.Chance(0.05))
            {
                var thought = PracticeThemes.All[random.Below(PracticeThemes.All.Count)].Key;
                if (chosen.TrueForAll(c => c.Key != thought))
                {
                    chosen.Add((thought, null));
                }
            }
            foreach (var (key, because) in chosen)
            {
                yield return new FindingTheme
                {
                    Id = ids.Next(),
                    AuditId = f.IsAudit ? f.Id : null,
                    RecommendationId = f.IsAudit ? null : f.Id,
                    Theme = key,
                    Because = because,
                    ChosenOn = Days.Earlier(today, f.On.AddDays(random.Below(5))),
                    ByAccountId = account,
                    ByName = f.ByName,
                };
            }
        }
    }
}
