using Kith.Practice.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Practice.Access.Accounts;

/// <summary>What accounts need from a container, in the web and in the command alike.</summary>
public static class AccountServices
{
    /// <summary>Identity's core over the authority's own store: hashing, stores, options. No cookies, no pages.</summary>
    public static IdentityBuilder AddKithAccounts(this IServiceCollection services)
    {
        // OWASP's figure for PBKDF2 with SHA-512.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        return services
            .AddIdentityCore<Account>(o =>
            {
                o.User.RequireUniqueEmail = false;
                o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddEntityFrameworkStores<KithDb>();
    }
}
