using Kith.Practice.Access;

namespace Kith.Practice.Operation.ContinuityCopies;

/// <summary>Says in the trail that a continuity copy was written, so that whoever looks after Kith sees how old the last one is.</summary>
[UseCase]
public sealed class TellCopy(Acts.Acts acts)
{
    /// <param name="keys">Marks of the keys that open it.</param>
    public async Task Handle(CopyMark mark, long rows, long bytes, IReadOnlyList<string> keys, CancellationToken ct = default)
    {
        var act = acts.Begin(Actor.System("Continuity copy"), "Write a continuity copy");
        act.Happened(new ContinuityCopyWritten(mark.Id, rows, bytes, keys));
        await act.Save(Guid.Empty, ct);
    }
}
