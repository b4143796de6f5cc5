using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Api.Webhooks;
using Kith.Practice.Dispatch;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.Webhooks.Show;

/// <summary>One webhook: what was delivered, what was refused and why, and what can be done about it.</summary>
public sealed class IndexModel(KeepWebhooks keep) : KithPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public WebhookLine Webhook { get; private set; } = null!;
    public IReadOnlyList<WebhookParcel> Deliveries { get; private set; } = [];

    /// <summary>The secret that was just made: shown on this page and never again.</summary>
    public string? Secret { get; private set; }

    /// <inheritdoc cref="Webhooks.IndexModel.InAdmin"/>
    public bool InAdmin => !Actor.May(Permission.ReadReturns);

    public async Task<IActionResult> OnGet()
    {
        if (await keep.Show(Id, Actor, HttpContext.RequestAborted) is not var (webhook, deliveries))
        {
            return NotFound();
        }
        (Webhook, Deliveries) = (webhook, deliveries);
        return Page();
    }

    public Task<IActionResult> OnPostTry() => Do(() => keep.Try(Id, Actor, ActKey, HttpContext.RequestAborted), "A try is on its way. Load this page again in half a minute.");

    public Task<IActionResult> OnPostPause() =>
        Do(() => keep.Pause(Id, Reason, Actor, ActKey, HttpContext.RequestAborted), "Deliveries are paused. What happens meanwhile is delivered once you resume them.");

    public Task<IActionResult> OnPostResume() => Do(() => keep.Resume(Id, Actor, ActKey, HttpContext.RequestAborted), "Deliveries go on.");

    public Task<IActionResult> OnPostStop() => Do(() => keep.Stop(Id, Actor, ActKey, HttpContext.RequestAborted), "The system is told nothing any more.");

    public Task<IActionResult> OnPostAgain(Guid delivery) => Do(() => keep.Again(Id, delivery, Actor, ActKey, HttpContext.RequestAborted), "It is sent again.");

    public async Task<IActionResult> OnPostRenew()
    {
        try
        {
            Secret = await keep.Renew(Id, Actor, ActKey, HttpContext.RequestAborted);
            if (Secret is null)
            {
                Done("A new secret was made already. It is shown once only: if you did not keep it, make another.");
                return Redirect($"/data/webhooks/{Id}");
            }
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
        }
        return await OnGet();
    }

    /// <summary>How a delivery fared, in a word or two.</summary>
    public static (string Text, string Colour) State(WebhookParcel p) =>
        p.State switch
        {
            ParcelState.Delivered => ("Delivered", "green"),
            ParcelState.Refused => ("Given up", "red"),
            _ when p.Tries > 0 => ("To be tried again", "yellow"),
            _ => ("Waits", "blue"),
        };

    private async Task<IActionResult> Do(Func<Task> act, string done)
    {
        try
        {
            await Once(act);
            Done(done);
            return Redirect($"/data/webhooks/{Id}");
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            return await OnGet();
        }
    }
}
