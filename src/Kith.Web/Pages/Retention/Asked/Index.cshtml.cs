using Kith.Practice.Acts;
using Kith.Practice.Retention;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Retention.Asked;

/// <summary>Answers whether a record was held that is disposed of. Posted, so that no name stands in an address.</summary>
public sealed class IndexModel(AskWhetherHeld ask) : FormPage
{
    [BindProperty]
    public AskedInput Input { get; set; } = new();
    public IReadOnlyList<Disposal>? Found { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid)
        {
            try
            {
                Found = await ask.Find(Input, Actor, HttpContext.RequestAborted);
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        return Page();
    }
}
