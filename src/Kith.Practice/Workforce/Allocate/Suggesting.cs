using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Workforce.Places;

namespace Kith.Practice.Workforce.Allocate;

/// <summary>What counts in suggesting a worker, in words: what speaks for it, and what to think about first.</summary>
public sealed record Suggestion(IReadOnlyList<string> For, IReadOnlyList<string> Mind);

/// <summary>What is known of a child that matters for who works with them.</summary>
/// <param name="Skills">The skills that the record asks for.</param>
public sealed record ChildNeeds(ChildStatus Status, string? FirstLanguage, IReadOnlyList<WorkerSkill> Skills, decimal Weight)
{
    /// <summary>The brothers and sisters who go to the same worker in the same act.</summary>
    public IReadOnlyList<AllocatedWith> With { get; init; } = [];

    /// <summary>What all of them would add to a worker's caseload: those whom the worker holds already weigh there now.</summary>
    public decimal Adds(Guid worker) => Weight + With.Where(w => w.WorkerId != worker).Sum(w => w.Weight);
}

/// <summary>
/// Whom the allocation page suggests. The order is a stated one and not a score: those who may hold the case, of whichever
/// team; those of the team; for a child on a protection plan or looked after, registered social workers; those whose post it
/// is to hold cases; those who work with children; those who are here and would
/// not be over a full caseload, unless they know the child; then who knows the child, a brother or sister; who speaks the
/// family's language; who has most of the skills that the record asks for; who has children nearby; whose desk is near; and
/// last who has most room. Pure.
/// </summary>
public static class Suggesting
{
    /// <summary>The candidates in that order, each with what speaks for it and against it.</summary>
    public static List<Candidate> Order(IEnumerable<Candidate> candidates, ChildNeeds child) =>
        [
            .. candidates
                .Select(c => c with { Why = Of(c, child) })
                // A social worker of another team can take the child on; the team's own manager or administrator cannot.
                .OrderByDescending(c => MayLead(c, child) && Holds(c) && WorksWithChildren(c))
                .ThenByDescending(c => c.OwnTeam)
                .ThenByDescending(c => MayLead(c, child))
                .ThenByDescending(Holds)
                .ThenByDescending(WorksWithChildren)
                .ThenByDescending(c => c.AwayUntil is null)
                .ThenByDescending(c => c.Knows is { Self: true } || !WouldBeOver(c, child))
                .ThenByDescending(c => c.Knows is { Self: true })
                .ThenByDescending(c => c.Knows is not null)
                .ThenByDescending(c => Speaks(c, child))
                .ThenByDescending(c => Skilled(c, child).Count)
                .ThenByDescending(c => c.Load is null || c.Load.Room > 0)
                .ThenByDescending(c => Math.Min(c.Nearby, 3))
                .ThenBy(c => Miles.Band(c.Miles))
                .ThenByDescending(c => c.Load?.Room ?? decimal.MinValue)
                .ThenBy(c => c.Name, StringComparer.Ordinal),
        ];

    /// <summary>Whether the child, and those who come along, would take the caseload beyond a full one.</summary>
    public static bool WouldBeOver(Candidate c, ChildNeeds child) => c.Load is { } load && load.Points + child.Adds(c.Id) > load.Full;

    /// <summary>
    /// Whether a social worker leads the work: child protection and looked-after children. A child in need may have a lead
    /// practitioner who is none (*Working Together*, 2023 edition on).
    /// </summary>
    public static bool NeedsSocialWorker(ChildNeeds child) => child.Status is ChildStatus.ChildProtection or ChildStatus.LookedAfter;

    private static bool MayLead(Candidate c, ChildNeeds child) => c.Registered || !NeedsSocialWorker(child);

    // Whoever leads a team, chairs or audits holds no cases, however much room that leaves.
    private static bool Holds(Candidate c) => HoldsCases(c) || c.Load is { Children: > 0 } || c.Knows is not null;

    // Whoever is in the team and works with no child (an administrator, a business support officer) is not suggested for having most room.
    private static bool WorksWithChildren(Candidate c) => c.Registered || c.Load is not { Children: 0 } || c.Knows is not null;

    private static Suggestion Of(Candidate c, ChildNeeds child)
    {
        var (speaks, minds) = (new List<string>(), new List<string>());
        if (c.Knows is { } knows)
        {
            speaks.Add(knows.InWords);
        }
        if (Speaks(c, child))
        {
            speaks.Add($"speaks {child.FirstLanguage}");
        }
        if (Skilled(c, child) is { Count: > 0 } skills)
        {
            speaks.Add($"skilled in {string.Join(" and ", skills.Select(WorkerSkills.Name))}");
        }
        if (c.Nearby > 0)
        {
            speaks.Add(c.Nearby == 1 ? "one of their children lives nearby" : $"{c.Nearby} of their children live nearby");
        }
        if (c.Miles is { } miles)
        {
            (miles > Miles.Far ? minds : speaks).Add($"based {Miles.Words(miles)} away");
        }
        if (c.Load is { } load)
        {
            var after = load.Points + child.Adds(c.Id);
            var words = FormattableString.Invariant($"{load.Points:0.#} of {load.Full:0.#} points, {load.Points + child.Weight:0.#} with this child");
            if (child.With.Count > 0)
            {
                words +=
                    child.With.Count == 1 ? FormattableString.Invariant($", {after:0.#} with both") : FormattableString.Invariant($", {after:0.#} with all {child.With.Count + 1}");
            }
            if (after > load.Full)
            {
                minds.Add(c.NewlyQualified ? $"over the protected caseload of a newly qualified worker: {words}" : $"over a full caseload: {words}");
            }
            else
            {
                speaks.Add($"has room: {words}");
            }
        }
        if (!c.Registered && NeedsSocialWorker(child))
        {
            minds.Add(
                child.Status == ChildStatus.LookedAfter
                    ? "not a registered social worker: one leads the work with a looked-after child"
                    : "not a registered social worker: one leads the work under a child protection plan"
            );
        }
        if (c.AwayUntil is { } away)
        {
            minds.Add($"away until {Standards.Calendar.DateWords.Medium(away)}");
        }
        if (c.NewlyQualified && child.Status == ChildStatus.ChildProtection)
        {
            minds.Add("newly qualified: a child protection plan needs someone beside them");
        }
        if (!c.OwnTeam)
        {
            minds.Add("in another team");
        }
        return new(speaks, minds);
    }

    /// <summary>True for those whose post it is to work with children and families, and not to lead, to check or to support those who do.</summary>
    public static bool HoldsCases(Candidate c) =>
        StaffRoles.Of(c.JobTitle, c.NewlyQualified, c.Registered) is StaffRole.SocialWorker or StaffRole.NewlyQualified or StaffRole.FamilyWorker;

    private static bool Speaks(Candidate c, ChildNeeds child) =>
        child.FirstLanguage is { Length: > 0 } language
        && !language.Equals("English", StringComparison.OrdinalIgnoreCase)
        && c.Languages?.Contains(language, StringComparison.OrdinalIgnoreCase) == true;

    private static List<WorkerSkill> Skilled(Candidate c, ChildNeeds child) => [.. child.Skills.Intersect(c.Skills)];
}
