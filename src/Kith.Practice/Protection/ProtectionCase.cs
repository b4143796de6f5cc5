using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection;

/// <summary>
/// One child's way through protection and need: the records that decide what may come next, and the acts that change
/// them. Every rule is here or in the machines that this asks, so that the same rule holds for a page, for the
/// synthetic council and for a test that walks at random. Nothing here touches the database.
/// </summary>
public sealed partial class ProtectionCase
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;
    private readonly List<Record> added = [];

    public required Guid PersonId { get; init; }

    /// <summary>What the child is called, to be named among several; empty where nobody asks.</summary>
    public string Name { get; init; } = "";
    public required DateOnly Today { get; init; }
    public required Func<Guid> NewId { get; init; }
    public DateOnly? DiedOn { get; init; }

    /// <summary>True until the child is born: there is nobody to be seen.</summary>
    public bool Unborn { get; init; }
    public List<Episode> Episodes { get; init; } = [];
    public List<Assessment> Assessments { get; init; } = [];
    public List<StrategyDiscussion> Discussions { get; init; } = [];
    public List<Section47Enquiry> Enquiries { get; init; } = [];
    public List<InitialConference> Conferences { get; init; } = [];
    public List<ProtectionPlan> Plans { get; init; } = [];
    public List<ReviewConference> Reviews { get; init; } = [];
    public List<CoreGroup> CoreGroups { get; init; } = [];
    public List<CinPlan> NeedPlans { get; init; } = [];
    public List<CinReview> NeedReviews { get; init; } = [];
    public List<PlanGoal> Goals { get; init; } = [];
    public List<PlanProgress> Progress { get; init; } = [];
    public List<PreProceedings> PreProceedings { get; init; } = [];
    public List<PreProceedingsReview> PreProceedingsReviews { get; init; } = [];
    public List<Approval> Approvals { get; init; } = [];

    /// <summary>Records that acts made: the caller puts them where they are kept.</summary>
    public IReadOnlyList<Record> Added => added;

    /// <summary>The open referral that protection and plans belong to.</summary>
    public Episode? Episode => Episodes.Where(e => e.IsOpen).OrderByDescending(e => e.ReferredOn).ThenBy(e => e.Id).FirstOrDefault();

    /// <summary>The child protection plan in force.</summary>
    public ProtectionPlan? Plan => Plans.Where(p => p.EndedOn is null && !p.OtherAuthority).OrderByDescending(p => p.StartedOn).ThenBy(p => p.Id).FirstOrDefault();

    /// <summary>The child in need plan in force.</summary>
    public CinPlan? NeedPlan => NeedPlans.Where(p => p.EndedOn is null).OrderByDescending(p => p.StartedOn).ThenBy(p => p.Id).FirstOrDefault();

    /// <summary>The discussion that was asked for and not yet held.</summary>
    public StrategyDiscussion? Discussion => Discussions.Where(d => d.HeldOn is null && d.CalledOffOn is null).OrderByDescending(d => d.AskedOn).FirstOrDefault();

    /// <summary>The enquiry that goes on.</summary>
    public Section47Enquiry? Enquiry => Enquiries.Where(e => EnquiryMachine.StateOf(e) == EnquiryState.Underway).OrderByDescending(e => e.StartedOn).FirstOrDefault();

    /// <summary>The initial conference that was asked for and not yet held.</summary>
    public InitialConference? Conference => Conferences.Where(c => ConferenceMachine.StateOf(c) == ConferenceState.Awaited).OrderByDescending(c => c.PlannedOn).FirstOrDefault();

    /// <summary>The review conference that was arranged and not yet held.</summary>
    public ReviewConference? Review =>
        Reviews.Where(r => r.HeldOn is null && r.CalledOffOn is null && r.PlannedOn is not null).OrderByDescending(r => r.PlannedOn).FirstOrDefault();

    /// <summary>The core group that was arranged and not yet held.</summary>
    public CoreGroup? CoreGroup => CoreGroups.Where(g => g.HeldOn is null && g.CalledOffOn is null).OrderByDescending(g => g.PlannedOn).FirstOrDefault();

    /// <summary>Pre-proceedings that go on.</summary>
    public PreProceedings? BeforeCourt => PreProceedings.Where(p => p.EndedOn is null).OrderByDescending(p => p.DecidedOn).FirstOrDefault();

    /// <summary>The latest request to decide on a record; null when none was made.</summary>
    public Approval? Asked(SubjectKind kind, Guid subject) =>
        Approvals.Where(a => a.SubjectKind == kind && a.SubjectId == subject).OrderByDescending(a => a.AskedAt).ThenByDescending(a => a.Id).FirstOrDefault();

    /// <summary>True while somebody is asked to decide on a record.</summary>
    public bool Waits(SubjectKind kind, Guid subject) => Asked(kind, subject) is { IsOpen: true };

    /// <summary>The goals of a plan, in order.</summary>
    public IEnumerable<PlanGoal> GoalsOf(Guid plan) => Goals.Where(g => g.PlanId == plan).OrderBy(g => g.Place).ThenBy(g => g.Id);

    private T Add<T>(T record, List<T> among)
        where T : Record
    {
        among.Add(record);
        added.Add(record);
        return record;
    }

    /// <summary>The day of an act: today or before, not before the referral, and the child was alive.</summary>
    private Problem? Day(string field, DateOnly? on, string missing, DateOnly? notBefore, string notBeforeWords)
    {
        return on is null ? new(field, missing)
            : on > Today ? new(field, "The date must be today or in the past")
            : on < notBefore ? new(field, notBeforeWords)
            : on > DiedOn ? new(field, $"The date must be on or before the day the child died, {DateWords.Medium(DiedOn.Value)}")
            : null;
    }

    private static Problem? Late(DateOnly? on, DateOnly? due, string? reason, string what) =>
        on is { } done && due is { } limit && done > limit && string.IsNullOrWhiteSpace(reason)
            ? new("LateReason", $"{what} was due by {DateWords.Medium(limit)}. Say why it is later: the limit does not move, and the reason is kept beside it")
            : null;

    private static Problem? Words(string field, string? text, string missing) => Editing.Text(field, text, missing, LongestText);

    /// <summary>The longest text of any field here.</summary>
    public const int LongestText = 20_000;

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static void Accept(params IEnumerable<Problem?> problems) => Editing.Refuse([.. problems.OfType<Problem>()]);

    private static DateOnly? Latest(params IEnumerable<DateOnly?> dates) => dates.Max();

    private static bool IsWeekend(DateOnly? day) => day?.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

/// <summary>One record within the case it belongs to, or none yet: what the machines look at.</summary>
public readonly record struct InCase<T>(ProtectionCase Case, T? Record)
    where T : class;
