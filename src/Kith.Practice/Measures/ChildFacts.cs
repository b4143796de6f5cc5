namespace Kith.Practice.Measures;

/// <summary>
/// What measures look at of one child, in one row: a projection of the child's records, packed (see <see cref="FactCodec"/>),
/// so that a council of ten years is read in one go and a change on one child writes one row. Everything that measures
/// need of the child is in it; nothing that names anyone.
/// </summary>
public sealed class ChildFacts
{
    /// <summary>The last day of children with whom the work goes on.</summary>
    public const int GoesOn = int.MaxValue;

    public Guid PersonId { get; set; }

    /// <summary>The last day (<see cref="DateOnly.DayNumber"/>) on which anything of the child may count; <see cref="GoesOn"/> while something is open.</summary>
    public int LastDay { get; set; }

    /// <summary>How the facts are packed: a row of an older edition waits for `kith rebuild`.</summary>
    public int Edition { get; set; }

    /// <summary>The facts.</summary>
    public byte[] Facts { get; set; } = [];

    /// <summary>The row of a child.</summary>
    public static ChildFacts Of(ChildHistory history) =>
        new()
        {
            PersonId = history.PersonId,
            LastDay = history.LastDay(),
            Edition = FactCodec.Edition,
            Facts = FactCodec.Pack(history),
        };
}
