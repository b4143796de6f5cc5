using Kith.Practice.Store;

namespace Kith.Practice.Referrals;

/// <summary>
/// A closure that was taken back: what it said, on which day the work went on, and why. The referral itself then reads as
/// if it had never ended (which is what a re-opening says, and what the census is told); that it had, stands here.
/// </summary>
public sealed class WorkReopening : PersonRecord
{
    public Guid EpisodeId { get; set; }

    /// <summary>The day on which the work had ended.</summary>
    public DateOnly ClosedOn { get; set; }

    /// <summary>DfE closure reason code of the closure.</summary>
    public string? ClosureReason { get; set; }

    /// <summary>What was written when the work ended.</summary>
    public string? ClosureSummary { get; set; }

    /// <summary>The day from which the work goes on: clocks of what nobody has begun count from here.</summary>
    public DateOnly On { get; set; }
    public required string Why { get; set; }

    /// <summary>Who took the closure back, where they are one of the workers.</summary>
    public Guid? WorkerId { get; set; }
    public Guid ByAccountId { get; set; }
}
