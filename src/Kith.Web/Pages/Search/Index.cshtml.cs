using Kith.Practice.Access;
using Kith.Practice.Search;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Search;

/// <summary>
/// Search for a person by whatever is known. The way to adding someone leads through here. The words are sent in a form
/// and come back sealed in the address, so that no name is left in the browser's history.
/// </summary>
public sealed class IndexModel(FindPeople find, SealedWords words) : KithPage
{
    /// <summary>The words searched for, sealed.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Sealed { get; set; }

    public SearchAnswer Answer { get; private set; } = new("", [], false, true);

    /// <summary>The address led to a search that is too old to be read.</summary>
    public bool TooOld { get; private set; }

    public bool MayAdd => Actor.May(Permission.RecordWork);

    public async Task<IActionResult> OnGetAsync(string? q)
    {
        // An address with the words in it, typed or kept from elsewhere: it does not stay.
        if (!string.IsNullOrWhiteSpace(q))
        {
            return Lead(q);
        }
        var open = words.Open(Actor, Sealed);
        TooOld = open is null && !string.IsNullOrEmpty(Sealed);
        ViewData["SearchedFor"] = open;
        if (open is not null)
        {
            Answer = await find.Handle(open, Actor, HttpContext.RequestAborted);
        }
        return Page();
    }

    public IActionResult OnPost(string? q) => Lead(q);

    private RedirectResult Lead(string? q) => Redirect(words.Seal(Actor, q) is { } s ? $"/search?s={s}" : "/search");
}
