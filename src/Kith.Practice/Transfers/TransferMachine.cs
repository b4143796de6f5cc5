using Kith.Practice.Access;
using Kith.Practice.Casework;

namespace Kith.Practice.Transfers;

/// <summary>Where a transfer stands.</summary>
public enum TransferState
{
    Asked,
    Met,
    Accepted,
    Ended,
}

/// <summary>What can be done with a transfer.</summary>
public enum TransferAct
{
    Meet,
    Accept,
    End,
}

/// <summary>From asking another team to its taking the child.</summary>
public static class TransferMachine
{
    /// <summary>The machine.</summary>
    public static StateMachine<Transfer, TransferState, TransferAct> Machine { get; } = new StateMachine<Transfer, TransferState, TransferAct>(
            "Transfer",
            t =>
                t.AcceptedOn is not null ? TransferState.Accepted
                : t.EndedOn is not null ? TransferState.Ended
                : t.MetOn is not null ? TransferState.Met
                : TransferState.Asked
        ).State(TransferState.Asked, "The other team was asked", begins: true).State(TransferState.Met, "Both teams met").State(TransferState.Accepted, "The other team took the child").State(TransferState.Ended, "It was declined or withdrawn").Act(TransferAct.Meet, "record the transfer meeting", [TransferState.Asked], [TransferState.Met], Permission.RecordWork, "Either team").Act(TransferAct.Accept, "accept the transfer", [TransferState.Met], [TransferState.Accepted], Permission.Decide, "A manager of the team that takes the child").Act(TransferAct.End, "decline or withdraw the transfer", [TransferState.Asked, TransferState.Met], [TransferState.Ended], Permission.RecordWork, "Either team, with a reason");
}
