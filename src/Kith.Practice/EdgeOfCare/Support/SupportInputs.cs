using Kith.Practice.Trail;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A referral to the edge-of-care team as a form holds it.</summary>
public sealed record SupportReferralInput
{
    public Guid? TeamId { get; set; }
    public DateOnly? On { get; set; }
    public SupportUrgency? Urgency { get; set; }
    public string? Worry { get; set; }
    public string? FamilyWish { get; set; }
    public List<string> Criteria { get; set; } = [];
}

/// <summary>A step of intensive support as a form holds it; each step uses its own fields.</summary>
public sealed record SupportStepInput
{
    public bool? Accept { get; set; }
    public DateOnly? On { get; set; }
    public string? Why { get; set; }
    public Guid? WorkerId { get; set; }
    public int? WeeklyHours { get; set; }
    public DateOnly? Until { get; set; }
    public string? OutOfHours { get; set; }
    public string? Respite { get; set; }
    public List<SupportGoalInput> Goals { get; set; } = [];
    public string? Plan { get; set; }
    public SupportEnd? End { get; set; }
}

/// <summary>A goal of the plan in its form; an empty one is left out.</summary>
public sealed record SupportGoalInput
{
    public Guid? Id { get; set; }
    public string? Goal { get; set; }
    public string? SeenBy { get; set; }
    public bool Reached { get; set; }
}

/// <summary>A session as a form holds it.</summary>
public sealed record SupportSessionInput
{
    public DateOnly? On { get; set; }
    public TimeOnly? At { get; set; }
    public int? Minutes { get; set; }
    public SessionKind? Kind { get; set; }
    public string? Note { get; set; }
    public string? Why { get; set; }
}

/// <summary>A look at how it went, as a form holds it.</summary>
public sealed record SupportLookInput
{
    public DateOnly? On { get; set; }
    public LookAnswer? WithFamily { get; set; }
    public string? WithFamilyWhy { get; set; }
    public LookAnswer? Safely { get; set; }
    public string? SafelyWhy { get; set; }
    public LookAnswer? Right { get; set; }
    public string? RightWhy { get; set; }
    public string? ChildSays { get; set; }
}

/// <summary>The edge-of-care team was asked for help.</summary>
public sealed record SupportReferred(Guid Person, Guid Support, Guid Team, DateOnly On, SupportUrgency Urgency, string Criteria) : PersonEvent(Person);

/// <summary>The edge-of-care team accepted or declined a referral.</summary>
public sealed record SupportDecided(Guid Person, Guid Support, DateOnly On, bool Accepted, string Why) : PersonEvent(Person);

/// <summary>A referral to the edge-of-care team was withdrawn.</summary>
public sealed record SupportWithdrawn(Guid Person, Guid Support, DateOnly On, string Why) : PersonEvent(Person);

/// <summary>Intensive support began.</summary>
public sealed record SupportBegun(Guid Person, Guid Support, DateOnly On, Guid Worker) : PersonEvent(Person);

/// <summary>The plan of intensive support was written or changed.</summary>
public sealed record SupportPlanned(Guid Person, Guid Support, int? WeeklyHours, DateOnly? Until, IReadOnlyList<string> Goals) : PersonEvent(Person);

/// <summary>A session of intensive support was recorded.</summary>
public sealed record SupportSessionRecorded(Guid Person, Guid Support, Guid Session, DateTime At, int Minutes, SessionKind Kind) : PersonEvent(Person);

/// <summary>A session that was written down by mistake was taken back.</summary>
public sealed record SupportSessionTakenBack(Guid Person, Guid Support, Guid Session, string Why) : PersonEvent(Person);

/// <summary>The edge-of-care team began to step back, or went back to full support.</summary>
public sealed record SupportStepped(Guid Person, Guid Support, DateOnly On, bool Down, DateOnly? Until, string? Plan) : PersonEvent(Person);

/// <summary>Intensive support ended.</summary>
public sealed record SupportEnded(Guid Person, Guid Support, DateOnly On, SupportEnd End, string Why) : PersonEvent(Person);

/// <summary>It was looked at how things went, some months after intensive support.</summary>
public sealed record SupportLookedAt(Guid Person, Guid Support, int Months, DateOnly On, LookAnswer WithFamily, LookAnswer Safely, LookAnswer Right) : PersonEvent(Person);

/// <summary>The council's own figure of what a week in care costs was set.</summary>
public sealed record CareCostSet(decimal Weekly, string Source, DateOnly From) : TrailEvent
{
    public override string Chain => "edge-of-care";
}
