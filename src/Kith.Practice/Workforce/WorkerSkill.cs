using Kith.Practice.Children;

namespace Kith.Practice.Workforce;

/// <summary>Kinds of work that not everybody is trained for, and that the record of a child can ask for.</summary>
public enum WorkerSkill
{
    DisabledChildren,

    /// <summary>Children who do not use words: signing, objects of reference, observation.</summary>
    WithoutWords,
    UnderFives,
    Exploitation,
    BeforeCourt,
}

/// <summary>Skills as they are kept and said, and which of them a child's record asks for. Pure.</summary>
public static class WorkerSkills
{
    /// <summary>The age below which a child is young enough that direct work is a skill of its own.</summary>
    public const int Young = 5;

    /// <summary>The risks of harm outside the home, as they are kept.</summary>
    public static readonly string[] OutsideTheHome =
    [
        "CriminalExploitation",
        "SexualExploitation",
        "GangsAndSeriousViolence",
        "GoingMissing",
        "OnlineHarm",
        "Radicalisation",
        "Trafficking",
    ];

    /// <summary>«Disabled children», «exploitation».</summary>
    public static string Name(WorkerSkill skill) =>
        skill switch
        {
            WorkerSkill.DisabledChildren => "work with disabled children",
            WorkerSkill.WithoutWords => "hearing children who do not use words",
            WorkerSkill.UnderFives => "direct work with under fives",
            WorkerSkill.Exploitation => "exploitation and harm outside the home",
            _ => "work before court",
        };

    /// <summary>As kept, in the order of the list; what is not known is left out.</summary>
    public static IReadOnlyList<WorkerSkill> Read(string? kept) =>
        [
            .. (kept ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(k => Enum.TryParse<WorkerSkill>(k, out var s) && Enum.IsDefined(s) ? s : (WorkerSkill?)null)
                .OfType<WorkerSkill>()
                .Distinct()
                .Order(),
        ];

    /// <summary>As it is kept; null for none.</summary>
    public static string? Keep(IEnumerable<WorkerSkill> skills) => string.Join(',', skills.Where(Enum.IsDefined).Distinct().Order()) is { Length: > 0 } kept ? kept : null;

    /// <summary>«work with disabled children, direct work with under fives»; null for none.</summary>
    public static string? Words(string? kept) => string.Join(", ", Read(kept).Select(Name)) is { Length: > 0 } words ? words : null;

    /// <summary>Which skills a child's record asks for.</summary>
    /// <param name="outsideTheHome">Whether one of <see cref="OutsideTheHome"/> is open, whatever its level.</param>
    public static IReadOnlyList<WorkerSkill> AskedBy(DateOnly? born, bool unborn, DateOnly today, bool disabled, bool communication, bool outsideTheHome, bool beforeCourt)
    {
        var asked = new List<WorkerSkill>();
        Ask(disabled, WorkerSkill.DisabledChildren);
        Ask(communication, WorkerSkill.WithoutWords);
        Ask(unborn || (ChildWords.Years(born, today) is { } years && years < Young), WorkerSkill.UnderFives);
        Ask(outsideTheHome, WorkerSkill.Exploitation);
        Ask(beforeCourt, WorkerSkill.BeforeCourt);
        return asked;

        void Ask(bool so, WorkerSkill skill)
        {
            if (so)
            {
                asked.Add(skill);
            }
        }
    }
}
