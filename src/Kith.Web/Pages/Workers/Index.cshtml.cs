using Kith.Practice.Workforce.Workers;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Workers;

/// <summary>The directory of staff.</summary>
public sealed class IndexModel(ListWorkers list) : KithPage
{
    public WorkerList List { get; private set; } = null!;
    public WorkerQuery Query { get; private set; } = null!;

    public async Task OnGet(string? q, Guid? team, bool left, string? sort, [FromQuery(Name = "page")] int number = 1)
    {
        Query = new WorkerQuery(q is { Length: > 100 } ? q[..100] : q, team, left, sort, number);
        List = await list.List(Query, Actor, HttpContext.RequestAborted);
    }
}
