using Kith.Practice.Access;
using Kith.Practice.Children.Show;
using Kith.Practice.Children.WarningNotes;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Warnings;

/// <summary>Warnings for visitors: raise one, look at one again, end one.</summary>
public sealed class IndexModel(RaiseWarningNote raise, ReviewWarningNote review) : RecordFormPage
{
    [BindProperty]
    public Words New { get; set; } = new();

    [BindProperty]
    public WarningReviewInput Review { get; set; } = new();

    /// <summary>The note whose review is being shown again with what was wrong.</summary>
    public Guid? Reviewing { get; private set; }
    public IReadOnlyList<WarningLine> Warnings { get; private set; } = [];
    public bool MayRecord => Actor.May(Permission.RecordWork);
    public DateOnly Today => Service<Practice.Clock>().Today;

    /// <summary>The form of a new warning.</summary>
    public sealed record Words
    {
        public string? Text { get; set; }
        public DateOnly? ReviewOn { get; set; }
    }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Warning notes") is { } refused)
        {
            return refused;
        }
        Warnings = await review.List(id, HttpContext.RequestAborted);
        return Page();
    }

    public Task<IActionResult> OnPostRaise(Guid id) =>
        Try(
            () => raise.Handle(id, new WarningNoteInput(New.Text, New.ReviewOn), Actor, ActKey, HttpContext.RequestAborted),
            "Warning raised.",
            () => $"/people/{id}/warnings",
            () => OnGet(id),
            prefix: nameof(New)
        );

    public Task<IActionResult> OnPostReview(Guid id, Guid note)
    {
        Reviewing = note;
        return Try(
            () => review.Handle(id, note, Review, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            Review.Ends ? "Warning ended." : "Warning reviewed.",
            () => $"/people/{id}/warnings",
            () => OnGet(id),
            prefix: nameof(Review)
        );
    }
}
