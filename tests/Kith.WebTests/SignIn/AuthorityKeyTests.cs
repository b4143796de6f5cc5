using System.Net;
using System.Security.Cryptography;
using System.Xml.Linq;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Kith.Web;
using Kith.Web.Security;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kith.WebTests.SignIn;

public sealed class AuthorityKeyTests
{
    [Fact]
    public async Task What_locks_documents_and_sessions_lies_locked_in_the_database_and_its_key_beside_it_for_its_owner_alone()
    {
        await using var host = await KithHost.With();
        using (await host.SignedIn(Role.SocialWorker)) { }
        var path = Path.Combine(host.Folder, AuthorityKeys.FileName);
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
        LockedKeys.DemandRight(new AuthorityKeys(_ => null, host.Folder, embedded: true), kept);
        var document = host.Factory.Services.GetRequiredService<DocumentCipher>();
        var id = Guid.NewGuid();
        Assert.Equal("A drawing"u8.ToArray(), document.Open(id, document.Close(id, "A drawing"u8.ToArray())));
        Assert.Contains("not the one", Assert.Throws<KeyProblemException>(() => LockedKeys.DemandRight(Given(Some()), kept)).Message, StringComparison.Ordinal);
        Assert.Contains("none was given", Assert.Throws<KeyProblemException>(() => LockedKeys.DemandRight(Given(null), kept)).Message, StringComparison.Ordinal);
        LockedKeys.DemandRight(Given(null), []);
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
            var given = With(new() { ["Key"] = text }, folder, embedded: false).Current()!;
            Assert.Equal(given.Mark, With(new() { ["KeyFile"] = file }, folder, embedded: false).Current()!.Mark);
            Assert.Null(With([], folder, embedded: false).Current(make: true));
            Assert.False(File.Exists(Path.Combine(folder, AuthorityKeys.FileName)));
            // Made once, and the same ever after.
            var made = With([], folder, embedded: true).Current(make: true)!;
            Assert.Equal(made.Mark, With([], folder, embedded: true).Current(make: true)!.Mark);
            Assert.NotEqual(given.Mark, made.Mark);
            foreach (var wrong in new[] { "not base64!", Convert.ToBase64String(new byte[16]) })
            {
                Assert.Contains("openssl rand", Assert.Throws<KeyProblemException>(() => With(new() { ["Key"] = wrong }, folder, embedded: true).Current()).Message);
            }
            Assert.Contains(
                "nowhere.key",
                Assert.Throws<KeyProblemException>(() => With(new() { ["KeyFile"] = Path.Combine(folder, "nowhere.key") }, folder, embedded: true).Current()).Message
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

    [Fact]
    public async Task While_the_key_is_changed_people_stay_signed_in_and_documents_open_before_and_after_and_after_a_new_start()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.SocialWorker);
        var id = Guid.NewGuid();
        var closed = host.Factory.Services.GetRequiredService<DocumentCipher>().Close(id, "A drawing"u8.ToArray());
        var keys = host.Factory.Services.GetRequiredService<AuthorityKeys>();
        var before = await File.ReadAllTextAsync(keys.File!, TestContext.Current.CancellationToken);
        var into = AuthorityKey.MakeFile(keys.NextFile!);

        await host.Do(s => s.GetRequiredService<ChangeAuthorityKey>().Handle(keys, into, giveUp: false, Actor.System("The person at the machine")));
        // Interrupted here, either key is there: the next start opens everything, and the command ends what it began.
        var locks = await host.Do(s => s.GetRequiredService<KithDb>().DataProtectionKeys.Select(k => k.Xml).ToListAsync());
        LockedKeys.DemandRight(keys, locks);
        Assert.Equal([into.Mark], LockedKeys.Marks(locks));
        var kept = keys.PutNextInPlace();

        Assert.Equal(before, await File.ReadAllTextAsync(kept!, TestContext.Current.CancellationToken));
        Assert.Equal(into.Mark, keys.Current()!.Mark);
        Assert.Null(keys.Other());
        Assert.False(File.Exists(keys.NextFile));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/my-day", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        // Another process has nothing in its memory: it opens the locks anew.
        await using var provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton(keys)
            .AddDataProtection()
            .SetApplicationName("Kith")
            .Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = new Locks(locks)))
            .BuildServiceProvider();
        Assert.Equal("A drawing"u8.ToArray(), new DocumentCipher(provider.GetRequiredService<IDataProtectionProvider>()).Open(id, closed));
        // Whoever has the key before and the database as it is now has nothing.
        Assert.Throws<KeyProblemException>(() => LockedKeys.DemandRight(Given(before), locks));
        Assert.All(locks, l => Assert.Null(LockedKeys.Opened(Given(before), l!)));
    }

    [Fact]
    public void The_class_that_opens_locks_has_the_name_that_stands_in_every_database() =>
        Assert.Equal(typeof(AuthorityKeyDecryptor), Type.GetType(LockedKeys.Decryptor, throwOnError: true));

    private static string Some() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(AuthorityKey.Length));

    private static AuthorityKeys Given(string? key) => new(name => name == "Key" ? key : null, ".", embedded: false);

    private static AuthorityKeys With(Dictionary<string, string> settings, string folder, bool embedded) => new(settings.GetValueOrDefault, folder, embedded);

    /// <summary>The locks as they stand in the database.</summary>
    private sealed class Locks(IReadOnlyList<string?> kept) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. kept.OfType<string>().Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException("A reader makes no keys");
    }
}
