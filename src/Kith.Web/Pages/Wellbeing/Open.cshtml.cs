using Kith.Practice.Wellbeing;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Wellbeing;

/// <summary>Opens an anonymous survey.</summary>
public sealed class OpenModel(KeepSurveys keep) : FormPage
{
    [BindProperty]
    public SurveyInput Input { get; set; } = new();

    public void OnGet()
    {
        var today = Service<Practice.Clock>().Today;
        Input = new SurveyInput
        {
            OpensOn = today,
            ClosesOn = today.AddDays(13),
            Questions = string.Join('\n', PulseQuestions.Ready),
        };
    }

    public Task<IActionResult> OnPost() =>
        Try(
            () => keep.Open(Input, Actor, ActKey, HttpContext.RequestAborted),
            "The survey is open, and everybody is told.",
            () => "/wellbeing",
            () => Task.FromResult<IActionResult>(Page())
        );
}
