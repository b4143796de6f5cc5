namespace Kith.Practice.Network;

/// <summary>What is known, apart from the tie, of someone whom a plan names.</summary>
/// <param name="AddressKey">Key of the current home; null when none is known.</param>
/// <param name="AddressFrom">Since when.</param>
/// <param name="ChangeId">The latest recorded change of circumstance.</param>
public sealed record NamedPerson(Guid Id, string? AddressKey, DateOnly? AddressFrom, Guid? ChangeId, DateOnly? ChangeOn, DateOnly? DiedOn);

/// <summary>What keeps a plan from carrying further.</summary>
public enum ContingencyGap
{
    NoPlan,
    NoTrigger,
    NobodyTonight,
    NobodyForWeeks,
    NobodyLongTerm,
    NotAsked,
    Declined,
    NotAgreed,
    NoConsent,
    NotSafe,
    ChecksMissing,
    ChecksConcern,
    ViabilityMissing,
    NotViable,
    NoLegalRoute,
    NoChildView,
    NoReviewDate,
    Changed,
}

/// <summary>Something about a named person that changed since the plan was last looked at.</summary>
public enum ContingencyChange
{
    Address,
    Circumstance,
    ConsentEnded,
    NoLongerWilling,
    Died,
}

/// <summary>One gap; the step and the person it concerns, where it concerns one.</summary>
public sealed record GapLine(ContingencyGap Gap, Guid? StepId = null, Guid? OtherId = null);

/// <summary>One change to look at: whom it concerns and since when.</summary>
public sealed record ContingencyAlert(ContingencyChange What, Guid OtherId, DateOnly Since);

/// <summary>How far a plan carries, until when that holds, and what is missing.</summary>
/// <param name="HoldsUntil">The last day on which a checked long-term plan still counts as checked: its review, or the end of the checks.</param>
public sealed record ContingencyVerdict(ContingencyStrength Strength, DateOnly? HoldsUntil, IReadOnlyList<GapLine> Gaps, IReadOnlyList<ContingencyAlert> Alerts)
{
    /// <summary>The strength on a day.</summary>
    public ContingencyStrength On(DateOnly day) => ContingencyRules.StrengthOn(Strength, HoldsUntil, day);
}

/// <summary>
/// The strength of a contingency plan, by rules that anyone can check:
/// <list type="number">
/// <item>no plan, or a plan without a step: none;</item>
/// <item>no person named for the long term, alive and not unwilling: immediate support only;</item>
/// <item>someone named for the long term, but not everything below: long term, not yet checked;</item>
/// <item>long term, checked: for at least one person named for the long term, they are willing, have consented and
/// agreed, it is safe to be in touch, checks are clear, viability is positive and the legal route is named; the
/// child's view is recorded; a review date is set and has not passed; and nothing about the people named has changed
/// since the plan was last looked at.</item>
/// </list>
/// Pure: the same records give the same answer everywhere it is shown.
/// </summary>
public static class ContingencyRules
{
    /// <summary>What the records give, without the day; <see cref="StrengthOn"/> adds the day.</summary>
    public static ContingencyVerdict Judge(
        ContingencyPlan? plan,
        IReadOnlyCollection<ContingencyStep> steps,
        IReadOnlyDictionary<Guid, NetworkTie> ties,
        IReadOnlyDictionary<Guid, NamedPerson> people
    )
    {
        if (plan is null || steps.Count == 0)
        {
            return new(ContingencyStrength.None, null, [new(ContingencyGap.NoPlan)], []);
        }
        var gaps = new List<GapLine>();
        if (plan.TriggerLines.Count == 0)
        {
            gaps.Add(new(ContingencyGap.NoTrigger));
        }
        if (steps.All(s => s.Horizon != Horizon.Tonight))
        {
            gaps.Add(new(ContingencyGap.NobodyTonight));
        }
        if (steps.All(s => s.Horizon != Horizon.Weeks))
        {
            gaps.Add(new(ContingencyGap.NobodyForWeeks));
        }
        var alerts = Alerts(plan, steps, ties, people);
        var lasting = steps.Where(s => s is { Horizon: Horizon.LongTerm, OtherId: not null }).OrderBy(s => s.Position).ToList();
        var standing = lasting.Where(s => CanStand(s.OtherId!.Value, ties, people)).ToList();
        if (standing.Count == 0)
        {
            gaps.Add(new(ContingencyGap.NobodyLongTerm));
            gaps.AddRange(
                lasting.Where(s => ties.GetValueOrDefault(s.OtherId!.Value)?.Willing == Willingness.No).Select(s => new GapLine(ContingencyGap.Declined, s.Id, s.OtherId))
            );
            return new(ContingencyStrength.ImmediateOnly, null, gaps, alerts);
        }

        // One person who is ready is enough; the plan is as near as the readiest of them.
        var readiest = standing.Select(s => (Step: s, Missing: Missing(s, ties))).OrderBy(s => s.Missing.Count).ThenBy(s => s.Step.Position).First();
        var gapsBefore = gaps.Count;
        gaps.AddRange(readiest.Missing);
        if (string.IsNullOrWhiteSpace(plan.ChildView))
        {
            gaps.Add(new(ContingencyGap.NoChildView));
        }
        if (plan.ReviewOn is null)
        {
            gaps.Add(new(ContingencyGap.NoReviewDate));
        }
        gaps.AddRange(alerts.Select(a => new GapLine(ContingencyGap.Changed, null, a.OtherId)));
        if (gaps.Count > gapsBefore)
        {
            return new(ContingencyStrength.LongTermUnverified, null, gaps, alerts);
        }
        var checks = ties[readiest.Step.OtherId!.Value].ChecksUntil;
        var until = checks < plan.ReviewOn ? checks : plan.ReviewOn;
        return new(ContingencyStrength.LongTermVerified, until, gaps, alerts);
    }

    /// <summary>The strength on a day: what was checked counts as checked until its review date has passed.</summary>
    public static ContingencyStrength StrengthOn(ContingencyStrength strength, DateOnly? holdsUntil, DateOnly day) =>
        strength == ContingencyStrength.LongTermVerified && holdsUntil < day ? ContingencyStrength.LongTermUnverified : strength;

    /// <summary>Whether someone may be counted on at all: alive, not unwilling, consent not taken back, safe to be in touch with.</summary>
    public static bool CanStand(Guid otherId, IReadOnlyDictionary<Guid, NetworkTie> ties, IReadOnlyDictionary<Guid, NamedPerson> people) =>
        people.GetValueOrDefault(otherId)?.DiedOn is null
        && (ties.GetValueOrDefault(otherId) is not { } tie || tie is { Willing: not Willingness.No, ConsentEndedOn: null, Safety: not ContactSafety.NotSafe });

    private static List<GapLine> Missing(ContingencyStep step, IReadOnlyDictionary<Guid, NetworkTie> ties)
    {
        var missing = new List<GapLine>();
        var tie = ties.GetValueOrDefault(step.OtherId!.Value);
        Ask(tie is { Willing: Willingness.Yes or Willingness.WithHelp }, ContingencyGap.NotAsked);
        Ask(tie?.ConsentOn is not null, ContingencyGap.NoConsent);
        Ask(step.AgreedOn is not null, ContingencyGap.NotAgreed);
        Ask(tie?.Safety is ContactSafety.Safe or ContactSafety.WithCare, ContingencyGap.NotSafe);
        Ask(tie?.Checks == CheckOutcome.Clear, tie?.Checks == CheckOutcome.Concern ? ContingencyGap.ChecksConcern : ContingencyGap.ChecksMissing);
        Ask(step.Viability == Viability.Positive, step.Viability == Viability.Negative ? ContingencyGap.NotViable : ContingencyGap.ViabilityMissing);
        Ask(step.LegalRoute is not null, ContingencyGap.NoLegalRoute);
        return missing;

        void Ask(bool holds, ContingencyGap gap)
        {
            if (!holds)
            {
                missing.Add(new(gap, step.Id, step.OtherId));
            }
        }
    }

    private static List<ContingencyAlert> Alerts(
        ContingencyPlan plan,
        IReadOnlyCollection<ContingencyStep> steps,
        IReadOnlyDictionary<Guid, NetworkTie> ties,
        IReadOnlyDictionary<Guid, NamedPerson> people
    )
    {
        var alerts = new List<ContingencyAlert>();
        foreach (var named in steps.Where(s => s.OtherId is not null).GroupBy(s => s.OtherId!.Value).OrderBy(g => g.Key))
        {
            var since = plan.LookedAtOn ?? plan.MadeOn;
            var person = people.GetValueOrDefault(named.Key);
            var tie = ties.GetValueOrDefault(named.Key);
            if (person?.DiedOn is { } died)
            {
                alerts.Add(new(ContingencyChange.Died, named.Key, died));
                continue;
            }
            if (tie?.Willing == Willingness.No)
            {
                alerts.Add(new(ContingencyChange.NoLongerWilling, named.Key, since));
            }
            else if (tie?.ConsentEndedOn is { } ended)
            {
                alerts.Add(new(ContingencyChange.ConsentEnded, named.Key, ended));
            }
            // Compared with what was known, not by date: a move that is entered late is still news.
            if (person is not null && named.Any(s => s.KnownAddressKey != person.AddressKey))
            {
                alerts.Add(new(ContingencyChange.Address, named.Key, Later(person.AddressFrom, since)));
            }
            if (person?.ChangeId is { } change && named.Any(s => s.KnownChangeId != change))
            {
                alerts.Add(new(ContingencyChange.Circumstance, named.Key, Later(person.ChangeOn, since)));
            }
        }
        return alerts;

        static DateOnly Later(DateOnly? change, DateOnly since) => change > since ? change.Value : since;
    }
}
