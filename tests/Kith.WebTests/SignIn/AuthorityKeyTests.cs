using System.Security.Cryptography;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Web;
using Kith.Web.Security;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.SignIn;

public sealed class AuthorityKeyTests
{
    [Fact]
    public async Task What_locks_documents_and_sessions_lies_locked_in_the_database_and_its_key_beside_it_for_its_owner_alone()
    {
        await using var host = await KithHost.With();
        using (await host.SignedIn(Role.SocialWorker)) { }
        var path = Path.Combine(host.Folder, AuthorityKey.FileName);
        Assert.Equal(AuthorityKey.Length, Convert.FromBase64String(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        var kept = await host.Do(s => s.GetRequiredService<KithDb>().DataProtectionKeys.Select(k => k.Xml!).ToListAsync());
        Assert.All(
            kept,
            xml =>
            {
                Assert.Contains("lockedWithAuthorityKey", xml, StringComparison.Ordinal);
                Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
            }
        );
        Assert.NotEmpty(kept);

        // The right key opens what was locked; with another one a node does not start at all.
        var right = AuthorityKey.Find(Settings([]), host.Folder, embedded: true)!;
        AuthorityKeys.DemandRight(right, kept);
        var document = host.Factory.Services.GetRequiredService<DocumentCipher>();
        var id = Guid.NewGuid();
        Assert.Equal("A drawing"u8.ToArray(), document.Open(id, document.Close(id, "A drawing"u8.ToArray())));
        Assert.Throws<StartProblemException>(() => AuthorityKeys.DemandRight(new AuthorityKey(RandomNumberGenerator.GetBytes(32)), kept));
        Assert.Throws<StartProblemException>(() => AuthorityKeys.DemandRight(null, kept));
        AuthorityKeys.DemandRight(null, []);
    }

    [Fact]
    public void A_key_is_found_where_it_is_said_to_be_and_none_is_invented_for_several_nodes()
    {
        var folder = Directory.CreateTempSubdirectory("kith-key-").FullName;
        try
        {
            var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            var file = Path.Combine(folder, "shared.key");
            File.WriteAllText(file, text + "\n");
            var given = AuthorityKey.Find(Settings(new() { ["Kith:Key"] = text }), folder, embedded: false)!;
            Assert.Equal(given.Mark, AuthorityKey.Find(Settings(new() { ["Kith:KeyFile"] = file }), folder, embedded: false)!.Mark);
            Assert.Null(AuthorityKey.Find(Settings([]), folder, embedded: false));
            Assert.False(File.Exists(Path.Combine(folder, AuthorityKey.FileName)));
            // Made once, and the same ever after.
            var made = AuthorityKey.Find(Settings([]), folder, embedded: true)!;
            Assert.Equal(made.Mark, AuthorityKey.Find(Settings([]), folder, embedded: true)!.Mark);
            Assert.NotEqual(given.Mark, made.Mark);
            foreach (var wrong in new[] { "not base64!", Convert.ToBase64String(new byte[16]) })
            {
                Assert.Contains(
                    "openssl rand",
                    Assert.Throws<StartProblemException>(() => AuthorityKey.Find(Settings(new() { ["Kith:Key"] = wrong }), folder, embedded: true)).Message
                );
            }
            Assert.Contains(
                "nowhere.key",
                Assert
                    .Throws<StartProblemException>(() => AuthorityKey.Find(Settings(new() { ["Kith:KeyFile"] = Path.Combine(folder, "nowhere.key") }), folder, embedded: true))
                    .Message
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_was_changed_or_locked_with_another_key_is_not_opened()
    {
        var key = new AuthorityKey(RandomNumberGenerator.GetBytes(32));
        var closed = key.Close("The words of a child");
        Assert.Equal("The words of a child", key.Open(closed));
        Assert.NotEqual(closed, key.Close("The words of a child"));
        var bytes = Convert.FromBase64String(closed);
        bytes[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => key.Open(Convert.ToBase64String(bytes)));
        Assert.ThrowsAny<CryptographicException>(() => new AuthorityKey(RandomNumberGenerator.GetBytes(32)).Open(closed));
        Assert.ThrowsAny<CryptographicException>(() => key.Open(Convert.ToBase64String(bytes.AsSpan(0, 20))));
    }

    private static IConfigurationSection Settings(Dictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("Kith");
}
