using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Children.Show;
using Kith.Practice.Improvement.Recommendations;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Recommendations;

/// <summary>Recommends something, for a child or for the system.</summary>
public sealed class NewModel(RaiseRecommendation raise, ShowRecommendation show, ShowHead heads) : FormPage
{
    [BindProperty]
    public RecommendationInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid? Child { get; set; }
    public string? ChildName { get; private set; }
    public IReadOnlyList<OwnerChoice> Owners { get; private set; } = [];
    public IReadOnlyList<Choice> Origins { get; } = Choice.From(Enum.GetValues<RecommendationOrigin>().AsEnumerable(), o => o.ToString(), RecommendationWords.OriginName);

    public async Task<IActionResult> OnGet() => await Load() ?? Page();

    public async Task<IActionResult> OnPost()
    {
        if (await Load() is { } refused)
        {
            return refused;
        }
        var made = Guid.Empty;
        Input.PersonId = Child;
        return await Try(
            async () => made = await raise.Handle(Input, Actor, ActKey, HttpContext.RequestAborted),
            "It is recommended. Its owner is told.",
            () => $"/recommendations/{made}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load()
    {
        if (Child is { } child)
        {
            if (await Guard(child, "Recommend something") is { } refused)
            {
                return refused;
            }
            if (!Actor.May(Permission.Recommend))
            {
                return Forbid();
            }
            ChildName = (await heads.Show(child, HttpContext.RequestAborted))?.Name;
            if (ChildName is null)
            {
                return NotFound();
            }
        }
        Owners = await show.Owners(Child, Actor, HttpContext.RequestAborted);
        return null;
    }
}
