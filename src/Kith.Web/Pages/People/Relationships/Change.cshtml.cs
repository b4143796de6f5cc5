using Kith.Practice.Children;
using Kith.Practice.Children.Relationships;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Relationships;

/// <summary>Changes or ends a relationship.</summary>
public sealed class ChangeModel(ChangeRelationship change) : RecordFormPage
{
    [BindProperty]
    public ChangeRelationshipInput Input { get; set; } = new();
    public RelationshipForEditing Relationship { get; private set; } = null!;

    /// <summary>«mother».</summary>
    public string Word => Relationship.Kind.Word(Relationship.OtherSex, Relationship.Input.Form);

    /// <summary>What can be said of this kind of relationship; none where nothing more is asked.</summary>
    public IReadOnlyList<Choice> Forms => [.. RelationshipForms.Of(Relationship.Kind).Select(f => new Choice(f.ToString(), RelationshipForms.Word(f)))];
    public bool FormOpen => Input.Form is not null || !ModelState.IsValid;

    public async Task<IActionResult> OnGet(Guid id, Guid pairId)
    {
        var result = await Load(id, pairId);
        Input = Relationship?.Input ?? new();
        return result;
    }

    public Task<IActionResult> OnPost(Guid id, Guid pairId) =>
        Try(
            () => change.Handle(id, pairId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Saved on both records.",
            () => $"/people/{id}/family",
            () => Load(id, pairId),
            async () =>
                await change.Show(id, pairId, Actor, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between("this relationship", now.Input, Input, now.Version, $"/people/{id}/family")
                    : null
        );

    private async Task<IActionResult> Load(Guid id, Guid pairId)
    {
        if (await Open(id, "Change a relationship") is { } refused)
        {
            return refused;
        }
        if (await change.Show(id, pairId, Actor, HttpContext.RequestAborted) is not { } relationship)
        {
            return NotFound();
        }
        Relationship = relationship;
        return Page();
    }
}
