using Kith.Practice.Assurance;
using Kith.Practice.Documents;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.Assurance;

/// <summary>
/// How the service is doing, for everybody: no account is needed where the authority has opened it. It shows what was pinned,
/// asks nothing of a record, and knows nothing of who reads it.
/// </summary>
public sealed class IndexModel(ShowAssurance show, CurrentActor current, CouncilIdentity council) : PageModel
{
    public AssurancePage Held { get; private set; } = null!;

    /// <summary>The edition as a document; null where none is published.</summary>
    public Paper? Paper { get; private set; }

    public async Task<IActionResult> OnGet(Guid? id) => await Load(id) ? Page() : await Nothing();

    public async Task<IActionResult> OnGetWord(Guid? id) =>
        await Load(id) && Paper is { } paper
            ? File(WordWriter.Write(paper, new Letterhead(council.Name, council.Colour)), WordWriter.Type.ContentType, $"Children’s services, {paper.Title}.docx")
            : await Nothing();

    // A lead member whose time has run out is asked to sign in; the public page is simply not there.
    private async Task<IActionResult> Nothing() => await current.Get() is null && !await show.IsPublic(HttpContext.RequestAborted) ? Challenge() : NotFound();

    private async Task<bool> Load(Guid? id)
    {
        if (await show.Show(id, await current.Get(), HttpContext.RequestAborted) is not { } held)
        {
            return false;
        }
        Held = held;
        Paper = held.Shown is { } edition ? AssurancePaper.Of(edition, held.Before, council.Name) : null;
        return true;
    }
}
