using Kith.Practice.Documents;
using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Releasing;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>Gives the pack: of whom, to whom and where it goes is typed once more.</summary>
public sealed class GiveModel(ShowRequest show, GivePack give, PdfPrinter printer, CouncilIdentity council) : SubjectPage
{
    [BindProperty]
    public GivingInput Input { get; set; } = new();
    public RequestPage Held { get; private set; } = null!;
    public bool Pdf => printer.IsSetUp;

    public async Task<IActionResult> OnGet(Guid request) => await Load(request) ?? Page();

    public async Task<IActionResult> OnPost(Guid request) =>
        await Load(request)
        ?? await Try(
            () =>
                give.Handle(
                    request,
                    Input,
                    new Letterhead(council.Name, council.Colour),
                    (paper, head, ct) => printer.IsSetUp ? printer.Print(paper, head, ct) : Task.FromResult<byte[]?>(null),
                    EditedVersion,
                    Actor,
                    ActKey,
                    HttpContext.RequestAborted
                ),
            "The pack is made. Take the files out below and give them.",
            () => $"/subject-access/{request}",
            () => Task.FromResult<IActionResult>(Page())
        );

    private async Task<IActionResult?> Load(Guid request)
    {
        if (await Enter(request) is { } refused)
        {
            return refused;
        }
        Held = await show.Show(request, Actor, HttpContext.RequestAborted);
        return null;
    }
}
