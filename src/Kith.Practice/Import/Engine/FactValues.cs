using Kith.Practice.Assessments;
using Kith.Standards.CodeSets;
using Kith.Standards.Identifiers;

namespace Kith.Practice.Import;

/// <summary>Coded values as they are kept: unknown codes stay and are told; what is no code at all is left out and told.</summary>
internal static class FactValues
{
    /// <summary>At most thirty characters of a value, for messages and keys.</summary>
    public static string Short(string text) => text.Length > 30 ? text[..30] + "…" : text;

    /// <summary>The code, trimmed; told when the set does not have it.</summary>
    public static string? Known(CodeSet set, string? code, Notices notices)
    {
        var trimmed = code?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }
        if (!set.Contains(trimmed))
        {
            if (set.Contains(trimmed.ToUpperInvariant()))
            {
                return trimmed.ToUpperInvariant();
            }
            notices.Add($"{set.Name}: «{Short(trimmed)}» is not a published code; it was kept as it is.");
        }
        return trimmed;
    }

    public static string? Ethnicity(string? code, Notices notices)
    {
        var known = Known(CodeSets.Ethnicity, code, notices);
        if (known is { Length: > 8 })
        {
            notices.Add("Ethnicity: a value longer than any code was left out.");
            return null;
        }
        return known;
    }

    /// <summary>M, F or U. Numbers of the gender item of earlier years, and words, are understood.</summary>
    public static string? Sex(string? code, bool isSex, Notices notices)
    {
        var trimmed = code?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }
        var sex = trimmed switch
        {
            "M" or "1" or "01" or "MALE" => "M",
            "F" or "2" or "02" or "FEMALE" => "F",
            "U" or "0" or "00" or "9" or "09" or "UNKNOWN" or "I" or "X" => "U",
            _ => null,
        };
        if (sex is null)
        {
            notices.Add($"Sex: «{Short(trimmed)}» is not a published code; it was kept as unknown.");
            return "U";
        }
        if (isSex && trimmed.Length > 0 && char.IsAsciiDigit(trimmed[0]))
        {
            notices.Add("Sex: a number of the former gender item was understood.");
        }
        return sex;
    }

    public static string? Upn(string? upn, Notices notices)
    {
        var trimmed = upn?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }
        if (trimmed.Length > 13)
        {
            notices.Add("A unique pupil number longer than 13 characters was left out.");
            return null;
        }
        if (!Standards.Identifiers.Upn.TryParse(trimmed, out _, out _))
        {
            notices.Add("A unique pupil number does not pass its check; it was kept as it is.");
        }
        return trimmed;
    }

    public static string? UpnUnknown(string? code, Notices notices)
    {
        var known = Known(CodeSets.UpnUnknown, code, notices);
        return known is { Length: > 6 } ? null : known;
    }

    /// <summary>An NHS number whose check digit is right; others are left out and told.</summary>
    public static string? NhsNumber(string? number, Notices notices)
    {
        if (string.IsNullOrWhiteSpace(number) || number.Contains("PLACEHOLDER", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        if (Standards.Identifiers.NhsNumber.TryParse(number, out _, out _))
        {
            return new string([.. number.Where(char.IsAsciiDigit)]);
        }
        notices.Add("An NHS number does not pass its check and was left out.");
        return null;
    }

    /// <summary>The factors of an assessment, each once; what is longer than any code is left out and told.</summary>
    public static List<AssessmentFactor> Factors(IEnumerable<string?> codes, Notices notices)
    {
        var factors = new List<AssessmentFactor>();
        foreach (var code in codes)
        {
            var known = Known(CodeSets.AssessmentFactors, code, notices);
            if (known is null || factors.Any(f => f.Code == known))
            {
                continue;
            }
            if (known.Length > 8)
            {
                notices.Add("Factors identified at assessment: a value longer than any code was left out.");
                continue;
            }
            factors.Add(new AssessmentFactor { Code = known });
        }
        return factors;
    }
}
