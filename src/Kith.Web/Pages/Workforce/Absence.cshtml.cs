using Kith.Practice.Workforce.Figures;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Workforce;

/// <summary>Days off sick of one's own people.</summary>
public sealed class AbsenceModel(KeepFigures keep) : FormPage
{
    [BindProperty]
    public AbsenceInput Input { get; set; } = new();

    [BindProperty]
    public DateOnly? Last { get; set; }
    public IReadOnlyList<AbsenceLine> Absences { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> People { get; private set; } = [];

    public async Task OnGet() => (Absences, People) = await keep.ShowAbsences(Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPost() => Do(null, Input);

    public Task<IActionResult> OnPostEnds(Guid absence) => Do(absence, new AbsenceInput { To = Last });

    private Task<IActionResult> Do(Guid? absence, AbsenceInput input) =>
        Try(
            () => keep.SetAbsence(absence, input, Actor, ActKey, HttpContext.RequestAborted),
            "The days are written down.",
            () => "/workforce/absence",
            async () =>
            {
                await OnGet();
                return Page();
            }
        );
}
