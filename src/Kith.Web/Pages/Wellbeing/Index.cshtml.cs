using Kith.Practice.Wellbeing;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Wellbeing;

/// <summary>The open survey, and what was said: the same for everyone who works here.</summary>
public sealed class IndexModel(ShowWellbeing show, KeepSurveys keep) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Survey { get; set; }
    public WellbeingPage Held { get; private set; } = null!;

    public async Task OnGet() => Held = await show.Show(Survey, Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPostCount() =>
        Try(
            () => keep.Count(Survey ?? Guid.Empty, Actor, ActKey, HttpContext.RequestAborted),
            "It is counted. The answers are thrown away.",
            () => "/wellbeing",
            async () =>
            {
                await OnGet();
                return Page();
            }
        );
}
