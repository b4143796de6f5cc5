using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Settings;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Children.RecordCheck;

/// <summary>What a reader from outside looks for first, in the order in which they ask.</summary>
public enum CheckArea
{
    Seen,
    Voice,
    Plan,
    Network,
    Contingency,
    Oversight,
    Chronology,
    Signed,
    Data,
}

/// <summary>One finding: a strength or a gap, the rule behind it, and where it is seen or put right.</summary>
/// <param name="Words">What was found, with its figure.</param>
/// <param name="Rule">The rule that was asked.</param>
/// <param name="Place">The page of the child on which it stands: «voice», «contingency».</param>
public sealed record CheckLine(CheckArea Area, bool Met, string Words, string Rule, string Place);

/// <summary>What the rules look at. Everything is what other pages show too: the check counts nothing anew.</summary>
public sealed record RecordFacts
{
    public required DateOnly Today { get; init; }
    public required ChildOverview Child { get; init; }

    /// <summary>The child's running clocks.</summary>
    public IReadOnlyList<DueItem> Due { get; init; } = [];

    /// <summary>The kinds of record that say on which of the child's words they rest, of the plan that runs: the plan, its last assessment, the contingency plan.</summary>
    public bool PlanCites { get; init; }
    public bool AssessmentCites { get; init; }

    /// <summary>The latest assessment that is finished.</summary>
    public DateOnly? AssessedOn { get; init; }
    public int Relatives { get; init; }
    public int NamedByChild { get; init; }
    public int ClosenessKnown { get; init; }

    /// <summary>Whether the contingency plan carries what the child thinks of it.</summary>
    public bool ContingencyChildView { get; init; }
    public DateOnly? ContingencyReviewOn { get; init; }

    /// <summary>The last family meeting that was offered, or for which the reason stands why not.</summary>
    public FamilyMeetingState? FamilyMeeting { get; init; }

    /// <summary>The latest day in the chronology, and how many of its events stand out.</summary>
    public DateOnly? ChronologyTo { get; init; }
    public int Significant { get; init; }
    public bool WhyInvolved { get; init; }
    public DateOnly? WhyInvolvedOn { get; init; }

    /// <summary>Records that wait for somebody to authorise them, and since when the oldest does.</summary>
    public int Unsigned { get; init; }

    /// <inheritdoc cref="Unsigned"/>
    public DateOnly? UnsignedSince { get; init; }

    /// <summary>What the census would reject or ask about, without an explanation.</summary>
    public int DataIssues { get; init; }
}

/// <summary>
/// What would somebody see who opens this record for the first time? Strengths and gaps by stated rules over the record.
/// They say what is there and what is missing, never whose fault it is, and there is no sum.
/// </summary>
public static class RecordCheckRules
{
    /// <summary>Days after which a chronology without an entry is said to have stopped.</summary>
    public const int Silent = 42;

    /// <summary>Months after which the words «why we are involved» are said to be old.</summary>
    public const int OldMonths = 6;

    /// <summary>Days that a record may wait for authorisation before a reader from outside asks about it.</summary>
    public const int UnsignedDays = 7;

    /// <summary>The findings, area by area, gaps before strengths; empty for a child with whom nobody works.</summary>
    public static IReadOnlyList<CheckLine> Of(RecordFacts f, IntervalPolicy intervals)
    {
        if (!ChildWords.IsOpen(f.Child.Status))
        {
            return [];
        }
        var lines = new List<CheckLine>();
        Seen(f, lines);
        Heard(f, intervals, lines);
        Plan(f, lines);
        Network(f, lines);
        Contingency(f, lines);
        Oversight(f, lines);
        Chronology(f, lines);
        Signed(f, lines);
        return [.. lines.OrderBy(l => l.Area).ThenBy(l => l.Met)];
    }

    /// <summary>«Seen», «Heard».</summary>
    public static string Name(CheckArea area) =>
        area switch
        {
            CheckArea.Seen => "Is the child seen?",
            CheckArea.Voice => "Is the child heard, and answered?",
            CheckArea.Plan => "Is there a plan, and does it move?",
            CheckArea.Network => "Who is around the child?",
            CheckArea.Contingency => "What happens if the plan fails?",
            CheckArea.Oversight => "Does a manager look?",
            CheckArea.Signed => "Is what was written authorised?",
            CheckArea.Data => "Do the facts agree?",
            _ => "Does the record tell the story?",
        };

    private static void Seen(RecordFacts f, List<CheckLine> lines)
    {
        var c = f.Child;
        if (c.Unborn)
        {
            return;
        }
        var late = f
            .Due.Where(d => DueWork.Kind(d.Clock) == DueKind.Visit || d.Clock == "child_seen_assessment")
            .Where(d => d.DueOn < f.Today)
            .Select(d => (DateOnly?)d.DueOn)
            .Min();
        const string Rule = "Seen since the work began, and no visit late";
        lines.Add(
            c.LastSeenOn is not { } seen || (c.EpisodeFrom is { } began && seen < began) ? new(CheckArea.Seen, false, "Not seen since the work began", Rule, "visits")
            : late is { } due ? new(CheckArea.Seen, false, $"Last seen {DateWords.Medium(seen)}; the next visit was due {DateWords.Medium(due)}", Rule, "visits")
            : new(CheckArea.Seen, true, $"Last seen {DateWords.Medium(seen)}, {ChildWords.Ago(seen, f.Today)}", Rule, "visits")
        );
        // A child of under three is not asked to be without a parent; the form of a visit asks nobody of that age either.
        var small = c.BornOn is { } born && born.AddYears(3) > f.Today;
        if (c.LastSeenOn is not null && (!small || c.LastSeenAlone == true))
        {
            lines.Add(
                c.LastSeenAlone == true
                    ? new(CheckArea.Seen, true, "Seen alone the last time", "The last visit says that the child was seen alone", "visits")
                    : new(
                        CheckArea.Seen,
                        false,
                        c.LastSeenAlone == false ? "Not seen alone the last time" : "Whether seen alone is not recorded",
                        "The last visit says that the child was seen alone",
                        "visits"
                    )
            );
        }
    }

    private static void Heard(RecordFacts f, IntervalPolicy intervals, List<CheckLine> lines)
    {
        var c = f.Child;
        if (Hearing.StateOn(c, intervals, f.Today) is var state && state != HearingState.NotExpected)
        {
            const string Rule = "Heard as often as the authority expects; a described observation counts";
            lines.Add(
                state switch
                {
                    HearingState.InTime => new(
                        CheckArea.Voice,
                        true,
                        $"Heard {DateWords.Medium(c.LastVoiceOn!.Value)}: {Count(c.VoiceOpportunities, "opportunity", "opportunities")} since the work began",
                        Rule,
                        "voice"
                    ),
                    HearingState.Late => new(CheckArea.Voice, false, $"Last heard {DateWords.Medium(c.LastVoiceOn!.Value)}, longer ago than expected", Rule, "voice"),
                    HearingState.NotYet => new(CheckArea.Voice, false, "Not heard yet; there is still time", Rule, "voice"),
                    _ => new(CheckArea.Voice, false, "Never heard since the work began", Rule, "voice"),
                }
            );
            if (c.VoiceOpportunities > 0)
            {
                var late = Hearing.AnswerDueOn(c, intervals) is { } due && due < f.Today;
                lines.Add(
                    new(
                        CheckArea.Voice,
                        !late,
                        late
                                ? $"{Count(c.Unanswered, "thing that was said has", "things that were said have")} no answer; the oldest is of {DateWords.Medium(c.UnansweredFrom!.Value)}"
                            : c.Unanswered > 0 ? "What was said last waits for an answer, and there is still time"
                            : "All that was said has been answered",
                        "«You said, we did»: an answer within the time that the authority sets",
                        late || c.Unanswered > 0 ? "voice?unanswered=true" : "voice"
                    )
                );
            }
        }
        if (ListContingency.Concerned.Contains(c.Status) && c.VoiceOpportunities > 0)
        {
            lines.Add(
                new(
                    CheckArea.Voice,
                    f.PlanCites,
                    f.PlanCites ? "The plan says on which of the child’s words it rests" : "The plan does not say on which of the child’s words it rests, or why not",
                    "A plan or a decision cites what the child said, or says why it was not followed",
                    "protection"
                )
            );
        }
        if (f.AssessedOn is { } assessed && c.EpisodeFrom is { } from && assessed >= from && c.VoiceOpportunities > 0)
        {
            lines.Add(
                new(
                    CheckArea.Voice,
                    f.AssessmentCites,
                    f.AssessmentCites ? "The assessment cites what the child said" : "The assessment does not cite what the child said",
                    "The last assessment cites what the child said, or says why it was not followed",
                    "assessments"
                )
            );
        }
        if (c is { LastMeetingOn: { } met, Unborn: false })
        {
            lines.Add(
                c.TookPart switch
                {
                    true => new(
                        CheckArea.Voice,
                        true,
                        $"Took part in the meeting of {DateWords.Medium(met)}",
                        "How the child took part in the last conference or review is recorded",
                        "voice"
                    ),
                    false => new(
                        CheckArea.Voice,
                        true,
                        $"Chose not to take part in the meeting of {DateWords.Medium(met)}",
                        "How the child took part in the last conference or review is recorded",
                        "voice"
                    ),
                    _ => new(
                        CheckArea.Voice,
                        false,
                        $"The meeting of {DateWords.Medium(met)} does not say how the child took part",
                        "How the child took part in the last conference or review is recorded; of a baby, nothing is asked",
                        "voice"
                    ),
                }
            );
        }
    }

    private static void Plan(RecordFacts f, List<CheckLine> lines)
    {
        var c = f.Child;
        lines.Add(
            c.WorkerId is null
                ? new(CheckArea.Plan, false, "No worker holds the case", "A named worker holds the case", "people")
                : new(
                    CheckArea.Plan,
                    true,
                    c.WorkerSince is { } since ? $"The same worker since {DateWords.Medium(since)}" : "A named worker holds the case",
                    "A named worker holds the case",
                    "people"
                )
        );
        if (!ListContingency.Concerned.Contains(c.Status))
        {
            return;
        }
        var late = f
            .Due.Where(d =>
                d.DueOn < f.Today
                && DueWork.Kind(d.Clock) is DueKind.Review or DueKind.CoreGroup or DueKind.Conference
                && !d.Clock.StartsWith("contingency", StringComparison.Ordinal)
            )
            .OrderBy(d => d.DueOn)
            .ThenBy(d => d.Clock, StringComparer.Ordinal)
            .ToList();
        const string Rule = "Reviews and core groups are on time";
        lines.Add(
            late.Count > 0
                ? new(CheckArea.Plan, false, $"{DueWork.Short(late[0].Clock)} was due {DateWords.Medium(late[0].DueOn)}", Rule, "protection")
                : new(CheckArea.Plan, true, "Reviews and core groups are on time", Rule, "protection")
        );
    }

    private static void Network(RecordFacts f, List<CheckLine> lines)
    {
        if (f.Relatives == 0)
        {
            lines.Add(new(CheckArea.Network, false, "Nobody of the family or network is on record", "The people whom the child would name are on record", "family"));
            return;
        }
        lines.Add(
            f.ClosenessKnown == 0
                ? new(
                    CheckArea.Network,
                    false,
                    $"{Count(f.Relatives, "person is", "people are")} on record; how close they are to the child is not",
                    "How close somebody is, as the child sees it, is recorded",
                    "network"
                )
                : new(
                    CheckArea.Network,
                    true,
                    $"How close the child is to {Count(f.ClosenessKnown, "person", "people")} of {f.Relatives} is recorded",
                    "How close somebody is, as the child sees it, is recorded",
                    "network"
                )
        );
        if (!f.Child.Unborn)
        {
            lines.Add(
                f.NamedByChild == 0
                    ? new(CheckArea.Network, false, "Nobody is marked as named by the child", "The child was asked whom they would name", "network")
                    : new(CheckArea.Network, true, $"The child named {Count(f.NamedByChild, "person", "people")}", "The child was asked whom they would name", "network")
            );
        }
        if (f.Due.Any(d => d.Clock == "family_meeting_offer"))
        {
            lines.Add(
                new(
                    CheckArea.Network,
                    false,
                    "The family has not been offered its own meeting before court",
                    "Family group decision-making is offered before an application to court",
                    "family-meetings"
                )
            );
        }
        else if (f.FamilyMeeting is { } meeting)
        {
            lines.Add(
                new(
                    CheckArea.Network,
                    true,
                    meeting switch
                    {
                        FamilyMeetingState.Held or FamilyMeetingState.Reviewed => "The family made its own plan",
                        FamilyMeetingState.Declined => "The family was offered its own meeting and declined",
                        FamilyMeetingState.NotOffered => "Why the family was not offered its own meeting is written down",
                        _ => "The family was offered its own meeting",
                    },
                    "The family is offered a meeting of its own, or the reason is written down",
                    "family-meetings"
                )
            );
        }
    }

    private static void Contingency(RecordFacts f, List<CheckLine> lines)
    {
        var c = f.Child;
        if (!ListContingency.Concerned.Contains(c.Status))
        {
            return;
        }
        var strength = ContingencyRules.StrengthOn(c.Contingency, c.ContingencyUntil, f.Today);
        const string Rule = "The plan names who steps in for the long term, checked and agreed";
        lines.Add(
            strength switch
            {
                ContingencyStrength.LongTermVerified => new(
                    CheckArea.Contingency,
                    true,
                    $"Long term, checked; holds until {DateWords.Medium(c.ContingencyUntil!.Value)}",
                    Rule,
                    "contingency"
                ),
                ContingencyStrength.LongTermUnverified => new(
                    CheckArea.Contingency,
                    false,
                    "Somebody is named for the long term; not all of it is checked and agreed",
                    Rule,
                    "contingency"
                ),
                ContingencyStrength.ImmediateOnly => new(CheckArea.Contingency, false, "Stops at immediate support: nobody is named for the long term", Rule, "contingency"),
                _ => new(CheckArea.Contingency, false, "No plan says who would step in", Rule, "contingency"),
            }
        );
        if (strength == ContingencyStrength.None)
        {
            return;
        }
        if (!f.ContingencyChildView)
        {
            lines.Add(
                new(
                    CheckArea.Contingency,
                    false,
                    "What the child thinks of it is not recorded",
                    "The child’s view of who would step in is recorded; what a child shows counts",
                    "contingency"
                )
            );
        }
        if (f.Due.Any(d => d.Clock == "contingency_changed"))
        {
            lines.Add(
                new(CheckArea.Contingency, false, "Something changed for someone whom it names, and nobody has looked since", "It is looked at again after a change", "contingency")
            );
        }
        if (f.ContingencyReviewOn is { } review)
        {
            lines.Add(
                review < f.Today
                    ? new(CheckArea.Contingency, false, $"It was to be looked at again on {DateWords.Medium(review)}", "It is looked at again on its day", "contingency")
                    : new(CheckArea.Contingency, true, $"It is looked at again on {DateWords.Medium(review)}", "It is looked at again on its day", "contingency")
            );
        }
    }

    private static void Oversight(RecordFacts f, List<CheckLine> lines)
    {
        const string Rule = "A manager looks as often as the authority expects of this child";
        var due = f.Due.Where(d => d.Clock == OversightClocks.Oversight).Select(d => (DateOnly?)d.DueOn).Min();
        lines.Add(
            due < f.Today
                ? new(
                    CheckArea.Oversight,
                    false,
                    f.Child.LastOversightOn is { } last
                        ? $"Last looked at {DateWords.Medium(last)}; due {DateWords.Medium(due.Value)}"
                        : $"Not looked at yet; due {DateWords.Medium(due.Value)}",
                    Rule,
                    "oversight"
                )
            : f.Child.LastOversightOn is { } on
                ? new(CheckArea.Oversight, true, $"Looked at {DateWords.Medium(on)}{(due is { } next ? $", next by {DateWords.Medium(next)}" : "")}", Rule, "oversight")
            : new(CheckArea.Oversight, false, due is { } first ? $"Not looked at yet; by {DateWords.Medium(first)}" : "Not looked at yet", Rule, "oversight")
        );
    }

    private static void Chronology(RecordFacts f, List<CheckLine> lines)
    {
        lines.Add(
            !f.WhyInvolved ? new(CheckArea.Chronology, false, "Nobody has written why we are involved", "Three sentences say why we are involved, not older than six months", "")
            : f.WhyInvolvedOn is { } on && on.AddMonths(OldMonths) < f.Today
                ? new(
                    CheckArea.Chronology,
                    false,
                    $"Why we are involved was last written {DateWords.Medium(on)}",
                    "Three sentences say why we are involved, not older than six months",
                    ""
                )
            : new(CheckArea.Chronology, true, "It says in a few sentences why we are involved", "Three sentences say why we are involved, not older than six months", "")
        );
        lines.Add(
            f.ChronologyTo is { } to && to >= f.Today.AddDays(-Silent)
                ? new(
                    CheckArea.Chronology,
                    true,
                    $"The chronology goes up to {DateWords.Medium(to)}; {Count(f.Significant, "event stands", "events stand")} out",
                    "The chronology has an entry of the last six weeks",
                    "chronology"
                )
                : new(
                    CheckArea.Chronology,
                    false,
                    f.ChronologyTo is { } stopped ? $"The chronology stops at {DateWords.Medium(stopped)}" : "The chronology is empty",
                    "The chronology has an entry of the last six weeks",
                    "chronology"
                )
        );
    }

    private static void Signed(RecordFacts f, List<CheckLine> lines)
    {
        const string Rule = "What is sent to be authorised is decided within a week";
        lines.Add(
            f.UnsignedSince is { } since && since.AddDays(UnsignedDays) < f.Today
                ? new(
                    CheckArea.Signed,
                    false,
                    $"{Count(f.Unsigned, "record waits", "records wait")} to be authorised, the oldest since {DateWords.Medium(since)}",
                    Rule,
                    "assessments"
                )
                : new(CheckArea.Signed, true, "Nothing has waited for a week to be authorised", Rule, "assessments")
        );
        const string Agrees = "No rule of the census finds fault with the record, or the reason is explained";
        lines.Add(
            f.DataIssues > 0
                ? new(CheckArea.Data, false, $"{Count(f.DataIssues, "fact does", "facts do")} not agree with the census’s rules", Agrees, "data")
                : new(CheckArea.Data, true, "The facts agree with the census’s rules", Agrees, "data")
        );
    }

    private static string Count(int n, string one, string many) => n == 1 ? $"one {one}" : $"{n} {many}";
}
