using Kith.Practice.Store;

namespace Kith.Practice.Casework;

/// <summary>
/// A record that was made once for several children: one row for each child (so that a restricted sibling stays
/// restricted), joined by this id. What was written for all of them stands once, in <see cref="SharedText"/>.
/// </summary>
public interface ITogether
{
    /// <summary>The same on the rows of all children recorded together; null for one child alone.</summary>
    Guid? TogetherId { get; set; }
}

/// <summary>What was written once for several children. Read only through the row of a child whose record may be read.</summary>
public sealed class SharedText : Record
{
    // Its id is the TogetherId of the rows it belongs to.

    public required string Text { get; set; }
    public Guid WrittenByAccountId { get; set; }
    public DateTime WrittenAt { get; set; }
}
