using Kith.Practice.SubjectAccess;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>A page of one request: there for those who answer requests and may read the person's record, and to everybody else not there.</summary>
public abstract class SubjectPage : RecordFormPage
{
    /// <summary>Guards the request. Null: go on. That the record was read is in the person's log first; that there is a request is not.</summary>
    protected async Task<IActionResult?> Enter(Guid request)
    {
        if (await Service<ShowRequest>().RecordsOf(request, HttpContext.RequestAborted) is not { } records)
        {
            return NotFound();
        }
        // Known or restricted is no answer here: it would say that there is a request.
        if (await Open(records.Person, "The whole record") is not null)
        {
            return NotFound();
        }
        // Each page of it may show what stands in these. Whether they may be read is asked where the request is opened.
        if (records.Elsewhere.Count > 0)
        {
            await Service<ReadLedger>().WriteAll(Actor, "Read a record", records.Elsewhere.Select(o => new RecordRead(o, "The whole record")));
        }
        return null;
    }
}
