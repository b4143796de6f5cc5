using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Questions;

/// <summary>The authority's own questions on a form were answered.</summary>
public sealed record OwnQuestionsAnswered(Guid Person, QuestionForm Form, Guid Subject, IReadOnlyList<FieldChange> Answers) : PersonEvent(Person);

/// <summary>A question with its answer, as the record shows it.</summary>
public sealed record Answered(string Question, string Value);

/// <summary>
/// Asks the authority's own questions on a form, and keeps what was answered with the record, in the act that makes the
/// record. Each form's use case reads the answers, adds their problems to its own, and keeps them.
/// </summary>
[UseCase]
public sealed class AskQuestions(KithDb db, Clock clock)
{
    /// <summary>The questions that are asked on a form today; usually none.</summary>
    public async Task<IReadOnlyList<Question>> On(QuestionForm form, CancellationToken ct = default)
    {
        var today = clock.Today;
        var content = await db
            .QuestionSets.AsNoTracking()
            .Where(s => s.Form == form && s.From <= today)
            .OrderByDescending(s => s.From)
            .ThenByDescending(s => s.Number)
            .Select(s => s.Content)
            .FirstOrDefaultAsync(ct);
        return content is null ? [] : new QuestionSet { Content = content }.Questions;
    }

    /// <summary>Reads the answers of a form.</summary>
    /// <param name="finished">False while the form may still be gone on with: nothing is missing yet.</param>
    public async Task<GivenAnswers> Read(QuestionForm form, IReadOnlyDictionary<string, string?> given, bool finished = true, CancellationToken ct = default) =>
        new(form, await On(form, ct), given, finished);

    /// <summary>Keeps the answers on one child's record, in the act that makes or changes it.</summary>
    /// <returns>True when an answer changed.</returns>
    public async Task<bool> Keep(Act act, GivenAnswers answers, Guid person, Guid subject, DateOnly on, CancellationToken ct = default)
    {
        var changes = await Write(answers, person, subject, on, ct);
        if (changes.Count > 0)
        {
            act.Happened(new OwnQuestionsAnswered(person, answers.Form, subject, changes));
        }
        return changes.Count > 0;
    }

    /// <summary>Writes the answers onto one child's record and says what changed by it.</summary>
    internal async Task<List<FieldChange>> Write(GivenAnswers answers, Guid person, Guid subject, DateOnly on, CancellationToken ct)
    {
        var changes = new List<FieldChange>();
        if (answers.Questions.Count == 0)
        {
            return changes;
        }
        var before = await db.OwnAnswers.Where(a => a.SubjectId == subject && a.PersonId == person).ToListAsync(ct);
        foreach (var (question, i) in answers.Questions.Select((q, i) => (q, i)))
        {
            var row = before.Find(a => a.QuestionKey == question.Key);
            var (asked, value) = (question.IsAsked(answers.Given), question.Read(answers.Given));
            if (!asked)
            {
                value = null;
            }
            if (row is null)
            {
                if (!asked)
                {
                    continue;
                }
                row = new OwnAnswer
                {
                    Id = clock.NewId(),
                    PersonId = person,
                    Form = answers.Form,
                    SubjectId = subject,
                    QuestionKey = question.Key,
                    Question = question.Words,
                };
                db.OwnAnswers.Add(row);
            }
            if (row.Value != value)
            {
                changes.Add(new(question.Words, row.Value, value));
            }
            (row.Place, row.Question, row.Value, row.AskedOn) = (i, question.Words, value, on);
        }
        return changes;
    }

    /// <summary>What was answered on one child's record. The caller has already been allowed to read it.</summary>
    public async Task<IReadOnlyList<Answered>> Of(Guid person, Guid subject, CancellationToken ct = default) => await Answers(db, person, subject, ct);

    /// <summary>The answers as the form holds them, by the key of the question.</summary>
    public async Task<Dictionary<string, string?>> Stored(Guid person, Guid subject, CancellationToken ct = default) =>
        await db.OwnAnswers.AsNoTracking().Where(a => a.SubjectId == subject && a.PersonId == person).ToDictionaryAsync(a => a.QuestionKey.ToString(), a => Form(a.Value), ct);

    internal static Task<List<Answered>> Answers(KithDb db, Guid person, Guid subject, CancellationToken ct) =>
        db
            .OwnAnswers.AsNoTracking()
            .Where(a => a.SubjectId == subject && a.PersonId == person && a.Value != null)
            .OrderBy(a => a.Place)
            .Select(a => new Answered(a.Question, a.Value!))
            .ToListAsync(ct);

    /// <summary>A date goes back into its field as it came.</summary>
    internal static string? Form(string? value) =>
        DateOnly.TryParseExact(value, "d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : value;
}

/// <summary>The answers of one form with the questions that they answer.</summary>
public sealed record GivenAnswers
{
    /// <param name="given">What the form holds, by the key of the question.</param>
    /// <param name="finished">False while the form may still be gone on with: nothing is missing yet.</param>
    public GivenAnswers(QuestionForm form, IReadOnlyList<Question> questions, IReadOnlyDictionary<string, string?> given, bool finished)
    {
        (Form, Questions, Finished) = (form, questions, finished);
        // An answer to what was not asked counts for nothing, also not for a question that hangs on it.
        var counted = new Dictionary<string, string?>(given);
        foreach (var question in questions.Where(q => !q.IsAsked(counted)))
        {
            counted.Remove(question.Key.ToString());
        }
        Given = counted;
    }

    public QuestionForm Form { get; }
    public IReadOnlyList<Question> Questions { get; }
    public IReadOnlyDictionary<string, string?> Given { get; }
    public bool Finished { get; }

    /// <summary>What is wrong with them, each at its field.</summary>
    public IEnumerable<Problem> Problems =>
        Questions.Select(q => (q.Key, Wrong: q.Wrong(Given, Finished))).Where(p => p.Wrong is not null).Select(p => new Problem($"Own[{p.Key}]", p.Wrong!));
}
