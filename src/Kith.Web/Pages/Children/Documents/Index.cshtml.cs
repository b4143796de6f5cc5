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
        byte[] bytes = [];
        if (Sent is { Length: <= KeepDocuments.MostBytes } sent)
        {
            using var memory = new MemoryStream((int)sent.Length);
            await sent.CopyToAsync(memory, HttpContext.RequestAborted);
            bytes = memory.ToArray();
        }
        else
        {
            ModelState.AddModelError("Input.File", Sent is null ? "Choose a file" : $"The file must be {KeepDocuments.MostBytes >> 20} MB or smaller");
        }
        return await Try(
            () => documents.Upload(id, Input, Sent!.FileName, bytes, Actor, ActKey, HttpContext.RequestAborted),
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
