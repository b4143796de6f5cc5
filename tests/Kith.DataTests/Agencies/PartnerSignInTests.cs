using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Dispatch;
using Microsoft.EntityFrameworkCore;

namespace Kith.DataTests.Agencies;

/// <summary>Signing in with a code to a work address, as an honest partner and as somebody who is none.</summary>
public sealed class PartnerSignInTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private const string Known = "nisha.rao@ashgrove.example";

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_code_works_once_in_the_browser_that_asked_for_ten_minutes(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var asking = await town.Ask("  Nisha.Rao@ASHGROVE.example ");
        var code = town.Post.Code;
        Assert.Equal((Known, 8), (town.Post.Sent.Single().To, code.Length));
        // Somebody else's browser has the mail and not the secret; the secret of another asking is none.
        Assert.Null(await town.Enter(asking with { Browser = new string('0', 64) }, code));
        var other = await town.Ask("sam@office.hillside.example");
        Assert.Null(await town.Enter(asking with { Browser = other.Browser }, code));
        Assert.Null(await town.Enter(other, code));
        var account = await town.Enter(asking, code.Insert(4, " "));
        Assert.Equal(town.AsNisha.AccountId, account);
        // Again, and after it the code of the same person in another browser.
        Assert.Null(await town.Enter(asking, code));

        var late = await town.Ask(Known);
        town.Authority.Time.Advance(PartnerCodes.Lasts + TimeSpan.FromSeconds(1));
        Assert.Null(await town.Enter(late, town.Post.Code));

        // What a session of theirs may: their own pages, for two hours at most.
        Assert.Equal([Permission.UsePartnerPages], town.AsNisha.Roles.SelectMany(Permissions.Of));
        var session = (await town.Use<BeginSession, SessionBegun?>(b => b.Handle(account!.Value, SignInMethod.WorkAddressCode, "Firefox/1")))!;
        Assert.NotNull(await town.Use<Actors, Session?>(a => a.OfSession(session.AccountId, session.SessionId)));
        town.Authority.Time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await town.Use<Actors, Session?>(a => a.OfSession(session.AccountId, session.SessionId)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Guessing_ends_after_five_tries_and_a_code_used_twice_at_once_lets_one_in(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var guessed = await town.Ask(Known);
        var right = town.Post.Code;
        for (var i = 0; i < PartnerCodes.MostTries; i++)
        {
            Assert.Null(await town.Enter(guessed, $"{(int.Parse(right, System.Globalization.CultureInfo.InvariantCulture) + 1 + i) % 100_000_000:D8}"));
        }
        Assert.Null(await town.Enter(guessed, right));

        var raced = await town.Ask(Known);
        var code = town.Post.Code;
        var entered = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => town.Enter(raced, code)));
        Assert.Single(entered, e => e is not null);
        // All of it stands in the trail, on the account's own chain.
        var refused = await town.Authority.Db(db => db.TrailEntries.CountAsync(t => t.Event == nameof(SignInRefused)));
        Assert.True(refused >= PartnerCodes.MostTries, $"{refused} refusals in the trail");
        Assert.Equal(2, await town.Authority.Db(db => db.TrailEntries.CountAsync(t => t.Event == nameof(PartnerCodeSent))));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_learns_who_has_an_address(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        // What an asking does is the same rows for every address: it does not even look whether anybody has it.
        var known = await Written(town, Known);
        foreach (var nobody in new[] { "nobody@ashgrove.example", "tom.reed@ashgrove.example", "someone@elsewhere.example" })
        {
            Assert.Equal(known, await Written(town, nobody));
        }
        await town.Carry();
        Assert.Equal([Known], town.Post.Sent.Select(l => l.To));
        var asking = await town.Ask("stranger@elsewhere.example");
        Assert.Null(await town.Enter(asking, "00000000"));
        Assert.Null(await town.Enter(asking, ""));
        Assert.Null(await town.Enter(asking, null));
        Assert.Single(town.Post.Sent);
        // Twenty-five askings of nobody do not put the post to rest for everybody else.
        for (var i = 0; i < 26; i++)
        {
            await town.Ask($"nobody{i}@elsewhere.example", $"198.51.100.{i}");
        }
        await town.Ask("sam@office.hillside.example", "198.51.100.99");
        Assert.Equal("sam@office.hillside.example", town.Post.Sent.Last().To);
        foreach (var wrong in new[] { null, "", "no address", "a@b", "a@b@c.example", "x@y.example\r\nBcc: all@z.example", "<x@y.example>", new string('a', 250) + "@b.example" })
        {
            await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<AskPartnerCode, PartnerCodeAsking>(a => a.Handle(wrong, null)));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_reads_the_outbox_the_database_or_the_log_later_has_no_code(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var asking = await town.Use<AskPartnerCode, PartnerCodeAsking>(a => a.Handle(Known, "203.0.113.9"));
        var waiting = await town.Authority.Db(db => db.Parcels.AsNoTracking().SingleAsync(p => p.Channel == "partner-codes"));
        Assert.Null((await town.Authority.Db(db => db.PartnerCodes.AsNoTracking().SingleAsync())).CodeDigest);
        await town.Carry();
        var code = town.Post.Code;
        Assert.DoesNotContain(code, waiting.Body, StringComparison.Ordinal);
        var parcel = await town.Authority.Db(db => db.Parcels.AsNoTracking().SingleAsync(p => p.Channel == "partner-codes"));
        Assert.Equal((ParcelState.Delivered, ""), (parcel.State, parcel.Body));
        var kept = await town.Authority.Db(db => db.PartnerCodes.AsNoTracking().SingleAsync());
        Assert.NotNull(kept.CodeDigest);
        Assert.All(new[] { kept.CodeDigest, kept.AddressDigest, kept.BrowserDigest, kept.SourceDigest }, d => Assert.Matches("^[0-9a-f]{32,64}$", d!));
        var trail = await town.Authority.Db(db => db.TrailEntries.AsNoTracking().Select(t => t.Payload).ToListAsync());
        Assert.All(trail, t => Assert.DoesNotContain(code, t ?? "", StringComparison.Ordinal));
        Assert.NotEmpty(town.Log.Lines);
        Assert.All(
            town.Log.Lines,
            l =>
            {
                Assert.DoesNotContain(code, l, StringComparison.Ordinal);
                Assert.DoesNotContain(code.Insert(4, " "), l, StringComparison.Ordinal);
                Assert.DoesNotContain(asking.Browser, l, StringComparison.Ordinal);
            }
        );
        // After use not even the digest is left.
        Assert.NotNull(await town.Enter(asking, code));
        Assert.Null((await town.Authority.Db(db => db.PartnerCodes.AsNoTracking().SingleAsync())).CodeDigest);
        // A code that could not be sent is made anew, and what was tried before works no more.
        town.Post.OutOfOrder = true;
        var later = await town.Ask(Known);
        var lost = town.Post.Code;
        town.Post.OutOfOrder = false;
        town.Authority.Time.Advance(TimeSpan.FromMinutes(5));
        await town.Carry();
        Assert.NotEqual(lost, town.Post.Code);
        Assert.Null(await town.Enter(later, lost));
        Assert.NotNull(await town.Enter(later, town.Post.Code));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Askings_are_limited_for_an_address_and_from_a_place_also_when_they_come_at_once(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var askings = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => town.Use<AskPartnerCode, PartnerCodeAsking>(a => a.Handle(Known, "203.0.113.9"))));
        Assert.Equal(10, askings.Select(a => a.Id).Distinct().Count());
        await town.Carry();
        Assert.Equal(PartnerCodes.MostForAnAddress, town.Post.Sent.Count);
        // Whoever floods an address does not take the code away from its person, who asked first.
        var first = askings.First(a => town.Authority.Db(db => Task.FromResult(db.PartnerCodes.Any(c => c.Id == a.Id))).Result);
        Assert.Null(await town.Enter(first, "12345678"));
        town.Authority.Time.Advance(PartnerCodes.Window);
        await town.Ask(Known);
        Assert.Equal(PartnerCodes.MostForAnAddress + 1, town.Post.Sent.Count);

        for (var i = 0; i <= PartnerCodes.MostFromASource; i++)
        {
            await town.Use<AskPartnerCode, PartnerCodeAsking>(a => a.Handle($"a{i}@elsewhere.example", "198.51.100.7"));
        }
        var from = PartnerCodes.MostFromASource;
        Assert.Equal(from, await town.Authority.Db(db => db.PartnerCodes.GroupBy(c => c.SourceDigest).Select(g => g.Count()).OrderByDescending(c => c).FirstAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_left_or_was_shut_out_comes_in_no_more(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var asking = await town.Ask(Known);
        var code = town.Post.Code;
        var account = town.AsNisha.AccountId;
        var session = (await town.Use<BeginSession, SessionBegun?>(b => b.Handle(account, SignInMethod.WorkAddressCode, null)))!;
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<KeepDirectory>(k => k.ShutOut(town.Nisha, " ", PartnerTown.Keeper, null)));
        await town.Use<KeepDirectory>(k => k.ShutOut(town.Nisha, "Left the school", PartnerTown.Keeper, null));
        Assert.Null(await town.Use<Actors, Session?>(a => a.OfSession(account, session.SessionId)));
        // The code that was sent before leads to an account that begins no session.
        var entered = await town.Enter(asking, code);
        Assert.True(entered is null || await town.Use<BeginSession, SessionBegun?>(b => b.Handle(entered.Value, SignInMethod.WorkAddressCode, null)) is null);

        // An address outside the agency's domains never gets a code, and nobody moves an address there.
        var elsewhere = await town.Person(town.Ashgrove, "Eve Else", "eve@mail.example", letIn: false);
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<KeepDirectory>(k => k.LetIn(elsewhere, PartnerTown.Keeper, null)));
        var sam = await town.Authority.Db(db => db.Professionals.AsNoTracking().SingleAsync(p => p.Id == town.Sam));
        await Assert.ThrowsAsync<NotAcceptedException>(() =>
            town.Use<KeepDirectory>(k => k.ChangePerson(town.Sam, ProfessionalInput.Of(sam) with { Email = "sam@mail.example" }, sam.Version, PartnerTown.Keeper, null))
        );
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Person(town.Hillside, "Second Sam", "sam@office.hillside.example", letIn: false));
        var before = town.Post.Sent.Count;
        await town.Use<KeepDirectory>(async k =>
        {
            var agency = await town.Authority.Db(db => db.PartnerAgencies.AsNoTracking().SingleAsync(a => a.Id == town.Hillside));
            await k.Change(
                town.Hillside,
                AgencyInput.Of(agency) with
                {
                    From = agency.From.AddDays(-30),
                    Until = agency.From.AddDays(-1),
                },
                agency.Version,
                PartnerTown.Keeper,
                null
            );
        });
        await town.Ask("sam@office.hillside.example");
        Assert.Equal(before, town.Post.Sent.Count);
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<ShowPartnerDay, PartnerDay>(s => s.Show(town.AsSam)));
    }

    /// <summary>What one asking adds to the database, by table and event.</summary>
    private static async Task<string> Written(PartnerTown town, string address)
    {
        var before = await Counts();
        await town.Use<AskPartnerCode, PartnerCodeAsking>(a => a.Handle(address, $"192.0.2.{address.Length}"));
        var after = await Counts();
        return string.Join(", ", before.Zip(after, (b, a) => a - b));

        Task<int[]> Counts() =>
            town.Authority.Db(async db =>
                new[]
                {
                    await db.PartnerCodes.CountAsync(),
                    await db.Parcels.CountAsync(),
                    await db.TrailEntries.CountAsync(t => t.Event == nameof(PartnerCodeAsked)),
                    await db.TrailEntries.CountAsync(),
                    await db.ActKeys.CountAsync(),
                }
            );
    }
}
