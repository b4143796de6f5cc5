using Kith.Practice.Acts;
using Kith.Practice.Supervision;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Supervision;

/// <summary>One supervision as it was written down; who was supervised adds their own words.</summary>
public sealed class ShowModel(ShowSupervision show, AnswerSupervision answer) : FormPage
{
    [BindProperty]
    public string? Words { get; set; }
    public SupervisionView Held { get; private set; } = null!;

    public async Task OnGet(Guid id) => Held = await show.One(id, Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => answer.Handle(id, Words, Actor, ActKey, HttpContext.RequestAborted),
            "Thank you. It stands beside what was written.",
            () => $"/supervision/{id}",
            async () =>
            {
                await OnGet(id);
                return Page();
            },
            prefix: ""
        );
}
