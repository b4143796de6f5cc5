using Kith.Practice.Access;
using Kith.Practice.Operation;
using Kith.Web.Background;

namespace Kith.Web.Pages.Admin.Operation;

/// <summary>How Kith is running: for whoever looks after it, and nothing of anybody's record.</summary>
public sealed class IndexModel(ShowOperation show, IServiceProvider services) : KithPage
{
    public OperationView View { get; private set; } = null!;

    public async Task OnGet() => View = await show.Show(Actor, services.GetRequiredService<ThisNode>().Facts(), HttpContext.RequestAborted);

    /// <summary>Whether this person may open what a line leads to: feed and extracts belong to whoever loads and sends data.</summary>
    public bool MayOpen(string href) =>
        href switch
        {
            "/data/feed" => Actor.May(Permission.PrepareReturns),
            "/data/webhooks" => Actor.May(Permission.KeepWebhooks),
            "/import" => Actor.May(Permission.ImportExtracts),
            _ => true,
        };

    /// <summary>«1.4 GiB», «12 MiB».</summary>
    public static string Size(long bytes) =>
        bytes switch
        {
            >= 1L << 30 => $"{bytes / (double)(1L << 30):0.0} GiB",
            >= 1L << 20 => $"{bytes / (double)(1L << 20):0} MiB",
            _ => $"{Math.Max(1, bytes / 1024)} KiB",
        };
}
