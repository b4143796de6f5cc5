using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Transfers;

/// <summary>
/// A child's case moves to another team, or to another authority. Asked for, talked over in a meeting with its clock,
/// accepted or not; and the child is told before the new worker comes.
/// </summary>
public sealed class Transfer : PersonRecord, ITogether
{
    public Guid? EpisodeId { get; set; }

    /// <summary>The same on all children who move together.</summary>
    public Guid? TogetherId { get; set; }
    public Guid? FromTeamId { get; set; }

    /// <summary>The team that is asked; null when the child moves to another authority.</summary>
    public Guid? ToTeamId { get; set; }

    /// <summary>The authority (DfE code) that the child moves to; null within this one.</summary>
    public string? ToAuthority { get; set; }
    public required string Reason { get; set; }
    public DateOnly AskedOn { get; set; }
    public Guid AskedByAccountId { get; set; }

    /// <summary>When both teams met, and what they agreed.</summary>
    public DateOnly? MetOn { get; set; }
    public string? Agreed { get; set; }

    /// <summary>Why the meeting was held after its time; null when it was in time.</summary>
    public string? LateReason { get; set; }

    /// <summary>What the child and the family were told, and by whom.</summary>
    public string? ChildTold { get; set; }
    public DateOnly? AcceptedOn { get; set; }
    public Guid? AcceptedByAccountId { get; set; }

    /// <summary>Declined or withdrawn, with the reason.</summary>
    public DateOnly? EndedOn { get; set; }
    public string? EndedReason { get; set; }
    public Guid? EndedByAccountId { get; set; }

    /// <summary>True until it is accepted, declined or withdrawn.</summary>
    public bool IsOpen => AcceptedOn is null && EndedOn is null;

    /// <summary>The teams met.</summary>
    public void Meet(DateOnly on, string agreed, string? lateReason) => (MetOn, Agreed, LateReason) = (on, agreed, lateReason);

    /// <summary>The other team takes the child.</summary>
    public void Accept(DateOnly on, string childTold, Actor by) => (AcceptedOn, ChildTold, AcceptedByAccountId) = (on, childTold, by.AccountId);

    /// <summary>It does not happen.</summary>
    public void End(DateOnly on, string reason, Actor by) => (EndedOn, EndedReason, EndedByAccountId) = (on, reason, by.AccountId);
}
