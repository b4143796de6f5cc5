using System.Numerics;

namespace Kith.Standards.CinCensus.Rules;

/// <summary>
/// What the whole-return rules ask about, as figures that add up: the facts of a return are the sum of the facts of its
/// children, in any order, so they can be gathered on several cores, or kept for each child and summed.
/// </summary>
public readonly record struct ReturnFacts
{
    public int Children { get; init; }

    /// <summary>Child protection plans that start in the period.</summary>
    public int PlansStarting { get; init; }

    /// <summary>Initial child protection conferences held in the period, recorded at either level.</summary>
    public int Conferences { get; init; }

    /// <summary>Children, unborn ones aside, whose sex (gender to 2023-24) is missing or not known.</summary>
    public int WithoutSex { get; init; }

    /// <summary>Which disabilities are used, NONE aside: bit n for the nth code of the code set.</summary>
    public int DisabilityCodes { get; init; }

    /// <summary>The most disabilities, NONE aside, of any one child.</summary>
    public int MostDisabilities { get; init; }

    /// <summary>Pre-proceedings groups (2026-27).</summary>
    public int PreProceedings { get; init; }

    /// <summary>How many different disability codes are used, NONE aside.</summary>
    public int DifferentDisabilities => BitOperations.PopCount((uint)DisabilityCodes);

    /// <summary>The facts of one child.</summary>
    public static ReturnFacts Of(CensusChild child, RuleContext at)
    {
        int starting = 0,
            conferences = 0,
            preProceedings = 0;
        foreach (var episode in child.Episodes)
        {
            preProceedings += episode.PreProceedings.Count;
            conferences += episode.TransferInConferenceDate is { } transfer && at.IsInPeriod(transfer) ? 1 : 0;
            foreach (var enquiry in episode.Section47s)
            {
                conferences += enquiry.ConferenceDate is { } held && at.IsInPeriod(held) ? 1 : 0;
            }

            foreach (var plan in episode.ProtectionPlans)
            {
                starting += plan.StartDate is { } started && at.IsInPeriod(started) ? 1 : 0;
            }
        }

        int codes = 0,
            most = 0;
        foreach (var disability in child.Characteristics.Disabilities)
        {
            if (!CensusValue.IsBlank(disability.Disability) && disability.Disability != "NONE")
            {
                most++;
                codes |= CensusCodes.DisabilityBit(disability.Disability!);
            }
        }

        var who = child.Identifiers;
        var sex = at.Year.UsesSex ? who.Sex : who.GenderCurrent;
        return new ReturnFacts
        {
            Children = 1,
            PlansStarting = starting,
            Conferences = conferences,
            WithoutSex = who.ExpectedBirthDate is null && (CensusValue.IsBlank(sex) || sex == (at.Year.UsesSex ? "U" : "0")) ? 1 : 0,
            DisabilityCodes = codes,
            MostDisabilities = most,
            PreProceedings = preProceedings,
        };
    }

    public static ReturnFacts operator +(ReturnFacts a, ReturnFacts b) => Add(a, b);

    public static ReturnFacts Add(ReturnFacts a, ReturnFacts b) =>
        new()
        {
            Children = a.Children + b.Children,
            PlansStarting = a.PlansStarting + b.PlansStarting,
            Conferences = a.Conferences + b.Conferences,
            WithoutSex = a.WithoutSex + b.WithoutSex,
            DisabilityCodes = a.DisabilityCodes | b.DisabilityCodes,
            MostDisabilities = Math.Max(a.MostDisabilities, b.MostDisabilities),
            PreProceedings = a.PreProceedings + b.PreProceedings,
        };
}
