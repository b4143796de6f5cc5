using Kith.Practice.Wellbeing;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Wellbeing;

/// <summary>
/// An anonymous answer. It has no key of its form, no draft and no entry in the trail: each would keep when somebody answered.
/// </summary>
public sealed class AnswerModel(ShowWellbeing show, AnswerSurvey answer) : FormPage
{
    public static IReadOnlyList<Choice> Answers { get; } = [.. PulseQuestions.Answers.Select(a => new Choice($"{a.Value}", a.Words))];

    [BindProperty]
    public List<int?> Agree { get; set; } = [];

    /// <summary>Null where it is not open for the actor.</summary>
    public PulseSurvey? Survey { get; private set; }

    public async Task OnGet(Guid id)
    {
        var page = await show.Show(null, Actor, HttpContext.RequestAborted);
        Survey = page.Open is { } open && open.Id == id && page is { MayAnswer: true, Answered: false } ? open : null;
        while (Agree.Count < Survey?.Statements.Count)
        {
            Agree.Add(null);
        }
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => answer.Handle(id, Agree, Actor, HttpContext.RequestAborted),
            "Thank you. Your answer is with all others.",
            () => "/wellbeing",
            async () =>
            {
                await OnGet(id);
                return Page();
            },
            prefix: ""
        );
}
