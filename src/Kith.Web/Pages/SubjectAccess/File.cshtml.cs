using Kith.Practice.SubjectAccess.Releasing;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>A file that was given, byte for byte.</summary>
public sealed class FileModel(GivePack give) : SubjectPage
{
    public async Task<IActionResult> OnGet(Guid request, Guid pack)
    {
        if (await Enter(request) is { } refused)
        {
            return refused;
        }
        return await give.TakeOut(request, pack, Actor, HttpContext.RequestAborted) is { } found ? File(found.Bytes, found.Pack.ContentType, found.Pack.FileName) : NotFound();
    }
}
