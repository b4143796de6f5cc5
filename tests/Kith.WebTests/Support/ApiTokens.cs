using System.Security.Cryptography;
using System.Text;
using Kith.Practice;
using Kith.Practice.Access.Api;
using Kith.Practice.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Support;

/// <summary>Tokens of the population's people.</summary>
public static class ApiTokens
{
    /// <summary>A token of an account with some scopes (all, where none are named), whether or not its roles allow them.</summary>
    public static async Task<string> For(KithHost host, Guid account, params string[] scopes)
    {
        var token = KeepTokens.Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            db.ApiTokens.Add(
                new ApiToken
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    Name = "Test",
                    Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
                    Scopes = string.Join(' ', scopes.Length > 0 ? scopes : [.. ApiScopes.All.Select(x => x.Name)]),
                    MadeAt = clock.UtcNow,
                    ExpiresAt = clock.UtcNow.AddDays(1),
                }
            );
            await db.SaveChangesAsync();
        });
        return token;
    }

    /// <summary>A client that sends the token with every request.</summary>
    public static HttpClient Client(KithHost host, string? token)
    {
        var client = host.Stranger();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return client;
    }
}
