using System.Net;
using Kith.Practice.Store;

namespace Kith.Practice.Api.Webhooks;

/// <summary>
/// A system of the council that is told when something happens, so that it need not ask again and again. It is told ids
/// and kinds and nothing else, and only of children whom its own account may read.
/// </summary>
public sealed class Webhook : Record
{
    /// <summary>The system (<see cref="Access.Api.ApiClient"/>) whose access decides what is told.</summary>
    public Guid ClientId { get; set; }
    public required string Address { get; set; }

    /// <summary>Which kinds it asked for, with blanks between: see <see cref="WebhookKinds"/>.</summary>
    public required string Kinds { get; set; }

    /// <summary>The secret with which it checks that a delivery is ours, encrypted: it is needed for every signature.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>The secret before, which signs beside the new one until <see cref="EarlierUntil"/>, so that the receiver may change over in its own time.</summary>
    public byte[]? EarlierSecret { get; set; }
    public DateTime? EarlierUntil { get; set; }

    /// <summary>It is told what happens from this instant on.</summary>
    public DateTime MadeAt { get; set; }
    public DateTime? StoppedAt { get; set; }

    /// <summary>The way by which its parcels go.</summary>
    public string Channel => ChannelOf(Id);

    internal const string Prefix = "webhook:";

    internal static string ChannelOf(Guid id) => $"{Prefix}{id:N}";

    /// <summary>Which webhook a channel belongs to; null when it belongs to none.</summary>
    internal static Guid? Of(string channel) =>
        channel.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(channel.AsSpan(Prefix.Length), "N", out var id) ? id : null;
}

/// <summary>
/// How far the trail of one record was told to those who asked to be told. The lengths of all chains together are a
/// place in the trail that can be neither skipped nor passed twice, whatever order acts are committed in.
/// </summary>
public sealed class TrailTold
{
    public required string Chain { get; set; }

    /// <summary>Entries up to this one were looked at. Also the guard: a second node that looks at the same ones finds it moved.</summary>
    public long Length { get; set; }
}

/// <summary>How webhooks may be sent (settings under «Kith:Webhooks»).</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Hosts inside the council's own network to which webhooks may go (a data warehouse). Any other address must be one
    /// that the internet reaches: whoever may add a webhook cannot make Kith call what stands beside it.
    /// </summary>
    public string[] InsideHosts { get; set; } = [];

    /// <summary>How long one delivery may take. A receiver says that it has it, and does its work afterwards.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What is wrong with an address, in a sentence; null when nothing is.</summary>
    public string? Problem(string? address)
    {
        if (address is null || address.Length > 300 || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return "Enter the whole address, such as https://warehouse.example.gov.uk/kith";
        }
        var inside = IsInside(uri);
        return uri.Scheme != Uri.UriSchemeHttps && !(inside && uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp) ? "The address must begin with https://"
            : uri.UserInfo.Length > 0 ? "Leave user name and password out of the address: each delivery is signed"
            : uri.Fragment.Length > 0 ? "Leave out what follows the # in the address"
            : !inside && (uri.IsLoopback || (IPAddress.TryParse(uri.DnsSafeHost, out var ip) && !Dispatch.Post.IsOutside(ip)))
                ? "The address lies inside the council's own network. Whoever looks after Kith must name its host first (Kith:Webhooks:InsideHosts)"
            : null;
    }

    /// <summary>Whether a host was named as one inside the council's network that may be told.</summary>
    public bool IsInside(Uri address) => InsideHosts.Contains(address.DnsSafeHost, StringComparer.OrdinalIgnoreCase);
}
