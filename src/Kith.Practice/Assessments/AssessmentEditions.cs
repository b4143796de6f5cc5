namespace Kith.Practice.Assessments;

/// <summary>Whom a section is about: each child, or the whole family.</summary>
public enum SectionScope
{
    Child,
    Family,
}

/// <summary>What is already known that belongs beside a section while it is being written.</summary>
[Flags]
public enum Beside
{
    None = 0,
    LastAssessment = 1,
    Chronology = 2,
    Voice = 4,
    Family = 8,
}

/// <summary>One section of an assessment: the question, and guidance that stands beside it.</summary>
/// <param name="Key">Stable name in <see cref="AssessmentText.Section"/>.</param>
/// <param name="Guidance">What good practice looks for here: short prompts, one a line.</param>
/// <param name="Required">True when the assessment cannot go to a manager without it.</param>
/// <param name="CarriedForward">True when the text of the last assessment is offered as a start.</param>
public sealed record AssessmentSection(
    string Key,
    string Title,
    string Question,
    IReadOnlyList<string> Guidance,
    SectionScope Scope,
    bool Required,
    Beside Beside,
    bool CarriedForward = false
);

/// <summary>The sections in force for assessments that begin from a date. A new edition is added here; an assessment keeps the one it began in.</summary>
public sealed record AssessmentEdition(string Id, DateOnly From, string Source, IReadOnlyList<AssessmentSection> Sections)
{
    /// <summary>The section with a key.</summary>
    /// <exception cref="KeyNotFoundException">This edition has none.</exception>
    public AssessmentSection Section(string key) => Sections.FirstOrDefault(s => s.Key == key) ?? throw new KeyNotFoundException($"Edition {Id} has no section {key}.");
}

/// <summary>
/// The editions of the child and family assessment. The three sides of the assessment framework (the child's needs,
/// parenting, family and surroundings) are those of Working Together to Safeguard Children; the order follows how a
/// worker thinks: what happened, what the child's life is like, who is around, what it all means.
/// </summary>
public static class AssessmentEditions
{
    private const string Framework =
        "Working Together to Safeguard Children, the assessment framework (child's developmental needs, parenting capacity, family and environmental factors). "
        + "Read in the 2018 and 2023 editions; whether the 2026 edition words it differently has not been verified.";

    /// <summary>All editions, earliest first.</summary>
    public static IReadOnlyList<AssessmentEdition> All { get; } =
    [
        new(
            "2024",
            DateOnly.MinValue,
            Framework,
            [
                new(
                    "what-happened",
                    "What has happened",
                    "Why are we assessing now, and what happened before?",
                    [
                        "What led to the referral, in plain facts: who saw or said what, and when.",
                        "What is different from earlier times we were involved.",
                        "What worked before, and what did not last.",
                    ],
                    SectionScope.Family,
                    true,
                    Beside.Chronology | Beside.LastAssessment,
                    true
                ),
                new(
                    "voice",
                    "What the child says",
                    "What does the child say and show, in their own words?",
                    [
                        "The child's own words, or what they showed, before anybody's interpretation.",
                        "Where, with whom, and how they were heard: talking, drawing, playing, signing, watching.",
                        "What they want to happen. What they are worried about, and what is good.",
                        "A baby or a child who does not use words has a view: what did you see?",
                    ],
                    SectionScope.Child,
                    true,
                    Beside.Voice
                ),
                new(
                    "a-day",
                    "A day in the child's life",
                    "What is life like for this child, from morning to night?",
                    [
                        "Health, food, sleep, school, friends, play, who comforts them.",
                        "How they are growing up for their age, and how you know.",
                        "Identity: culture, faith, language, disability, how they see themselves.",
                    ],
                    SectionScope.Child,
                    true,
                    Beside.LastAssessment | Beside.Voice,
                    true
                ),
                new(
                    "parenting",
                    "Being parents",
                    "What do the parents and carers give the child, and what gets in the way?",
                    [
                        "Basic care, safety, warmth, interest, boundaries, staying the same.",
                        "What they say themselves. How they understand the worry.",
                        "What gets in the way (health, drink, drugs, violence, money), and what that means for the child on a day.",
                        "Both parents, and anyone else who cares for the child.",
                    ],
                    SectionScope.Family,
                    true,
                    Beside.LastAssessment | Beside.Chronology,
                    true
                ),
                new(
                    "family",
                    "Family and surroundings",
                    "Who is around this family, and what is home like?",
                    [
                        "Who the child would name. Who helps now, and who could.",
                        "Where they live, money, neighbours, school, what the area is like for a child.",
                        "Harm from outside the home: who, where, online.",
                    ],
                    SectionScope.Family,
                    true,
                    Beside.Family | Beside.LastAssessment,
                    true
                ),
                new(
                    "strengths",
                    "What is going well",
                    "What is good, what has kept the child safe, and when has the worry not happened?",
                    ["Times when it could have gone wrong and did not.", "What the family is proud of.", "What other people who know them say."],
                    SectionScope.Family,
                    false,
                    Beside.Family
                ),
                new(
                    "agencies",
                    "What others know",
                    "What do school, health, police and others say?",
                    ["Who was asked, what they said, and when.", "What is fact and what is opinion.", "Who was not reached, and whether that matters."],
                    SectionScope.Family,
                    false,
                    Beside.Chronology
                ),
                new(
                    "analysis",
                    "Analysis",
                    "What does all of this mean for this child?",
                    [
                        "What is most likely to happen to this child if nothing changes, how bad, how soon.",
                        "Which facts weigh most, and what would change your mind.",
                        "How the child's view has shaped this, or why it was not followed.",
                        "Do not repeat; conclude.",
                    ],
                    SectionScope.Child,
                    true,
                    Beside.Voice | Beside.Chronology
                ),
            ]
        ),
    ];

    /// <summary>The edition in force for an assessment that begins on the day.</summary>
    public static AssessmentEdition InForce(DateOnly on) => All.Last(e => e.From <= on);

    /// <summary>The edition with an id; the latest when null.</summary>
    public static AssessmentEdition Of(string? id) => All.FirstOrDefault(e => e.Id == id) ?? All[^1];
}
