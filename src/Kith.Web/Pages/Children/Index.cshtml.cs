using Kith.Practice.Children;
using Kith.Practice.Children.Lists;
using Kith.Practice.Projections;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children;

/// <summary>The children within reach, in a list that filters, sorts and goes out as a file.</summary>
public sealed class IndexModel(ListChildren list, ExportChildren export) : KithPage
{
    public ChildrenPage Children { get; private set; } = null!;
    public ChildrenFilter Filter { get; private set; } = new();

    /// <summary>What may be chosen as status.</summary>
    public static IReadOnlyList<Choice> Statuses { get; } =
    [new("open", "All open"), .. Enum.GetValues<ChildStatus>().OrderDescending().Select(s => new Choice(s.ToString(), ChildWords.Status(s))), new("all", "Everyone with a record")];

    public static IReadOnlyList<Choice> Dues { get; } = [new("late", "Something late"), new("soon", "Something due in 5 working days")];
    public static IReadOnlyList<Choice> NotSeen { get; } = [new("10", "10 days"), new("20", "20 days"), new("30", "30 days"), new("60", "60 days"), new("90", "90 days")];
    public bool Filtered => Filter with { Sort = "name", Page = 1 } != new ChildrenFilter();

    public async Task<IActionResult> OnGet(
        string? status,
        Guid? team,
        string? worker,
        bool disabled,
        string? due,
        int? unseen,
        string? sort,
        [FromQuery(Name = "page")] int number = 1
    )
    {
        Read(status, team, worker, disabled, due, unseen, sort, number);
        Children = await list.List(Filter, Actor, HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>A post, because taking records out changes what their access logs say.</summary>
    public async Task<IActionResult> OnPostExport(string? status, Guid? team, string? worker, bool disabled, string? due, int? unseen, string? sort)
    {
        Read(status, team, worker, disabled, due, unseen, sort, 1);
        return File(await export.Run(Filter, Actor, HttpContext.RequestAborted), "text/csv; charset=utf-8", "children.csv");
    }

    private void Read(string? status, Guid? team, string? worker, bool disabled, string? due, int? unseen, string? sort, int page) =>
        Filter = new ChildrenFilter
        {
            Status = Statuses.Any(s => s.Value == status) ? status! : "open",
            TeamId = team,
            Unallocated = worker == "none",
            WorkerId = Guid.TryParse(worker, out var id) ? id : null,
            Disabled = disabled,
            Due = due is "late" or "soon" ? due : null,
            NotSeenDays = unseen is > 0 and < 10_000 ? unseen : null,
            Sort = sort ?? "name",
            Page = page,
        };
}
