namespace Kith.Practice.Settings;

/// <summary>
/// The book that this process read last. Nothing rests on it: it is used only where the database has just said that it
/// holds as many decisions as the book does, and decisions are added, never changed or taken away.
/// </summary>
public sealed class PolicyBooks
{
    private PolicyBook? kept;

    /// <summary>The book of so many decisions; null where another, or none, was read last.</summary>
    public PolicyBook? Of(int decisions) => kept is { } book && book.Decisions == decisions ? book : null;

    /// <summary>Keeps a book for those who ask next.</summary>
    public void Keep(PolicyBook book) => kept = book;
}
