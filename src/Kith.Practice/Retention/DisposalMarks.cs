using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kith.Matching;
using Kith.Practice.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>
/// Keyed digests by which a disposed record can be asked for: folded name and date of birth, or a number. The key is 32
/// bytes, made once and locked with the service's key ring, so that whoever has the database or a backup of it, and not
/// the authority's key, cannot try names.
/// </summary>
public sealed class DisposalMarks(KithDb db, IDataProtectionProvider provider, Clock clock)
{
    private readonly IDataProtector protector = provider.CreateProtector("Kith.Retention.v1");

    /// <summary>The marks of people who go: each name they were known by with the date of birth, and each number.</summary>
    internal async Task<IReadOnlyList<string>> Of(IReadOnlyList<Guid> people, CancellationToken ct)
    {
        var key = await Key(make: true, ct);
        var rows = await db
            .People.AsNoTracking()
            .Where(p => people.Contains(p.Id) && (p.HasChildRecord || p.MergedIntoId != null))
            .Select(p => new
            {
                p.Id,
                p.GivenName,
                p.KnownAs,
                p.FamilyName,
                p.DateOfBirth,
                p.NhsNumber,
                p.Upn,
                p.LaChildId,
            })
            .ToListAsync(ct);
        var ids = rows.Select(r => r.Id).ToList();
        var names = await db
            .PersonNames.AsNoTracking()
            .Where(n => ids.Contains(n.PersonId))
            .Select(n => new
            {
                n.PersonId,
                n.GivenName,
                n.FamilyName,
            })
            .ToListAsync(ct);
        var marks = new HashSet<string>();
        foreach (var r in rows)
        {
            foreach (var number in new[] { r.NhsNumber, r.Upn, r.LaChildId }.OfType<string>())
            {
                marks.Add(Number(key, number));
            }
            if (r.DateOfBirth is { } born)
            {
                foreach (
                    var (given, family) in names
                        .Where(n => n.PersonId == r.Id)
                        .Select(n => (n.GivenName ?? r.GivenName, n.FamilyName ?? r.FamilyName))
                        .Append((r.GivenName, r.FamilyName))
                        .Append((r.KnownAs, r.FamilyName))
                )
                {
                    if (!string.IsNullOrWhiteSpace(given) && !string.IsNullOrWhiteSpace(family))
                    {
                        marks.Add(Name(key, given, family, born));
                    }
                }
            }
        }
        return [.. marks];
    }

    /// <summary>The marks that a question comes to.</summary>
    internal async Task<IReadOnlyList<string>> Asked(string? given, string? family, DateOnly? born, string? number, CancellationToken ct)
    {
        if (await db.DisposalKeys.AsNoTracking().FirstOrDefaultAsync(ct) is null)
        {
            return [];
        }
        var key = await Key(make: false, ct);
        var marks = new List<string>();
        if (!string.IsNullOrWhiteSpace(number))
        {
            marks.Add(Number(key, number));
        }
        if (!string.IsNullOrWhiteSpace(given) && !string.IsNullOrWhiteSpace(family) && born is { } day)
        {
            marks.Add(Name(key, given, family, day));
        }
        return marks;
    }

    private async Task<byte[]> Key(bool make, CancellationToken ct)
    {
        if (await db.DisposalKeys.AsNoTracking().OrderBy(k => k.Id).FirstOrDefaultAsync(ct) is { } kept)
        {
            return protector.Unprotect(kept.Locked);
        }
        if (!make)
        {
            throw new InvalidOperationException("There is no key of digests");
        }
        var key = RandomNumberGenerator.GetBytes(32);
        db.DisposalKeys.Add(new DisposalKey { Id = clock.NewId(), Locked = protector.Protect(key) });
        await db.SaveChangesAsync(ct);
        return key;
    }

    private static string Name(byte[] key, string given, string family, DateOnly born) =>
        Mark(key, $"name|{TextFolding.Fold(given).Trim()}|{TextFolding.Fold(family).Trim()}|{born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");

    private static string Number(byte[] key, string number) => Mark(key, $"number|{string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant()}");

    private static string Mark(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
