using Kith.Practice.Inspection;
using Kith.Practice.Inspection.SelfEvaluations;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SelfEvaluation;

/// <summary>Writes in one section of a draft: it saves itself as it is written.</summary>
public sealed class WriteModel(ShowSelfEvaluation show, WriteSelfEvaluation write) : DraftedFormPage<EvaluationSectionInput>
{
    [BindProperty]
    public string? Add { get; set; }

    [BindProperty]
    public string? Remove { get; set; }
    public EvaluationView View { get; private set; } = null!;
    public EvaluationSection Section { get; private set; } = null!;
    public bool Choosing { get; private set; }
    public IReadOnlyList<Choice> Grades { get; } = Choice.From(Enum.GetValues<InspectionGrade>().AsEnumerable(), g => g.ToString(), InspectionEditions.Name);

    public async Task<IActionResult> OnGet(Guid id, string area)
    {
        if (await Load(id, area) is { } missing)
        {
            return missing;
        }
        if (!await TakeUpDraft(FormOf(id), null))
        {
            Stored();
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, string area)
    {
        if (await Load(id, area) is { } missing)
        {
            return missing;
        }
        await TakeUpDraft(FormOf(id), null);
        return await Try(
            async () =>
            {
                await write.Section(id, Section.Area, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "It is saved.",
            () => $"/self-evaluation/{id}",
            async () => await Load(id, area) ?? Page(),
            async () => await Both(id, area)
        );
    }

    /// <summary>Puts a measure into the section, or takes one out.</summary>
    public async Task<IActionResult> OnPostFigure(Guid id, string area)
    {
        if (await Load(id, area) is { } missing)
        {
            return missing;
        }
        Choosing = true;
        await TakeUpDraft(FormOf(id), null);
        Stored();
        var measures = Section.Pinned.Select(f => f.Measure).Where(m => m != Remove).Concat(string.IsNullOrWhiteSpace(Add) ? [] : [Add]).Distinct().ToList();
        return await Try(
            () => write.Choose(id, Section.Area, measures, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The figures are pinned.",
            () => $"/self-evaluation/{id}/{Section.Area}",
            async () => await Load(id, area) ?? Page(),
            prefix: ""
        );
    }

    /// <summary>Someone else wrote in the section at the same time: both versions of every part that differs.</summary>
    private async Task<SecondEditor?> Both(Guid id, string area)
    {
        if (await Load(id, area) is not null)
        {
            return null;
        }
        return SecondEditor.Between("this section", Words(), Input, Section.Version, $"/self-evaluation/{id}");
    }

    private string FormOf(Guid id) => $"self-evaluation/{id:N}/{Section.Area}";

    private void Stored() => Input = Words();

    private EvaluationSectionInput Words() =>
        new EvaluationSectionInput
        {
            Grade = Section.Grade,
            Know = Section.Know,
            How = Section.How,
            Plans = Section.Plans,
            Heard = Section.Heard,
            Strengths = Section.Strengths,
            Develop = Section.Develop,
            Evidence = Section.Evidence,
        };

    private async Task<IActionResult?> Load(Guid id, string area)
    {
        if (
            !Enum.TryParse<JudgementArea>(area, out var wanted)
            || await show.Show(id, beside: HttpMethods.IsGet(Request.Method), Actor, HttpContext.RequestAborted) is not { MayWrite: true } view
            || view.Sections.FirstOrDefault(s => s.Area == wanted) is not { } section
        )
        {
            return NotFound();
        }
        (View, Section) = (view, section);
        return null;
    }
}
