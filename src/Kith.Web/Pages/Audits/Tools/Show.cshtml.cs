using Kith.Practice.Audits.Tools;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits.Tools;

/// <summary>One version of a tool: read it, or change it while it is being made.</summary>
public sealed class ShowModel(KeepTools tools) : FormPage
{
    /// <summary>A part to be added or changed.</summary>
    [BindProperty]
    public SectionInput Section { get; set; } = new();

    /// <summary>A question to be added or changed.</summary>
    [BindProperty]
    public ToolQuestionInput Input { get; set; } = new();

    /// <summary>Title, purpose and population.</summary>
    [BindProperty]
    public ToolInput About { get; set; } = new();

    /// <summary>What is moved or taken out.</summary>
    [BindProperty]
    public Guid Part { get; set; }
    public ToolPage Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, Guid? question, Guid? part)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        var tool = Held.Shown;
        About = new ToolInput
        {
            Title = tool.Title,
            About = tool.About,
            For = tool.For,
        };
        Input = new ToolQuestionInput { Section = tool.Sections[^1].Key };
        if (question is { } key)
        {
            if (tool.Sections.FirstOrDefault(s => s.Questions.Any(q => q.Key == key)) is not { } holds)
            {
                return NotFound();
            }
            Input = ToolQuestionInput.Of(holds, holds.Questions.First(q => q.Key == key));
        }
        if (part is { } sectionKey)
        {
            if (tool.Sections.FirstOrDefault(s => s.Key == sectionKey) is not { } section)
            {
                return NotFound();
            }
            Section = new SectionInput
            {
                Key = section.Key,
                Title = section.Title,
                Guidance = section.Guidance,
                Graded = section.Graded,
            };
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) => Do(id, () => tools.Put(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Kept.", "Input");

    public Task<IActionResult> OnPostSection(Guid id) => Do(id, () => tools.Put(id, Section, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Kept.", "Section");

    public Task<IActionResult> OnPostAbout(Guid id) => Do(id, () => tools.Describe(id, About, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Kept.", "About");

    public Task<IActionResult> OnPostUp(Guid id) => Do(id, () => tools.MoveUp(id, Part, Actor, ActKey, HttpContext.RequestAborted), "Moved up.", "");

    public Task<IActionResult> OnPostRemove(Guid id) => Do(id, () => tools.Remove(id, Part, Actor, ActKey, HttpContext.RequestAborted), "Taken out of this version.", "");

    public Task<IActionResult> OnPostPublish(Guid id) =>
        Do(id, () => tools.Publish(id, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Published. This version never changes now.", "");

    public Task<IActionResult> OnPostRetire(Guid id) =>
        Do(id, () => tools.Retire(id, true, Actor, ActKey, HttpContext.RequestAborted), "It is not offered for new cycles any more.", "");

    public Task<IActionResult> OnPostOffer(Guid id) => Do(id, () => tools.Retire(id, false, Actor, ActKey, HttpContext.RequestAborted), "It is offered again.", "");

    public Task<IActionResult> OnPostNext(Guid id)
    {
        var next = Guid.Empty;
        return Try(
            async () => next = await tools.Next(id, Actor, ActKey, HttpContext.RequestAborted),
            "The next version begins as a copy. Audits under way keep theirs.",
            () => $"/audits/tools/{next}",
            () => Again(id),
            prefix: ""
        );
    }

    private Task<IActionResult> Do(Guid id, Func<Task> act, string done, string prefix) => Try(act, done, () => $"/audits/tools/{id}", () => Again(id), prefix: prefix);

    private async Task<IActionResult> Again(Guid id) => await Load(id) ?? Page();

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await tools.Show(id, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        return null;
    }
}
