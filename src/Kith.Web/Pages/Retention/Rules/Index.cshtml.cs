using Kith.Practice.Retention;

namespace Kith.Web.Pages.Retention.Rules;

/// <summary>How long what is kept, and who decided it.</summary>
public sealed class IndexModel(ListDue list) : KithPage
{
    public IReadOnlyList<RuleLine> Rules { get; private set; } = [];

    public async Task OnGet() => Rules = await list.Rules(Actor, HttpContext.RequestAborted);
}
