using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Keys;

/// <summary>What locks documents, cookies and drafts was locked with another key. Marks tell keys apart and give nothing away.</summary>
/// <param name="Earlier">Marks of the keys before; empty where it lay open.</param>
/// <param name="GivenUp">How many stay shut, because their key is lost.</param>
public sealed record AuthorityKeyChanged(IReadOnlyList<string> Earlier, string Now, int Changed, int GivenUp) : TrailEvent
{
    /// <summary>Its own short chain, so that the latest is found at its end.</summary>
    internal const string Name = "authority-key";

    public override string Chain => Name;
}

/// <summary>What the change did.</summary>
/// <param name="Changed">Keys of the platform that were locked with another key, or lay open.</param>
/// <param name="GivenUp">Those that stay shut: what they lock cannot be opened until their key is found.</param>
public sealed record ChangedKey(string Mark, int Changed, int GivenUp);

/// <summary>
/// Locks everything with a new authority key, in one transaction: after a key may have been seen, when somebody leaves
/// who knew it, or once a year. Documents themselves stay as they are; what opens them is locked anew, and afterwards they
/// are, by the service (<see cref="Documents.LockDocumentsAnew"/>). People stay signed in. Run again after it was interrupted, it ends what it began.
/// </summary>
[UseCase]
public sealed class ChangeAuthorityKey(KithDb db, Acts.Acts acts)
{
    /// <param name="giveUp">True to go on although some cannot be opened, because their key is lost for good.</param>
    /// <exception cref="AccessRefusedException">Anybody but the person at the machine.</exception>
    /// <exception cref="KeyProblemException">Something was locked with a key that is not here; nothing was changed.</exception>
    public async Task<ChangedKey> Handle(AuthorityKeys keys, AuthorityKey into, bool giveUp, Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsSystem)
        {
            throw new AccessRefusedException(Sight.Nothing, "change the authority's key");
        }
        var kept = await db.DataProtectionKeys.OrderBy(k => k.Id).ToListAsync(ct);
        var earlier = LockedKeys.Marks(kept.Select(k => k.Xml)).Where(m => m != into.Mark).ToList();
        var (changed, shut) = (0, 0);
        foreach (var key in kept.Where(k => k.Xml is not null))
        {
            var (xml, fate) = LockedKeys.Relock(key.Xml!, keys, into, giveUp);
            key.Xml = xml;
            changed += fate is LockedKeys.Fate.Changed or LockedKeys.Fate.LayOpen ? 1 : 0;
            shut += fate == LockedKeys.Fate.Shut ? 1 : 0;
        }
        if (shut > 0 && !giveUp)
        {
            throw new KeyProblemException(
                $"of {kept.Count} locks {shut} were made with a key that is not here ({string.Join(", ", earlier)}). Give it as Kith__OtherKeyFile. Only where it is lost for good: --lost; documents behind those locks then stay shut until it is found"
            );
        }
        if (db.ChangeTracker.HasChanges())
        {
            var act = acts.Begin(actor, "Change the authority's key");
            act.Happened(new AuthorityKeyChanged(earlier, into.Mark, changed, shut));
            await act.Save(Guid.Empty, ct);
        }
        return new ChangedKey(into.Mark, changed, shut);
    }
}
