using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>A visit as far as the lists look at it.</summary>
public readonly record struct ListedVisit(Guid Id, DateOnly On, VisitKind Kind, bool? Seen, bool? SeenAlone);

/// <summary>An assessment as far as the lists look at it.</summary>
public sealed record ListedAssessment(
    Guid Id,
    Guid? EpisodeId,
    DateOnly StartedOn,
    DateOnly? AuthorisedOn,
    bool? ChildSeen,
    string? Outcome,
    Assessments.AssessmentOutcome? Conclusion,
    Guid? TeamId,
    Guid? WorkerId
);

/// <summary>A row of an extract that Kith keeps as it came: its table and its values by column.</summary>
public sealed record KeptRow(string Table, IReadOnlyDictionary<string, string> Values)
{
    public string? this[string column] => Values.TryGetValue(column, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>The records of one child that the lists of Annex A are made of.</summary>
public sealed class InspectedChild
{
    public required Person Person { get; init; }
    public IReadOnlyList<string> Disabilities { get; init; } = [];
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
    public IReadOnlyList<EarlyHelpEpisode> EarlyHelp { get; init; } = [];
    public IReadOnlyList<Episode> Episodes { get; init; } = [];
    public IReadOnlyList<ListedAssessment> Assessments { get; init; } = [];
    public IReadOnlyList<Section47Enquiry> Enquiries { get; init; } = [];
    public IReadOnlyList<InitialConference> Conferences { get; init; } = [];
    public IReadOnlyList<ProtectionPlan> Plans { get; init; } = [];
    public IReadOnlyList<ReviewConference> Reviews { get; init; } = [];
    public IReadOnlyList<CinPlan> CinPlans { get; init; } = [];
    public IReadOnlyList<ListedVisit> Visits { get; init; } = [];

    /// <summary>Who held the case, and when.</summary>
    public IReadOnlyList<Allocation> Leads { get; init; } = [];
    public IReadOnlyList<StrategyDiscussion> Emergencies { get; init; } = [];
    public IReadOnlyList<CareEpisode> Care { get; init; } = [];
    public IReadOnlyList<Placement> Placements { get; init; } = [];
    public IReadOnlyList<LegalStatus> LegalStatuses { get; init; } = [];
    public IReadOnlyList<MissingEpisode> Missing { get; init; } = [];

    /// <summary>Rows of extracts about matters that Kith keeps but does not work on.</summary>
    public IReadOnlyList<KeptRow> Kept { get; init; } = [];

    public IEnumerable<KeptRow> KeptOf(string table) => Kept.Where(k => k.Table == table);
}

/// <summary>The names of teams and workers, by id and by the key that an extract gave them.</summary>
public sealed class Staff(
    IReadOnlyDictionary<Guid, string> teams,
    IReadOnlyDictionary<Guid, string> workers,
    IReadOnlyDictionary<string, string>? teamKeys = null,
    IReadOnlyDictionary<string, string>? workerKeys = null
)
{
    public string? Team(Guid? id) => id is { } team ? teams.GetValueOrDefault(team) : null;

    public string? Worker(Guid? id) => id is { } worker ? workers.GetValueOrDefault(worker) : null;

    /// <summary>The team that a dataset calls so; the words themselves where it is unknown.</summary>
    public string? TeamKeyed(string? key) => key is null ? null : teamKeys?.GetValueOrDefault(key) ?? key;

    /// <summary>The worker whom a dataset calls so; the words themselves where they are unknown.</summary>
    public string? WorkerKeyed(string? key) => key is null ? null : workerKeys?.GetValueOrDefault(key) ?? key;
}
