using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Disagreements;

/// <summary>Disagreements between agencies that are not settled, of children whom the reader may read.</summary>
public sealed class IndexModel(WorkDisagreement work) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public int? Stage { get; set; }
    public IReadOnlyList<DisagreementView> Open { get; private set; } = [];
    public IEnumerable<DisagreementView> Shown => Open.Where(v => Stage is null || v.Disagreement.Stage == Stage);
    public IReadOnlyList<Choice> Stages =>
        [
            .. Open.Select(v => (v.Disagreement.Stage, v.Stage))
                .Distinct()
                .OrderBy(s => s.Item1)
                .DistinctBy(s => s.Item1)
                .Select(s => new Choice($"{s.Item1}", $"{s.Item1}: {s.Item2}")),
        ];

    public async Task OnGet() => Open = [.. (await work.Open(Actor, HttpContext.RequestAborted)).OrderBy(v => v.DueOn)];
}
