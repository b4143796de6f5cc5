using System.Text.Json;
using Kith.Practice.Store;

namespace Kith.Practice.Audits.Programme;

/// <summary>
/// How much likelier a child is to be drawn for each thing that holds: 1 is no likelier, 3 three times as likely. Several
/// multiply.
/// </summary>
public sealed record SampleWeights
{
    public const int Most = 10;

    public int Disabled { get; init; } = 1;

    /// <summary>A running risk outside the home, judged medium or high.</summary>
    public int Exploitation { get; init; } = 1;

    /// <summary>An ethnicity other than White British is on record.</summary>
    public int Ethnicity { get; init; } = 1;

    /// <summary>Under five, or unborn.</summary>
    public int UnderFive { get; init; } = 1;
    public int SixteenAndOver { get; init; } = 1;

    /// <summary>Referred again within a year of an earlier referral.</summary>
    public int ReReferred { get; init; } = 1;

    /// <summary>Worked with for longer than 18 months this time.</summary>
    public int LongInvolved { get; init; } = 1;

    /// <summary>Each with its words, in the order shown.</summary>
    public IReadOnlyList<(string Words, int Times)> All =>
        [
            ("disabled", Disabled),
            ("at risk outside the home", Exploitation),
            ("of an ethnic minority", Ethnicity),
            ("under five", UnderFive),
            ("16 or over", SixteenAndOver),
            ("referred again within a year", ReReferred),
            ("worked with for over 18 months", LongInvolved),
        ];
}

/// <summary>Who is left out of a draw.</summary>
public sealed record SampleExclusions
{
    /// <summary>Audited within so many months; 0 leaves nobody out.</summary>
    public int AuditedWithinMonths { get; init; } = 12;

    /// <summary>Worked with for fewer days than this: there is little to look at yet.</summary>
    public int OpenAtLeastDays { get; init; } = 42;
}

/// <summary>
/// One round of the year's programme: a theme, a tool, its dates, how many children of each team, and who audits. The draw
/// of its children is kept with everything that is needed to draw it again.
/// </summary>
public sealed class AuditCycle : Record
{
    public required string Title { get; set; }

    /// <summary>What is to be learnt.</summary>
    public string? Theme { get; set; }

    /// <summary>The version of the tool. It stays this one, whatever is published later.</summary>
    public Guid ToolId { get; set; }
    public DateOnly From { get; set; }

    /// <summary>By when its audits are finished.</summary>
    public DateOnly Until { get; set; }

    /// <summary>Of a hundred children, how many get a second, blind grade.</summary>
    public int SecondShare { get; set; }
    public DateOnly? CalledOffOn { get; set; }
    public string? CalledOffWhy { get; set; }

    /// <summary>The cycle whose whole sample this one audits again; null where children are drawn.</summary>
    public Guid? AgainOfId { get; set; }

    /// <summary>Who of that sample could not be audited again, in counts and with why.</summary>
    public string? AgainLeftOut { get; set; }

    /// <summary>True once its children are set: drawn, or those of an earlier cycle.</summary>
    public bool IsSet => DrawnAt is not null || AgainOfId is not null;
    public List<AuditCycleTeam> Teams { get; set; } = [];
    public List<AuditCycleAuditor> Auditors { get; set; } = [];

    // The draw.
    public DateTime? DrawnAt { get; set; }
    public string? DrawnByName { get; set; }

    /// <summary>The seed as it is shown and can be typed: a whole number.</summary>
    public long? Seed { get; set; }

    /// <summary>Weights and exclusions, as JSON.</summary>
    public string? Rules { get; set; }

    /// <summary>Everybody who could have been drawn, each with team and weight: see <see cref="SampleFrame"/>.</summary>
    public byte[]? Frame { get; set; }
    public int? FrameSize { get; set; }

    /// <summary>SHA-256 of the frame, in letters and digits.</summary>
    public string? FrameDigest { get; set; }

    /// <summary>The rules of the draw; the usual ones while nothing is drawn.</summary>
    public SampleRules RulesOfDraw => Rules is null ? new() : JsonSerializer.Deserialize<SampleRules>(Rules) ?? new();
}

/// <summary>Weights and exclusions of a draw.</summary>
public sealed record SampleRules
{
    public SampleWeights Weights { get; init; } = new();
    public SampleExclusions Exclusions { get; init; } = new();
}

/// <summary>How many children of a team a cycle audits.</summary>
public sealed class AuditCycleTeam : Record
{
    public Guid CycleId { get; set; }
    public Guid TeamId { get; set; }
    public int Number { get; set; }
}

/// <summary>Somebody who audits in a cycle, and how many at most.</summary>
public sealed class AuditCycleAuditor : Record
{
    public Guid CycleId { get; set; }
    public Guid WorkerId { get; set; }
    public int Capacity { get; set; }
}
