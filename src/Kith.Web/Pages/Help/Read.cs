using Kith.Web.Documents;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Help;

/// <summary>The guide, with its pictures.</summary>
public sealed class GuideModel : KithPage
{
    private static readonly Lazy<HtmlString> Made = new(() => Handbook.Html("guide.md"));

    public HtmlString Text => Made.Value;

    public void OnGet() { }
}

/// <summary>The glossary.</summary>
public sealed class WordsModel : KithPage
{
    private static readonly Lazy<HtmlString> Made = new(() => Handbook.Html("glossary.md"));

    public HtmlString Text => Made.Value;

    public void OnGet() { }
}

/// <summary>What changed for those who use it.</summary>
public sealed class NewModel : KithPage
{
    private static readonly Lazy<HtmlString> Made = new(() => Handbook.Html("whats-new.md"));

    public HtmlString Text => Made.Value;

    public void OnGet() { }
}

/// <summary>A picture of the guide. Everyone in it is invented.</summary>
public sealed class PictureModel : KithPage
{
    public IActionResult OnGet(string file)
    {
        if (Handbook.Picture(file) is not { } picture)
        {
            return NotFound();
        }
        Response.Headers.CacheControl = "private, max-age=86400";
        return File(picture, "image/png");
    }
}
