using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Documents;

/// <summary>The documents of one child: listed, added, saved to disk, withdrawn.</summary>
[RequestSizeLimit(KeepDocuments.MostBytes + 1_000_000)]
[RequestFormLimits(MultipartBodyLengthLimit = KeepDocuments.MostBytes + 1_000_000)]
public sealed class IndexModel(KeepDocuments documents, ReadLedger ledger, Clock clock) : RecordFormPage
{
    [BindProperty]
    public DocumentInput Input { get; set; } = new();

    [BindProperty(Name = "Input.File")]
    public IFormFile? Sent { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public IReadOnlyList<DocumentLine> Lines { get; private set; } = [];

    /// <summary>The same file is on the record already: it can be added beside that one all the same.</summary>
    public SameDocumentException? Same { get; private set; }
    public bool MayRecord => Actor.May(Permission.RecordWork);
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Documents") is { } refused)
        {
            return refused;
        }
        Lines = await documents.List(id, HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>Gives a document out as a file, never shown inside the page: what others wrote is not trusted to run here.</summary>
    public async Task<IActionResult> OnGetFile(Guid id, Guid document)
    {
        if (await Open(id, "Documents") is { } refused)
        {
            return refused;
        }
        if (await documents.Open(id, document, HttpContext.RequestAborted) is not var (kept, bytes))
        {
            return NotFound();
        }
        await ledger.Write(Actor, "Open a document", new RecordTakenOut(id, $"Document: {kept.Title}"));
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return File(bytes, kept.ContentType, kept.FileName);
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Open(id, "Documents") is { } refused)
        {
            return refused;
        }
        if (!MayRecord)
        {
            return Forbid();
        }
        var (bytes, name) = await SentBytes.Read(Sent, HttpContext.RequestAborted);
        if (bytes is null && Input.Beside is { } beside && await documents.Open(id, beside, HttpContext.RequestAborted) is var (there, same))
        {
            (bytes, name) = (same, there.FileName);
        }
        if (bytes is null)
        {
            ModelState.AddModelError("Input.File", SentBytes.Wanting(Sent));
        }
        return await Try(
            async () =>
            {
                try
                {
                    await documents.Upload(id, Input, name, bytes!, Actor, ActKey, HttpContext.RequestAborted);
                }
                catch (SameDocumentException same)
                {
                    Same = same;
                    throw;
                }
            },
            "Document added.",
            () => $"/children/{id}/documents",
            () => OnGet(id)
        );
    }

    public async Task<IActionResult> OnPostWithdraw(Guid id, Guid document)
    {
        if (await Open(id, "Documents") is { } refused)
        {
            return refused;
        }
        if (!MayRecord)
        {
            return Forbid();
        }
        return await Try(
            () => documents.Withdraw(id, document, Reason, Actor, ActKey, HttpContext.RequestAborted),
            "Withdrawn. Nobody opens it from now on.",
            () => $"/children/{id}/documents",
            () => OnGet(id),
            prefix: ""
        );
    }
}
