using Kith.Practice.Acts;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;

namespace Kith.Practice.Audits.Doing;

/// <summary>Something the auditor asks for, as written. An empty line is none.</summary>
public sealed record AuditAskInput
{
    public string? What { get; set; }

    /// <summary>What was found that asks for it.</summary>
    public string? Finding { get; set; }

    /// <summary>What is to be different when it is done.</summary>
    public string? Aim { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>About how the service works, and not for this child alone.</summary>
    public bool ForService { get; set; }
    public bool IsEmpty => string.IsNullOrWhiteSpace(What) && string.IsNullOrWhiteSpace(Finding) && string.IsNullOrWhiteSpace(Aim) && DueOn is null;
}

/// <summary>Grades with their reasons, as written: of the parts by their key, and over all.</summary>
public record GradesInput
{
    /// <summary>By the key of the part.</summary>
    public Dictionary<string, string?> Grades { get; set; } = [];
    public Dictionary<string, string?> Reasons { get; set; } = [];
    public AuditGrade? Grade { get; set; }

    /// <summary>Why this grade over all: what the child would feel of it.</summary>
    public string? Summary { get; set; }

    /// <summary>The grade of a part; null where none is given.</summary>
    public AuditGrade? GradeOf(Guid section) => Enum.TryParse<AuditGrade>(Grades.GetValueOrDefault(section.ToString()), out var grade) && Enum.IsDefined(grade) ? grade : null;

    /// <summary>What is missing or too long, each at its field, in the order of the page.</summary>
    public IEnumerable<Problem> GradeProblems(AuditTool tool) => tool.Sections.SelectMany(PartProblems).Concat(WholeProblems(tool));

    /// <summary>The same of one part.</summary>
    protected IEnumerable<Problem> PartProblems(AuditSection section)
    {
        if (!section.Graded)
        {
            yield break;
        }
        if (GradeOf(section.Key) is null)
        {
            yield return new($"Grades[{section.Key}]", $"Grade this part: «{section.Title}»");
        }
        if (
            Editing.Text(
                $"Reasons[{section.Key}]",
                Reasons.GetValueOrDefault(section.Key.ToString()),
                $"Say what the grade of «{section.Title}» rests on",
                AuditTool.LongestAnswer
            ) is
            { } reason
        )
        {
            yield return reason;
        }
    }

    /// <summary>The same of the grade over all.</summary>
    protected IEnumerable<Problem> WholeProblems(AuditTool tool)
    {
        if (Grade is not { } grade || !Enum.IsDefined(grade))
        {
            yield return new(nameof(Grade), "Give a grade over all");
        }
        if (Editing.Text(nameof(Summary), Summary, "Say why it is this grade over all, from the child’s side", AuditTool.LongestAnswer) is { } summary)
        {
            yield return summary;
        }
        else if (Grade is AuditGrade.Outstanding or AuditGrade.Good && tool.Sections.FirstOrDefault() is { } first && GradeOf(first.Key) == AuditGrade.Inadequate)
        {
            yield return new(nameof(Grade), "Where the child’s experience is inadequate, the whole is not good");
        }
    }

    /// <summary>The grades as they are kept.</summary>
    public IEnumerable<AuditPartGrade> Kept(AuditTool tool, Guid person, Guid? audit, Guid? reading, Clock clock) =>
        tool
            .Sections.Where(s => s.Graded)
            .Select(
                (s, i) =>
                    new AuditPartGrade
                    {
                        Id = clock.NewId(),
                        PersonId = person,
                        AuditId = audit,
                        ReadingId = reading,
                        SectionKey = s.Key,
                        Place = i,
                        Title = s.Title,
                        Grade = GradeOf(s.Key)!.Value,
                        Reason = PersonRules.Clean(Reasons.GetValueOrDefault(s.Key.ToString())),
                    }
            );
}

/// <summary>An audit as written.</summary>
public sealed record AuditForm : GradesInput
{
    /// <summary>By the key of the question.</summary>
    public Dictionary<string, string?> Answers { get; set; } = [];

    /// <summary>Whether it was done together with the worker.</summary>
    public bool? Met { get; set; }
    public Guid? PractitionerId { get; set; }
    public DateOnly? MetOn { get; set; }
    public string? Reflections { get; set; }
    public string? WhyNotMet { get; set; }
    public List<AuditAskInput> Asks { get; set; } = [];

    /// <summary>What is wrong with it.</summary>
    public List<Problem> Problems(AuditTool tool, DateOnly begun, DateOnly today)
    {
        var problems = new List<Problem>();
        // In the order of the page: each part with its questions and its grade, then the whole.
        foreach (var section in tool.Sections)
        {
            foreach (var question in section.Questions)
            {
                if (question.Wrong(Answers.GetValueOrDefault(question.Key.ToString()), finished: true) is { } wrong)
                {
                    problems.Add(new($"Answers[{question.Key}]", wrong));
                }
            }
            problems.AddRange(PartProblems(section));
        }
        problems.AddRange(WholeProblems(tool));
        if (Met is null)
        {
            problems.Add(new(nameof(Met), "Say whether you did it together with the worker"));
        }
        if (Met == true)
        {
            if (MetOn is not { } met || met > today || met < begun.AddDays(-60))
            {
                problems.Add(new(nameof(MetOn), "Enter the day on which you met, today or before"));
            }
            if (PractitionerId is null)
            {
                problems.Add(new(nameof(PractitionerId), "Choose the worker with whom you met"));
            }
            if (Editing.Text(nameof(Reflections), Reflections, "Write what the worker sees, in their words", AuditTool.LongestAnswer) is { } words)
            {
                problems.Add(words);
            }
        }
        if (Met == false && Editing.Text(nameof(WhyNotMet), WhyNotMet, "Say why it was not done with the worker", 1000) is { } why)
        {
            problems.Add(why);
        }
        return problems;
    }

    /// <summary>What to look at before finishing.</summary>
    public IEnumerable<Gap> Gaps(AuditTool tool, IReadOnlyCollection<AuditFeedback> feedback)
    {
        if (!feedback.Any(f => f.From is FeedbackFrom.Child or FeedbackFrom.Family))
        {
            yield return new(nameof(Summary), "Neither the child nor the family has been asked how it was for them. You can ask under «Feedback», and finish later");
        }
        if (feedback.Count(f => f.Waits) is > 0 and var waits)
        {
            yield return new(nameof(Summary), waits == 1 ? "One answer that was asked for has not come" : $"{waits} answers that were asked for have not come");
        }
        if (Grade is AuditGrade.RequiresImprovement or AuditGrade.Inadequate && Asks.TrueForAll(a => a.IsEmpty))
        {
            yield return new("Asks[0].What", "Something is missing for this child, and nothing is asked for. What should be different, and who sees to it?");
        }
        if (tool.Sections.FirstOrDefault() is { } first && GradeOf(first.Key) is { } child && Grade is { } whole && whole < child)
        {
            yield return new(nameof(Grade), "The whole is graded better than the child’s experience. What does the child have of it?");
        }
    }
}
