using System.Text.Json;
using Kith.Practice.Acts;
using Kith.Practice.Store;

namespace Kith.Practice.Audits.Tools;

/// <summary>Whom a tool is made for; a sample for it is drawn from these children only.</summary>
public enum AuditPopulation
{
    /// <summary>Every child whose case is open.</summary>
    Everybody,

    /// <summary>Children on a child protection or child in need plan.</summary>
    OnPlan,

    /// <summary>Disabled children.</summary>
    Disabled,

    /// <summary>Children with a running risk of exploitation or harm outside the home that is judged medium or high.</summary>
    AtRiskOutsideHome,
}

/// <summary>How a question of an audit tool is answered.</summary>
public enum AuditAnswer
{
    /// <summary>In words.</summary>
    Text,

    /// <summary>Fully, mostly, partly, not at all, or it does not apply.</summary>
    Extent,
    YesNo,
    Choice,
    Number,
    Date,
}

/// <summary>What the record says by itself: gathered when the audit begins and shown beside the questions that ask for it.</summary>
public enum AuditFact
{
    Seen,
    Voice,
    Plan,
    Network,
    Contingency,
    Oversight,
    Chronology,
    Supervision,
    Risk,
    Identity,
    Workers,
    EarlierAudits,
}

/// <summary>One question of a tool.</summary>
/// <param name="Key">The same through all versions, so that answers can be compared.</param>
/// <param name="Words">The question as it is asked.</param>
/// <param name="Guidance">Where to look, and what good looks like.</param>
/// <param name="Choices">What can be chosen, for <see cref="AuditAnswer.Choice"/>; otherwise empty.</param>
/// <param name="Required">Must be answered before the audit is finished.</param>
/// <param name="Facts">What of the record is shown beside it.</param>
public sealed record AuditQuestion(Guid Key, string Words, string? Guidance, AuditAnswer Kind, IReadOnlyList<string> Choices, bool Required, IReadOnlyList<AuditFact> Facts)
{
    private static readonly string[] Extents = ["Fully", "Mostly", "Partly", "Not at all", "Does not apply"];

    /// <summary>What can be answered where the answers are few; otherwise empty.</summary>
    public IReadOnlyList<string> Answers =>
        Kind switch
        {
            AuditAnswer.Extent => Extents,
            AuditAnswer.YesNo => ["Yes", "No"],
            _ => Choices,
        };

    /// <summary>What is wrong with an answer; null when nothing is.</summary>
    public string? Wrong(string? given, bool finished)
    {
        var answer = given?.Trim() ?? "";
        if (answer.Length == 0)
        {
            return finished && Required ? $"Answer «{Words}»" : null;
        }
        return Kind switch
        {
            AuditAnswer.Extent or AuditAnswer.YesNo or AuditAnswer.Choice when !Answers.Contains(answer) => $"Choose an answer from the list: «{Words}»",
            AuditAnswer.Date when !DateOnly.TryParseExact(answer, "yyyy-MM-dd", out _) => $"Enter a real date: «{Words}»",
            AuditAnswer.Number when !decimal.TryParse(answer, System.Globalization.CultureInfo.InvariantCulture, out _) => $"Enter a number: «{Words}»",
            _ when answer.Length > AuditTool.LongestAnswer => $"The answer must be {AuditTool.LongestAnswer:N0} characters or fewer: «{Words}»",
            _ => null,
        };
    }
}

/// <summary>A part of a tool: questions about one thing, and mostly a grade for it.</summary>
/// <param name="Graded">False where the answers inform the other grades, and nothing is graded here.</param>
public sealed record AuditSection(Guid Key, string Title, string? Guidance, bool Graded, IReadOnlyList<AuditQuestion> Questions);

/// <summary>
/// One version of an audit tool, whole. While it is being made it can change; once published it never does, and every audit
/// keeps the version that it was done with. The child's experience is always the first part.
/// </summary>
public sealed class AuditTool : Record
{
    public const int LongestAnswer = 4000;
    public const int MostQuestions = 60;
    public const string FirstSection = "The child’s experience";

    /// <summary>The same through all versions.</summary>
    public Guid ToolKey { get; set; }

    /// <summary>1, 2, 3 … of each tool.</summary>
    public int Number { get; set; }
    public required string Title { get; set; }

    /// <summary>What it is for, in a sentence or two.</summary>
    public string? About { get; set; }
    public AuditPopulation For { get; set; }

    /// <summary>The ready tool from which it began: see <see cref="ReadyTools"/>; null for a tool of the authority's own.</summary>
    public string? Ready { get; set; }

    /// <summary>Null while it is being made.</summary>
    public DateOnly? PublishedOn { get; set; }
    public string? PublishedByName { get; set; }

    /// <summary>When the tool is no longer offered; audits under way go on with it.</summary>
    public DateOnly? RetiredOn { get; set; }

    /// <summary>The parts with their questions, as JSON.</summary>
    public string Content { get; set; } = "[]";

    /// <summary>The parts in their order.</summary>
    public IReadOnlyList<AuditSection> Sections
    {
        get => JsonSerializer.Deserialize<List<AuditSection>>(Content) ?? [];
        set => Content = JsonSerializer.Serialize(value);
    }

    /// <exception cref="NotAcceptedException">It is published.</exception>
    private void DemandDraft()
    {
        if (PublishedOn is not null)
        {
            throw new NotAcceptedException("", "A published version never changes: begin the next one");
        }
    }

    /// <summary>Puts a part in, or changes its title, guidance and whether it is graded.</summary>
    /// <exception cref="NotAcceptedException">It cannot be.</exception>
    public void Put(AuditSection section)
    {
        DemandDraft();
        var all = Sections.ToList();
        var at = all.FindIndex(s => s.Key == section.Key);
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(section.Title) || section.Title.Length > 120)
        {
            problems.Add(new("Title", "Write what the part is about, in 120 characters or fewer"));
        }
        if (section.Guidance?.Length > 1000)
        {
            problems.Add(new("Guidance", "The guidance must be 1,000 characters or fewer"));
        }
        if (at == 0 && !section.Graded)
        {
            problems.Add(new("Graded", "What life is like for the child is always graded"));
        }
        Children.Details.Editing.Refuse(problems);
        if (at < 0)
        {
            all.Add(section);
        }
        else
        {
            all[at] = section with { Questions = all[at].Questions };
        }
        Sections = all;
    }

    /// <summary>Puts a question into a part, or changes it.</summary>
    /// <exception cref="NotAcceptedException">It cannot be asked so.</exception>
    public void Put(Guid sectionKey, AuditQuestion question)
    {
        DemandDraft();
        var all = Sections.ToList();
        var problems = new List<Problem>();
        var to = all.FindIndex(s => s.Key == sectionKey);
        if (to < 0)
        {
            problems.Add(new("Section", "Choose the part to which the question belongs"));
        }
        if (string.IsNullOrWhiteSpace(question.Words) || question.Words.Length > 300)
        {
            problems.Add(new("Words", "Write the question, in 300 characters or fewer"));
        }
        if (question.Guidance?.Length > 1000)
        {
            problems.Add(new("Guidance", "The guidance must be 1,000 characters or fewer"));
        }
        if (question.Kind == AuditAnswer.Choice && question.Choices.Count is < 2 or > 12)
        {
            problems.Add(new("Choices", "Write from 2 to 12 answers, each on a line of its own"));
        }
        var before = all.FindIndex(s => s.Questions.Any(q => q.Key == question.Key));
        if (before < 0 && all.Sum(s => s.Questions.Count) >= MostQuestions)
        {
            problems.Add(new("Words", $"A tool holds at most {MostQuestions} questions: a longer one is filled in and not thought about. Take one out first"));
        }
        Children.Details.Editing.Refuse(problems);
        if (before >= 0 && before != to)
        {
            all[before] = all[before] with { Questions = [.. all[before].Questions.Where(q => q.Key != question.Key)] };
        }
        var questions = all[to].Questions.ToList();
        var at = questions.FindIndex(q => q.Key == question.Key);
        if (at < 0)
        {
            questions.Add(question);
        }
        else
        {
            questions[at] = question;
        }
        all[to] = all[to] with { Questions = questions };
        Sections = all;
    }

    /// <summary>Takes a part with its questions, or one question, out.</summary>
    /// <exception cref="NotAcceptedException">It is the child's experience.</exception>
    public void Remove(Guid key)
    {
        DemandDraft();
        var all = Sections.ToList();
        if (all.Count > 0 && all[0].Key == key)
        {
            throw new NotAcceptedException("", "Every tool begins with the child’s experience: its questions can change, the part stays");
        }
        all.RemoveAll(s => s.Key == key);
        Sections = [.. all.Select(s => s with { Questions = [.. s.Questions.Where(q => q.Key != key)] })];
    }

    /// <summary>Moves a part or a question one place up. The child's experience stays first.</summary>
    public void MoveUp(Guid key)
    {
        DemandDraft();
        var all = Sections.ToList();
        var at = all.FindIndex(s => s.Key == key);
        if (at > 1)
        {
            (all[at - 1], all[at]) = (all[at], all[at - 1]);
        }
        for (var i = 0; i < all.Count && at < 0; i++)
        {
            var questions = all[i].Questions.ToList();
            var place = questions.FindIndex(q => q.Key == key);
            if (place > 0)
            {
                (questions[place - 1], questions[place]) = (questions[place], questions[place - 1]);
                all[i] = all[i] with { Questions = questions };
            }
        }
        Sections = all;
    }

    /// <summary>Publishes it: from now on it never changes.</summary>
    /// <exception cref="NotAcceptedException">It is not whole yet.</exception>
    public void Publish(DateOnly on, string byName)
    {
        DemandDraft();
        var sections = Sections;
        if (sections.FirstOrDefault(s => s.Questions.Count == 0) is { } empty)
        {
            throw new NotAcceptedException("", $"«{empty.Title}» has no question yet. Add one, or take the part out");
        }
        if (sections.Count == 0 || !sections[0].Graded)
        {
            throw new NotAcceptedException("", "The first part is the child’s experience, and it is graded");
        }
        (PublishedOn, PublishedByName) = (on, byName);
    }
}

/// <summary>The words of tools, grades and facts.</summary>
public static class AuditWords
{
    public static string Grade(AuditGrade grade) =>
        grade switch
        {
            AuditGrade.Outstanding => "Outstanding",
            AuditGrade.Good => "Good",
            AuditGrade.RequiresImprovement => "Requires improvement",
            _ => "Inadequate",
        };

    /// <summary>What each grade says of the practice, never of a person.</summary>
    public static string Means(AuditGrade grade) =>
        grade switch
        {
            AuditGrade.Outstanding => "The child’s life is clearly better for it; others can learn from this",
            AuditGrade.Good => "The child is safe, heard and helped; what is missing is small",
            AuditGrade.RequiresImprovement => "The child is not left unsafe, but help is slower, thinner or less steady than it should be",
            _ => "The child may be unsafe or is not being helped: tell the manager today",
        };

    public static string For(AuditPopulation population) =>
        population switch
        {
            AuditPopulation.Everybody => "any child whose case is open",
            AuditPopulation.OnPlan => "children on a child protection or child in need plan",
            AuditPopulation.Disabled => "disabled children",
            _ => "children at medium or high risk of exploitation or harm outside the home",
        };

    public static string Kind(AuditAnswer kind) =>
        kind switch
        {
            AuditAnswer.Text => "In words",
            AuditAnswer.Extent => "Fully, mostly, partly, not at all",
            AuditAnswer.YesNo => "Yes or no",
            AuditAnswer.Choice => "One from a list",
            AuditAnswer.Number => "A number",
            _ => "A date",
        };

    public static string Fact(AuditFact fact) =>
        fact switch
        {
            AuditFact.Seen => "When the child was seen",
            AuditFact.Voice => "What the child said, and the answers",
            AuditFact.Plan => "Worker, reviews and core groups",
            AuditFact.Network => "Family and network",
            AuditFact.Contingency => "Contingency plan and its strength",
            AuditFact.Oversight => "Management oversight",
            AuditFact.Chronology => "Chronology and why we are involved",
            AuditFact.Supervision => "Supervision about the child",
            AuditFact.Risk => "Risks that are judged",
            AuditFact.Identity => "Age, ethnicity, disability",
            AuditFact.Workers => "Changes of worker",
            _ => "Earlier audits",
        };
}
