using Kith.Practice.Questions;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Answers;

/// <summary>Puts right what was answered to the council's own questions on a finished record, with a reason that everyone can see.</summary>
public sealed class IndexModel(CorrectAnswers correct) : DraftedFormPage<CorrectAnswersInput>
{
    public FinishedAnswers Answers { get; private set; } = null!;

    /// <summary>The page of the record that was answered on.</summary>
    public string Record =>
        Answers.Form switch
        {
            QuestionForm.Visit => $"/children/{Head.Id}/visits/{Answers.Group}",
            QuestionForm.Assessment => $"/assessments/{Answers.Group}",
            QuestionForm.Contact => $"/contacts/{Answers.Group}",
            QuestionForm.Referral => $"/referrals/{Subject}",
            _ => $"/children/{Head.Id}/protection/meeting/{Answers.Group}",
        };

    private Guid Subject => Guid.Parse((string)RouteData.Values["subjectId"]!);

    public async Task<IActionResult> OnGet(Guid id, Guid subjectId)
    {
        if (await Load(id, subjectId) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(id, subjectId), id))
        {
            Input = new CorrectAnswersInput { Own = new(Answers.Given), Others = true };
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid subjectId)
    {
        if (await Load(id, subjectId) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id, subjectId), id);
        return await Try(
            async () =>
            {
                await correct.Handle(id, subjectId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Corrected. What stood there before is kept with it.",
            () => Record,
            () => Task.FromResult<IActionResult>(Page()),
            () => Task.FromResult<SecondEditor?>(Both())
        );
    }

    /// <summary>What is recorded now beside what was written here, question by question.</summary>
    private SecondEditor Both()
    {
        var same = new List<(string, string)> { ("Input.Reason", Input.Reason ?? ""), ("Input.Others", Input.Others ? "true" : "false") };
        var differing = new List<EditedField>();
        foreach (var question in Answers.Questions)
        {
            var (key, name) = (question.Key.ToString(), $"Input.Own[{question.Key}]");
            var (stored, yours) = (Answers.Given.GetValueOrDefault(key) ?? "", Input.Own.GetValueOrDefault(key)?.Trim().Replace("\r\n", "\n", StringComparison.Ordinal) ?? "");
            if (stored == yours)
            {
                same.Add((name, yours));
            }
            else
            {
                differing.Add(new EditedField(name, question.Words, stored, question.Read(Answers.Given) ?? "not answered", yours, question.Read(Input.Own) ?? "not answered"));
            }
        }
        return new SecondEditor("these answers", Answers.Version, differing, same, Record);
    }

    private static string DraftName(Guid id, Guid subject) => $"correct-answers/{subject}/{id}";

    private async Task<IActionResult?> Load(Guid id, Guid subjectId)
    {
        if (await Open(id, "Correct an answer") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild || await correct.Show(id, subjectId, Actor, HttpContext.RequestAborted) is not { } answers)
        {
            return NotFound();
        }
        Answers = answers;
        return null;
    }
}
