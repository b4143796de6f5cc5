using Kith.Practice.Inspection;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections;

/// <summary>Writes an inspection down, or changes one.</summary>
public sealed class EditModel(ShowInspections show, KeepInspections keep) : FormPage
{
    [BindProperty]
    public InspectionInput Input { get; set; } = new();
    public Guid? Id { get; private set; }
    public int? Version { get; private set; }
    public IReadOnlyList<Choice> Kinds { get; } = Choice.From(Enum.GetValues<InspectionKind>().AsEnumerable(), k => k.ToString(), InspectionEditions.Name);
    public IReadOnlyList<Choice> Grades { get; } = Choice.From(Enum.GetValues<InspectionGrade>().AsEnumerable(), g => g.ToString(), InspectionEditions.Name);

    public async Task<IActionResult> OnGet(Guid? id)
    {
        var (found, view) = await Load(id);
        if (!found)
        {
            return NotFound();
        }
        Input = view is null ? new InspectionInput { By = "Ofsted" } : Recorded(view.Inspection);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid? id)
    {
        var made = Guid.Empty;
        return Try(
            async () => made = await keep.Record(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The inspection is saved.",
            () => $"/inspections/{made}",
            async () => (await Load(id)).Found ? Page() : NotFound(),
            async () =>
                (await Load(id)).View is { } now
                    ? SecondEditor.Between("this inspection", Recorded(now.Inspection), Input, now.Inspection.Version, $"/inspections/{id}", words: Describe)
                    : null
        );
    }

    private static InspectionInput Recorded(InspectionEvent i) =>
        new()
        {
            Kind = i.Kind,
            By = i.By,
            Scope = i.Scope,
            From = i.From,
            To = i.To,
            PublishedOn = i.PublishedOn,
            Headline = i.Headline,
            Grades = i.Judgements.ToDictionary(j => j.Area, j => (InspectionGrade?)j.Grade),
        };

    private string? Describe(string field, string value) => field == nameof(InspectionInput.Kind) ? Kinds.FirstOrDefault(k => k.Value == value)?.Text : null;

    private async Task<(bool Found, InspectionView? View)> Load(Guid? id)
    {
        Id = id;
        var view = id is { } there ? await show.Show(there, Actor, HttpContext.RequestAborted) : null;
        Version = view?.Inspection.Version;
        return (id is null || view is not null, view);
    }
}
