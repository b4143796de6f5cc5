using Kith.Practice.SubjectAccess;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>A page of one request: there for those who answer requests and may read the person's record, and to everybody else not there.</summary>
public abstract class SubjectPage : RecordFormPage
{
    /// <summary>Guards the request. Null: go on. That the record was read is in the person's log first; that there is a request is not.</summary>
    protected async Task<IActionResult?> Enter(Guid request)
    {
        if (await Service<ShowRequest>().PersonOf(request, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        // Known or restricted is no answer here: it would say that there is a request.
        return await Open(person, "The whole record") is null ? null : NotFound();
    }
}
