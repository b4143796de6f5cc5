using Kith.Practice.Audits.Again;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Again;

/// <summary>Asks for another audit of a child: from a finished audit, or from the question whether something made a difference.</summary>
public sealed class IndexModel(AskAgain ask) : FormPage
{
    [BindProperty]
    public AskAgainInput Input { get; set; } = new();
    public AskAgainForm Held { get; private set; } = null!;

    /// <summary>Reasons that can be chosen here.</summary>
    public IEnumerable<AgainReason> Reasons => Held.RecommendationId is null ? Enum.GetValues<AgainReason>().Where(r => r != AgainReason.Sample) : [AgainReason.Effect];

    public async Task<IActionResult> OnGet(Guid id, Guid? recommendation)
    {
        if (await Load(id, recommendation) is { } refused)
        {
            return refused;
        }
        Input = Held.Input;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid? recommendation)
    {
        if (await Load(id, recommendation) is { } refused)
        {
            return refused;
        }
        var made = Guid.Empty;
        return await Try(
            async () => made = await ask.Handle(id, Held.RecommendationId, Input, Actor, ActKey, HttpContext.RequestAborted),
            "The child is to be audited again. Next, name who does it.",
            () => $"/audits/{made}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load(Guid id, Guid? recommendation)
    {
        var ct = HttpContext.RequestAborted;
        if (await ask.About(id, Actor, ct) is not { } child)
        {
            return NotFound();
        }
        if (await Guard(child, "Another audit") is { } refused)
        {
            return refused;
        }
        if (await ask.Form(id, recommendation, Actor, ct) is not { } held || (recommendation is not null && held.RecommendationId is null))
        {
            return NotFound();
        }
        Held = held;
        return null;
    }
}
