using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Kith.Web.Security;

/// <summary>
/// The council's own proxies, by address or network («10.1.2.3, 10.9.0.0/16») in <c>Kith:TrustedProxies</c>. Only what
/// they say of the caller is believed: anyone else could give themselves a fresh address for every try to sign in.
/// </summary>
public static class TrustedProxies
{
    /// <summary>
    /// Reads the caller's address and scheme from the headers of trusted proxies. Without any the headers are not read at
    /// all: the platform takes an empty list to mean that everyone is trusted.
    /// </summary>
    /// <exception cref="StartProblemException">An entry is neither an address nor a network.</exception>
    public static void UseTrustedProxies(this WebApplication app, string? setting)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // Several of the council's own may stand in a row; reading ends at the first that is not trusted.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in (setting ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (IPNetwork.TryParse(entry, out var network) && network.PrefixLength > 0)
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new StartProblemException($"Kith__TrustedProxies holds «{entry}», which is neither an address (10.1.2.3) nor a network (10.9.0.0/16)");
            }
        }
        if (options.KnownProxies.Count > 0 || options.KnownIPNetworks.Count > 0)
        {
            app.UseForwardedHeaders(options);
        }
    }
}
