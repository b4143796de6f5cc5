using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Actions;

/// <summary>One action of the partner's own.</summary>
public sealed class IndexModel(WorkOwnActions work) : FormPage
{
    public OwnActionLine Line { get; private set; } = null!;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    public DraftForm Draft { get; private set; } = null!;

    /// <summary>What is kept of a half-written form.</summary>
    public sealed class Written
    {
        public string? Text { get; set; }
        public DateOnly? On { get; set; }
    }

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ?? Page();

    public Task<IActionResult> OnPost(Guid id) => Act(id, true, "Thank you. The child’s worker is told.");

    public Task<IActionResult> OnPostStands(Guid id) => Act(id, false, "Thank you. The child’s worker reads how it stands.");

    private Task<IActionResult> Act(Guid id, bool done, string said) =>
        Try(
            async () =>
            {
                try
                {
                    await work.Handle(id, done, On, Text, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                    await Discard(Name(id));
                }
                catch (NotAcceptedException wrong)
                {
                    // The ledger's own names for its fields are not this page's.
                    throw new NotAcceptedException([
                        .. wrong.Problems.Select(p =>
                            p.Field switch
                            {
                                "Words" or "Evidence" => p with { Field = nameof(Text) },
                                "DoneOn" => p with { Field = nameof(On) },
                                _ => p,
                            }
                        ),
                    ]);
                }
            },
            said,
            () => $"/partner/actions/{id}",
            async () => await Load(id) ?? Page(),
            prefix: ""
        );

    private static string Name(Guid id) => $"{Drafts.PartnerDrafts.Action}/{id}";

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await work.Show(id, Actor, HttpContext.RequestAborted) is not { } line)
        {
            return NotFound();
        }
        Line = line;
        var written = new Written();
        Draft = await TakeUp(Name(id), null, "", written);
        if (Draft.TakenUp)
        {
            (Text, On) = (written.Text, written.On);
        }
        return null;
    }
}
