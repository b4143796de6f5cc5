using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
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
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static void Add(IServiceCollection services, ParseResult parsed)
    {
        var key = Find(parsed.GetValue(AuthorityOptions.Data) ?? Environment.GetEnvironmentVariable("Kith__Data") ?? Path.Combine("data", "kith"));
        services.AddDataProtection().SetApplicationName("Kith").DisableAutomaticKeyGeneration();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o =>
            o.XmlRepository = new OpenedKeys(s.GetRequiredService<IServiceScopeFactory>(), key)
        ));
    }

    private static byte[]? Find(string folder)
    {
        var text =
            Environment.GetEnvironmentVariable("Kith__Key") is { Length: > 0 } given ? given
            : Environment.GetEnvironmentVariable("Kith__KeyFile") is { Length: > 0 } named && File.Exists(named) ? File.ReadAllText(named)
            : Path.Combine(folder, "kith.key") is var file && File.Exists(file) ? File.ReadAllText(file)
            : null;
        try
        {
            return text is null ? null : Convert.FromBase64String(text.Trim());
        }
        catch (FormatException)
        {
            throw new InvalidDataException("The authority's key is no key: it needs 32 bytes in base64.");
        }
    }

    /// <summary>The data protection keys of the database, opened.</summary>
    private sealed class OpenedKeys(IServiceScopeFactory scopes, byte[]? key) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var scope = scopes.CreateScope();
            var kept = scope.ServiceProvider.GetRequiredService<KithDb>().DataProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).ToList();
            var opened = new List<XElement>();
            foreach (var xml in kept.OfType<string>())
            {
                var element = XElement.Parse(xml);
                var locked = element
                    .Descendants()
                    .Where(e => e.Name.LocalName == "encryptedSecret" && e.Elements().Any(x => x.Name.LocalName == "lockedWithAuthorityKey"))
                    .ToList();
                if (locked.Count > 0 && key is null)
                {
                    continue;
                }
                try
                {
                    foreach (var secret in locked)
                    {
                        secret.ReplaceWith(XElement.Parse(Open(secret.Elements().First().Value)));
                    }
                    opened.Add(element);
                }
                catch (CryptographicException)
                {
                    // Another authority's key opens nothing; what it locks stays locked, and is counted.
                }
            }
            return opened;
        }

        /// <summary>A command makes no keys.</summary>
        public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException("A command makes no keys");

        private string Open(string closed)
        {
            var locked = Convert.FromBase64String(closed);
            var plain = new byte[locked.Length - NonceSize - TagSize];
            using var cipher = new AesGcm(key!, TagSize);
            cipher.Decrypt(locked.AsSpan(0, NonceSize), locked.AsSpan(NonceSize + TagSize), locked.AsSpan(NonceSize, TagSize), plain);
            return Encoding.UTF8.GetString(plain);
        }
    }
}
