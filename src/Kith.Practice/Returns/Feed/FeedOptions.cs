namespace Kith.Practice.Returns.Feed;

/// <summary>
/// Where the national feed is sent and as whom (settings under «Kith:Feed»). Secrets come from the environment or a
/// secret store and are never in the database. Without an address nothing is gathered and nothing is sent.
/// </summary>
public sealed class FeedOptions
{
    /// <summary>The address of the service, without the path that the contract adds; https, or http on this machine.</summary>
    public string? Address { get; set; }

    /// <summary>Where an access token is asked for (OAuth 2.0 client credentials); empty where the service asks for none.</summary>
    public string? TokenAddress { get; set; }
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }
    public string? Scope { get; set; }

    /// <summary>The supplier's key and the header that carries it, where the service asks for one.</summary>
    public string? SupplierKey { get; set; }
    public string SupplierKeyHeader { get; set; } = "SupplierKey";

    /// <summary>From this hour of the day in London what changed is gathered, once a day.</summary>
    public int FromHour { get; set; } = 5;

    /// <summary>How long one call may take.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>True when there is somewhere to send to.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Address);

    /// <summary>What is wrong with the settings, in a sentence; null when nothing is.</summary>
    public string? Problem =>
        !IsOn ? null
        : !IsSafe(Address) ? "Kith:Feed:Address must begin with https://"
        : TokenAddress is { Length: > 0 } && !IsSafe(TokenAddress) ? "Kith:Feed:TokenAddress must begin with https://"
        : TokenAddress is { Length: > 0 } && (string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(ClientSecret))
            ? "Kith:Feed:ClientId and Kith:Feed:ClientSecret are needed to sign in at Kith:Feed:TokenAddress"
        : FromHour is < 0 or > 23 ? "Kith:Feed:FromHour must be an hour from 0 to 23"
        : null;

    /// <summary>Children's records leave only over a secure line, or to a receiver on this very machine.</summary>
    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
