using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Children.Show;
using Kith.Practice.Search;
using Kith.Web.Forms;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Add;

/// <summary>Adds a person after a search that did not find them.</summary>
public sealed class IndexModel(AddPerson add, ShowHead heads, NextOfFamily family, SealedWords words) : KithPage
{
    [BindProperty]
    public AddPersonInput Input { get; set; } = new();

    /// <summary>Whom the new person is related to, when the form was opened from someone's record.</summary>
    public PersonHead? RelatedTo { get; private set; }
    public IReadOnlyList<LikelyDuplicate> Alike { get; private set; } = [];

    /// <summary>The words of the search that did not find them, sealed.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Sealed { get; set; }

    /// <summary>«contact»: the child is added in the middle of recording a contact, and the way leads back there.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Then { get; set; }

    /// <summary>The other children of that contact.</summary>
    [BindProperty(SupportsGet = true)]
    public List<Guid> With { get; set; } = [];

    public async Task<IActionResult> OnGet(Guid? relatedTo, bool child = false)
    {
        if (words.Open(Actor, Sealed) is not { } searched)
        {
            return Redirect("/search");
        }
        Input = new AddPersonInput
        {
            Searched = searched,
            RelatedTo = relatedTo,
            IsChild = child,
        };
        if (await LoadRelated() is { } refused)
        {
            return refused;
        }
        // The next child of a family most often shares its name and home, and is the brother or sister of those before.
        Input.FamilyName = Family.FamilyName;
        (Input.Line1, Input.Line2, Input.Town, Input.Postcode) = (Family.Line1, Family.Line2, Family.Town, Family.Postcode);
        Input.SiblingOf = [.. Family.Children.Select(c => c.Id)];
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (await LoadRelated() is { } refused)
        {
            return refused;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        try
        {
            var id = await add.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
            Done("Added to Kith.");
            return Redirect(
                Then == "contact" && (Input.IsChild || Input.Unborn) ? "/contacts/new?" + string.Join('&', With.Append(id).Select(c => $"child={c}"))
                : Input.RelatedTo is { } other ? $"/people/{other}/family"
                : Input.IsChild || Input.Unborn ? $"/children/{id}"
                : $"/people/{id}"
            );
        }
        catch (LikelyDuplicatesException alike)
        {
            Alike = alike.People;
            ModelState.AddModelError("Input.NoneIsThisPerson", "Look at the people who may be the same, then say whether any of them is");
        }
        catch (NotAcceptedException problems)
        {
            Show(problems);
        }
        return Page();
    }

    /// <summary>The other children of the contact, and what they share.</summary>
    public FamilyFacts Family { get; private set; } = new(null, null, null, null, null, []);

    private async Task<IActionResult?> LoadRelated()
    {
        if (With.Count > 0)
        {
            Family = await family.Of(With, Actor, HttpContext.RequestAborted);
        }
        if (Input.RelatedTo is { } other)
        {
            if (await Guard(other, "Add a relative") is { } refused)
            {
                return refused;
            }
            RelatedTo = await heads.Show(other, HttpContext.RequestAborted);
        }
        return null;
    }
}
