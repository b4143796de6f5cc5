using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Assurance;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Assurance;

/// <summary>Editions from the first word to the archive, on both databases.</summary>
public sealed class AssuranceTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_edition_is_written_by_one_published_by_another_and_seen_by_nobody_before_its_hour(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(Town.Build);
        var clock = authority.Services.GetRequiredService<Clock>();
        var (writer, director, member) = (With(Role.PrincipalSocialWorker), With(Role.Director), With(Role.LeadMember));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Settings.Add(
                new Setting
                {
                    Id = clock.NewId(),
                    Key = Policies.AssurancePublic,
                    Value = "yes",
                    From = clock.Today,
                    Reason = "Open",
                }
            );
            await db.SaveChangesAsync();
        });
        var (latest, earlier) = (WriteEdition.Days(clock.Today)[0], WriteEdition.Days(clock.Today)[1]);
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<WriteEdition>().Begin(latest, member, null)));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<WriteEdition>().Begin(latest.AddDays(-1), writer, null)));
        var key = Guid.CreateVersion7();
        var id = await authority.Do(s => s.GetRequiredService<WriteEdition>().Begin(latest, writer, key));
        Assert.Equal(id, await authority.Do(s => s.GetRequiredService<WriteEdition>().Begin(latest, writer, key)));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<WriteEdition>().Begin(latest, director, null)));
        var pinned = (await Edition(authority, id)).Figures;
        Assert.Equal(AssuranceMeasures.Definitions.Select(m => m.Id), (await Edition(authority, id)).Pinned.Select(f => f.Number.Measure));

        // Nothing to say: not published. Written by oneself: not either.
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<PublishEdition>().Handle(id, new PublishInput(), 1, director, null)));
        var words = new EditionInput
        {
            Opening = "Most children are seen.",
            InspectorsSaid = "Good.",
            WasDone = "More of it.",
        };
        await authority.Do(s => s.GetRequiredService<WriteEdition>().Write(id, words, 1, director, null));
        var refused = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<PublishEdition>().Handle(id, new PublishInput(), 2, director, null))
        );
        Assert.Contains("somebody else", refused.Problems[0].Message);
        await authority.Do(s => Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<WriteEdition>().Write(id, words, 1, writer, null)));
        await authority.Do(s => s.GetRequiredService<WriteEdition>().Write(id, words with { Opening = "Most children are seen in time." }, 2, writer, null));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<PublishEdition>().Handle(id, new PublishInput(), 3, writer, null)));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<PublishEdition>().Handle(id, new PublishInput { Day = clock.Today.AddDays(-1) }, 3, director, null))
        );
        await authority.Do(s =>
            s.GetRequiredService<PublishEdition>().Handle(id, new PublishInput { Day = clock.Today.AddDays(2), Hour = new TimeOnly(9, 30) }, 3, director, null)
        );

        // Under embargo: not the public, not the lead member, not by its address; and nobody writes in it.
        foreach (var reader in new[] { null, member, writer })
        {
            Assert.Null((await Read(authority, null, reader))!.Shown);
            Assert.Null(await Read(authority, id, reader));
        }
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<WriteEdition>().Write(id, words, 4, writer, null)));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowEditions>().Show(id, member)));
        Assert.Equal(EditionState.Embargoed, (await authority.Do(s => s.GetRequiredService<ShowEditions>().Show(id, writer))).State);

        // Held back and agreed again; it opens at its hour by itself, not a minute before.
        await authority.Do(s => s.GetRequiredService<PublishEdition>().HoldBack(id, 4, director, null));
        await authority.Do(s => s.GetRequiredService<PublishEdition>().Handle(id, new PublishInput { Day = clock.Today.AddDays(2) }, 5, director, null));
        var open = (await Edition(authority, id)).OpenFrom!.Value;
        authority.Time.Advance(open - clock.UtcNow - TimeSpan.FromMinutes(1));
        Assert.Null((await Read(authority, null, null))!.Shown);
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        var shown = (await Read(authority, null, null))!.Shown!;
        Assert.Equal((id, director.Name, pinned), (shown.Id, shown.PublishedBy, shown.Figures));

        // An older quarter stands in the archive, and beside the latest to compare with. Taken back: a reason and no figure.
        var before = await authority.Do(s => s.GetRequiredService<WriteEdition>().Begin(earlier, writer, null));
        await authority.Do(s => s.GetRequiredService<WriteEdition>().Write(before, words, 1, writer, null));
        await authority.Do(s => s.GetRequiredService<PublishEdition>().Handle(before, new PublishInput(), 2, director, null));
        Assert.Equal((id, before), ((await Read(authority, null, null))!.Shown!.Id, (await Read(authority, null, null))!.Before!.Id));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<PublishEdition>().Withdraw(id, " ", 6, director, null)));
        await authority.Do(s => s.GetRequiredService<PublishEdition>().Withdraw(id, "A figure was counted wrongly.", 6, director, null));
        Assert.Equal(before, (await Read(authority, null, null))!.Shown!.Id);
        var back = (await Read(authority, id, null))!;
        var paper = AssurancePaper.Of(back.Shown!, back.Before, "Testshire");
        Assert.Contains("A figure was counted wrongly.", Assert.IsType<Practice.Documents.PaperText>(Assert.Single(paper.Parts)).Text);
        Assert.Equal(2, back.Archive.Count);
        // Another of the quarter may be made, and the events tell the story.
        await authority.Do(s => s.GetRequiredService<WriteEdition>().Begin(latest, writer, null));
        Assert.Equal(
            ["EditionBegun", "EditionWritten", "EditionWritten", "EditionPublished", "EditionHeldBack", "EditionPublished", "EditionWithdrawn"],
            await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(e => e.Chain == $"assurance:{id:N}").OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync())
        );

        // The public page is closed: the lead member and those who keep it still read it, nobody else.
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            (await db.Settings.SingleAsync(x => x.Key == Policies.AssurancePublic)).Value = "no";
            await db.SaveChangesAsync();
        });
        Assert.Null(await Read(authority, null, null));
        Assert.Null(await Read(authority, null, With(Role.SocialWorker)));
        Assert.NotNull(await Read(authority, null, member));
        Assert.NotNull(await Read(authority, null, writer));
    }

    private static Task<AssurancePage?> Read(Authority authority, Guid? id, Actor? reader) => authority.Do(s => s.GetRequiredService<ShowAssurance>().Show(id, reader));

    private static Task<AssuranceEdition> Edition(Authority authority, Guid id) =>
        authority.Do(s => s.GetRequiredService<KithDb>().AssuranceEditions.AsNoTracking().SingleAsync(e => e.Id == id));

    private static Actor With(Role role) =>
        new()
        {
            AccountId = Guid.CreateVersion7(),
            Name = role.ToString(),
            Roles = [role],
            WholeAuthority = Permissions.ReachOf(role) == Reach.Authority,
        };
}
