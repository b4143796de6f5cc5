using Kith.Practice.Oversight;

namespace Kith.Web.Forms;

/// <summary>The choices of oversight's forms.</summary>
public static class OversightChoices
{
    public static IReadOnlyList<Choice> Outcomes { get; } =
    [new(nameof(DirectionOutcome.Done), "Done"), new(nameof(DirectionOutcome.NotDone), "Not done, and it stands"), new(nameof(DirectionOutcome.NotNeeded), "Not needed any more")];

    /// <summary>«done», «not done», «not needed any more».</summary>
    public static string Of(DirectionOutcome outcome) =>
        outcome switch
        {
            DirectionOutcome.Done => "done",
            DirectionOutcome.NotDone => "not done yet",
            _ => "not needed any more",
        };
}
