using Kith.Practice.Questions;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Questions;

/// <summary>The council's own questions: what each form asks, the next version, and what nobody answers.</summary>
public sealed class IndexModel(MakeQuestions make) : FormPage
{
    public IReadOnlyList<(QuestionForm Form, int Asked, bool BeingMade)> Forms { get; private set; } = [];

    /// <summary>The form whose questions are shown; null for the list of forms.</summary>
    public QuestionsOfForm? Shown { get; private set; }

    [BindProperty]
    public QuestionInput Input { get; set; } = new();

    /// <summary>From which day the next version is asked.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task<IActionResult> OnGet(QuestionForm? form, Guid? question)
    {
        if (form is null)
        {
            Forms = await make.List(Actor, HttpContext.RequestAborted);
            return ModelState.IsValid ? Page() : NotFound();
        }
        if (!Enum.IsDefined(form.Value))
        {
            return NotFound();
        }
        Shown = await make.Show(form.Value, Actor, HttpContext.RequestAborted);
        From = Today;
        if (question is { } key)
        {
            if ((Shown.Next ?? Shown.Live)?.Questions.FirstOrDefault(q => q.Key == key) is not { } found)
            {
                return NotFound();
            }
            Input = QuestionInput.Of(found);
        }
        return Page();
    }

    public Task<IActionResult> OnPost(QuestionForm form) =>
        Do(
            form,
            () => make.Put(form, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Kept in the next version. Nothing changes for workers before it is published."
        );

    public Task<IActionResult> OnPostUp(QuestionForm form, Guid question) =>
        Do(form, () => make.MoveUp(form, question, Actor, ActKey, HttpContext.RequestAborted), "Moved up in the next version.");

    public Task<IActionResult> OnPostRemove(QuestionForm form, Guid question) =>
        Do(form, () => make.Remove(form, question, Actor, ActKey, HttpContext.RequestAborted), "Taken out of the next version. Answers that were given stay on the records.");

    public Task<IActionResult> OnPostPublish(QuestionForm form) =>
        Do(form, () => make.Publish(form, From, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Published.", "");

    private async Task<IActionResult> Do(QuestionForm form, Func<Task> act, string done, string prefix = "Input")
    {
        if (!Enum.IsDefined(form))
        {
            return NotFound();
        }
        return await Try(act, done, () => $"/admin/questions?form={form}", () => Again(form), prefix: prefix);
    }

    private async Task<IActionResult> Again(QuestionForm form)
    {
        Shown = await make.Show(form, Actor, HttpContext.RequestAborted);
        return Page();
    }
}
