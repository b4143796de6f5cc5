using System.Globalization;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;

namespace Kith.Practice.Agencies;

/// <summary>An organisation that the authority works with: a school, a police force's team, a health trust, a charity.</summary>
public sealed class PartnerAgency : Record
{
    public required string Name { get; set; }
    public Agency Kind { get; set; }

    /// <summary>DfE referral source code under which a contact from this agency is counted.</summary>
    public string? SourceCode { get; set; }

    /// <summary>The domains of its work addresses, with a space between: only addresses at these can sign in.</summary>
    public string? Domains { get; set; }
    public string? Phone { get; set; }

    /// <summary>Whom to ring when it cannot wait, and when they are there.</summary>
    public string? UrgentContact { get; set; }
    public string? Address { get; set; }
    public DateOnly From { get; set; }

    /// <summary>The last day on which the authority works with it; null while it goes on.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>True on a day on which the authority works with it.</summary>
    public bool IsActive(DateOnly on) => From <= on && (Until is null || Until >= on);

    /// <summary>True when a work address is at one of the agency's domains, or at a part of one.</summary>
    public bool Owns(string address)
    {
        var at = address.LastIndexOf('@');
        var domain = at < 0 ? "" : address[(at + 1)..];
        return (Domains ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Any(d => domain.Equals(d, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + d, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>A team of an agency, where it has several that matter: «Missing persons», «0 to 19 nursing, north».</summary>
public sealed class AgencyTeam : Record
{
    public Guid AgencyId { get; set; }
    public required string Name { get; set; }
    public string? Phone { get; set; }
    public string? UrgentContact { get; set; }
    public DateOnly? Until { get; set; }
}

/// <summary>Someone who works for an agency.</summary>
public sealed class Professional : Record
{
    public Guid AgencyId { get; set; }
    public Guid? TeamId { get; set; }
    public required string Name { get; set; }
    public string? JobTitle { get; set; }

    /// <summary>The work address, as <see cref="WorkAddress.Normal"/> writes it; one person has it.</summary>
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? Until { get; set; }

    /// <summary>The account with which they use the partners' pages; null for most people, who are only known here.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>True on a day on which they work there.</summary>
    public bool IsActive(DateOnly on) => From <= on && (Until is null || Until >= on);
}

/// <summary>Work addresses as they are kept and compared.</summary>
public static class WorkAddress
{
    public const int Longest = 200;

    /// <summary>The address without spaces and capitals; null when it cannot be one.</summary>
    public static string? Normal(string? address)
    {
        var text = (address ?? "").Trim().ToLowerInvariant();
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return
            text.Length is < 6 or > Longest
            || at < 1
            || at != text.LastIndexOf('@')
            || !IsDomain(text[(at + 1)..])
            || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '\\' or '(' or ')' or ':')
            ? null
            : text;
    }

    /// <summary>True for a name such as «school.example»: letters, figures and hyphens, with at least one dot.</summary>
    public static bool IsDomain(string domain) =>
        domain.Length is > 3 and <= 120
        && domain.Contains('.', StringComparison.Ordinal)
        && domain.Split('.').All(p => p.Length > 0 && p[0] != '-' && p[^1] != '-' && p.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    /// <summary>Domains as somebody writes them, with a space between; null when there are none.</summary>
    public static string? Domains(string? written) =>
        string.Join(' ', Split(written).Select(d => d.TrimStart('@').ToLower(CultureInfo.InvariantCulture)).Distinct()) is { Length: > 0 } all ? all : null;

    internal static string[] Split(string? written) => (written ?? "").Split([' ', ',', ';', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
