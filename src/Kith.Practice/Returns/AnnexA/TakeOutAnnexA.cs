using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>An event of the lists that an inspection asks for.</summary>
public abstract record AnnexAEvent(DateOnly AsAt) : TrailEvent
{
    public override string Chain => "return:annex-a";
}

/// <summary>The workbook of Annex A was taken out: as at which day, by which edition, how many children and rows.</summary>
public sealed record AnnexATakenOut(DateOnly AsAt, string Edition, int Children, int Rows) : AnnexAEvent(AsAt);

/// <summary>
/// Writes the workbook for somebody who takes it away at once. The record of every child on a list says so, and the trail
/// says who took it, before the file is anyone's.
/// </summary>
[UseCase]
public sealed class TakeOutAnnexA(WriteAnnexA write, ReadLedger ledger, Acts.Acts acts)
{
    /// <summary>What stands on each child's record.</summary>
    public const string What = "Annex A";

    /// <exception cref="AccessRefusedException">The actor takes no files of all children out.</exception>
    public async Task<WrittenAnnexA> Handle(
        DateOnly asAt,
        Stream into,
        Actor actor,
        Action<AnnexAFinding>? found = null,
        Action<int>? progress = null,
        CancellationToken ct = default
    )
    {
        Demand(actor);
        var listed = new List<Guid>();
        var written = await write.Handle(asAt, into, found, listed.Add, progress, ct);
        await ledger.WriteAll(actor, "Take out Annex A", listed.Select(p => new RecordTakenOut(p, What)));
        var act = acts.Begin(actor, "Take out Annex A");
        act.Happened(new AnnexATakenOut(asAt, written.Edition, written.Children, written.Rows.Sum()));
        await act.Save(Guid.Empty, ct);
        return written;
    }

    /// <summary>
    /// For those who prepare or sign returns. A head of service too, whose own reach is one service: the lists are one
    /// workbook, inspectors ask whoever leads for it with a day's notice, and every child's record says who took it.
    /// </summary>
    internal static void Demand(Actor actor)
    {
        if (!MayTakeOut(actor))
        {
            throw new AccessRefusedException(actor.May(Permission.ReadReturns) ? Sight.Read : Sight.Nothing, "take out the lists of Annex A");
        }
    }

    /// <summary>A file of everything about all children is for those whose role reaches all of them besides.</summary>
    internal static void DemandWhole(Actor actor)
    {
        Demand(actor);
        if (!actor.WholeAuthority)
        {
            throw new AccessRefusedException(Sight.Read, "take out a file of all children");
        }
    }

    /// <summary>Whether the actor may take the workbook out.</summary>
    public static bool MayTakeOut(Actor actor) => actor.IsSystem || actor.May(Permission.ApproveReturns) || (actor.May(Permission.PrepareReturns) && actor.WholeAuthority);
}
