using System.Globalization;
using System.Security.Cryptography;
using Kith.Practice;
using Kith.Practice.Access;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Web.Security;

/// <summary>
/// The words of a search in an address that says nothing: names and dates of birth stay out of the browser's history and
/// of every log on the way, while going back and opening in another tab still work. Only the account that searched can
/// open them, and only for a while.
/// </summary>
public sealed class SealedWords(IDataProtectionProvider protection, Clock clock)
{
    /// <summary>What is said when a search was sent without words.</summary>
    public const string NothingAsked = "Enter a name, a date of birth, an id number or an address to search for";

    /// <summary>How long the address of a search leads back to it.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    /// <summary>More than any name with its address; an address must stay short enough for a browser.</summary>
    private const int Most = 200;

    /// <summary>The words, sealed; null when there are none.</summary>
    public string? Seal(Actor actor, string? words)
    {
        var text = words?.Trim() ?? "";
        return text.Length == 0
            ? null
            : Of(actor).Protect(string.Create(CultureInfo.InvariantCulture, $"{(clock.UtcNow + Lasts).Ticks}|{(text.Length > Most ? text[..Most] : text)}"));
    }

    /// <summary>The words; null when they are somebody else's, too old, or were never sealed here.</summary>
    public string? Open(Actor actor, string? words)
    {
        if (string.IsNullOrEmpty(words))
        {
            return null;
        }
        try
        {
            return Of(actor).Unprotect(words).Split('|', 2) is [var until, var text] && long.Parse(until, CultureInfo.InvariantCulture) > clock.UtcNow.Ticks ? text : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Of(Actor actor) => protection.CreateProtector("Kith.Search", actor.AccountId.ToString());
}
