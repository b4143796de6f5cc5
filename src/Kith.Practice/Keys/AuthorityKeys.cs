using System.Security.Cryptography;

namespace Kith.Practice.Keys;

/// <summary>
/// The keys of an authority: the one that locks, and while it is being changed one more that opens. They are read anew
/// each time they are needed (at a start, and when a lock is made or not known), so that a change needs no restart.
/// </summary>
/// <param name="setting">A setting by its name under «Kith»: Key, KeyFile, OtherKey, OtherKeyFile.</param>
/// <param name="folder">The authority's data folder.</param>
/// <param name="embedded">Whether its database stands in that folder. Several nodes on PostgreSQL must share one key, so none is invented for them.</param>
public sealed class AuthorityKeys(Func<string, string?> setting, string folder, bool embedded)
{
    /// <summary>Name of the file in the data folder of an embedded authority.</summary>
    public const string FileName = "kith.key";

    /// <summary>The key that follows, while the change is not at its end.</summary>
    public const string NextFileName = "kith.key.next";

    /// <summary>Where the key of an embedded authority stands; null where settings say it, or where there is none.</summary>
    public string? File => setting("Key") is { Length: > 0 } || setting("KeyFile") is { Length: > 0 } || !embedded ? null : Path.Combine(folder, FileName);

    /// <summary>Where the key that follows stands while it is changed; null where <see cref="File"/> is.</summary>
    public string? NextFile => File is null ? null : Path.Combine(folder, NextFileName);

    /// <summary>
    /// The key that locks: from the setting Key (base64), from the file that KeyFile names, or, embedded, from
    /// <see cref="FileName"/> in the data folder. Null for PostgreSQL without a setting.
    /// </summary>
    /// <param name="make">True to make the file of an embedded authority where there is none yet.</param>
    /// <exception cref="KeyProblemException">The setting or the file is no key.</exception>
    public AuthorityKey? Current(bool make = false) =>
        Named("Key", "KeyFile")
        ?? (
            File is not { } path ? null
            : make ? AuthorityKey.MakeFile(path)
            : System.IO.File.Exists(path) ? AuthorityKey.FromFile(path)
            : null
        );

    /// <summary>The key that is coming or going, which opens and does not lock; null where no change is under way.</summary>
    /// <exception cref="KeyProblemException">The setting or the file is no key.</exception>
    public AuthorityKey? Other() => Named("OtherKey", "OtherKeyFile") ?? (NextFile is { } next && System.IO.File.Exists(next) ? AuthorityKey.FromFile(next) : null);

    /// <summary>All keys that open, the one that locks first.</summary>
    public IReadOnlyList<AuthorityKey> All() => [.. new[] { Current(), Other() }.OfType<AuthorityKey>().DistinctBy(k => k.Mark)];

    /// <summary>Unlocks what was locked with the key of such a mark.</summary>
    /// <exception cref="CryptographicException">No key here opens it.</exception>
    public string Open(string? mark, string closed) =>
        (All().FirstOrDefault(k => k.Mark == mark) ?? throw new CryptographicException("What is locked was locked with a key that is not here")).Open(closed);

    /// <summary>
    /// The key that follows takes the place of the one before, which stays beside it under its mark: it opens the backups
    /// made until now. At no moment is there no key: one that was made anew then could open nothing.
    /// </summary>
    /// <returns>Where the key before is kept; null where there was none.</returns>
    /// <exception cref="InvalidOperationException">The key comes from a setting.</exception>
    public string? PutNextInPlace()
    {
        var (own, next) = (File ?? throw new InvalidOperationException("The key comes from a setting"), NextFile!);
        string? kept = null;
        if (System.IO.File.Exists(own) && AuthorityKey.FromFile(own) is var before && before.Mark != AuthorityKey.FromFile(next).Mark)
        {
            kept = $"{own}.{before.Mark}";
            if (!System.IO.File.Exists(kept))
            {
                System.IO.File.Copy(own, kept);
            }
        }
        System.IO.File.Move(next, own, overwrite: true);
        return kept;
    }

    private AuthorityKey? Named(string key, string file) =>
        setting(key) is { Length: > 0 } text ? AuthorityKey.Read(text, $"Kith__{key}")
        : setting(file) is { Length: > 0 } path ? AuthorityKey.FromFile(path)
        : null;
}
