using Kith.Practice.Acts;
using Kith.Practice.Contacts;
using Kith.Practice.Search;
using Kith.Standards.CodeSets;
using Kith.Web.Forms;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Contacts.New;

/// <summary>
/// Records a contact. The children come first, because whether they are known changes what is asked next: search,
/// choose, and their family is offered; then one short form.
/// </summary>
public sealed class IndexModel(RecordContact record, OfferFamily family, FindPeople find, ShowContact show, SealedWords words) : DraftedFormPage<ContactInput>
{
    /// <summary>The words searched for, sealed; empty before the first search.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Sealed { get; set; }

    /// <summary>Another child is to be searched for.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Another { get; set; }

    /// <summary>The children chosen so far, by address, so that the back button works.</summary>
    [BindProperty(SupportsGet = true, Name = "child")]
    public List<Guid> Chosen { get; set; } = [];

    public ContactStart Start { get; private set; } = null!;
    public SearchAnswer? Found { get; private set; }

    public static IReadOnlyList<Choice> Channels { get; } = [.. Enum.GetValues<ContactChannel>().Select(c => new Choice(c.ToString(), ContactWords.Channel(c)))];

    /// <summary>Who told us: the DfE's list as it stands today.</summary>
    public static IReadOnlyList<Choice> Sources { get; } = Choice.From(CodeSets.ReferralSource.Entries, e => e.Code, e => CodeSets.ReferralSource.Describe(e.Code));

    public async Task OnGet()
    {
        // What was written is there again after a search for another child, and on another device.
        if (!await TakeUpDraft(DraftName, null))
        {
            Input.ReceivedOn = Service<Practice.Clock>().Today;
        }
        await Load();
        Input.Children = [.. Chosen];
    }

    /// <summary>Another child is to be looked for: what is written so far is kept as a draft.</summary>
    public async Task<IActionResult> OnPostAnother()
    {
        await Drafts.IndexModel.Keep(this, DraftName, With(Chosen.FirstOrDefault()));
        return Redirect("/contacts/new?" + string.Join('&', Chosen.Union(Input.Children).Select(c => $"child={c}").Append("another=true")));
    }

    /// <summary>A draft belongs to the child who was chosen first: what was written about one family never appears on another's form.</summary>
    private string DraftName => $"record-contact/{Chosen.FirstOrDefault()}";

    /// <summary>A search: its words come back sealed, and the children chosen stay in the address.</summary>
    public async Task<IActionResult> OnPostFind(string? q)
    {
        if (words.Seal(Actor, q) is { } search)
        {
            return Redirect("/contacts/new?" + string.Join('&', Chosen.Select(c => $"child={c}").Append($"s={search}")));
        }
        Another = true;
        ModelState.AddModelError("words", SealedWords.NothingAsked);
        await OnGet();
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        await TakeUpDraft(DraftName, null);
        if (ModelState.IsValid)
        {
            try
            {
                var id = await record.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
                // Whoever is not on duty hands it over; their own children's contacts they can still open.
                await DraftDone();
                var mine = await show.Show(id, Actor, HttpContext.RequestAborted) is not null;
                Done(mine ? "Contact recorded." : "Contact recorded. The front door has it.");
                return Redirect(mine ? $"/contacts/{id}" : "/contacts");
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        Chosen = [.. Chosen.Union(Input.Children)];
        await Load();
        return Page();
    }

    /// <summary>The address of this page with one more child chosen.</summary>
    public string With(Guid child) => "/contacts/new?" + string.Join('&', Chosen.Append(child).Distinct().Select(c => $"child={c}"));

    private async Task Load()
    {
        Start = await family.Show(Chosen, Actor, HttpContext.RequestAborted);
        if (words.Open(Actor, Sealed) is { } search)
        {
            Found = await find.Handle(search, Actor, HttpContext.RequestAborted);
        }
    }
}
