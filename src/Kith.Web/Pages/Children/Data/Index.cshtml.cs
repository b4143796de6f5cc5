using Kith.Practice.Returns.Census;
using Kith.Standards.CinCensus;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Data;

/// <summary>What the census rules find on one child's record, with a way to put each right or to explain it.</summary>
public sealed class IndexModel(ShowDataToFix show, ExplainIssue explain, Practice.Clock clock) : RecordFormPage
{
    public sealed record ExplainForm
    {
        public string? Rule { get; set; }
        public Guid RecordId { get; set; }
        public string? Field { get; set; }
        public string? Reason { get; set; }
    }

    [BindProperty]
    public ExplainForm Input { get; set; } = new();

    /// <summary>The collection whose return is looked at; null for the one that is running.</summary>
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Year { get; set; }
    public CollectionYear? Earlier => Year is null || CollectionYear.Of(clock.Today)?.EndYear == Year ? null : CollectionYear.Find(Year);
    public IReadOnlyList<DataIssue> Issues { get; private set; } = [];
    public bool MayExplain => ExplainIssue.May(Actor);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Data to fix") is { } refused)
        {
            return refused;
        }
        if (Year is not null && CollectionYear.Find(Year) is null)
        {
            return NotFound();
        }
        Issues = await show.OfChild(id, Actor, Earlier?.EndYear, HttpContext.RequestAborted);
        return Page();
    }

    public Task<IActionResult> OnPostExplain(Guid id) =>
        Try(
            () => explain.Handle(id, new ExplainInput(Input.Rule, Input.RecordId, Input.Field, Input.Reason, Earlier?.EndYear), Actor, ActKey, HttpContext.RequestAborted),
            "Explained. It goes with the return, and ends when the record changes.",
            () => Here(id),
            () => OnGet(id)
        );

    private string Here(Guid id) => Earlier is { } year ? $"/children/{id}/data?year={year.EndYear}" : $"/children/{id}/data";

    public Task<IActionResult> OnPostWithdraw(Guid id, Guid explanation) =>
        Try(() => explain.Withdraw(id, explanation, Actor, ActKey, HttpContext.RequestAborted), "The explanation was taken back.", () => Here(id), () => OnGet(id));
}
