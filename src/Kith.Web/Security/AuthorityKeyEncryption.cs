using System.Xml.Linq;
using Kith.Practice.Keys;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Kith.Web.Security;

/// <summary>Locks each data protection key before it goes into the database, with the key that the authority has then.</summary>
public sealed class AuthorityKeyEncryptor(AuthorityKeys keys) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(
            LockedKeys.Close(keys.Current() ?? throw new KeyProblemException("the authority's key is not where it was when Kith started"), plaintextElement),
            typeof(AuthorityKeyDecryptor)
        );
}

/// <summary>
/// Unlocks a data protection key on its way out of the database; made by the platform, by the name that stands there:
/// <see cref="LockedKeys.Decryptor"/>.
/// </summary>
public sealed class AuthorityKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => LockedKeys.Open(services.GetRequiredService<AuthorityKeys>(), encryptedElement);
}

/// <summary>Puts the authority's keys to use.</summary>
public static class AuthorityKeyServices
{
    /// <summary>
    /// Without a key the platform keeps its own in the open, and warns: several nodes on PostgreSQL must share one, so
    /// that none is invented for them.
    /// </summary>
    public static void AddAuthorityKeys(this IServiceCollection services, AuthorityKeys keys)
    {
        services.AddSingleton(keys);
        if (keys.Current(make: true) is not null)
        {
            services.AddOptions<KeyManagementOptions>().Configure(o => o.XmlEncryptor = new AuthorityKeyEncryptor(keys));
        }
    }
}
