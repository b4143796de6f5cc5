using Kith.Practice.Audits.Doing;

namespace Kith.Practice.Audits.Again;

/// <summary>
/// Why a child is audited again. None of the reasons says how the earlier audit came out, because whoever audits again may
/// come to know it.
/// </summary>
public enum AgainReason
{
    /// <summary>Something was asked for, and it is to be seen whether it made a difference.</summary>
    Effect,

    /// <summary>Somebody worries, or has complained.</summary>
    Concern,

    /// <summary>Another worker, team or plan.</summary>
    Changed,

    /// <summary>Nobody chose the child: the whole sample is audited again.</summary>
    Sample,
    Other,
}

/// <summary>How a child came to be audited a second time. It decides what the two grades can say together.</summary>
public enum AgainHow
{
    /// <summary>Somebody chose to look again.</summary>
    OnPurpose,

    /// <summary>All of an earlier sample were looked at again, and none picked out.</summary>
    WholeSample,

    /// <summary>The draw came upon the child once more.</summary>
    ByChance,

    /// <summary>Added by hand, or from before draws were kept here.</summary>
    Otherwise,
}

/// <summary>Which way a grade went from one audit to the next.</summary>
public enum Moved
{
    Better,
    Same,
    Worse,
}

/// <summary>One part of a tool in two audits: where only one of them has it, the other grade is null.</summary>
public sealed record PartBeside(string Title, AuditGrade? Then, AuditGrade? Now)
{
    /// <summary>Null where there is nothing to compare.</summary>
    public Moved? Moved => Then is { } then && Now is { } now ? AgainRules.From(then, now) : null;
}

/// <summary>An earlier audit beside a later one of the same child with the same tool.</summary>
/// <param name="Then">The grade that stands for the earlier one.</param>
/// <param name="Waits">A second grade of one of the two is still to come, or two that differ are not settled.</param>
/// <param name="SamePerson">The same person graded both.</param>
/// <param name="CouldHaveSeen">Whoever graded again had opened the record after the earlier audit and before they were named.</param>
public sealed record AuditBeside(
    Guid EarlierId,
    DateOnly ThenOn,
    DateOnly NowOn,
    AuditGrade Then,
    AuditGrade Now,
    IReadOnlyList<PartBeside> Parts,
    int ThenVersion,
    int NowVersion,
    bool Waits,
    bool SamePerson,
    bool CouldHaveSeen
)
{
    public Moved Moved => AgainRules.From(Then, Now);

    /// <summary>Parts that both have.</summary>
    public IEnumerable<PartBeside> Both => Parts.Where(p => p.Moved is not null);

    /// <summary>What the two say together, and no more than that.</summary>
    public string InWords
    {
        get
        {
            var (better, same, worse) = (
                Both.Count(p => p.Moved == Again.Moved.Better),
                Both.Count(p => p.Moved == Again.Moved.Same),
                Both.Count(p => p.Moved == Again.Moved.Worse)
            );
            var whole = Moved switch
            {
                Again.Moved.Better => "Over all the grade is better than it was",
                Again.Moved.Worse => "Over all the grade is worse than it was",
                _ => "Over all the grade is the same as it was",
            };
            var parts = better + same + worse == 0 ? "" : $"; of {better + same + worse} parts that both have, {better} better, {same} the same, {worse} worse";
            return whole + parts + ".";
        }
    }

    /// <summary>What has to be known to read it.</summary>
    public IReadOnlyList<string> Cautions
    {
        get
        {
            var all = new List<string>();
            if (Waits)
            {
                all.Add("A second grade of one of the two is still to come or to be settled, so either can still move.");
            }
            if (SamePerson)
            {
                all.Add("The same person graded both times, and knew the earlier grade.");
            }
            else if (CouldHaveSeen)
            {
                all.Add("Whoever graded again had opened this record after the earlier audit, before they were named, and could have seen its grade.");
            }
            if (ThenVersion != NowVersion)
            {
                all.Add($"The tool has changed since: version {ThenVersion} then, version {NowVersion} now. Only parts that both versions have stand beside each other.");
            }
            all.Add("Two people can see the same work one step apart. One step is a sign and no proof.");
            return all;
        }
    }
}

/// <summary>The rules of auditing again: which audit may be followed by another, and how two are compared.</summary>
public static class AgainRules
{
    /// <summary>The day by which a second look is done is at most so many days away.</summary>
    public const int MostDays = 183;

    /// <summary>From the earlier grade to the later: the first grade of the scale is the best.</summary>
    public static Moved From(AuditGrade then, AuditGrade now) =>
        now < then ? Moved.Better
        : now > then ? Moved.Worse
        : Moved.Same;

    /// <summary>How the child came to be audited again.</summary>
    public static AgainHow How(Guid? againOf, AgainReason? because, int place) =>
        againOf is null
            ? place > 0
                ? AgainHow.ByChance
                : AgainHow.Otherwise
            : because == AgainReason.Sample
                ? AgainHow.WholeSample
                : AgainHow.OnPurpose;

    /// <summary>The parts of two audits side by side, by the key that a part keeps through all versions; in the order of the later, then what only the earlier had.</summary>
    public static IReadOnlyList<PartBeside> Parts(IReadOnlyCollection<AuditPartGrade> then, IReadOnlyCollection<AuditPartGrade> now)
    {
        var before = then.GroupBy(p => p.SectionKey).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Place).First());
        var after = now.OrderBy(p => p.Place).DistinctBy(p => p.SectionKey).ToList();
        var known = after.Select(p => p.SectionKey).ToHashSet();
        return
        [
            .. after.Select(p => new PartBeside(p.Title, before.GetValueOrDefault(p.SectionKey)?.Grade, p.Grade)),
            .. before.Values.Where(p => !known.Contains(p.SectionKey)).OrderBy(p => p.Place).Select(p => new PartBeside(p.Title, p.Grade, null)),
        ];
    }

    /// <summary>Why an audit cannot be followed by another one now; null when it can.</summary>
    /// <param name="state">How far the earlier audit has come; null where it is from before there were tools here.</param>
    /// <param name="waits">Its second grade is still to come.</param>
    /// <param name="apart">Its two grades differ and are not settled.</param>
    /// <param name="open">Somebody works with the child now.</param>
    /// <param name="running">The child is being audited, or is chosen to be.</param>
    /// <param name="offered">A version of its tool is published and still offered.</param>
    public static string? WhyNot(AuditState? state, bool waits, bool apart, bool open, bool running, bool offered) =>
        state is null ? "This audit was done without a tool that is kept here, so nothing could stand beside it part by part"
        : state != AuditState.Finished ? "This audit is not finished, so there is nothing yet to look at again"
        : waits ? "Its second grade is still to come. It can be audited again when both are in"
        : apart ? "Its two grades differ and are not settled yet. Settle them first, so that one grade stands"
        : running ? "This child is being audited already, or is chosen to be"
        : !open ? "Nobody works with this child now, so there is nothing new to look at"
        : !offered ? "Its tool is no longer offered. Offer it again first"
        : null;

    public static string Words(AgainReason reason) =>
        reason switch
        {
            AgainReason.Effect => "To see whether what was asked for made a difference",
            AgainReason.Concern => "Somebody worries, or has complained",
            AgainReason.Changed => "The work has changed: another worker, team or plan",
            AgainReason.Sample => "The whole sample is audited again",
            _ => "Another reason",
        };

    public static string Words(AgainHow how) =>
        how switch
        {
            AgainHow.OnPurpose => "Chosen to be looked at again",
            AgainHow.WholeSample => "In a whole sample that was audited again",
            AgainHow.ByChance => "Came up again in a draw",
            _ => "Added by hand, or before draws were kept here",
        };

    public static string Words(Moved moved) =>
        moved switch
        {
            Moved.Better => "better",
            Moved.Worse => "worse",
            _ => "the same",
        };
}
