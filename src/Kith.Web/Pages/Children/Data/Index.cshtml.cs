using Kith.Practice.Returns.Census;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Data;

/// <summary>What the census rules find on one child's record, with a way to put each right or to explain it.</summary>
public sealed class IndexModel(ShowDataToFix show, ExplainIssue explain) : RecordFormPage
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
    public IReadOnlyList<DataIssue> Issues { get; private set; } = [];
    public bool MayExplain => ExplainIssue.May(Actor);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Data to fix") is { } refused)
        {
            return refused;
        }
        Issues = await show.OfChild(id, Actor, HttpContext.RequestAborted);
        return Page();
    }

    public Task<IActionResult> OnPostExplain(Guid id) =>
        Try(
            () => explain.Handle(id, new ExplainInput(Input.Rule, Input.RecordId, Input.Field, Input.Reason), Actor, ActKey, HttpContext.RequestAborted),
            "Explained. It goes with the return, and ends when the record changes.",
            () => $"/children/{id}/data",
            () => OnGet(id)
        );

    public Task<IActionResult> OnPostWithdraw(Guid id, Guid explanation) =>
        Try(() => explain.Withdraw(id, explanation, Actor, ActKey, HttpContext.RequestAborted), "The explanation was taken back.", () => $"/children/{id}/data", () => OnGet(id));
}
