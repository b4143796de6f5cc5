using System.Globalization;
using Kith.Practice.Settings;

namespace Kith.Practice.Retention;

/// <summary>How sure we are of what a rule says.</summary>
public enum RuleStanding
{
    /// <summary>The law says it.</summary>
    Law,

    /// <summary>A recommendation of an inquiry, not law.</summary>
    Recommendation,

    /// <summary>Each authority decides; published schedules differ.</summary>
    Local,
}

/// <summary>From which day a length counts.</summary>
public enum CountsFrom
{
    Birth,

    /// <summary>The latest day on which anything with the person ended.</summary>
    LastInvolvement,
    AdoptionOrder,

    /// <summary>Death, of a child who was looked after and died before 18.</summary>
    Death,
}

/// <summary>One length of one rule: a policy of the authority, in years.</summary>
/// <param name="Key">The policy: see <see cref="Policies"/>. 0 until the authority confirms it.</param>
/// <param name="Least">What the law asks for at least; 0 where it asks for nothing.</param>
public sealed record RuleLength(string Key, CountsFrom From, int Least);

/// <summary>How long records of one kind of involvement are kept. A person may fall under several: the longest holds.</summary>
/// <param name="Source">Where it comes from, and how it was checked.</param>
public sealed record RetentionRule(string Key, string Name, RuleStanding Standing, string Source, IReadOnlyList<RuleLength> Lengths);

/// <summary>Every rule there is. What an authority has not confirmed proposes nothing, whatever the law says.</summary>
public static class RetentionRules
{
    public const string LookedAfter = "looked_after";
    public const string Adopted = "adopted";
    public const string SexualAbuse = "sexual_abuse_plan";
    public const string Protection = "protection_plan";
    public const string Need = "child_in_need";
    public const string Exploitation = "exploitation";
    public const string Referral = "referral";
    public const string EarlyHelp = "early_help";
    public const string Contact = "contact";

    /// <summary>Days between agreement and disposal.</summary>
    public const string CoolingOff = "retention.cooling_off";

    /// <summary>Years for which frozen copies of returns are kept.</summary>
    public const string Copies = "retention.copies";

    /// <summary>Days for which refused rows of extracts are kept.</summary>
    public const string Refusals = "retention.refusals";

    /// <summary>Days for which a form that nobody finishes is kept.</summary>
    public const string Drafts = "retention.drafts";

    private const string Local = "No law. Published schedules of councils differ; settle yours and name it when you set it.";

    /// <summary>The rules, longest involvement first.</summary>
    public static IReadOnlyList<RetentionRule> All { get; } =
    [
        new(
            Adopted,
            "Adopted from care",
            RuleStanding.Law,
            "Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005, regulation 6: at least 100 years from the date of the adoption order. Checked against two councils’ schedules and the Welsh twin regulation, not against the text itself.",
            [new("retention.adopted.order", CountsFrom.AdoptionOrder, 100)]
        ),
        new(
            LookedAfter,
            "Looked after",
            RuleStanding.Law,
            "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50: until the 75th anniversary of birth, or 15 years from death where a child dies before 18. Checked against three councils’ schedules and the Welsh twin regulation.",
            [new("retention.looked_after.birth", CountsFrom.Birth, 75), new("retention.looked_after.death", CountsFrom.Death, 15)]
        ),
        new(
            SexualAbuse,
            "Protection plan for sexual abuse",
            RuleStanding.Recommendation,
            "Independent Inquiry into Child Sexual Abuse, report of October 2022, recommendation on access to records: 75 years, looked at from time to time. A recommendation, not law.",
            [new("retention.sexual_abuse_plan.end", CountsFrom.LastInvolvement, 0)]
        ),
        new(
            Protection,
            "Child protection plan or conference",
            RuleStanding.Local,
            $"{Local} A court held 35 years after closing to be lawful (C v Northumberland County Council [2015] EWHC 2134 (Admin)).",
            [new("retention.protection_plan.birth", CountsFrom.Birth, 0), new("retention.protection_plan.end", CountsFrom.LastInvolvement, 0)]
        ),
        new(
            Exploitation,
            "Missing, exploitation or a referral to the national mechanism",
            RuleStanding.Local,
            Local,
            [new("retention.exploitation.birth", CountsFrom.Birth, 0), new("retention.exploitation.end", CountsFrom.LastInvolvement, 0)]
        ),
        new(
            Need,
            "Child in need, assessment or enquiry",
            RuleStanding.Local,
            $"{Local} Many keep these until the 25th birthday.",
            [new("retention.child_in_need.birth", CountsFrom.Birth, 0), new("retention.child_in_need.end", CountsFrom.LastInvolvement, 0)]
        ),
        new(
            Referral,
            "Referral with no assessment",
            RuleStanding.Local,
            Local,
            [new("retention.referral.birth", CountsFrom.Birth, 0), new("retention.referral.end", CountsFrom.LastInvolvement, 0)]
        ),
        new(
            EarlyHelp,
            "Early help",
            RuleStanding.Local,
            Local,
            [new("retention.early_help.birth", CountsFrom.Birth, 0), new("retention.early_help.end", CountsFrom.LastInvolvement, 0)]
        ),
        new(
            Contact,
            "Contact and nothing more",
            RuleStanding.Local,
            Local,
            [new("retention.contact.birth", CountsFrom.Birth, 0), new("retention.contact.end", CountsFrom.LastInvolvement, 0)]
        ),
    ];

    /// <summary>The rule with this key.</summary>
    public static RetentionRule Of(string key) => All.First(r => r.Key == key);

    /// <summary>The length that a policy sets; null where it sets none.</summary>
    public static RuleLength? LengthOf(string policy) => All.SelectMany(r => r.Lengths).FirstOrDefault(l => l.Key == policy);

    /// <summary>From what a length counts, in words.</summary>
    public static string From(CountsFrom from) => Policies.CountedFrom(from);

    /// <summary>A length in words: «75 years from birth».</summary>
    public static string Words(RuleLength length, int years) =>
        $"{years.ToString(CultureInfo.InvariantCulture)} years from {length.From switch
        {
            CountsFrom.Birth => "birth",
            CountsFrom.AdoptionOrder => "the adoption order",
            CountsFrom.Death => "death, where the child died before 18",
            _ => "the end of the last involvement",
        }}";

    /// <summary>What an authority that has decided nothing says of it.</summary>
    public static string Words(RuleStanding standing) =>
        standing switch
        {
            RuleStanding.Law => "Law",
            RuleStanding.Recommendation => "Recommendation",
            _ => "Local",
        };
}
