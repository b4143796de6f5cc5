using System.Text.Json;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Acts;
using Kith.Practice.Returns.Feed;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Kith.Standards.DfeFeed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns;

/// <summary>The national feed: held to its contract, only what changed, and what is gone taken back.</summary>
public sealed class FeedTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_first_feed_tells_all_and_each_later_one_what_changed_and_what_is_gone(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 45,
                        Years = 3,
                        Seed = 4,
                    }
                )
        );
        var first = await Write(authority, "one");
        Assert.Empty(first.Written.Faults);
        Assert.True(first.Children.Count > 100, $"{first.Children.Count} children");
        Assert.Equal((first.Children.Count, 0, 0), (first.Written.Children, first.Written.TakenBack, first.Written.Unchanged));
        Assert.Equal((first.Children.Count + 99) / 100, first.Written.Calls);
        Assert.Equal(first.Children.Count, await authority.Ask(db => db.TrailEntries.CountAsync(t => t.Event == nameof(RecordTakenOut) && t.Process == "Write the national feed")));
        // Everyone with an open referral, told a second way; nobody twice; every kind of part comes in somewhere.
        var open = await authority.Ask(db =>
            (from e in db.Episodes join p in db.People on e.PersonId equals p.Id where e.ClosedOn == null && !e.NoFurtherAction select p.LaChildId!)
                .Distinct()
                .ToListAsync()
        );
        Assert.Subset(first.Children.Keys.ToHashSet(), open.ToHashSet());
        var everything = string.Concat(first.Children.Values);
        foreach (
            var part in new[]
            {
                "child_and_family_assessment_id",
                "child_in_need_plan_id",
                "section_47_assessment_id",
                "child_protection_plan_id",
                "child_looked_after_placement_id",
                "worker_id",
            }
        )
        {
            Assert.Contains($"\"{part}\"", everything, StringComparison.Ordinal);
        }

        // Not yet received: the same again, byte for byte. Received: nothing.
        Assert.Equal(first.Children, (await Write(authority, "again")).Children);
        await authority.Do(s => s.GetRequiredService<WriteFeed>().Received(first.Folder, Loading.Officer));
        var nothing = await Write(authority, "nothing");
        Assert.Equal((0, 0, first.Children.Count, 0), (nothing.Written.Children, nothing.Written.TakenBack, nothing.Written.Unchanged, nothing.Written.Calls));

        // A name is put right, a plan turns out to be another child's, and one record was merged into another's.
        var plan = await authority.Ask(db => db.ProtectionPlans.Where(p => p.EndedOn == null && !p.OtherAuthority).OrderBy(p => p.Id).FirstAsync());
        var ids = await authority.Ask(db =>
            (
                from e in db.Episodes
                join p in db.People on e.PersonId equals p.Id
                where e.ClosedOn == null && !e.NoFurtherAction && p.Id != plan.PersonId && p.DateOfBirth != null
                select p.Id
            )
                .Distinct()
                .OrderBy(id => id)
                .Take(2)
                .ToListAsync()
        );
        var merged = await authority.Ask(db => db.People.Where(p => p.Id == ids[1]).Select(p => p.LaChildId!).SingleAsync());
        await authority.Ask(async db =>
        {
            await db.People.Where(p => p.Id == ids[0]).ExecuteUpdateAsync(u => u.SetProperty(p => p.GivenName, "Aoife"));
            await db.People.Where(p => p.Id == ids[1]).ExecuteUpdateAsync(u => u.SetProperty(p => p.MergedIntoId, ids[0]));
            await db.ProtectionPlans.Where(p => p.Id == plan.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.SourceEndedOn, new DateOnly(2026, 11, 24)));
            return true;
        });
        var changed = await Write(authority, "changed");
        Assert.Equal((2, 1, 1), (changed.Written.Children, changed.Written.TakenBack, changed.Written.Calls));
        Assert.Equal($$"""{"la_child_id":"{{merged}}","purge":true}""", changed.Children[merged]);
        Assert.Contains(changed.Children.Values, c => c.Contains("\"first_name\":\"Aoife\"", StringComparison.Ordinal));
        Assert.Contains(changed.Children.Values, c => c.Contains($$"""{"child_protection_plan_id":"{{plan.Id:N}}","purge":true}""", StringComparison.Ordinal));
        await authority.Do(s => s.GetRequiredService<WriteFeed>().Received(changed.Folder, Loading.Officer));
        Assert.Equal((0, 0), ((await Write(authority, "last")).Written.Children, (await Write(authority, "last2")).Written.TakenBack));
        await authority.TrailIsWhole();

        await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.Do(s => s.GetRequiredService<WriteFeed>().Received(Path.Combine(authority.Folder, "nowhere"), Loading.Officer))
        );
        var spoilt = Path.Combine(authority.Folder, "spoilt");
        Directory.CreateDirectory(spoilt);
        await File.WriteAllTextAsync(Path.Combine(spoilt, WriteFeed.FileName(1)), """[{"la_child_id":"A1","words":"no"}]""", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<WriteFeed>().Received(spoilt, Loading.Officer)));
    }

    private static async Task<(WrittenFeed Written, string Folder, SortedDictionary<string, string> Children)> Write(Authority authority, string name)
    {
        var folder = Path.Combine(authority.Folder, name);
        var written = await authority.Do(s => s.GetRequiredService<WriteFeed>().Handle(folder, Loading.Officer));
        var children = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            using var call = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            Assert.Empty(FeedSchema.Latest.Check(call.RootElement));
            Assert.InRange(call.RootElement.GetArrayLength(), 1, 100);
            foreach (var child in call.RootElement.EnumerateArray())
            {
                children.Add(child.GetProperty("la_child_id").GetString()!, child.GetRawText());
            }
        }
        return (written, folder, children);
    }
}
