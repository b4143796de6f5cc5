using System.Text.Json;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Measures;

/// <summary>Mail that does not arrive is seen, paused and hastened by whoever looks after Kith, who reads none of it.</summary>
public sealed class KeepMailTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Mail_that_does_not_arrive_is_seen_and_its_words_are_not(string engine)
    {
        var office = new Office();
        var mail = new MailOptions { Host = "mail.council.example" };
        await using var authority = await Authority.On(engine, s => s.AddSingleton(mail).AddSingleton<IPostOffice>(office));
        await authority.Do(Town.Build);
        var keeper = new Actor
        {
            AccountId = Guid.CreateVersion7(),
            Name = "Jo Carver",
            Roles = [Role.Administrator],
            WholeAuthority = true,
        };
        Task<MailView> Seen() => authority.Do(s => s.GetRequiredService<KeepMail>().Show(keeper));
        Task<int> Carry() => authority.Do(s => s.GetRequiredService<Courier>().Handle(Channel));

        Assert.Empty((await Seen()).Lines);
        // A code that waits is mail as well, by a way of its own.
        await Put(authority, "code@agency.example", "partner-codes");
        await Put(authority, "figures@council.example");
        Assert.Equal(2, (await Seen()).Waiting);
        await authority.Ask(db => db.Parcels.ExecuteDeleteAsync());
        await Put(authority, "first@agency.example");
        await Put(authority, "gone@agency.example");

        // Paused: nothing leaves, and a second press of the same form is one pause.
        var key = Guid.CreateVersion7();
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<KeepMail>().Pause(" ", keeper, null)));
        await authority.Do(s => s.GetRequiredService<KeepMail>().Pause("The mail server moves", keeper, key));
        await authority.Do(s => s.GetRequiredService<KeepMail>().Pause("The mail server moves", keeper, key));
        Assert.Equal(0, await Carry());
        var paused = await Seen();
        Assert.Equal(("The mail server moves", 2), (paused.Channel.PausedReason, paused.Waiting));
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<KeepMail>().TryNow(keeper, null)));
        await authority.Do(s => s.GetRequiredService<KeepMail>().Resume(keeper, null));

        // The server is away: both wait for later, and are tried at once when somebody asks.
        office.Says = _ => new Answer(null, "It could not be reached");
        Assert.Equal(0, await Carry());
        Assert.Equal(0, await Carry());
        Assert.True((await Seen()).NextTry > authority.Time.GetUtcNow().UtcDateTime);
        await authority.Do(s => s.GetRequiredService<KeepMail>().TryNow(keeper, null));

        // One arrives; the other has no such address, which is kept without what was said to it.
        office.Says = letter => letter.To.StartsWith("gone", StringComparison.Ordinal) ? new Answer(422, "No such user here") : new Answer(250, "Taken");
        Assert.Equal(1, await Carry());
        var after = await Seen();
        Assert.Equal((0, 1), (after.Waiting, after.GivenUp));
        var (lost, left) = (after.Lines[0], after.Lines[1]);
        Assert.Equal((ParcelState.Refused, "Sign-in code, to gone@agency.example"), (lost.State, lost.About));
        Assert.Contains("No such user here", lost.Words, StringComparison.Ordinal);
        Assert.Equal((ParcelState.Delivered, "Sign-in code"), (left.State, left.About));
        Assert.All(await authority.Ask(db => db.Parcels.Select(p => p.Body).ToListAsync()), b => Assert.Equal("", b));

        // Nobody else, and not for ever.
        var worker = new Actor
        {
            AccountId = Guid.CreateVersion7(),
            Name = "Somebody else",
            Roles = [Role.Director],
            WholeAuthority = true,
        };
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.Do(s => s.GetRequiredService<KeepMail>().Show(worker)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.Do(s => s.GetRequiredService<KeepMail>().Pause("Because", worker, null)));
        authority.Time.Advance(TimeSpan.FromDays(KeepMail.DaysToLookAt + 1));
        Assert.Equal(0, (await Seen()).GivenUp);
        await authority.TrailIsWhole();
    }

    private const string Channel = "mail";

    private static Task Put(Authority authority, string to, string channel = Channel) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            await using var turn = await s.GetRequiredService<DatabaseEngine>().BeginWrite(db);
            if (!await db.DispatchChannels.AnyAsync(c => c.Key == channel))
            {
                db.DispatchChannels.Add(new DispatchChannel { Key = channel });
            }
            db.Parcels.Add(
                new Parcel
                {
                    Id = clock.NewId(),
                    Channel = channel,
                    Body = JsonSerializer.Serialize(new Letter(to, "Your code", "The code is 482913")),
                    About = "Sign-in code",
                    Items = 1,
                    MadeAt = clock.UtcNow,
                    DueAt = clock.UtcNow,
                }
            );
            await db.SaveChangesAsync();
            await turn.Commit();
        });

    private sealed class Office : IPostOffice
    {
        public Func<Letter, Answer> Says { get; set; } = _ => new Answer(250, "Taken");

        public Task<Answer> Send(Guid id, Letter letter, CancellationToken ct) => Task.FromResult(Says(letter));
    }
}
