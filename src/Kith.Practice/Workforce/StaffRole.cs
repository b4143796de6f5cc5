namespace Kith.Practice.Workforce;

/// <summary>
/// What somebody does, in as many kinds as learning and surveys need. Worked out from the job title and the registration,
/// so that nobody keeps a second list; a set, because what is asked of one kind is often asked of several.
/// </summary>
[Flags]
public enum StaffRole
{
    None = 0,

    /// <summary>Registered and working with children and families.</summary>
    SocialWorker = 1,

    /// <summary>In the assessed and supported year in employment (ASYE).</summary>
    NewlyQualified = 2,

    /// <summary>Leads a team.</summary>
    Manager = 4,

    /// <summary>Chairs conferences and reviews.</summary>
    Chair = 8,

    /// <summary>Works with families without being a registered social worker.</summary>
    FamilyWorker = 16,

    /// <summary>Audits, teaches, leads practice.</summary>
    PracticeLead = 32,

    /// <summary>Heads of service and directors.</summary>
    Leader = 64,

    /// <summary>Everyone else: administration, data, reception.</summary>
    Support = 128,

    Everyone = SocialWorker | NewlyQualified | Manager | Chair | FamilyWorker | PracticeLead | Leader | Support,

    /// <summary>Those who work with children and families themselves, or lead those who do.</summary>
    Practice = SocialWorker | NewlyQualified | Manager | Chair | FamilyWorker | PracticeLead,
}

/// <summary>The kind of work from the words of the post. Pure.</summary>
public static class StaffRoles
{
    /// <summary>Each kind by itself, in the order in which lists show them.</summary>
    public static readonly StaffRole[] Each =
    [
        StaffRole.SocialWorker,
        StaffRole.NewlyQualified,
        StaffRole.Manager,
        StaffRole.Chair,
        StaffRole.FamilyWorker,
        StaffRole.PracticeLead,
        StaffRole.Leader,
        StaffRole.Support,
    ];

    /// <summary>The kind of work of a worker.</summary>
    public static StaffRole Of(Worker worker) => Of(worker.JobTitle, worker.NewlyQualified, !string.IsNullOrEmpty(worker.RegistrationNumber));

    /// <summary>The first rule that fits: newly qualified, leader, manager, chair, practice lead, registered, works with families, support.</summary>
    public static StaffRole Of(string? jobTitle, bool newlyQualified, bool registered)
    {
        var title = jobTitle ?? "";
        bool Says(params string[] words) => words.Any(w => title.Contains(w, StringComparison.OrdinalIgnoreCase));
        return newlyQualified ? StaffRole.NewlyQualified
            : Says("director", "head of") ? StaffRole.Leader
            : Says("administrator", "business", "data officer") ? StaffRole.Support
            : Says("principal", "auditor", "practice educator", "practice lead") ? StaffRole.PracticeLead
            : Says("chair", "reviewing officer") ? StaffRole.Chair
            : Says("team manager", "service manager", "practice manager", "team leader") ? StaffRole.Manager
            : registered ? StaffRole.SocialWorker
            : Says("practitioner", "worker", "coordinator", "family") ? StaffRole.FamilyWorker
            : StaffRole.Support;
    }

    /// <summary>«Social workers», «Team managers».</summary>
    public static string Name(StaffRole role) =>
        role switch
        {
            StaffRole.SocialWorker => "Social workers",
            StaffRole.NewlyQualified => "Newly qualified social workers",
            StaffRole.Manager => "Team managers",
            StaffRole.Chair => "Conference chairs and reviewing officers",
            StaffRole.FamilyWorker => "Family practitioners and others who work with families",
            StaffRole.PracticeLead => "Practice leads and auditors",
            StaffRole.Leader => "Heads of service and directors",
            StaffRole.Support => "Administration and support",
            StaffRole.None => "Nobody",
            _ => Names(role),
        };

    /// <summary>The kinds of a set in words: «everyone», «social workers, team managers».</summary>
    public static string Names(StaffRole roles) =>
        roles == StaffRole.Everyone ? "Everyone"
        : roles == StaffRole.None ? "Nobody"
        : string.Join(", ", Each.Where(r => roles.HasFlag(r)).Select((r, i) => i == 0 ? Name(r) : char.ToLowerInvariant(Name(r)[0]) + Name(r)[1..]));

    /// <summary>The kinds of a set.</summary>
    public static IEnumerable<StaffRole> In(StaffRole roles) => Each.Where(r => roles.HasFlag(r));

    /// <summary>One set of the kinds chosen.</summary>
    public static StaffRole Together(IEnumerable<StaffRole> roles) => roles.Aggregate(StaffRole.None, (a, b) => a | b) & StaffRole.Everyone;
}
