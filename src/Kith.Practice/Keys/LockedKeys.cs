using System.Security.Cryptography;
using System.Xml.Linq;

namespace Kith.Practice.Keys;

/// <summary>
/// The platform's keys as they stand in the database: XML whose secret part is locked with the authority's key. The shape
/// is the platform's own (ASP.NET Core data protection: «encryptedSecret» around what an encryptor made, with the name of
/// the class that opens it).
/// </summary>
public static class LockedKeys
{
    /// <summary>The element that holds the locked words.</summary>
    public const string Element = "lockedWithAuthorityKey";

    /// <summary>
    /// The class of the web host that opens them. It stands by this name in every authority's database, and so keeps it.
    /// </summary>
    public const string Decryptor = "Kith.Web.Security.AuthorityKeyDecryptor, Kith.Web";

    private const string MarkName = "mark";
    private const string LostName = "lost";
    private static readonly XNamespace Platform = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>Locks the secret part of a key.</summary>
    public static XElement Close(AuthorityKey key, XElement plain) => new(Element, new XAttribute(MarkName, key.Mark), key.Close(plain.ToString(SaveOptions.DisableFormatting)));

    /// <summary>Unlocks it.</summary>
    /// <exception cref="CryptographicException">No key here opens it.</exception>
    public static XElement Open(AuthorityKeys keys, XElement locked) => XElement.Parse(keys.Open(Mark(locked), locked.Value));

    /// <summary>The marks of the keys that these were locked with, without those that were given up as lost.</summary>
    public static IReadOnlyList<string> Marks(IEnumerable<string?> kept) =>
        [.. kept.OfType<string>().SelectMany(xml => XElement.Parse(xml).Descendants(Element)).Where(e => e.Attribute(LostName) is null).Select(Mark).OfType<string>().Distinct()];

    /// <summary>
    /// Refuses to go on with other keys than those that locked what is in the database: documents could not be opened,
    /// and everybody would be signed out without a reason given.
    /// </summary>
    /// <exception cref="KeyProblemException">A key is missing or another one.</exception>
    public static void DemandRight(AuthorityKeys keys, IEnumerable<string?> kept)
    {
        var marks = Marks(kept);
        var have = keys.All();
        if (marks.All(m => have.Any(k => k.Mark == m)))
        {
            return;
        }
        throw new KeyProblemException(
            have.Count == 0
                ? "this authority was locked with a key, and none was given. Set Kith__Key or Kith__KeyFile to it"
                : $"the key is not the one that locked this authority. Bring the right {AuthorityKeys.FileName}, or set Kith__Key or Kith__KeyFile to it. Where the key was changed after a backup, give the key of that time as Kith__OtherKeyFile"
        );
    }

    /// <summary>Opens a key for reading; null where no key here opens it.</summary>
    public static XElement? Opened(AuthorityKeys keys, string xml)
    {
        var element = XElement.Parse(xml);
        try
        {
            foreach (var secret in Secrets(element))
            {
                secret.ReplaceWith(Open(keys, secret.Element(Element)!));
            }
            return element;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What became of one key of the platform.</summary>
    internal enum Fate
    {
        /// <summary>It was locked with the new key before.</summary>
        Was,

        /// <summary>It is now, and was with another one.</summary>
        Changed,

        /// <summary>It is now, and lay open.</summary>
        LayOpen,

        /// <summary>No key here opens it.</summary>
        Shut,
    }

    /// <summary>Locks a key with another key than before.</summary>
    /// <returns>It as it is to stand, and what became of it. What cannot be opened stays as it is, marked as lost where that is said.</returns>
    internal static (string Xml, Fate Fate) Relock(string xml, AuthorityKeys keys, AuthorityKey into, bool giveUp)
    {
        var element = XElement.Parse(xml);
        var fate = Fate.Was;
        foreach (var secret in Secrets(element))
        {
            var locked = secret.Element(Element)!;
            if (Mark(locked) == into.Mark)
            {
                locked.Attribute(LostName)?.Remove();
                continue;
            }
            try
            {
                locked.ReplaceWith(Close(into, Open(keys, locked)));
                fate = Fate.Changed;
            }
            catch (CryptographicException)
            {
                if (giveUp)
                {
                    locked.SetAttributeValue(LostName, "true");
                }
                return (element.ToString(SaveOptions.DisableFormatting), Fate.Shut);
            }
        }
        foreach (var open in element.Descendants().Where(e => (bool?)e.Attribute(Platform + "requiresEncryption") == true).ToList())
        {
            open.ReplaceWith(new XElement(Platform + "encryptedSecret", new XAttribute("decryptorType", Decryptor), Close(into, open)));
            fate = Fate.LayOpen;
        }
        return (element.ToString(SaveOptions.DisableFormatting), fate);
    }

    private static List<XElement> Secrets(XElement key) => [.. key.DescendantsAndSelf(Platform + "encryptedSecret").Where(e => e.Element(Element) is not null)];

    private static string? Mark(XElement locked) => locked.Attribute(MarkName)?.Value;
}
