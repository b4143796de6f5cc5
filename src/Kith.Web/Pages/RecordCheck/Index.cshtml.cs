using System.Globalization;
using Kith.Practice.Children;
using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Projections;
using Kith.Practice.Workforce;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.RecordCheck;

/// <summary>The record check over any cohort: what would be asked about, child by child.</summary>
public sealed class IndexModel(CheckCohort check) : KithPage
{
    [BindProperty(SupportsGet = true, Name = "team")]
    public Guid? Team { get; set; }

    [BindProperty(SupportsGet = true, Name = "worker")]
    public Guid? Worker { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public ChildStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "age")]
    public string? Age { get; set; }

    [BindProperty(SupportsGet = true, Name = "months")]
    public int? Months { get; set; }

    [BindProperty(SupportsGet = true, Name = "disabled")]
    public bool Disabled { get; set; }

    [BindProperty(SupportsGet = true, Name = "area")]
    public CheckArea? Area { get; set; }

    [BindProperty(SupportsGet = true, Name = "late")]
    public DueKind? Late { get; set; }

    [BindProperty(SupportsGet = true, Name = "inspection")]
    public Guid? Inspection { get; set; }
    public CohortPage Cohort { get; private set; } = null!;

    /// <summary>The areas that can be asked of many children at once.</summary>
    public static IReadOnlyList<CheckArea> Shown { get; } = [.. Enum.GetValues<CheckArea>().Where(a => a != CheckArea.Network)];
    public IReadOnlyList<Choice> Statuses { get; } = Choice.From(ChildWords.OpenStatuses.AsEnumerable(), s => s.ToString(), ChildWords.Status);
    public IReadOnlyList<Choice> Ages { get; } =
        Choice.From(CheckCohort.Ages.Keys, a => a, a => a.Replace("-", " to ", StringComparison.Ordinal).Replace("16+", "16 and over", StringComparison.Ordinal));
    public IReadOnlyList<Choice> Lengths { get; } =
        Choice.From(new[] { 6, 9, 12, 15, 24 }.AsEnumerable(), m => m.ToString(CultureInfo.InvariantCulture), m => $"{m.ToString(CultureInfo.InvariantCulture)} months or more");
    public IReadOnlyList<Choice> Disability { get; } = Choice.From(new[] { "true" }.AsEnumerable(), v => v, _ => "Disabled children");
    public IReadOnlyList<Choice> Areas { get; } = Choice.From(Shown, a => a.ToString(), RecordCheckRules.Name);
    public IReadOnlyList<Choice> Kinds { get; } = Choice.From(Enum.GetValues<DueKind>().AsEnumerable(), k => k.ToString(), DueWork.Plural);

    public async Task OnGet([FromQuery(Name = "page")] int number = 1) =>
        Cohort = await check.Show(
            new CohortFilter
            {
                TeamId = Team,
                WorkerId = Worker,
                Status = Status,
                Age = Age,
                Months = Months,
                Disabled = Disabled,
                Area = Area,
                Late = Late,
                InspectionId = Inspection,
                Page = number,
            },
            Actor,
            HttpContext.RequestAborted
        );

    /// <summary>The same children, those with something to look at in an area.</summary>
    public string Link(CheckArea area)
    {
        var query = new Dictionary<string, string?>
        {
            ["team"] = Team?.ToString(),
            ["worker"] = Worker?.ToString(),
            ["status"] = Status?.ToString(),
            ["age"] = Age,
            ["months"] = Months?.ToString(CultureInfo.InvariantCulture),
            ["disabled"] = Disabled ? "true" : null,
            ["inspection"] = Inspection?.ToString(),
            ["area"] = area.ToString(),
        };
        return QueryString.Create(query.Where(q => q.Value is not null)) is var text ? $"/record-check{text}" : "/record-check";
    }
}
