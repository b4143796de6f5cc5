using Kith.Practice.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    private (DbContextId Lease, PolicyBooks Books, int Decisions)? noted;

    /// <summary>
    /// Takes note of how many decisions about policies stand, which the statement that names the actor tells beside it,
    /// so that the book need not be read again where this process has it already. Decisions are only ever added.
    /// </summary>
    internal void Note(PolicyBooks books, int decisions) => noted = (ContextId, books, decisions);

    /// <summary>What was noted since this context was last lent; null where nothing was, or a decision was added since.</summary>
    internal (PolicyBooks Books, int Decisions)? Noted => noted is { } n && n.Lease.Equals(ContextId) ? (n.Books, n.Decisions) : null;

    /// <summary>Adds a decision, and forgets what was noted: whoever reads the book from here on reads this one too.</summary>
    public void Decide(Setting setting)
    {
        noted = null;
        Settings.Add(setting);
    }
}
