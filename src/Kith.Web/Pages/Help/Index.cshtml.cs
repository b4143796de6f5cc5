using Kith.Practice.Help;
using Kith.Web.Documents;

namespace Kith.Web.Pages.Help;

/// <summary>Where to begin, and where to read on.</summary>
public sealed class IndexModel(FirstDay first) : KithPage
{
    private static readonly Lazy<IReadOnlyList<(string Id, string Text)>> Guide = new(() => Handbook.Chapters("guide.md"));

    public IReadOnlyList<FirstStep> Steps { get; private set; } = [];
    public IReadOnlyList<(string Id, string Text)> Chapters => Guide.Value;

    public async Task OnGet() => Steps = await first.Show(Actor, HttpContext.RequestAborted);
}
