using Kith.Practice.Documents;
using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.InspectionRoom;

/// <summary>A paper that an inspector was given: a file to be saved, or a document to be read here.</summary>
public sealed class PaperModel(VisitRoom visit) : KithPage
{
    public Paper Paper { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await visit.Open(id, Actor, HttpContext.RequestAborted) is not { } opened)
        {
            return NotFound();
        }
        if (opened.Bytes is { } bytes)
        {
            Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            return File(bytes, opened.ContentType!, opened.FileName);
        }
        if (opened.Document is not { } document)
        {
            return NotFound();
        }
        Paper = document;
        return Page();
    }
}
