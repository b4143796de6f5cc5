using Kith.Practice.Children;
using Kith.Practice.Import;
using Kith.Practice.Projections;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Teams;

namespace Kith.Practice.MyDay;

/// <summary>What a person sees first: each part is there only for those whose work it is.</summary>
public sealed record MyDayView(
    DateOnly Today,
    IReadOnlyList<NoticeLine> Notices,
    IReadOnlyList<DraftLine> Drafts,
    HandWork? Hand,
    NextWork? Next,
    OwnWork? Own,
    TeamWork? Team,
    ServiceWork? Service,
    DataWork? Data,
    AdministrationWork? Administration
)
{
    /// <summary>Late oversight that has climbed to this manager; null for those to whom nothing can.</summary>
    public Oversight.Climbed? Climbed { get; init; }

    /// <summary>Recommendations that wait for the person: to answer, verify or look for an effect, and what has climbed to them.</summary>
    public IReadOnlyList<Improvement.Recommendations.RecommendationDue> Recommended { get; init; } = [];

    /// <summary>True where they are listed on a page of their own alone.</summary>
    public bool RecommendedElsewhere { get; init; }

    /// <summary>Supervision that is late or due within a week: of those whom one manages, and one's own.</summary>
    public IReadOnlyList<Supervision.SupervisionDue> Supervision { get; init; } = [];

    /// <summary>One's own training and registration that is due, what is asked of training one went to, and what is late of one's people.</summary>
    public IReadOnlyList<Training.LearningDue> Learning { get; init; } = [];

    /// <summary>Audits to do and blind grades to give; empty for those who do none.</summary>
    public IReadOnlyList<Audits.Programme.OwnAudit> Audits { get; init; } = [];

    /// <summary>Open requests to read a record, by their day; empty for those who answer none.</summary>
    public IReadOnlyList<SubjectAccess.RequestLine> Requests { get; init; } = [];
}

/// <summary>Something the person has to be told.</summary>
/// <param name="PersonId">The record it is about; null where there is none or the reader may not read it.</param>
public sealed record NoticeLine(Guid Id, string Text, DateTime At, Guid? PersonId, string? PersonName, bool IsChild)
{
    /// <summary>Where one can do something about it.</summary>
    public string? Href { get; init; }
}

/// <summary>A form that the person began and has not finished.</summary>
public sealed record DraftLine(Guid Id, string Form, DateTime SavedAt, Guid? PersonId, string? PersonName, bool IsChild, string? Href);

/// <summary>The work of someone who holds children.</summary>
/// <param name="Load">Null for those who hold no cases as lead (for example a conference chair).</param>
public sealed record OwnWork(Caseload? Load, IReadOnlyList<DoLine> DoNext, IReadOnlyList<Family> Families, IReadOnlyList<MyChild> New, IReadOnlyList<WarningToReview> Warnings)
{
    /// <summary>Children whom the actor leads with faults that census rules find, the longest standing first.</summary>
    public IReadOnlyList<Returns.Census.ChildToFix> ToFix { get; init; } = [];

    public int Children => Families.Sum(f => f.Children.Count);
}

/// <summary>One thing to do, for one child or for brothers and sisters together.</summary>
/// <param name="Place">The form that settles it.</param>
/// <param name="Household">Key of the children's household: the same for brothers and sisters who live together.</param>
public sealed record DoLine(
    string Act,
    IReadOnlyList<(Guid Id, string Name)> Children,
    string Clock,
    DateOnly DueOn,
    Kith.Standards.Clocks.ClockState State,
    string Words,
    string Why,
    string Place,
    string Household
);

/// <summary>The children of one household.</summary>
public sealed record Family(string? Name, IReadOnlyList<MyChild> Children);

/// <summary>One child on one's own list.</summary>
/// <param name="Lead">True when the viewer (or a colleague acted for) holds the case; otherwise they work with whoever does.</param>
public sealed record MyChild(
    Guid Id,
    string Name,
    DateOnly? BornOn,
    bool Unborn,
    ChildStatus Status,
    DateOnly? PlanFrom,
    bool Lead,
    bool Restricted,
    DateOnly? LastSeenOn,
    string? LastSeenBy,
    bool? LastSeenAlone,
    DateOnly? WorkerSince,
    DueLine? Next,
    DateTime? MissingSince
);

/// <summary>A warning for visitors whose day of review has come or is near.</summary>
public sealed record WarningToReview(Guid PersonId, string Name, string Text, DateOnly ReviewOn);

/// <summary>The work of a manager: who waits, what is due, who carries how much, whose oversight is longest ago.</summary>
public sealed record TeamWork(
    IReadOnlyList<(Guid Id, string Name)> Teams,
    int Open,
    IReadOnlyList<WaitingChild> Waiting,
    int WaitingInAll,
    IReadOnlyList<DueCount> DueByKind,
    IReadOnlyList<DueLine> Late,
    IReadOnlyList<TeamWorker> Workers,
    IReadOnlyList<OversightLine> Oversight,
    int OversightLate
)
{
    /// <summary>Faults that census rules find on the teams' children and nobody has explained.</summary>
    public int DataToFix { get; init; }

    /// <summary>Those of the teams who left, or can no longer sign in, and with whom children still are.</summary>
    public IReadOnlyList<GoneWorker> Gone { get; init; } = [];

    /// <summary>By when each of those whom the manager supervises is due, and the manager.</summary>
    public IReadOnlyList<Supervision.SupervisionDue> Supervision { get; init; } = [];

    /// <summary>Those whom the manager supervises and who have something to do for a recommendation that is late enough to have climbed.</summary>
    public IReadOnlyList<HelpNeeded> Help { get; init; } = [];

    /// <summary>What would happen if plans failed.</summary>
    public LastingWork Lasting { get; init; } = new(0, 0, 0, 0, 0, 0, 0);
}

/// <summary>Somebody who works here no longer, and the open children who are still with them.</summary>
public sealed record GoneWorker(Guid Id, string Name, int Children);

/// <summary>
/// Somebody needs help with what was recommended: that is what the first rung of the ladder is for.
/// </summary>
/// <param name="Count">Recommendations of this worker that have climbed to the manager and are not done.</param>
/// <param name="OldestId">The one that is late for longest, with what it asks for and its day.</param>
public sealed record HelpNeeded(Guid WorkerId, string Worker, int Count, Guid OldestId, string What, DateOnly DueOn);

/// <summary>What a manager has to know of plans that fail, and of families' own meetings and plans, in the teams.</summary>
/// <param name="Planned">Children on a plan or looked after.</param>
/// <param name="Immediate">Those of them for whom nothing is named beyond immediate support.</param>
/// <param name="Changed">Children whose contingency plan names someone for whom something changed, and nobody has looked since.</param>
/// <param name="ChangedLate">Those for whom that look is late.</param>
/// <param name="LooksLate">Contingency plans whose day to be looked at again has passed.</param>
/// <param name="OffersOwed">Families with work before court who have not been offered their own meeting, and no reason is written down.</param>
/// <param name="FamilyPlansLate">Families' own plans whose day to be looked at again has passed.</param>
public sealed record LastingWork(int Planned, int Immediate, int Changed, int ChangedLate, int LooksLate, int OffersOwed, int FamilyPlansLate)
{
    /// <summary>True when there is something to do.</summary>
    public bool Any => Immediate + Changed + LooksLate + OffersOwed + FamilyPlansLate > 0;
}

/// <summary>How many of a kind are late, due in the next five working days, and running in all.</summary>
public sealed record DueCount(DueKind Kind, int Late, int Soon, int Running);

/// <summary>When a manager's oversight of a child was last recorded, and by when the next is due.</summary>
/// <param name="Worker">Null while nobody holds the case.</param>
public sealed record OversightLine(Guid Id, string Name, ChildStatus Status, string? Worker, DateOnly? LastOn, DateOnly DueOn, bool Late);

/// <summary>The service, team by team.</summary>
public sealed record ServiceWork(IReadOnlyList<TeamLine> Teams, TeamCounts InAll, int WithoutTeam);

/// <summary>What came in from extracts.</summary>
public sealed record DataWork(IReadOnlyList<RunLine> Runs, int RefusedOpen, int RunningNow);

/// <summary>One loading of an extract.</summary>
public sealed record RunLine(
    Guid Id,
    string Source,
    string FileName,
    ImportState State,
    bool DryRun,
    DateTime AskedAt,
    int Added,
    int Changed,
    int Ended,
    int Refused,
    string? Failure
);

/// <summary>What an administrator has to look at.</summary>
public sealed record AdministrationWork(
    int AccountsWithoutRole,
    int AccountsEndingSoon,
    int AccountsOfLeavers,
    int WorkersWithoutTeam,
    int LeaversWithChildren,
    int RegistrationsEnding,
    int TeamsWithoutWorkers,
    int PoliciesAhead
);
