using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Kith.Web.Security;

/// <summary>
/// The one secret that is never in the database: 32 bytes that lock the keys with which cookies, documents and drafts
/// are locked. Whoever has only the database, or a backup of it, reads none of these. See docs/decisions/0014-key.md.
/// </summary>
public sealed class AuthorityKey
{
    /// <summary>Length of the key in bytes.</summary>
    public const int Length = 32;

    /// <summary>Name of the file in the data folder of an embedded authority.</summary>
    public const string FileName = "kith.key";

    private readonly byte[] key;

    public AuthorityKey(byte[] key)
    {
        if (key.Length != Length)
        {
            throw new StartProblemException($"the key has {key.Length} bytes; it needs {Length}. Make one with: openssl rand -base64 {Length}");
        }
        this.key = key;
        Mark = Convert.ToHexStringLower(SHA256.HashData([.. "Kith.AuthorityKey"u8, .. key]))[..16];
    }

    /// <summary>Tells keys apart without giving anything of them away.</summary>
    public string Mark { get; }

    /// <summary>
    /// The key of an authority: from `Kith__Key` (base64), from the file that `Kith__KeyFile` names, or, embedded, from
    /// <see cref="FileName"/> in the data folder, which is made the first time. Null for PostgreSQL without a setting:
    /// several nodes must share one key, so none is invented.
    /// </summary>
    /// <exception cref="StartProblemException">The setting or the file is no key.</exception>
    public static AuthorityKey? Find(IConfigurationSection kith, string folder, bool embedded)
    {
        if (kith["Key"] is { Length: > 0 } text)
        {
            return Read(text, "Kith__Key");
        }
        if (kith["KeyFile"] is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? Read(File.ReadAllText(named), named)
                : throw new StartProblemException($"there is no key at {named}. Bring it, or make one with: openssl rand -base64 {Length} > {named}");
        }
        if (!embedded)
        {
            return null;
        }
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            // Written beside and put in place whole, so that a power cut leaves no half key and a second process no second one.
            var beside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
            using (var file = new FileStream(beside, New()))
            {
                file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
                file.Flush(flushToDisk: true);
            }
            try
            {
                File.Move(beside, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(beside);
            }
        }
        return Read(File.ReadAllText(path), path);
    }

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

    private const int NonceSize = 12;
    private const int TagSize = 16;

    private static AuthorityKey Read(string text, string from)
    {
        try
        {
            return new AuthorityKey(Convert.FromBase64String(text.Trim()));
        }
        catch (FormatException)
        {
            throw new StartProblemException($"{from} is no key: it needs {Length} bytes in base64. Make one with: openssl rand -base64 {Length}");
        }
    }

    private static FileStreamOptions New()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }
}

/// <summary>Locks each data protection key before it goes into the database.</summary>
public sealed class AuthorityKeyEncryptor(AuthorityKey key) : IXmlEncryptor
{
    internal const string Element = "lockedWithAuthorityKey";
    internal const string Mark = "mark";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(Element, new XAttribute(Mark, key.Mark), key.Close(plaintextElement.ToString(SaveOptions.DisableFormatting))), typeof(AuthorityKeyDecryptor));
}

/// <summary>Unlocks a data protection key on its way out of the database; made by the platform, by name.</summary>
public sealed class AuthorityKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(services.GetRequiredService<AuthorityKey>().Open(encryptedElement.Value));
}

/// <summary>Puts the authority's key to use, and sees at the start that it is the right one.</summary>
public static class AuthorityKeys
{
    public static void AddAuthorityKey(this IServiceCollection services, AuthorityKey? key)
    {
        if (key is null)
        {
            return;
        }
        services.AddSingleton(key);
        services.AddOptions<KeyManagementOptions>().Configure(o => o.XmlEncryptor = new AuthorityKeyEncryptor(key));
    }

    /// <summary>
    /// Refuses to start with a key other than the one that locked what is in the database: documents could not be
    /// opened, and everybody would be signed out without a reason given.
    /// </summary>
    /// <exception cref="StartProblemException">The key is missing or another one.</exception>
    public static void DemandRight(AuthorityKey? key, IEnumerable<string?> kept)
    {
        var marks = kept.OfType<string>()
            .Select(xml => XElement.Parse(xml).Descendants(AuthorityKeyEncryptor.Element).FirstOrDefault()?.Attribute(AuthorityKeyEncryptor.Mark)?.Value)
            .OfType<string>()
            .ToList();
        if (marks.Count > 0 && (key is null || !marks.Contains(key.Mark)))
        {
            throw new StartProblemException(
                key is null
                    ? "this authority was locked with a key, and none was given. Set Kith__Key or Kith__KeyFile to it"
                    : $"the key is not the one that locked this authority. Bring the right {AuthorityKey.FileName}, or set Kith__Key or Kith__KeyFile to it"
            );
        }
    }
}
