using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Trail;

namespace Kith.Practice.Agencies;

/// <summary>
/// One asking for a code to sign in. It is written down alike for every address, whether or not anybody has it; who that
/// is, is looked up by the post, out of sight of whoever asked. Only digests are kept: of the address, of where the asking
/// came from, of the browser, and, once it was sent, of the code.
/// </summary>
public sealed class PartnerCode
{
    public Guid Id { get; set; }
    public required string AddressDigest { get; set; }
    public required string SourceDigest { get; set; }
    public required string BrowserDigest { get; set; }

    /// <summary>The quarter of an hour in which it was asked for, and the how-manieth of that address in it.</summary>
    public long Quarter { get; set; }
    public int Nth { get; set; }
    public DateTime MadeAt { get; set; }
    public DateTime ExpiresAt { get; set; }

    /// <summary>Wrong and right tries, counted before they are looked at.</summary>
    public int Tries { get; set; }

    /// <summary>Null until it was sent, for an address that nobody has, and after use.</summary>
    public string? CodeDigest { get; set; }

    /// <summary>Whose code it is; known to the post only.</summary>
    public Guid? ProfessionalId { get; set; }
    public DateTime? UsedAt { get; set; }
}

/// <summary>Somebody asked for a code to sign in as a partner. The address is not kept: it may be nobody's.</summary>
public sealed record PartnerCodeAsked : TrailEvent
{
    public override string Chain => "sign-in";
}

/// <summary>A code to sign in went to a partner's work address. The code is not kept.</summary>
public sealed record PartnerCodeSent(Guid Account) : AccountEvent(Account);

/// <summary>How codes are made and what is kept of them.</summary>
public static class PartnerCodes
{
    /// <summary>Figures of a code.</summary>
    public const int Figures = 8;

    /// <summary>How long a code works.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>Tries at one code.</summary>
    public const int MostTries = 5;

    /// <summary>The time over which askings are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Codes for one address in a quarter of an hour.</summary>
    public const int MostForAnAddress = 3;

    /// <summary>Askings from one place in a quarter of an hour; a hospital or school shares one.</summary>
    public const int MostFromASource = 40;

    /// <summary>A new code: eight figures, chosen by the system's own source of chance.</summary>
    internal static string New() => RandomNumberGenerator.GetString("0123456789", Figures);

    /// <summary>As it is written in a mail: «1234 5678».</summary>
    internal static string Spaced(string code) => code.Insert(Figures / 2, " ");

    /// <summary>What was typed, without spaces and hyphens.</summary>
    internal static string Normal(string? typed) => new([.. (typed ?? "").Take(40).Where(char.IsAsciiDigit)]);

    /// <summary>
    /// What is kept of a code: slow on purpose, and different for the same code of another asking. Whoever copies the
    /// database cannot try all hundred million within the code's ten minutes.
    /// </summary>
    internal static string Digest(string code, Guid asking) =>
        Convert.ToHexStringLower(
            Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), (byte[])[.. "kith partner code"u8, .. asking.ToByteArray()], 100_000, HashAlgorithmName.SHA256, 32)
        );

    /// <summary>What is kept of an address or of where an asking came from, to count by.</summary>
    internal static string Mark(string what, string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"kith partner {what}:{value}")).AsSpan(0, 16));

    /// <summary>The quarter of an hour of an instant.</summary>
    internal static long QuarterOf(DateTime at) => at.Ticks / Window.Ticks;
}
