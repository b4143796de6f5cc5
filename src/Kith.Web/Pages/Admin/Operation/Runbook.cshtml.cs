using Kith.Web.Documents;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Pages.Admin.Operation;

/// <summary>The runbook of this very release (docs/operate/runbook.md), for whoever has the trouble in front of them.</summary>
public sealed class RunbookModel : KithPage
{
    private static readonly Lazy<HtmlString> Made = new(() => Handbook.Html("runbook.md", "trouble-"));

    public HtmlString Text => Made.Value;

    public void OnGet() { }
}
