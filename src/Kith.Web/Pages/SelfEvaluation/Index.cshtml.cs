using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Inspection.SelfEvaluations;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SelfEvaluation;

/// <summary>The versions of the self-evaluation, and a new one.</summary>
public sealed class IndexModel(ShowSelfEvaluation show, WriteSelfEvaluation write, Clock clock) : FormPage
{
    [BindProperty]
    public DateOnly? AsAt { get; set; }
    public IReadOnlyList<EvaluationLine> Versions { get; private set; } = [];

    /// <summary>One version is written at a time.</summary>
    public bool MayBegin => Actor.May(Permission.KeepImprovement) && Versions.All(v => v.PublishedAt is not null);

    public async Task OnGet()
    {
        await Load();
        AsAt = clock.Today;
    }

    public Task<IActionResult> OnPost()
    {
        var id = Guid.Empty;
        return Try(
            async () => id = await write.Begin(AsAt, Actor, ActKey, HttpContext.RequestAborted),
            "The figures are pinned. Write what they mean.",
            () => $"/self-evaluation/{id}",
            async () =>
            {
                await Load();
                return Page();
            },
            prefix: ""
        );
    }

    private async Task Load() => Versions = await show.List(Actor, HttpContext.RequestAborted);
}
