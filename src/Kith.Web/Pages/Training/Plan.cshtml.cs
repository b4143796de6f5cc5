using Kith.Practice.Documents;
using Kith.Practice.Training;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>The plan for the year: read, printed, taken as Word; its money and aims are set by whoever leads on learning.</summary>
public sealed class PlanModel(ShowTrainingPlan show, KeepCatalogue keep, PaperFiles files) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty]
    public BudgetInput Input { get; set; } = new();
    public TrainingPlan Plan { get; private set; } = null!;
    public Paper Paper { get; private set; } = null!;

    public async Task OnGet()
    {
        await Load();
        // Without the noughts that the database keeps behind the point.
        Input = new BudgetInput { Amount = Plan.Budget / 1.0000000000m, Aims = Plan.Aims };
    }

    public async Task<IActionResult> OnGetWord()
    {
        await Load();
        return await files.Give(Actor, [], Paper, $"Training plan {TrainingRules.YearName(Plan.Year)}", PaperKind.Word, HttpContext.RequestAborted);
    }

    public Task<IActionResult> OnPost()
    {
        var year = Year ?? TrainingRules.YearOf(Service<Practice.Clock>().Today);
        return Try(
            () => keep.Budget(year, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The year’s money and aims are saved.",
            () => $"/training/plan?year={year}",
            async () =>
            {
                await Load();
                return Page();
            }
        );
    }

    private async Task Load()
    {
        Plan = await show.Show(Year, Actor, HttpContext.RequestAborted);
        Paper = TrainingPaper.Of(Plan);
    }
}
