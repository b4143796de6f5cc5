using Kith.Standards.Measures;

namespace Kith.Practice.Assurance;

/// <summary>A question that anybody may ask of the service, and the measures that answer it.</summary>
/// <param name="Asks">«Are children seen?»</param>
/// <param name="Measures">In plain words, with the id in the catalogue.</param>
public sealed record AssuranceQuestion(string Asks, IReadOnlyList<(string Id, string Plain)> Measures);

/// <summary>
/// What every edition tells, good or bad: nobody chooses the figures of a quarter. Whole measures alone, and of any two that
/// would add up to a third no more than two.
/// </summary>
public static class AssuranceMeasures
{
    /// <summary>The questions, in the order in which they are read.</summary>
    public static IReadOnlyList<AssuranceQuestion> All { get; } =
    [
        new(
            "When somebody worries about a child, is it looked at in time?",
            [
                ("assess_45", "Assessments finished within 45 working days"),
                ("re_referral", "Referrals about a child who was referred already in the year before"),
                ("icpc_15", "First child protection conferences held within 15 working days"),
            ]
        ),
        new(
            "Are children on a plan seen, and is the plan looked at again?",
            [
                ("visit_cp_on_time", "Children on a child protection plan who were visited in time"),
                ("cp_reviewed", "Child protection plans looked at again in time"),
                ("cp_repeat", "New child protection plans for a child who had one before"),
            ]
        ),
        new("Are children listened to?", [("voice_in_time", "Children who were asked what they think and wish, as often as they should be")]),
        new(
            "Does a manager look at every child’s situation, also of disabled children?",
            [
                ("oversight_disabled", "Disabled children whose situation a manager looked at in time"),
                ("oversight_other", "Other children whose situation a manager looked at in time"),
            ]
        ),
        new(
            "If the plan for a child does not work, is it known who in the family helps?",
            [("contingency_recorded", "Children whose plan says who steps in"), ("contingency_long_term", "Children whose plan says who steps in for the long term")]
        ),
        new(
            "Do children keep the same worker?",
            [("workers_count", "Children with three or more workers in a year"), ("relationship_days", "Days with the present worker, the middle child")]
        ),
        new(
            "Are there enough people to do the work?",
            [
                ("caseload", "Children for each full-time worker"),
                ("turnover", "Social workers who left in the year"),
                ("vacancy", "Posts of social workers that are empty"),
                ("agency", "Social workers from agencies"),
            ]
        ),
    ];

    /// <summary>The definitions, in order.</summary>
    public static IReadOnlyList<MeasureDefinition> Definitions { get; } =
    [.. All.SelectMany(q => q.Measures).Select(m => MeasureCatalogue.Find(m.Id) ?? throw new InvalidOperationException($"No measure is called {m.Id}."))];

    /// <summary>A measure in plain words.</summary>
    public static string Plain(string id) => All.SelectMany(q => q.Measures).Where(m => m.Id == id).Select(m => m.Plain).FirstOrDefault() ?? MeasureCatalogue.Find(id)?.Name ?? id;
}
