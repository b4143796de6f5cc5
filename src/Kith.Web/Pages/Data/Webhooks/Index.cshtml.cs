using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Api.Webhooks;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.Webhooks;

/// <summary>Systems that are told when something happens.</summary>
public sealed class IndexModel(KeepWebhooks keep) : KithPage
{
    [BindProperty]
    public WebhookInput Input { get; set; } = new();

    public IReadOnlyList<WebhookLine> Webhooks { get; private set; } = [];
    public IReadOnlyList<Choice> Systems { get; private set; } = [];
    public static IReadOnlyList<Choice> Kinds { get; } = Choice.From(WebhookKinds.All, k => k.Name, k => k.InWords);

    /// <summary>Id and secret of the webhook that was just added: shown on this page and never again.</summary>
    public (Guid Id, string Secret)? Made { get; private set; }

    /// <summary>Whether the page stands among those of administration, for whoever has no pages about data.</summary>
    public bool InAdmin => !Actor.May(Permission.ReadReturns);

    public async Task OnGet()
    {
        var (webhooks, systems) = await keep.List(Actor, HttpContext.RequestAborted);
        Webhooks = webhooks;
        Systems = Choice.From(systems, s => s.Id, s => s.Name);
    }

    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid)
        {
            try
            {
                Made = await keep.Add(Input, Actor, ActKey, HttpContext.RequestAborted);
                if (Made is null)
                {
                    Done("That webhook was added already. Its secret is shown once only: if you did not keep it, give it a new one.");
                    return Redirect("/data/webhooks");
                }
                ModelState.Clear();
                Input = new();
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        await OnGet();
        return Page();
    }

    /// <summary>How a webhook fares, in a word or two.</summary>
    public static (string Text, string Colour) State(WebhookLine w) =>
        w.StoppedAt is not null ? ("Stopped", "grey")
        : w.Revoked ? ("Its system was revoked", "red")
        : w.Channel.PausedAt is not null ? ("Paused", "yellow")
        : w.Channel.RestsUntil is not null ? ("Does not answer", "red")
        : w.Channel.LastDeliveredAt is null ? ("Nothing delivered yet", "blue")
        : ("Delivers", "green");
}
