using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.DirectWork;

/// <summary>The library of direct work, by age, need and purpose.</summary>
public sealed class IndexModel : KithPage
{
    [BindProperty(SupportsGet = true)]
    public int? Age { get; set; }

    [BindProperty(SupportsGet = true)]
    public WorkPurpose? Purpose { get; set; }

    [BindProperty(SupportsGet = true)]
    public WorkNeed? Need { get; set; }
    public IReadOnlyList<WorkTool> Tools { get; private set; } = [];

    public void OnGet() => Tools = WorkLibrary.For(Age, Need is { } n && Enum.IsDefined(n) ? n : null, Purpose is { } p && Enum.IsDefined(p) ? p : null);
}
