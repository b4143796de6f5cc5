using Kith.Practice.Store;

namespace Kith.Practice.Workforce;

/// <summary>A team or a service that holds teams.</summary>
public sealed class Team : SourcedRecord
{
    public required string Name { get; set; }
    public Guid? ParentId { get; set; }

    /// <summary>What the team does; drives which expectations apply (for example disabled children).</summary>
    public TeamKind Kind { get; set; }
    public DateOnly? ClosedOn { get; set; }
}

public enum TeamKind
{
    Other,
    Service,
    FrontDoor,
    Assessment,
    Safeguarding,
    DisabledChildren,
    EdgeOfCare,
    Exploitation,
    Conference,
    FamilyHelp,
    ChildrenInCare,
    Quality,
}

public enum ContractKind
{
    Permanent,
    FixedTerm,
    Agency,
}

/// <summary>Someone who works with children or leads those who do.</summary>
public sealed class Worker : SourcedRecord
{
    public required string Name { get; set; }
    public string? JobTitle { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? LineManagerId { get; set; }

    /// <summary>Social Work England number, «SW» and digits.</summary>
    public string? RegistrationNumber { get; set; }
    public DateOnly? RegistrationExpiresOn { get; set; }
    public ContractKind Contract { get; set; }
    public decimal FullTimeEquivalent { get; set; } = 1m;

    /// <summary>True in the assessed and supported year in employment, when the caseload is protected.</summary>
    public bool NewlyQualified { get; set; }
    public DateOnly? StartedOn { get; set; }
    public DateOnly? LeftOn { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Languages { get; set; }

    /// <summary>What else they are good at or trained for, as the authority words it: «family group meetings».</summary>
    public string? Skills { get; set; }

    /// <summary>The kinds of work they are skilled in, joined by commas: see <see cref="WorkerSkills"/>.</summary>
    public string? SkilledIn { get; set; }
}

public enum AllocationRole
{
    /// <summary>The worker who holds the child's case: a social worker, or a lead practitioner for a child in need.</summary>
    Lead,
    CoWorker,
    FamilyPractitioner,
    EdgeOfCare,
    ConferenceChair,
}

/// <summary>Who works with a child, in which role, from when to when.</summary>
public sealed class Allocation : PersonRecord
{
    public Guid? WorkerId { get; set; }
    public Worker? Worker { get; set; }
    public Guid? TeamId { get; set; }
    public AllocationRole Role { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public string? ChangeReason { get; set; }
    public Guid? EpisodeId { get; set; }
}
