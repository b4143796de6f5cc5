using Kith.Practice.Children;
using Kith.Practice.Documents;
using Kith.Standards.Calendar;

namespace Kith.Practice.Network;

/// <summary>
/// Who steps in if a plan fails, as a family and agencies hold it in their hands. People are named only when they have
/// agreed to be part of the plan and it is safe to be in touch: a paper is passed on.
/// </summary>
public static class ContingencyPaper
{
    /// <summary>What stands in place of a name that a paper does not carry.</summary>
    public const string NotNamed = "Someone of the network who has not yet agreed to be named on paper";

    /// <summary>The whole document; null where there is no plan.</summary>
    public static Paper? Of(NetworkPage n)
    {
        if (n.Plan is not { } plan)
        {
            return null;
        }
        var head = n.Head;
        return new Paper(
            "If the plan fails",
            $"{head.FullName}{(head.BornOn is { } born ? $", {(head.Unborn ? "due" : "born")} {DateWords.Long(born)}" : "")}",
            [
                .. Parts(n),
                new PaperHeading("If someone in this plan moves, falls ill or can no longer do it"),
                new PaperText($"Tell {head.WorkerName ?? "the worker"} the same day, so that somebody else can be asked. If a child is in danger now, ring 999."),
                new PaperSignatures(["Parent or carer", head.Name, head.WorkerName ?? "Worker"]),
            ]
        )
        {
            Dated = $"Made {DateWords.Long(plan.MadeOn)}; as it stands on {DateWords.Long(n.Today)}",
        };
    }

    /// <summary>The part of a child's plan that says it; empty where there is no contingency plan.</summary>
    public static IReadOnlyList<PaperPart> Section(NetworkPage n) => n.Plan is null ? [] : [new PaperHeading("If this plan fails, who steps in?"), .. Parts(n, 2)];

    private static List<PaperPart> Parts(NetworkPage n, int level = 1)
    {
        var plan = n.Plan!;
        var parts = new List<PaperPart> { new PaperHeading("If this happens", level), new PaperList([.. plan.TriggerLines]) };
        foreach (var horizon in Enum.GetValues<Horizon>())
        {
            var steps = n.Of(horizon).ToList();
            parts.Add(new PaperHeading(NetworkWords.Of(horizon), level));
            parts.Add(steps.Count == 0 ? new PaperText("Nobody is named yet.") : new PaperList([.. steps.Select(s => Line(s, n))]));
        }
        if (!string.IsNullOrWhiteSpace(plan.ChildView))
        {
            parts.Add(new PaperHeading($"What {PersonNames.First(n.Head.Name)} thinks of it", level));
            parts.Add(new PaperQuote(plan.ChildView));
        }
        if (plan.ReviewOn is { } review)
        {
            parts.Add(new PaperText($"To be looked at again by {DateWords.Long(review)}."));
        }
        return parts;
    }

    private static string Line(StepLine line, NetworkPage n)
    {
        var s = line.Step;
        var facts = string.Join(
            "; ",
            new[]
            {
                s.HowLong is null ? null : $"for {s.HowLong}",
                s.Needs is null ? null : $"needs {s.Needs}",
                s.AgreedOn is { } agreed ? $"agreed {DateWords.Medium(agreed)}" : "not agreed yet",
            }.OfType<string>()
        );
        var who = MayBeNamed(line, n) ? line.Who : NotNamed;
        var what = s.What.TrimEnd('.');
        // «Emergency duty team: Emergency duty team, who have this plan» says it twice.
        return what.StartsWith(who, StringComparison.OrdinalIgnoreCase) ? $"{what} ({facts})" : $"{who}: {what} ({facts})";
    }

    /// <summary>True for those without a record of their own, and for those who agreed and with whom it is safe to be in touch.</summary>
    internal static bool MayBeNamed(StepLine line, NetworkPage n) =>
        line.Step.OtherId is not { } other
        || (
            line.Who != ShowNetwork.Hidden
            && n.People.FirstOrDefault(p => p.Relative.Person.Id == other)?.Tie is { ConsentOn: not null, ConsentEndedOn: null, Safety: not ContactSafety.NotSafe }
        );
}
