using System.CommandLine;
using System.Xml.Linq;
using Kith.Practice.Documents;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kith.Cli;

/// <summary>
/// Unlocks documents for a command: the keys in the database are opened with the authority's own key (decision 0014) and
/// only read. Without that key documents stay locked, and everything else can be done.
/// </summary>
internal static class DocumentKeys
{
    public static void Add(IServiceCollection services, ParseResult parsed)
    {
        var keys = Of(parsed);
        if (Environment.GetEnvironmentVariable("Kith__Documents__Folder") is { Length: > 0 } folder)
        {
            services.AddSingleton<IDocumentStore>(new FolderDocuments(Path.GetFullPath(folder)));
        }
        services.AddDataProtection().SetApplicationName("Kith").DisableAutomaticKeyGeneration();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o =>
            o.XmlRepository = new OpenedKeys(s.GetRequiredService<IServiceScopeFactory>(), keys)
        ));
    }

    /// <summary>The keys of the authority that the command line or the environment names.</summary>
    public static AuthorityKeys Of(ParseResult parsed) =>
        new(name => Environment.GetEnvironmentVariable($"Kith__{name}"), AuthorityOptions.Folder(parsed), AuthorityOptions.Address(parsed) is null);

    /// <summary>The data protection keys of the database, opened. What another key locked stays locked, and is counted.</summary>
    private sealed class OpenedKeys(IServiceScopeFactory scopes, AuthorityKeys keys) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var scope = scopes.CreateScope();
            var kept = scope.ServiceProvider.GetRequiredService<KithDb>().DataProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).ToList();
            return [.. kept.OfType<string>().Select(xml => LockedKeys.Opened(keys, xml)).OfType<XElement>()];
        }

        /// <summary>A command makes no keys.</summary>
        public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException("A command makes no keys");
    }
}
