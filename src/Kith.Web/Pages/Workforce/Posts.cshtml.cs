using Kith.Practice.Workforce.Figures;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Workforce;

/// <summary>How many posts teams are funded for.</summary>
public sealed class PostsModel(KeepFigures keep) : FormPage
{
    [BindProperty]
    public PostsInput Input { get; set; } = new();
    public IReadOnlyList<PostsLine> Posts { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Teams { get; private set; } = [];

    public async Task OnGet() => (Posts, Teams) = await keep.ShowPosts(Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPost() =>
        Try(
            () => keep.SetPosts(Input, Actor, ActKey, HttpContext.RequestAborted),
            "The posts are saved.",
            () => "/workforce/posts",
            async () =>
            {
                await OnGet();
                return Page();
            }
        );
}
