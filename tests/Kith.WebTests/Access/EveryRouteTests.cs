using System.Net;
using Kith.Practice.Access;
using Kith.WebTests.Support;

namespace Kith.WebTests.Access;

/// <summary>What must hold of every route of the running application, those of tomorrow too.</summary>
public sealed class EveryRouteTests(KithHost host)
{
    private static readonly Role?[] Visitors = [null, Role.SocialWorker, Role.TeamManager, Role.Director, Role.DataOfficer, Role.Administrator, Role.LeadMember, Role.Partner];

    [Fact]
    public async Task No_form_is_accepted_without_the_token_that_this_site_gave()
    {
        var operations = (await PermissionMatrix.Operations(host.Factory.Services))
            // The error page shows itself in place of a form that failed, and does nothing.
            .Where(o => o.Method is not ("GET" or "HEAD") && !o.Route.StartsWith("/error", StringComparison.Ordinal))
            .ToList();
        Assert.True(operations.Count > 40);
        var accepted = new List<string>();
        var refusedForToken = new HashSet<string>();
        foreach (var role in Visitors)
        {
            using var client = role is { } known ? await host.SignedIn(known) : host.Stranger();
            foreach (var operation in operations)
            {
                using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Routes.Address(operation, host.People.Own))
                {
                    Content = new FormUrlEncodedContent([new("Input.Name", "From another site")]),
                };
                request.Headers.Add("Origin", "https://evil.example");
                using var reply = await client.SendAsync(request);
                if (reply.StatusCode == HttpStatusCode.BadRequest)
                {
                    refusedForToken.Add(operation.Route);
                }
                else if (
                    reply.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests)
                    && !(reply.Headers.Location?.ToString().Contains("/sign-in?to=", StringComparison.Ordinal) ?? false)
                )
                {
                    accepted.Add($"{operation.Method} {operation.Route} as {role?.ToString() ?? "a stranger"}: {(int)reply.StatusCode}");
                }
            }
        }
        Assert.Empty(accepted);
        // And it was the token: somebody could have used each of these.
        Assert.True(refusedForToken.Count > operations.Count * 3 / 4, $"only {refusedForToken.Count} of {operations.Count} reached the check of the token");
    }

    [Fact]
    public async Task No_page_is_framed_sniffed_or_left_in_a_cache()
    {
        var operations = (await PermissionMatrix.Operations(host.Factory.Services)).Where(o => o.Method == "GET" && o.Route != "/council.css").ToList();
        var wrong = new List<string>();
        foreach (var role in Visitors)
        {
            using var client = role is { } known ? await host.SignedIn(known) : host.Stranger();
            foreach (var address in operations.Select(o => Routes.Address(o, host.People.Own)).Append("/nothing-is-here"))
            {
                using var reply = await client.GetAsync(address);
                string Header(string name) => reply.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
                if (address.StartsWith("/health", StringComparison.Ordinal))
                {
                    continue;
                }
                Check(reply.Headers.CacheControl is { NoStore: true }, "may be cached");
                Check(Header("Content-Security-Policy") is { } policy && policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal), "may be framed");
                Check(!Header("Content-Security-Policy").Contains("unsafe-", StringComparison.Ordinal), "allows unsafe scripts or styles");
                Check(Header("X-Content-Type-Options") == "nosniff", "may be sniffed");
                Check(Header("Referrer-Policy") == "same-origin", "tells other sites where people were");
                Check(!reply.Headers.Contains("Server"), "says what serves it");

                void Check(bool holds, string what)
                {
                    if (!holds)
                    {
                        wrong.Add($"{address} as {role?.ToString() ?? "a stranger"} ({(int)reply.StatusCode}) {what}");
                    }
                }
            }
        }
        Assert.Empty(wrong);
    }
}
