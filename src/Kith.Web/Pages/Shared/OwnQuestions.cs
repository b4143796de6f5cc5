using Kith.Practice.Questions;

namespace Kith.Web.Pages.Shared;

/// <summary>The authority's own questions on a form, drawn by <c>_OwnQuestions</c>.</summary>
/// <param name="Given">What was answered so far, by the key of the question.</param>
/// <param name="Field">The name of the answers in the form.</param>
/// <param name="Of">The questions, where they are not those that are asked today: a version that is tried out, or one that was asked.</param>
public sealed record OwnQuestions(
    QuestionForm Form,
    IReadOnlyDictionary<string, string?> Given,
    string Field = "Input.Own",
    IReadOnlyList<Question>? Of = null,
    string Title = "The council also asks"
);

/// <summary>What was answered on one child's record, drawn by <c>_OwnAnswers</c>.</summary>
/// <param name="MayCorrect">Leads to the correction of a finished record.</param>
/// <param name="Corrections">Where the record keeps corrections of which the page says nothing elsewhere.</param>
public sealed record OwnAnswersOf(Guid Person, Guid Subject, bool MayCorrect = false, QuestionForm? Corrections = null);
