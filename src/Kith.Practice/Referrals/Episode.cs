using Kith.Practice.Store;

namespace Kith.Practice.Referrals;

/// <summary>
/// A referral and the episode of need it opens (census CINdetails). An episode that is not closed and not ended with
/// no further action is a child in need today.
/// </summary>
public sealed class Episode : PersonRecord
{
    public DateOnly ReferredOn { get; set; }

    /// <summary>DfE referral source code.</summary>
    public string? SourceCode { get; set; }

    /// <summary>DfE primary need code.</summary>
    public string? PrimaryNeed { get; set; }

    /// <summary>True when the referral ended with no further action before assessment.</summary>
    public bool NoFurtherAction { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>DfE closure reason code.</summary>
    public string? ClosureReason { get; set; }

    /// <summary>Date of a transfer-in conference (census DateOfInitialCPC on the episode).</summary>
    public DateOnly? TransferInConferenceOn { get; set; }
    public string? Summary { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }

    /// <summary>True while the authority is working with the child under this episode.</summary>
    public bool IsOpen => ClosedOn is null && !NoFurtherAction;
}
