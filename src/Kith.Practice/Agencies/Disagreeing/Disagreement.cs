using Kith.Practice.Acts;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;

namespace Kith.Practice.Agencies;

/// <summary>
/// Two agencies do not agree about a child, and take it further until somebody settles it (*Working Together*: local
/// safeguarding partners have a policy for this). Both see the stage, whose it is, by when, and what was said.
/// </summary>
public sealed class Disagreement : PersonRecord
{
    public Guid ProfessionalId { get; set; }
    public Guid AgencyId { get; set; }

    /// <summary>True when the council raised it.</summary>
    public bool RaisedByUs { get; set; }
    public DateOnly RaisedOn { get; set; }

    /// <summary>What is not agreed about, in a sentence.</summary>
    public required string About { get; set; }

    /// <summary>From 1: the names of the stages are the authority's.</summary>
    public int Stage { get; set; } = 1;
    public DateOnly StageFrom { get; set; }

    /// <summary>Whose it is at this stage, on our side.</summary>
    public string? Owner { get; set; }
    public DateOnly? SettledOn { get; set; }

    /// <summary>How it was settled, in words that both can read.</summary>
    public string? Outcome { get; set; }
    public bool IsOpen => SettledOn is null;
}

/// <summary>What happened in a disagreement, in order: what each side said, each stage, how it was settled.</summary>
public sealed class DisagreementStep : Record
{
    public Guid DisagreementId { get; set; }
    public int Stage { get; set; }
    public DateTime At { get; set; }

    /// <summary>Who said it, and for whom they speak.</summary>
    public required string By { get; set; }
    public required string Words { get; set; }

    /// <summary>True where the stage before was not settled in its time.</summary>
    public bool Late { get; set; }
}

/// <summary>Two agencies do not agree about a child.</summary>
public sealed record DisagreementRaised(Guid Person, Guid Disagreement, Guid Agency, bool ByUs, string About) : PersonEvent(Person);

/// <summary>Somebody said something in a disagreement.</summary>
public sealed record DisagreementSaid(Guid Person, Guid Disagreement, int Stage, string Words) : PersonEvent(Person);

/// <summary>A disagreement went a stage further.</summary>
public sealed record DisagreementTakenFurther(Guid Person, Guid Disagreement, int Stage, string Owner, bool Late) : PersonEvent(Person);

/// <summary>A disagreement was settled.</summary>
public sealed record DisagreementSettled(Guid Person, Guid Disagreement, int Stage, string Outcome) : PersonEvent(Person);

/// <summary>The stages of a disagreement as the authority has them, and by when each is settled.</summary>
public static class DisagreementStages
{
    private static readonly string[] Clocks = ["dispute_stage_1", "dispute_stage_2", "dispute_stage_3"];

    /// <summary>How many there are.</summary>
    public static int Count => Clocks.Length;

    /// <summary>The name of a stage, from 1: «Worker with worker».</summary>
    public static string Name(PolicyBook book, int stage, DateOnly on)
    {
        var names = book.Value(Policies.DisagreementStages, on).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return stage <= names.Length ? names[stage - 1] : $"Stage {stage}";
    }

    /// <summary>The clock of a stage, from 1.</summary>
    public static string Clock(int stage) => Clocks[Math.Clamp(stage, 1, Count) - 1];

    /// <summary>By when a stage is settled, or goes further: a pure function of when it began and the authority's lengths.</summary>
    public static DateOnly Due(IntervalPolicy intervals, int stage, DateOnly from) => intervals.Due(Clock(stage), from);
}
