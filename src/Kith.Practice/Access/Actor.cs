namespace Kith.Practice.Access;

/// <summary>
/// Who is acting: an account with its roles as they stand today, whose work it carries, and what that lets it do.
/// Made once a request by <see cref="Actors"/>; handlers and filters ask nothing else.
/// </summary>
public sealed class Actor
{
    public required Guid AccountId { get; init; }
    public required string Name { get; init; }
    public Guid? WorkerId { get; init; }

    /// <summary>The team the worker belongs to.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>The worker's share of full time, and whether they are in their first year: what a caseload is measured by.</summary>
    public decimal FullTimeEquivalent { get; init; } = 1;

    /// <inheritdoc cref="FullTimeEquivalent"/>
    public bool NewlyQualified { get; init; }
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Teams whose children the actor may read: own team, service subtree, teams of colleagues acted for.</summary>
    public IReadOnlyList<Guid> TeamIds { get; init; } = [];

    /// <summary>The teams that the actor's own roles reach, without those of colleagues acted for.</summary>
    public IReadOnlyList<Guid> ManagedTeamIds { get; init; } = [];

    /// <summary>Workers whose allocated children are the actor's work: self and colleagues acted for.</summary>
    public IReadOnlyList<Guid> WorkerIds { get; init; } = [];

    /// <summary>True when a role reaches every child of the authority.</summary>
    public bool WholeAuthority { get; init; }

    /// <summary>Colleagues acted for today, for the banner and the trail.</summary>
    public IReadOnlyList<(Guid AccountId, string Name)> ActingFor { get; init; } = [];

    /// <summary>Until when each of them is away.</summary>
    public IReadOnlyDictionary<Guid, DateOnly> ActingUntil { get; init; } = new Dictionary<Guid, DateOnly>();

    /// <summary>True for Kith itself (imports, projections, the command line), which no page ever is.</summary>
    public bool IsSystem { get; init; }

    /// <summary>True where what is served is a continuity copy: whatever the roles allow, records are read and nothing else is done.</summary>
    public bool ReadsCopy { get; init; }

    /// <summary>Whether any of the roles allows this.</summary>
    public bool May(Permission permission) => IsSystem || ((!ReadsCopy || Permissions.InCopy.Contains(permission)) && Roles.Any(r => Permissions.Allows(r, permission)));

    /// <summary>The same actor through a program, which the trail names beside the person.</summary>
    public Actor With(string program) =>
        new()
        {
            AccountId = AccountId,
            Name = $"{Name}, with {program}",
            WorkerId = WorkerId,
            TeamId = TeamId,
            FullTimeEquivalent = FullTimeEquivalent,
            NewlyQualified = NewlyQualified,
            Roles = Roles,
            TeamIds = TeamIds,
            ManagedTeamIds = ManagedTeamIds,
            WorkerIds = WorkerIds,
            WholeAuthority = WholeAuthority,
            ActingFor = ActingFor,
            ReadsCopy = ReadsCopy,
        };

    /// <summary>Kith acting by itself or for the person at the machine.</summary>
    public static Actor System(string name) =>
        new()
        {
            AccountId = Guid.Empty,
            Name = name,
            Roles = [],
            WholeAuthority = true,
            IsSystem = true,
        };
}
