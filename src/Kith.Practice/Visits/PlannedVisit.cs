using Kith.Practice.Acts;
using Kith.Practice.Store;

namespace Kith.Practice.Visits;

/// <summary>How a planned visit stands.</summary>
public enum PlannedVisitState
{
    Planned,

    /// <summary>What came of it is recorded, also when nobody opened the door.</summary>
    Recorded,
    Cancelled,
}

/// <summary>A visit that lies ahead. What came of it is a <see cref="Visit"/>.</summary>
public sealed class PlannedVisit : Record
{
    public DateOnly On { get; set; }
    public TimeOnly? At { get; set; }
    public VisitKind Kind { get; set; }
    public Guid? WorkerId { get; set; }
    public string? Place { get; set; }
    public string? Purpose { get; set; }
    public DateTime PlannedAt { get; set; }
    public Guid PlannedByAccountId { get; set; }

    /// <summary>The visit that came of it.</summary>
    public Guid? VisitId { get; set; }
    public DateOnly? CancelledOn { get; set; }
    public string? CancelledReason { get; set; }
    public List<PlannedVisitChild> Children { get; set; } = [];

    /// <summary>How it stands, from its facts.</summary>
    public PlannedVisitState State =>
        VisitId is not null ? PlannedVisitState.Recorded
        : CancelledOn is not null ? PlannedVisitState.Cancelled
        : PlannedVisitState.Planned;

    /// <summary>Says which visit came of it.</summary>
    /// <exception cref="NotAcceptedException">It was recorded or cancelled already.</exception>
    public void BecameOf(Guid visit)
    {
        DemandAhead();
        VisitId = visit;
    }

    /// <summary>Takes it out of the diary, with a reason.</summary>
    /// <exception cref="NotAcceptedException">It was recorded or cancelled already, or no reason is given.</exception>
    public void Cancel(DateOnly today, string? reason)
    {
        DemandAhead();
        CancelledReason = string.IsNullOrWhiteSpace(reason) ? throw new NotAcceptedException("Reason", "Say why the visit is cancelled") : reason.Trim();
        CancelledOn = today;
    }

    /// <summary>Stops unless it still lies ahead.</summary>
    /// <exception cref="NotAcceptedException">It was recorded or cancelled already.</exception>
    public void DemandAhead()
    {
        if (State == PlannedVisitState.Recorded)
        {
            throw new NotAcceptedException("", "This visit has been recorded already");
        }
        if (State == PlannedVisitState.Cancelled)
        {
            throw new NotAcceptedException("", "This visit was cancelled");
        }
    }
}

/// <summary>A child whom a planned visit is for.</summary>
public sealed class PlannedVisitChild : Record
{
    public Guid PlannedVisitId { get; set; }
    public Guid PersonId { get; set; }
}
