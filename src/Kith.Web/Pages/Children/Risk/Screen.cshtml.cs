using Kith.Practice;
using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Risk;

/// <summary>Looks at one risk with its tool.</summary>
public sealed class ScreenModel(ScreenRisk screen, ShowRisk show, Clock clock) : RecordFormPage
{
    private Guid made;

    [BindProperty]
    public RiskScreeningInput Input { get; set; } = new();
    public string Risk { get; private set; } = "";
    public RiskTool Tool { get; private set; } = null!;

    /// <summary>The level that stands.</summary>
    public RiskLevel? Before { get; private set; }

    public string? Given(RiskLine line) => Input.Answers.GetValueOrDefault(line.Key);

    public Task<IActionResult> OnGet(Guid id, string risk)
    {
        Input.On = clock.Today;
        return Shown(id, risk, fill: true);
    }

    public Task<IActionResult> OnPost(Guid id, string risk) =>
        Try(
            async () => made = await screen.Handle(id, risk, Input, Actor, ActKey, HttpContext.RequestAborted),
            "Saved.",
            () => $"/children/{id}/risk/{made}",
            () => Shown(id, risk, fill: false)
        );

    private async Task<IActionResult> Shown(Guid id, string risk, bool fill)
    {
        if (await Open(id, "Look at a risk") is { } refused)
        {
            return refused;
        }
        Risk = risk;
        Tool = RiskTools.On(risk, clock.Today)!;
        Before = (await show.Show(id, HttpContext.RequestAborted)).Now.FirstOrDefault(l => l.Risk == risk && l.Source is null);
        if (fill)
        {
            Input.Seen = Before?.Level ?? RiskLevels.None;
        }
        return Head.IsChild && Head.MergedIntoId is null ? Page() : NotFound();
    }
}
