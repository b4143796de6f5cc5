using Kith.Practice.Access.Absence;
using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Account;

/// <summary>Who carries whose work during an absence.</summary>
public sealed class AbsenceModel(SetDeputy deputies) : KithPage
{
    [BindProperty]
    public AbsenceForm Input { get; set; } = new();

    public AbsenceView View { get; private set; } = null!;
    public IReadOnlyList<Choice> ForWhom => Choice.From(View.ForWhom, f => f.AccountId, f => f.AccountId == Actor.AccountId ? $"{f.Name} (you)" : f.Name);
    public IReadOnlyList<Choice> Colleagues => Choice.From(View.Colleagues.Where(c => View.ForWhom.Count > 1 || c.AccountId != Actor.AccountId), c => c.AccountId, c => c.Name);

    public async Task OnGet()
    {
        View = await deputies.Show(Actor, HttpContext.RequestAborted);
        Input.ForAccountId = Actor.AccountId;
    }

    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid)
        {
            try
            {
                await deputies.Handle(new DeputyInput(Input.ForAccountId, Input.DeputyAccountId, Input.From, Input.Until, Input.Reason), Actor, ActKey, HttpContext.RequestAborted);
                Done("The absence is entered. Both people are told.");
                return RedirectToPage();
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        View = await deputies.Show(Actor, HttpContext.RequestAborted);
        return Page();
    }

    public async Task<IActionResult> OnPostEnd(Guid id)
    {
        await deputies.End(id, Actor, ActKey, HttpContext.RequestAborted);
        Done("Ended. The work is with its own person again.");
        return RedirectToPage();
    }

    /// <summary>The form.</summary>
    public sealed class AbsenceForm
    {
        public Guid? ForAccountId { get; set; }
        public Guid? DeputyAccountId { get; set; }

        [System.ComponentModel.DataAnnotations.Display(Name = "First day")]
        public DateOnly? From { get; set; }

        [System.ComponentModel.DataAnnotations.Display(Name = "Last day")]
        public DateOnly? Until { get; set; }
        public string? Reason { get; set; }
    }
}
