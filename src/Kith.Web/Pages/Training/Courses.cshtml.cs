using Kith.Practice.Training;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>The catalogue, the sessions, and what teams and everybody need to learn: for whoever leads on learning.</summary>
public sealed class CoursesModel(ShowSessions show, KeepCatalogue keep, KeepLearning learning) : FormPage
{
    [BindProperty]
    public NeedInput Need { get; set; } = new();

    [BindProperty]
    public string? Outcome { get; set; }
    public CatalogueView Held { get; private set; } = null!;

    public async Task OnGet() => Held = await show.Catalogue(Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPostReady() => Do(() => keep.TakeReady(Actor, ActKey, HttpContext.RequestAborted), "The catalogue is yours now. Change what does not fit.");

    public Task<IActionResult> OnPostNeed() =>
        Do(() => learning.Raise(null, Need, Actor, ActKey, HttpContext.RequestAborted), "It is written down, and stands in the plan.", "Need");

    public Task<IActionResult> OnPostMet(Guid need) => Do(() => learning.Met(need, Outcome, Actor, ActKey, HttpContext.RequestAborted), "It is answered.", "");

    private Task<IActionResult> Do(Func<Task> act, string done, string prefix = "Input") =>
        Try(
            act,
            done,
            () => "/training/courses",
            async () =>
            {
                await OnGet();
                return Page();
            },
            prefix: prefix
        );
}
