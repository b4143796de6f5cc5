using Kith.Practice.Training;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>Asks whoever went how it was, and three months later what changed.</summary>
public sealed class EvaluateModel(ShowTraining show, EvaluateTraining evaluate) : FormPage
{
    [BindProperty]
    public EvaluationInput Input { get; set; } = new();

    /// <summary>Null where nothing is asked.</summary>
    public ToEvaluate? Asked { get; private set; }

    public async Task OnGet(Guid id) => Asked = await show.Asked(id, Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => evaluate.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted),
            "Thank you. It helps to choose what is worth doing.",
            () => "/training",
            async () =>
            {
                await OnGet(id);
                return Page();
            }
        );
}
