using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Disagreements;

/// <summary>One disagreement of the partner's own, as the council sees it too.</summary>
public sealed class IndexModel(WorkDisagreement work) : FormPage
{
    public DisagreementView View { get; private set; } = null!;

    [BindProperty]
    public string? Text { get; set; }

    public DraftForm Draft { get; private set; } = null!;

    /// <summary>What is kept of a half-written form.</summary>
    public sealed class Written
    {
        public string? Text { get; set; }
    }

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ?? Page();

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            async () =>
            {
                try
                {
                    await work.Say(id, Text, Actor, ActKey, HttpContext.RequestAborted);
                    await Discard(Name(id));
                }
                catch (NotAcceptedException wrong)
                {
                    throw new NotAcceptedException([.. wrong.Problems.Select(p => p.Field == "Words" ? p with { Field = nameof(Text) } : p)]);
                }
            },
            "Said. The council reads it.",
            () => $"/partner/disagreements/{id}",
            async () => await Load(id) ?? Page(),
            prefix: ""
        );

    private static string Name(Guid id) => $"{Drafts.PartnerDrafts.Disagreement}/{id}";

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await work.ShowPartner(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        View = found;
        var written = new Written();
        Draft = await TakeUp(Name(id), null, "", written);
        Text = Draft.TakenUp ? written.Text : Text;
        return null;
    }
}
