using Kith.Practice.Settings;

namespace Kith.Practice.Retention;

/// <summary>What the rules ask of one record.</summary>
/// <param name="AdoptedOn">The day on which care ended by adoption.</param>
/// <param name="LastOn">The latest day on which anything with the person began or ended.</param>
/// <param name="Open">Why the record is not closed, in words; null where it is.</param>
public sealed record RetentionFacts(
    Guid PersonId,
    DateOnly? Born,
    DateOnly? Died,
    bool WasLookedAfter,
    DateOnly? AdoptedOn,
    bool SexualAbusePlan,
    bool Protection,
    bool Need,
    bool Exploitation,
    bool Referral,
    bool EarlyHelp,
    DateOnly? LastOn,
    string? Open
);

/// <summary>When a person's time is up.</summary>
/// <param name="DueOn">The day; null while it cannot be told.</param>
/// <param name="Rule">The longest rule, or the one that stands in the way.</param>
/// <param name="Why">Why there is no day.</param>
/// <param name="Applied">Every rule that applies.</param>
public sealed record RetentionAnswer(DateOnly? DueOn, RetentionRule Rule, string? Why, IReadOnlyList<RuleApplied> Applied);

/// <summary>The rules applied to a record: a pure function of its facts and of what the authority has confirmed. The longest rule wins.</summary>
public static class RetentionClock
{
    /// <summary>The answer as it holds on a day.</summary>
    public static RetentionAnswer Of(RetentionFacts facts, PolicyBook book, DateOnly today)
    {
        var applied = new List<RuleApplied>();
        (RetentionRule Rule, DateOnly Until)? longest = null;
        (RetentionRule Rule, string Why)? blocked = null;
        foreach (var rule in RetentionRules.All.Where(r => Applies(r, facts)))
        {
            DateOnly? until = null;
            string? why = null;
            var words = new List<string>();
            foreach (var length in Lengths(rule, facts))
            {
                var years = book.Whole(length.Key, today);
                if (years <= 0)
                {
                    continue;
                }
                words.Add(RetentionRules.Words(length, years));
                if (Start(length.From, facts) is not { } start)
                {
                    why = length.From == CountsFrom.Birth ? "No date of birth is recorded" : "There is no day to count from";
                    continue;
                }
                var end = start.AddYears(years);
                until = until is { } u && u > end ? u : end;
            }
            if (words.Count == 0)
            {
                why = "The authority has not confirmed this rule";
            }
            applied.Add(new RuleApplied(rule.Key, rule.Name, words.Count == 0 ? "not confirmed" : string.Join(", and ", words), rule.Source, why is null ? until : null));
            if (why is not null)
            {
                blocked ??= (rule, why);
            }
            else if (longest is null || until > longest.Value.Until)
            {
                longest = (rule, until!.Value);
            }
        }
        return blocked is { } b ? new RetentionAnswer(null, b.Rule, b.Why, applied)
            : facts.Open is { } open ? new RetentionAnswer(null, longest!.Value.Rule, open, applied)
            : new RetentionAnswer(longest!.Value.Until, longest.Value.Rule, null, applied);
    }

    /// <summary>Where a child who was looked after died before 18, the law counts from death and not from birth.</summary>
    private static IEnumerable<RuleLength> Lengths(RetentionRule rule, RetentionFacts facts) =>
        rule.Key == RetentionRules.LookedAfter ? rule.Lengths.Where(l => l.From == CountsFrom.Death == DiedAsAChild(facts)) : rule.Lengths;

    private static bool DiedAsAChild(RetentionFacts facts) => facts is { Died: { } died, Born: { } born } && died < born.AddYears(18);

    private static DateOnly? Start(CountsFrom from, RetentionFacts facts) =>
        from switch
        {
            CountsFrom.Birth => facts.Born,
            CountsFrom.Death => facts.Died,
            CountsFrom.AdoptionOrder => facts.AdoptedOn,
            _ => facts.LastOn,
        };

    private static bool Applies(RetentionRule rule, RetentionFacts facts) =>
        rule.Key switch
        {
            RetentionRules.Adopted => facts.AdoptedOn is not null,
            RetentionRules.LookedAfter => facts.WasLookedAfter,
            RetentionRules.SexualAbuse => facts.SexualAbusePlan,
            RetentionRules.Protection => facts.Protection,
            RetentionRules.Need => facts.Need,
            RetentionRules.Exploitation => facts.Exploitation,
            RetentionRules.Referral => facts.Referral,
            RetentionRules.EarlyHelp => facts.EarlyHelp,
            // Whoever has a record was told of once.
            _ => true,
        };
}
