using System.ComponentModel.DataAnnotations;
using Kith.Practice.Access;
using Kith.Practice.Returns.AnnexA;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.AnnexA;

/// <summary>Prepared copies of the lists that an inspection asks for, and preparing a new one.</summary>
public sealed class IndexModel(ShowAnnexA show, PrepareAnnexA prepare, Practice.Clock clock) : KithPage
{
    public sealed class PrepareForm
    {
        [Display(Name = "The day")]
        public DateOnly? AsAt { get; set; }
    }

    [BindProperty]
    public PrepareForm Input { get; set; } = new();
    public IReadOnlyList<AnnexACopy> Copies { get; private set; } = [];
    public bool Prepares => Actor.May(Permission.PrepareReturns) || Actor.May(Permission.ApproveReturns);

    public async Task OnGet()
    {
        Input.AsAt = clock.Today;
        Copies = await show.List(Actor, HttpContext.RequestAborted);
    }

    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid)
        {
            try
            {
                var id = await prepare.Handle(new PrepareAnnexAInput(Input.AsAt), Actor, ActKey, HttpContext.RequestAborted);
                Done("The lists were prepared and checked.");
                return Redirect($"/data/annex-a/{id}");
            }
            catch (Practice.Acts.NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        Copies = await show.List(Actor, HttpContext.RequestAborted);
        return Page();
    }
}
