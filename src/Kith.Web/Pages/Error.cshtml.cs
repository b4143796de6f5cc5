using System.Diagnostics;
using System.Globalization;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Web.Load;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages;

/// <summary>
/// Says plainly what happened when a page cannot be shown, and never why in technical words.
/// A record that one may not know of answers «not found», so 404 covers both.
/// </summary>
[AllowAnonymous]
// A form that was refused, also for want of a token, is told so by this page, which changes nothing.
[IgnoreAntiforgeryToken]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
public sealed class ErrorModel(ServedCopy served) : PageModel
{
    public string Title { get; private set; } = "";
    public IReadOnlyList<string> Paragraphs { get; private set; } = [];

    /// <summary>The page that the form which was refused stood on, on this site; null where it is not known.</summary>
    public string? Back { get; private set; }

    /// <summary>Leads to the entry in the log; holds nothing about a person.</summary>
    public string? Reference { get; private set; }

    public void OnGet() => Show();

    public void OnPost() => Show();

    private void Show()
    {
        // From the route alone: to bind it, the form would be read, and the form may be what could not be.
        var status =
            RouteData.Values["code"] is string code && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                ? given
                : StatusCodes.Status500InternalServerError;
        (Title, Paragraphs) = status switch
        {
            404 => (
                "Page not found",
                new[]
                {
                    "The address may be mistyped, or the record may have moved.",
                    "If you followed a link from a message or a list, open the list again: it may have changed since.",
                }
            ),
            403 when served.IsCopy => (
                "This is not part of the copy",
                [
                    "Kith is read from a copy while it is away. Children's records, plans, visits and people can be read in it; nothing can be recorded, and audits, figures, training and settings are not in it.",
                    "Write on paper what you do, with the time, and enter it when Kith is back.",
                ]
            ),
            403 => (
                "You cannot open this page",
                [
                    "Your role does not include it. This is not a mistake of yours.",
                    "If you need it for your work, ask your manager or the person who looks after accounts in your council.",
                ]
            ),
            400 => (
                "The page could not be sent",
                ["It may have been open for too long. Go back, load the page again and send it once more.", "What you had typed may still be there when you go back."]
            ),
            413 => (
                "The file is too large",
                [
                    LargeForms.MostMegabytes(HttpContext) is { } most ? $"Nothing was kept. Choose a file of {most} MB or less." : "Nothing was kept. Choose a smaller file.",
                    "A scan in fewer colours, or a picture made smaller, is often small enough.",
                    "To find what you had typed still there, go back with the back button of your browser.",
                ]
            ),
            429 => ("Too many tries", ["Wait a few minutes, then try again."]),
            503 => (
                "The service is not available just now",
                ["It will be back soon. Nothing that you saved is lost.", "If a child may be in immediate danger, do not wait for this page: call 999, or the emergency duty team."]
            ),
            >= 400 and < 500 => ("This page cannot be shown", ["Go back and try again, or start from your first page."]),
            _ => (
                "Something went wrong",
                [
                    "This is our fault, not yours. What you saved before is safe; what you were doing just now may not be.",
                    "Try again in a minute.",
                    "If a child may be in immediate danger, do not wait for this page: call 999, or the emergency duty team.",
                ]
            ),
        };
        Back = status == StatusCodes.Status413PayloadTooLarge ? PageOfForm() : null;
        Reference = status >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = status is >= 400 and <= 599 ? status : StatusCodes.Status404NotFound;
        }
    }

    // Where the browser says it was, if that is here; otherwise where the form was sent. Never another site.
    private string? PageOfForm()
    {
        var sent = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var page =
            Uri.TryCreate(Request.Headers.Referer, UriKind.Absolute, out var from) && from.Scheme == Request.Scheme && from.Authority == Request.Host.Value ? from.PathAndQuery
            : sent is null ? null
            : sent.OriginalPathBase + sent.OriginalPath;
        return page is not null && Url.IsLocalUrl(page) ? page : null;
    }
}
