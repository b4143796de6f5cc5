using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>A step as it is shown: who, as far as the reader may know.</summary>
/// <param name="Who">«Maureen Hall, grandmother»; «someone whose record is restricted» where the name may not be shown.</param>
/// <param name="Stands">False when the person can no longer be counted on.</param>
public sealed record StepLine(ContingencyStep Step, string Who, string? Path, bool Stands)
{
    /// <summary>«also cares for 2 others»; null for those who care for nobody else as far as the reader may read.</summary>
    public string? Cares { get; init; }
}

/// <summary>Someone of the network as the child's pages show them.</summary>
public sealed record NetworkLine(RelativeLine Relative, NetworkTie? Tie, Circumstance? Latest, IReadOnlyList<ContingencyStep> Steps);

/// <summary>A child's network and what happens if the plan fails.</summary>
public sealed record NetworkPage
{
    public required PersonHead Head { get; init; }
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<NetworkLine> People { get; init; }
    public ContingencyPlan? Plan { get; init; }
    public string? MadeBy { get; init; }
    public required IReadOnlyList<StepLine> Steps { get; init; }
    public required ContingencyVerdict Verdict { get; init; }

    /// <summary>What is missing, as the next thing to do, and what changed, in words.</summary>
    public required IReadOnlyList<string> Next { get; init; }
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>Editions that ended, latest first.</summary>
    public required IReadOnlyList<ContingencyPlan> Earlier { get; init; }

    /// <summary>How far it carries today.</summary>
    public ContingencyStrength Strength => Verdict.On(Today);

    /// <summary>The steps of one part.</summary>
    public IEnumerable<StepLine> Of(Horizon horizon) => Steps.Where(s => s.Step.Horizon == horizon).OrderBy(s => s.Step.Position);
}

/// <summary>Shows who is around a child, what they are to the child, and who would step in.</summary>
[UseCase]
public sealed class ShowNetwork(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>What is said in place of a name that may not be shown.</summary>
    public const string Hidden = "Someone whose record is restricted";

    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<NetworkPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (await PersonHeads.Of(db, id, today, ct) is not { IsChild: true } head)
        {
            return null;
        }
        var relatives = await ShowChild.Relatives(db, access.ReachOf(actor), actor, id, today, ct);
        var ties = await db.NetworkTies.AsNoTracking().Where(t => t.PersonId == id).ToDictionaryAsync(t => t.OtherId, ct);
        // Each with its steps: there are few plans, and one look fetches all.
        var plans = await db
            .ContingencyPlans.AsNoTracking()
            .Where(p => p.PersonId == id)
            .OrderByDescending(p => p.MadeOn)
            .ThenByDescending(p => p.Id)
            .Select(p => new
            {
                Plan = p,
                MadeBy = db.Workers.Where(w => w.Id == p.MadeById).Select(w => w.Name).FirstOrDefault(),
                Steps = db.ContingencySteps.Where(s => s.PlanId == p.Id).OrderBy(s => s.Position).ToList(),
            })
            .AsSingleQuery()
            .ToListAsync(ct);
        var plan = ContingencyFacts.Standing(plans.Select(p => p.Plan));
        var (madeBy, steps) = plans.Where(p => p.Plan == plan).Select(p => (p.MadeBy, p.Steps)).FirstOrDefault((null, []));
        var others = steps.Select(s => s.OtherId).OfType<Guid>().Distinct().ToList();
        var around = relatives.Select(r => r.Person.Id).Union(others).ToList();
        var known = await ContingencyFacts.LoadWithChanges(db, around, ct);
        var named = others.Where(known.ContainsKey).ToDictionary(o => o, o => known[o].Person);
        var cares = await CaresAlready.Count(db, access.Readable(actor), others, id, today, ct);
        var verdict = ContingencyRules.Judge(plan, steps, ties, named);
        var words = relatives.GroupBy(r => r.Person.Id).ToDictionary(g => g.Key, g => g.First());
        return new NetworkPage
        {
            Head = head,
            Today = today,
            People =
            [
                .. relatives
                    .Where(r => r.IsCurrent(today) && !r.Person.IsHidden)
                    .DistinctBy(r => r.Person.Id)
                    .Select(r => new NetworkLine(
                        r,
                        ties.GetValueOrDefault(r.Person.Id),
                        known.GetValueOrDefault(r.Person.Id).Last,
                        [.. steps.Where(s => s.OtherId == r.Person.Id)]
                    )),
            ],
            Plan = plan,
            MadeBy = madeBy,
            Steps =
            [
                .. steps
                    .Select(s => Line(s, words, ties, named))
                    .Select(l => l.Step.OtherId is { } other && l.Who != Hidden ? l with { Cares = CaresAlready.Words(cares.GetValueOrDefault(other)) } : l),
            ],
            Verdict = verdict,
            Next = [.. verdict.Gaps.Where(g => g.Gap != ContingencyGap.Changed).Select(g => NetworkWords.Next(g.Gap, Name(g.OtherId), First(head.Name)))],
            Changes = [.. verdict.Alerts.Select(a => NetworkWords.Changed(a.What, Name(a.OtherId), a.Since))],
            Earlier = [.. plans.Select(p => p.Plan).Where(p => p.Id != plan?.Id)],
        };

        string Name(Guid? other) => other is { } o && words.GetValueOrDefault(o) is { Person.IsHidden: false } known ? known.Person.Name : "someone whose record is restricted";
    }

    /// <summary>A step with as much of its person as the reader may know.</summary>
    internal static StepLine Line(
        ContingencyStep step,
        IReadOnlyDictionary<Guid, RelativeLine> relatives,
        IReadOnlyDictionary<Guid, NetworkTie> ties,
        IReadOnlyDictionary<Guid, NamedPerson> named
    )
    {
        if (step.OtherId is not { } other)
        {
            return new(step, step.Who ?? "Not named yet", null, true);
        }
        var stands = ContingencyRules.CanStand(other, ties, named);
        return relatives.GetValueOrDefault(other) is { Person.IsHidden: false } known
            ? new(step, $"{known.Person.Name}, {known.Word}", known.Person.Path, stands)
            : new(step, Hidden, null, stands);
    }

    private static string First(string name) => PersonNames.First(name);
}
