using Kith.Practice.Access;
using Kith.Practice.Children.Relationships;
using Kith.Practice.Children.Show;
using Kith.Practice.Search;
using Kith.Web.Forms;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Relationships;

/// <summary>Adds a relationship: find the other person, then say how they are related.</summary>
public sealed class AddModel(AddRelationship add, FindPeople find, ShowHead heads, SealedWords words) : RecordFormPage
{
    [BindProperty]
    public RelationshipInput Input { get; set; } = new();

    /// <summary>The words searched for, sealed.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Sealed { get; set; }
    public SearchAnswer? Found { get; private set; }

    /// <summary>The person chosen.</summary>
    public PersonHead? Other { get; private set; }

    /// <summary>What can be said of couples, adoptions and twins.</summary>
    public IReadOnlyList<Choice> Forms => RelationshipChoices.Forms;
    public bool FormOpen => Input.Form is not null || Input.FormedOn is not null || Input.DissolvedOn is not null || ModelState.ContainsKey("Input.Form") && !ModelState.IsValid;

    /// <summary>True when the ages were found unlikely and must be looked at.</summary>
    public bool AskAges { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, Guid? other)
    {
        if (await Open(id, "Add a relationship") is { } refused)
        {
            return refused;
        }
        Input.OtherId = other;
        await Choose(id);
        if (Other is null && words.Open(Actor, Sealed) is { } search)
        {
            Found = await find.Handle(search, Actor, HttpContext.RequestAborted);
        }
        return Page();
    }

    /// <summary>Searches for the other person; the words come back sealed in the address.</summary>
    public async Task<IActionResult> OnPostFind(Guid id, string? q)
    {
        if (await Open(id, "Add a relationship") is { } refused)
        {
            return refused;
        }
        if (words.Seal(Actor, q) is { } search)
        {
            return Redirect($"/people/{id}/relationships/add?s={search}");
        }
        ModelState.AddModelError("q", SealedWords.NothingAsked);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => add.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted),
            "Relationship added to both records.",
            () => $"/people/{id}/family",
            async () =>
            {
                if (await Open(id, "Add a relationship") is { } refused)
                {
                    return refused;
                }
                AskAges = ModelState.ContainsKey("Input.AgesChecked") && ModelState["Input.AgesChecked"]!.Errors.Count > 0;
                await Choose(id);
                return Page();
            }
        );

    private async Task Choose(Guid id)
    {
        if (Input.OtherId is { } chosen && chosen != id && await Service<RecordAccess>().SightOf(Actor, chosen, HttpContext.RequestAborted) is Sight.Read or Sight.Known)
        {
            Other = await heads.Show(Input.OtherId!.Value, HttpContext.RequestAborted);
        }
    }
}
