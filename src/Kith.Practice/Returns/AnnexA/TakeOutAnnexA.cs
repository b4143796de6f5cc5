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

    /// <summary>A file of all children is for those who prepare or sign returns and whose role reaches all of them.</summary>
    internal static void Demand(Actor actor)
    {
        if (actor.IsSystem)
        {
            return;
        }
        if (!actor.May(Permission.PrepareReturns))
        {
            RecordAccess.Demand(actor, Permission.ApproveReturns, "take out the lists of Annex A");
        }
        if (!actor.WholeAuthority)
        {
            throw new AccessRefusedException(Sight.Read, "take out the lists of Annex A");
        }
    }
}
