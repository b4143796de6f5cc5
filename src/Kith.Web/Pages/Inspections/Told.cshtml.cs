using Kith.Practice.Inspection;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections;

/// <summary>What Ofsted recommended to others that is much like a recommendation, or holds words.</summary>
public sealed class ToldModel(ShowInspections show) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    /// <summary>Every word must stand in it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }
    public ToldElsewhere Told { get; private set; } = null!;
    public IReadOnlyList<Choice> Ways { get; } = Choice.From(new[] { ("", "What is much like it"), ("true", "What has every word") }.AsEnumerable(), w => w.Item1, w => w.Item2);

    /// <summary>The kind of report in words: «FV» and «ILACS» are the short names that its source gives.</summary>
    public string Kind(string report) =>
        report switch
        {
            "FV" => "focused visit",
            "ILACS" => "inspection",
            _ => report,
        };

    /// <summary>Whether this person may load what was published since.</summary>
    public bool MayLoad => Actor.May(Practice.Access.Permission.KeepMeasures);

    public async Task OnGet() => Told = await show.Told(Actor, Words?.Length > 2000 ? Words[..2000] : Words, All, HttpContext.RequestAborted);
}
