using System.Globalization;
using System.Text.Json;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.Questions;

/// <summary>The forms to which an authority can add questions of its own.</summary>
public enum QuestionForm
{
    Visit,
    Assessment,
    Contact,
    Referral,
    CoreGroup,
    NeedReview,
}

/// <summary>How a question is answered.</summary>
public enum AnswerKind
{
    Line,
    Text,
    YesNo,
    Choice,
    Date,
    Number,
}

/// <summary>One question of an authority.</summary>
/// <param name="Key">The same through all versions, so that answers can be counted.</param>
/// <param name="Words">The question as it is asked.</param>
/// <param name="Guidance">What stands beside it: what is wanted, and why.</param>
/// <param name="Choices">What can be chosen; empty for other kinds.</param>
/// <param name="Required">Must be answered before the form is finished.</param>
/// <param name="OnlyIf">An earlier question on which this one hangs.</param>
/// <param name="OnlyIfAnswer">The answer to it with which this one is asked.</param>
public sealed record Question(
    Guid Key,
    string Words,
    string? Guidance,
    AnswerKind Kind,
    IReadOnlyList<string> Choices,
    bool Required,
    Guid? OnlyIf = null,
    string? OnlyIfAnswer = null
)
{
    /// <summary>What can be answered where the answers are few; otherwise empty.</summary>
    public IReadOnlyList<string> Answers => Kind == AnswerKind.YesNo ? ["Yes", "No"] : Choices;

    /// <summary>True when the question is asked, given the other answers.</summary>
    public bool IsAsked(IReadOnlyDictionary<string, string?> given) =>
        OnlyIf is not { } on || string.Equals(given.GetValueOrDefault(on.ToString())?.Trim(), OnlyIfAnswer, StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer as people read it; null when there is none.</summary>
    public string? Read(IReadOnlyDictionary<string, string?> given) =>
        given.GetValueOrDefault(Key.ToString())?.Trim() is not { Length: > 0 } answer ? null
        : Kind == AnswerKind.Date && DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? DateWords.Long(day)
        : answer.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>What is wrong with an answer; null when nothing is.</summary>
    public string? Wrong(IReadOnlyDictionary<string, string?> given, bool finished)
    {
        if (!IsAsked(given))
        {
            return null;
        }
        var answer = given.GetValueOrDefault(Key.ToString())?.Trim() ?? "";
        if (answer.Length == 0)
        {
            return finished && Required ? $"Answer «{Words}»" : null;
        }
        var longest = Kind == AnswerKind.Text ? 4000 : 200;
        return Kind switch
        {
            AnswerKind.YesNo or AnswerKind.Choice when !Answers.Contains(answer) => $"Choose an answer from the list: «{Words}»",
            AnswerKind.Date when !DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => $"Enter a real date: «{Words}»",
            AnswerKind.Number when !decimal.TryParse(answer, NumberStyles.Number, CultureInfo.InvariantCulture, out _) => $"Enter a number: «{Words}»",
            _ when answer.Length > longest => $"The answer must be {longest:N0} characters or fewer: «{Words}»",
            _ => null,
        };
    }
}

/// <summary>
/// One version of the questions on one form, whole. Without a day it is being made; from its day on it is asked, until a
/// later one begins. What was once asked never changes: answers keep the words of their question.
/// </summary>
public sealed class QuestionSet : Record
{
    /// <summary>The most on one form: a form that grows without end is filled by nobody.</summary>
    public const int Most = 12;

    public QuestionForm Form { get; set; }

    /// <summary>1, 2, 3 … on each form.</summary>
    public int Number { get; set; }

    /// <summary>From which day it is asked; null while it is being made.</summary>
    public DateOnly? From { get; set; }

    /// <summary>When it was last tried out as it stands; null when it was changed since.</summary>
    public DateTime? TriedAt { get; set; }
    public string? PublishedByName { get; set; }

    /// <summary>The questions, as JSON.</summary>
    public string Content { get; set; } = "[]";

    /// <summary>The questions in their order.</summary>
    public IReadOnlyList<Question> Questions
    {
        get => JsonSerializer.Deserialize<List<Question>>(Content) ?? [];
        set => (Content, TriedAt) = (JsonSerializer.Serialize(value), null);
    }

    /// <summary>Puts a question in, or changes it.</summary>
    /// <exception cref="NotAcceptedException">It cannot be asked so.</exception>
    public void Put(Question question)
    {
        var all = Questions.ToList();
        var at = all.FindIndex(q => q.Key == question.Key);
        var before = at < 0 ? all : all[..at];
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(question.Words) || question.Words.Length > 200)
        {
            problems.Add(new("Words", "Write the question, in 200 characters or fewer"));
        }
        if (question.Guidance?.Length > 500)
        {
            problems.Add(new("Guidance", "The guidance must be 500 characters or fewer"));
        }
        if (question.Kind == AnswerKind.Choice && question.Choices.Count is < 2 or > 10)
        {
            problems.Add(new("Choices", "Write from 2 to 10 answers, each on a line of its own"));
        }
        if (question.OnlyIf is { } on)
        {
            var earlier = before.Find(q => q.Key == on);
            if (earlier is null || earlier.Answers.Count == 0)
            {
                problems.Add(new("OnlyIf", "Choose an earlier question that is answered by yes or no, or from a list"));
            }
            else if (!earlier.Answers.Contains(question.OnlyIfAnswer ?? ""))
            {
                problems.Add(new("OnlyIfAnswer", $"Write one of the answers of the earlier question: {string.Join(", ", earlier.Answers)}"));
            }
        }
        foreach (var hanging in all.Where(q => q.OnlyIf == question.Key && !question.Answers.Contains(q.OnlyIfAnswer ?? "")))
        {
            problems.Add(new("Choices", $"«{hanging.Words}» hangs on the answer «{hanging.OnlyIfAnswer}». Change that question first"));
        }
        if (at < 0 && all.Count >= Most)
        {
            problems.Add(new("Words", $"A form holds at most {Most} questions of the authority's own. Take one out first"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        if (at < 0)
        {
            all.Add(question);
        }
        else
        {
            all[at] = question;
        }
        Questions = all;
    }

    /// <summary>Takes a question out.</summary>
    /// <exception cref="NotAcceptedException">Another one hangs on it.</exception>
    public void Remove(Guid key)
    {
        if (Questions.FirstOrDefault(q => q.OnlyIf == key) is { } hanging)
        {
            throw new NotAcceptedException("", $"«{hanging.Words}» hangs on this question. Take that one out first");
        }
        Questions = [.. Questions.Where(q => q.Key != key)];
    }

    /// <summary>Moves a question one place up.</summary>
    /// <exception cref="NotAcceptedException">It hangs on the one above.</exception>
    public void MoveUp(Guid key)
    {
        var all = Questions.ToList();
        var at = all.FindIndex(q => q.Key == key);
        if (at < 1)
        {
            return;
        }
        if (all[at].OnlyIf == all[at - 1].Key)
        {
            throw new NotAcceptedException("", "This question hangs on the one above it, and stays below");
        }
        (all[at - 1], all[at]) = (all[at], all[at - 1]);
        Questions = all;
    }
}

/// <summary>
/// What was answered to one question of the authority, on one child's record: a row for every question that was asked,
/// also where nothing was answered, so that it can be seen which questions nobody fills.
/// </summary>
public sealed class OwnAnswer : PersonRecord
{
    public QuestionForm Form { get; set; }

    /// <summary>The visit, assessment, contact, referral, core group or review.</summary>
    public Guid SubjectId { get; set; }
    public Guid QuestionKey { get; set; }
    public int Place { get; set; }

    /// <summary>The question as it was asked.</summary>
    public required string Question { get; set; }

    /// <summary>The answer as people read it; null when nothing was answered.</summary>
    public string? Value { get; set; }
    public DateOnly AskedOn { get; set; }
}

/// <summary>The words of questions.</summary>
public static class QuestionWords
{
    /// <summary>«Visit», «Decision on a referral».</summary>
    public static string Form(QuestionForm form) =>
        form switch
        {
            QuestionForm.Visit => "Visit",
            QuestionForm.Assessment => "Assessment",
            QuestionForm.Contact => "Contact",
            QuestionForm.Referral => "Decision on a referral",
            QuestionForm.CoreGroup => "Core group",
            _ => "Review of a child in need plan",
        };

    /// <summary>«One line».</summary>
    public static string Kind(AnswerKind kind) =>
        kind switch
        {
            AnswerKind.Line => "A line of text",
            AnswerKind.Text => "A longer text",
            AnswerKind.YesNo => "Yes or no",
            AnswerKind.Choice => "One from a list",
            AnswerKind.Date => "A date",
            _ => "A number",
        };
}
