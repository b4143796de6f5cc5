using Kith.Practice.Assessments;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Assessments.Compare;

/// <summary>Two versions of an assessment side by side.</summary>
public sealed class IndexModel(ShowAssessment show) : RecordFormPage
{
    public Guid Id { get; private set; }
    public VersionLine Earlier { get; private set; } = null!;
    public VersionLine Later { get; private set; } = null!;
    public IReadOnlyList<(string Title, IReadOnlyList<(Piece Piece, string Text)> Pieces)> Parts { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, int earlier, int later)
    {
        if (await show.PersonOf(id, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        if (await Open(person, "Versions of an assessment") is { } refused)
        {
            return refused;
        }
        if (await show.Compare(id, earlier, later, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        (Id, Earlier, Later, Parts) = (id, found.Earlier, found.Later, found.Parts);
        return Page();
    }
}
