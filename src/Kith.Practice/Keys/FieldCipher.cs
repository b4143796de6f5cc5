using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Kith.Practice.Keys;

/// <summary>
/// Locks single fields that even whoever looks into the database is not to read: what makes the codes of a second step,
/// and the words of personal supervision. Bound to the field and the record: words put into another's field do not open.
/// Which fields these are, and why no others: docs/decisions/0048-locked-fields.md.
/// </summary>
public sealed class FieldCipher(IDataProtectionProvider provider)
{
    /// <summary>What locked words begin with; words without it were written before and lie open.</summary>
    public const string Prefix = "kith-locked:1:";

    private readonly IDataProtector protector = provider.CreateProtector("Kith.Fields.v1");

    /// <summary>Locks words; what is empty stays so.</summary>
    /// <param name="field">The class and its property, «SupervisionRecord.Wellbeing»: whoever goes through all columns can unlock them without a list.</param>
    /// <param name="owner">The record.</param>
    [return: NotNullIfNotNull(nameof(words))]
    public string? Close(string field, Guid owner, string? words) => string.IsNullOrEmpty(words) ? words : Prefix + For(field, owner).Protect(words);

    /// <summary>Unlocks words; what lies open is given as it is.</summary>
    /// <exception cref="CryptographicException">They were changed, belong elsewhere, or their key is gone.</exception>
    [return: NotNullIfNotNull(nameof(kept))]
    public string? Open(string field, Guid owner, string? kept) => IsLocked(kept) ? For(field, owner).Unprotect(kept![Prefix.Length..]) : kept;

    /// <summary>Whether words are locked.</summary>
    public static bool IsLocked([NotNullWhen(true)] string? kept) => kept?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    private IDataProtector For(string field, Guid owner) => protector.CreateProtector(field, owner.ToString("N"));
}
