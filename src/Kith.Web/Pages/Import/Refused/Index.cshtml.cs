using System.Text;
using Kith.Practice.Import;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Import.Refused;

/// <summary>The rows that an import did not take, as a CSV file.</summary>
public sealed class IndexModel(ShowImports show, ListRefusals refusals) : KithPage
{
    public async Task<IActionResult> OnGet(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await show.Show(Actor, id, ct) is null)
        {
            return NotFound();
        }
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"refused-rows.csv\"";
        await using var to = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 14, leaveOpen: true);
        await refusals.WriteCsv(Actor, id, to, ct);
        return new EmptyResult();
    }
}
