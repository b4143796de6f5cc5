using Kith.Practice.Actions;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Documents;
using Kith.Practice.Protection;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Plans;

/// <summary>A plan as a family and agencies hold it in their hands: each worry, what will be different, and who does what by when.</summary>
public static class PlanPaper
{
    /// <summary>A child protection plan.</summary>
    /// <param name="network">Who steps in if the plan fails; left out when null.</param>
    public static Paper Of(PersonHead child, ProtectionView view, ProtectionPlan plan, Network.NetworkPage? network = null)
    {
        var parts = new List<PaperPart>
        {
            new PaperFacts([
                ("Began", DateWords.Long(plan.StartedOn)),
                ("Because of", plan.LatestCategory is { } category ? CodeSets.CategoryOfAbuse.Describe(category) : null),
                ("Full plan since", plan.FullPlanOn is { } full ? DateWords.Long(full) : "Not yet: this is the outline that the conference made"),
                ("Social worker", child.WorkerName),
                ("Agreed by a manager", Agreed(view, SubjectKind.ProtectionPlan, plan.Id)),
                ("Next review conference", plan.EndedOn is null && view.Case.ReviewDueOn(plan) is { } due ? $"By {DateWords.Long(due)}" : null),
                ("Ended", plan.EndedOn is { } ended ? $"{DateWords.Long(ended)}. {plan.EndReason}" : null),
            ]),
        };
        var said = view
            .Case.CoreGroups.Where(g => g.PlanId == plan.Id && g.HeldOn is not null)
            .Select(g => (g.HeldOn, g.ChildView))
            .Concat(view.Case.Reviews.Where(r => r.PlanId == plan.Id && r.HeldOn is not null).Select(r => (r.HeldOn, r.ChildView)))
            .Concat(view.Case.Conferences.Where(c => c.PlanId == plan.Id && c.HeldOn is not null).Select(c => (c.HeldOn, c.ChildView)))
            .Where(s => !string.IsNullOrWhiteSpace(s.ChildView))
            .OrderByDescending(s => s.HeldOn)
            .FirstOrDefault();
        Said(child, said.ChildView, said.HeldOn, parts);
        Goals(view, plan.Id, parts);
        return Whole("Child protection plan", child, child.WorkerName, view, parts, network);
    }

    /// <summary>A child in need plan.</summary>
    /// <param name="network">Who steps in if the plan fails; left out when null.</param>
    public static Paper Of(PersonHead child, ProtectionView view, CinPlan plan, Network.NetworkPage? network = null)
    {
        var lead = plan.WorkerId is { } w && view.Workers.TryGetValue(w, out var named) ? named : child.WorkerName;
        var reviews = view.Case.NeedReviews.Where(r => r.PlanId == plan.Id && r.HeldOn is not null).OrderByDescending(r => r.HeldOn).ToList();
        var parts = new List<PaperPart>
        {
            new PaperFacts([
                ("Began", DateWords.Long(plan.StartedOn)),
                ("Follows", plan.StepDownFromId is null ? null : "A child protection plan that has ended"),
                ("Lead practitioner", lead),
                ("Agreed by a manager", Agreed(view, SubjectKind.NeedPlan, plan.Id)),
                ("Last reviewed", reviews.Count > 0 ? DateWords.Long(reviews[0].HeldOn!.Value) : null),
                ("Ended", plan.EndedOn is { } ended ? $"{DateWords.Long(ended)}. {plan.EndReason}" : null),
            ]),
        };
        var last = reviews.Find(r => !string.IsNullOrWhiteSpace(r.ChildView));
        Said(child, last?.ChildView ?? plan.ChildView, last?.HeldOn ?? plan.StartedOn, parts);
        if ((reviews.Find(r => !string.IsNullOrWhiteSpace(r.FamilyView))?.FamilyView ?? plan.FamilyView) is { Length: > 0 } family)
        {
            parts.Add(new PaperHeading("What the family says"));
            parts.Add(new PaperText(family));
        }
        Goals(view, plan.Id, parts);
        return Whole("Child in need plan", child, lead, view, parts, network);
    }

    /// <summary>The goals of a plan, what is done for each and by whom: what a manager reads who is asked about it.</summary>
    public static IReadOnlyList<PaperPart> Body(ProtectionView view, Guid plan)
    {
        var parts = new List<PaperPart>();
        Goals(view, plan, parts);
        return parts;
    }

    /// <summary>Who agreed to a plan as a manager, and when; null when nobody has.</summary>
    private static string? Agreed(ProtectionView view, SubjectKind kind, Guid plan) =>
        view.Case.Asked(kind, plan) is { State: ApprovalState.Approved, DecidedAt: { } at } agreed ? $"{agreed.DecidedByName}, {DateWords.Long(LondonTime.DateOf(at))}" : null;

    /// <param name="with">Whom the family asks, and who signs: the one who leads the plan.</param>
    private static Paper Whole(string title, PersonHead child, string? with, ProtectionView view, List<PaperPart> parts, Network.NetworkPage? network)
    {
        if (network is not null)
        {
            parts.AddRange(Network.ContingencyPaper.Section(network));
        }
        parts.Add(new PaperHeading("If you are worried or disagree"));
        parts.Add(
            new PaperText(
                $"Tell {with ?? "the worker"} or their manager. Anyone who has this plan may ask for a meeting before the next one is due. If a child is in danger now, ring 999."
            )
        );
        parts.Add(new PaperSignatures(["Parent or carer", child.Name, with ?? "Worker"]));
        return new Paper(title, Paper.Of(child), parts) { Dated = $"As it stands on {DateWords.Long(view.Today)}" };
    }

    private static void Said(PersonHead child, string? words, DateOnly? on, List<PaperPart> parts)
    {
        if (!string.IsNullOrWhiteSpace(words))
        {
            parts.Add(new PaperHeading($"What {PersonNames.First(child.Name)} says"));
            parts.Add(new PaperQuote(words, on is { } day ? DateWords.Long(day) : null));
        }
    }

    private static void Goals(ProtectionView view, Guid plan, List<PaperPart> parts)
    {
        var goals = view.Case.GoalsOf(plan).ToList();
        var actions = view.ByGoal(plan);
        foreach (var (goal, i) in goals.Where(g => g.IsOpen).Select((g, i) => (g, i)))
        {
            parts.Add(new PaperHeading($"Goal {i + 1}: {goal.Goal}"));
            parts.Add(
                new PaperFacts([
                    ("What we are worried about", goal.Worry),
                    ("How we will know", goal.Sign),
                    ("In the child’s words", goal.ChildWords),
                    ("How it goes", How(view, goal)),
                ])
            );
            Table("What will be done", actions[goal.Id], view, parts);
        }
        if (!goals.Exists(g => g.IsOpen))
        {
            parts.Add(new PaperText("No goal is open."));
        }
        Table("What else will be done", actions[Guid.Empty], view, parts);
        var closed = goals.Where(g => !g.IsOpen).ToList();
        if (closed.Count > 0)
        {
            parts.Add(new PaperHeading("What has been reached or put aside"));
            parts.Add(
                new PaperList([
                    .. closed.Select(g =>
                        $"{g.Goal} ({(g.Met == true ? "met" : "put aside")} {DateWords.Medium(g.ClosedOn!.Value)}{(g.ClosedReason is null ? "" : $": {g.ClosedReason}")})"
                    ),
                ])
            );
        }
    }

    private static string? How(ProtectionView view, PlanGoal goal) =>
        view.Case.Progress.Where(p => p.GoalId == goal.Id).OrderBy(p => p.On).LastOrDefault() is { } last
            ? $"{Paper.Begin(Words(last.Progress))} ({DateWords.Medium(last.On)}){(last.Scale is { } scale ? $", {scale} on a scale from 0 to 10" : "")}{(last.Note is null ? "" : $". {last.Note}")}"
            : null;

    private static string Words(Progress progress) =>
        progress switch
        {
            Progress.Worse => "worse than before",
            Progress.Same => "no change",
            Progress.Better => "getting better",
            _ => "met",
        };

    private static void Table(string caption, IEnumerable<ActionItem> actions, ProtectionView view, List<PaperPart> parts)
    {
        var rows = actions
            .Where(a => a.State != ActionState.NoLongerNeeded)
            .OrderBy(a => a.DueOn)
            .Select(a =>
                (IReadOnlyList<string?>)
                    [
                        a.What,
                        view.Owner(a),
                        a.DoneOn is { } done ? $"Done {DateWords.Medium(done)}"
                        : a.DueOn is { } due ? DateWords.Medium(due)
                        : "No date",
                    ]
            )
            .ToList();
        if (rows.Count > 0)
        {
            parts.Add(new PaperTable(caption, ["What", "Who", "By when"], rows));
        }
    }
}
