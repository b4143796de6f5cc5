using System.Security.Cryptography;
using System.Text;

namespace Kith.Practice.Keys;

/// <summary>A key is missing, is none, or is another one than it should be. The message is for the person at the machine, in one line.</summary>
public sealed class KeyProblemException(string message) : Exception(message);

/// <summary>
/// The one secret that is never in the database: 32 bytes that lock the keys with which cookies, documents and drafts
/// are locked. Whoever has only the database, or a backup of it, reads none of these. See docs/decisions/0014-key.md.
/// </summary>
public sealed class AuthorityKey
{
    /// <summary>Length of the key in bytes.</summary>
    public const int Length = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] key;

    /// <exception cref="KeyProblemException">It has another length.</exception>
    public AuthorityKey(byte[] key)
    {
        if (key.Length != Length)
        {
            throw new KeyProblemException($"the key has {key.Length} bytes; it needs {Length}. Make one with: openssl rand -base64 {Length}");
        }
        this.key = key;
        Mark = Convert.ToHexStringLower(SHA256.HashData([.. "Kith.AuthorityKey"u8, .. key]))[..16];
    }

    /// <summary>Tells keys apart without giving anything of them away.</summary>
    public string Mark { get; }

    /// <summary>Reads a key from base64.</summary>
    /// <param name="from">Where it stood, for the message.</param>
    /// <exception cref="KeyProblemException">It is no key.</exception>
    public static AuthorityKey Read(string text, string from)
    {
        try
        {
            return new AuthorityKey(Convert.FromBase64String(text.Trim()));
        }
        catch (FormatException)
        {
            throw new KeyProblemException($"{from} is no key: it needs {Length} bytes in base64. Make one with: openssl rand -base64 {Length}");
        }
    }

    /// <summary>The key in a file.</summary>
    /// <exception cref="KeyProblemException">There is no such file, or it holds no key.</exception>
    public static AuthorityKey FromFile(string path) =>
        File.Exists(path)
            ? Read(File.ReadAllText(path), path)
            : throw new KeyProblemException($"there is no key at {path}. Bring it, or make one with: openssl rand -base64 {Length} > {path}");

    /// <summary>Makes a new key in a file that only its owner may read, whole or not at all. A key that is there already stays.</summary>
    public static AuthorityKey MakeFile(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            // Written beside and put in place whole, so that a power cut leaves no half key and a second process no second one.
            var beside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
            Write(beside, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n");
            try
            {
                File.Move(beside, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(beside);
            }
        }
        return FromFile(path);
    }

    /// <summary>Writes a key's words to a new file that only its owner may read, and waits until they are on the disk.</summary>
    internal static void Write(string path, string words)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(words));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The key in base64, for a continuity copy, which is locked with another one.</summary>
    public string ToText() => Convert.ToBase64String(key);

    /// <summary>Locks words: nonce, tag and cipher, as base64.</summary>
    public string Close(string plain)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        var locked = new byte[NonceSize + TagSize + bytes.Length];
        RandomNumberGenerator.Fill(locked.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(locked.AsSpan(0, NonceSize), bytes, locked.AsSpan(NonceSize + TagSize), locked.AsSpan(NonceSize, TagSize));
        return Convert.ToBase64String(locked);
    }

    /// <summary>Unlocks what <see cref="Close"/> locked.</summary>
    /// <exception cref="CryptographicException">It was locked with another key, or changed.</exception>
    public string Open(string closed)
    {
        var locked = Convert.FromBase64String(closed);
        if (locked.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("What is locked is cut short");
        }
        var plain = new byte[locked.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(locked.AsSpan(0, NonceSize), locked.AsSpan(NonceSize + TagSize), locked.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }
}
