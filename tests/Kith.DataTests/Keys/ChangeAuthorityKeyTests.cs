using System.Security.Cryptography;
using System.Xml.Linq;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Keys;

/// <summary>Locks of every origin, and what a change of the authority's key makes of them.</summary>
public sealed class ChangeAuthorityKeyTests
{
    private static readonly XNamespace Platform = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly Actor Machine = Actor.System("The person at the machine");

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_lock_that_a_key_here_opens_is_locked_with_the_new_one_and_those_that_lay_open_too(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (first, second, into) = (Some(), Some(), Key());
        await Keep(authority, Open("lay open"), Locked(first, "of the first"), Locked(second, "of the second"));
        var keys = Given(first, second);

        var done = await Change(authority, keys, into);

        Assert.Equal((3, 0), (done.Changed, done.GivenUp));
        var kept = await Kept(authority);
        Assert.Equal([into.Mark], LockedKeys.Marks(kept));
        var after = Given(into.Text);
        Assert.Equal(["lay open", "of the first", "of the second"], kept.Select(k => LockedKeys.Opened(after, k)!.Value));
        Assert.All(kept, k => Assert.DoesNotContain("masterKey", k, StringComparison.Ordinal));
        Assert.All(kept, k => Assert.Null(LockedKeys.Opened(keys, k)));
        // Twice is as once, and leaves no second entry in the trail.
        Assert.Equal(0, (await Change(authority, after, into)).Changed);
        Assert.Equal(kept, await Kept(authority));
        await authority.Do(async s =>
        {
            var entry = await s.GetRequiredService<KithDb>().TrailEntries.SingleAsync(e => e.Event == nameof(AuthorityKeyChanged));
            Assert.Contains(into.Mark, entry.Payload, StringComparison.Ordinal);
            Assert.DoesNotContain(into.Text, entry.Payload, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_lock_whose_key_is_not_here_stops_the_change_unless_it_is_given_up_and_comes_back_when_the_key_is_found(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (here, gone, into) = (Some(), Some(), Key());
        await Keep(authority, Locked(here, "here"), Locked(gone, "gone"));
        var before = await Kept(authority);

        var refused = await Assert.ThrowsAsync<KeyProblemException>(() => Change(authority, Given(here), into));
        Assert.Contains("Kith__OtherKeyFile", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Kept(authority));

        var done = await Change(authority, Given(here), into, giveUp: true);
        Assert.Equal((1, 1), (done.Changed, done.GivenUp));
        // What was given up does not stop a start, and stays as it was.
        LockedKeys.DemandRight(Given(into.Text), await Kept(authority));
        Assert.Equal(["here"], (await Kept(authority)).Select(k => LockedKeys.Opened(Given(into.Text), k)?.Value).OfType<string>());

        Assert.Equal((1, 0), await Change(authority, Given(into.Text, gone), into) is var found ? (found.Changed, found.GivenUp) : default);
        Assert.Equal(["here", "gone"], (await Kept(authority)).Select(k => LockedKeys.Opened(Given(into.Text), k)!.Value));
        var town = await authority.Do(Town.Build);
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(async s => await s.GetRequiredService<ChangeAuthorityKey>().Handle(Given(into.Text), into.Key, giveUp: false, await s.As(town.PriyaAccount)))
        );
    }

    private static string Some() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(AuthorityKey.Length));

    private static (AuthorityKey Key, string Text, string Mark) Key()
    {
        var text = Some();
        var key = AuthorityKey.Read(text, "test");
        return (key, text, key.Mark);
    }

    private static AuthorityKeys Given(string current, string? other = null) =>
        new(
            name =>
                name switch
                {
                    "Key" => current,
                    "OtherKey" => other,
                    _ => null,
                },
            ".",
            embedded: false
        );

    private static Task<ChangedKey> Change(Authority authority, AuthorityKeys keys, (AuthorityKey Key, string Text, string Mark) into, bool giveUp = false) =>
        authority.Do(s => s.GetRequiredService<ChangeAuthorityKey>().Handle(keys, into.Key, giveUp, Machine));

    /// <summary>A key of the platform as it writes one.</summary>
    private static XElement Open(string words) =>
        new("key", new XElement("descriptor", new XElement("masterKey", new XAttribute(Platform + "requiresEncryption", true), new XElement("value", words))));

    private static XElement Locked(string with, string words)
    {
        var secret = new XElement("masterKey", new XElement("value", words));
        return new(
            "key",
            new XElement(
                "descriptor",
                new XElement(Platform + "encryptedSecret", new XAttribute("decryptorType", LockedKeys.Decryptor), LockedKeys.Close(AuthorityKey.Read(with, "test"), secret))
            )
        );
    }

    private static Task Keep(Authority authority, params XElement[] locks) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.DataProtectionKeys.AddRange(locks.Select(l => new DataProtectionKey { Xml = l.ToString(SaveOptions.DisableFormatting) }));
            await db.SaveChangesAsync();
        });

    private static Task<List<string>> Kept(Authority authority) =>
        authority.Do(s => s.GetRequiredService<KithDb>().DataProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml!).ToListAsync());
}
