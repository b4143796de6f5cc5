using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Measures;
using Kith.Practice.Measures.Kept;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Measures;

/// <summary>What is kept, and what changed since, give what counting everybody gives: whatever happens in which order.</summary>
public sealed class KeptTallyTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_kept_gives_what_counting_everybody_gives(string engine)
    {
        await using var authority = await Council(engine);
        Assert.Equal(TallyKept.Made, await Keep(authority));
        await Same(authority);
        var random = new Random(20261127);
        for (var step = 0; step < 9; step++)
        {
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                await Change(authority, random);
            }
            switch (random.Next(4))
            {
                case 0:
                    Assert.Equal(TallyKept.Folded, await Keep(authority));
                    Assert.Equal(0, await Noted(authority));
                    break;
                case 1:
                    // While somebody counts, others go on working: what they change counts all the same.
                    await authority.Do(async s =>
                    {
                        var keep = s.GetRequiredService<KeepTally>();
                        var counted = await keep.Count(0);
                        await Change(authority, random);
                        await Change(authority, random);
                        Assert.Equal(TallyKept.Folded, counted.Done);
                        Assert.True(await keep.Write(counted));
                    });
                    Assert.True(await Noted(authority) > 0);
                    break;
                case 2:
                    // Of two who count at once the later one finds out, and undoes nothing.
                    await authority.Do(async s =>
                    {
                        var keep = s.GetRequiredService<KeepTally>();
                        var counted = await keep.Count(0);
                        await Change(authority, random);
                        await Keep(authority);
                        Assert.False(await keep.Write(counted));
                    });
                    break;
            }
            await Same(authority);
        }
        await authority.Do(async s =>
        {
            // The year alone is the same year.
            var today = s.GetRequiredService<Clock>().Today;
            var year = await s.GetRequiredService<CountWhole>().Count([MeasurePeriod.YearTo(today)], today, only: new HashSet<string> { "cp_rate" });
            var page = await s.GetRequiredService<CountWhole>().Count(Periods(today), today);
            var rate = MeasureCatalogue.Find("cp_rate")!;
            Assert.Equal(page.Answer[rate, 0], year.Answer[rate, 0]);
        });
        await IsUsed(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Made_anew_while_others_work_it_is_right_too(string engine)
    {
        await using var authority = await Council(engine);
        var random = new Random(4);
        await authority.Do(async s =>
        {
            var keep = s.GetRequiredService<KeepTally>();
            await Change(authority, random);
            var counted = await keep.Count(0);
            await Change(authority, random);
            await Change(authority, random);
            Assert.Equal(TallyKept.Made, counted.Done);
            Assert.True(await keep.Write(counted));
        });
        await Same(authority);
        await IsUsed(authority);

        // Many at once, and a disposal, throw it away: also from under whoever is counting.
        foreach (var drop in (Func<KithDb, Task>[])[db => KeptTally.Drop(db, default), db => KeptTally.Hush(db, default)])
        {
            Assert.NotEqual(TallyKept.Overtaken, await Keep(authority));
            await Change(authority, random);
            await authority.Do(async s =>
            {
                var keep = s.GetRequiredService<KeepTally>();
                var counted = await keep.Count(0);
                await authority.Do(async other =>
                {
                    var db = other.GetRequiredService<KithDb>();
                    await using var turn = await other.GetRequiredService<DatabaseEngine>().BeginWrite(db);
                    await drop(db);
                    await Change(db, random);
                    await KeptTally.Listen(db, default);
                    await turn.Commit();
                });
                Assert.False(await keep.Write(counted));
            });
            await Same(authority);
            Assert.Equal(TallyKept.Made, await Keep(authority));
            await Same(authority);
        }
        await Change(authority, random);
        Assert.Equal(1, await Noted(authority));
    }

    [Fact]
    public async Task Whoever_began_to_write_before_and_ends_after_the_counting_is_not_lost()
    {
        await using var authority = await Council("PostgreSQL");
        var random = new Random(5);
        foreach (var expected in (TallyKept[])[TallyKept.Made, TallyKept.Folded])
        {
            await Change(authority, random);
            await authority.Do(async s =>
            {
                // Written, and not committed until the counting is over.
                var db = s.GetRequiredService<KithDb>();
                await using var open = await s.GetRequiredService<DatabaseEngine>().BeginWrite(db);
                var child = await db.ChildFacts.OrderBy(f => f.PersonId).FirstAsync();
                Become(child, await Of(db, random));
                await db.SaveChangesAsync();
                Assert.Equal(expected, await Keep(authority));
                await open.Commit();
            });
            Assert.Equal(1, await Noted(authority));
            await Same(authority);
        }

        // Of two who write one child the second notes what the first left, though it had read what was before.
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var child = await db.ChildFacts.OrderBy(f => f.PersonId).FirstAsync();
            await authority.Do(async other =>
            {
                var theirs = other.GetRequiredService<KithDb>();
                Become(await theirs.ChildFacts.OrderBy(f => f.PersonId).FirstAsync(), await Of(theirs, random));
                await theirs.SaveChangesAsync();
            });
            await Keep(authority);
            Become(child, await Of(db, random));
            await db.SaveChangesAsync();
        });
        await Same(authority);
        await IsUsed(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_is_not_used_on_another_day_by_other_rules_or_beside_older_facts(string engine)
    {
        await using var authority = await Council(engine);
        foreach (
            var change in (Func<Authority, Task>[])
                [
                    a =>
                    {
                        a.Time.Advance(TimeSpan.FromDays(1));
                        return Task.CompletedTask;
                    },
                    a =>
                        a.Do(async s =>
                        {
                            var db = s.GetRequiredService<KithDb>();
                            db.Settings.Add(
                                new Setting
                                {
                                    Id = s.GetRequiredService<Clock>().NewId(),
                                    Key = Policies.NeedVisit,
                                    Value = "11",
                                    From = new DateOnly(2024, 1, 1),
                                    Reason = "Because",
                                }
                            );
                            await db.SaveChangesAsync();
                        }),
                    a =>
                        a.Do(s =>
                            s.GetRequiredService<KithDb>()
                                .ChildFacts.OrderBy(f => f.PersonId)
                                .Take(3)
                                .ExecuteUpdateAsync(set => set.SetProperty(f => f.Edition, 0).SetProperty(f => f.LastDay, 0).SetProperty(f => f.Facts, Array.Empty<byte>()))
                        ),
                ]
        )
        {
            Assert.Equal(TallyKept.Made, await Keep(authority));
            await Lose(authority);
            await change(authority);
            await Same(authority);
        }
        Assert.Equal(TallyKept.Waits, await Keep(authority));
        Assert.Equal(0, await Noted(authority));
        await Same(authority);
    }

    private static async Task<Authority> Council(string engine)
    {
        var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 16,
                        Years = 4,
                        Seed = 9,
                    }
                )
        );
        return authority;
    }

    private static Task<TallyKept> Keep(Authority authority) => authority.Do(s => s.GetRequiredService<KeepTally>().Handle(most: 0));

    private static Task<int> Noted(Authority authority) => authority.Do(s => s.GetRequiredService<KithDb>().ChildFactsBefore.CountAsync());

    private static Task Change(Authority authority, Random random) => authority.Do(s => Change(s.GetRequiredService<KithDb>(), random));

    /// <summary>A child becomes like another, goes, or comes back.</summary>
    private static async Task Change(KithDb db, Random random)
    {
        var among = random.Next(6);
        var children = await db.ChildFacts.OrderBy(f => f.PersonId).ToListAsync();
        if (among == 0 && children.Count > 20)
        {
            db.ChildFacts.Remove(children[random.Next(children.Count)]);
        }
        else if (among == 1)
        {
            var gone = await db.People.Where(p => p.HasChildRecord && !db.ChildFacts.Any(f => f.PersonId == p.Id)).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync();
            foreach (var id in gone.Take(1))
            {
                db.ChildFacts.Add(ChildFacts.Of(FactCodec.Unpack(id, children[random.Next(children.Count)].Facts)));
            }
        }
        // The same few again and again, so that many are noted more than once.
        var child = children[random.Next(8)];
        if (db.Entry(child).State != EntityState.Deleted)
        {
            Become(child, children[random.Next(children.Count)].Facts);
        }
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private static async Task<byte[]> Of(KithDb db, Random random)
    {
        var all = await db.ChildFacts.AsNoTracking().OrderBy(f => f.PersonId).Select(f => f.Facts).ToListAsync();
        return all[random.Next(all.Count)];
    }

    private static void Become(ChildFacts child, byte[] other)
    {
        var like = ChildFacts.Of(FactCodec.Unpack(child.PersonId, other));
        (child.Facts, child.LastDay) = (like.Facts, like.LastDay);
    }

    private static async Task Same(Authority authority) => Assert.Empty(await Differences(authority));

    /// <summary>The numbers come from what is kept, and every note counts.</summary>
    private static async Task IsUsed(Authority authority)
    {
        await Keep(authority);
        await Lose(authority);
    }

    /// <summary>If the note of what a child was is lost, the numbers are others.</summary>
    private static async Task Lose(Authority authority)
    {
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var children = await db.ChildFacts.ToListAsync();
            var busy = children.MaxBy(f => f.Facts.Length)!;
            Become(busy, children.Where(f => f.LastDay == ChildFacts.GoesOn).MinBy(f => f.Facts.Length)!.Facts);
            await db.SaveChangesAsync();
        });
        Assert.Equal(1, await Noted(authority));
        await Same(authority);
        await authority.Do(s => s.GetRequiredService<KithDb>().ChildFactsBefore.ExecuteDeleteAsync());
        Assert.NotEmpty(await Differences(authority));
    }

    private static IReadOnlyList<MeasurePeriod> Periods(DateOnly today) =>
        [MeasurePeriod.YearTo(today), MeasurePeriod.YearTo(today.AddYears(-1)), .. MeasureSeries.To(today, SeriesStep.Month, ShowMeasures.Months)];

    /// <summary>Every measure over every period that is kept, both ways.</summary>
    private static Task<List<string>> Differences(Authority authority) =>
        authority.Do(async s =>
        {
            var today = s.GetRequiredService<Clock>().Today;
            var periods = Periods(today);
            var (children, basis) = await s.GetRequiredService<MeasureData>().Load(periods.Min(p => p.From), null);
            var everybody = MeasureEngine.Evaluate(children, basis, new MeasureQuestion(periods, today, MeasureCohort.All)).Whole;
            var whole = s.GetRequiredService<CountWhole>();
            var kept = await whole.Count(periods, today);
            Assert.True(MeasureCatalogue.All.Sum(m => everybody[m, 0].Numerator ?? 0) > 100);
            var told = MeasureCatalogue
                .All.SelectMany(m => periods.Select((_, i) => (m.Id, Whole: everybody[m, i], Kept: kept.Answer[m, i])))
                .Where(x => x.Whole != x.Kept)
                .Select(x => $"{x.Id} {x.Whole.Period}: {x.Whole.Numerator}/{x.Whole.Denominator} {x.Whole.Value}, kept {x.Kept.Numerator}/{x.Kept.Denominator} {x.Kept.Value}")
                .ToList();
            var own = children.SelectMany(c => c.Referrals).Where(r => r.Own).Min(r => (DateOnly?)r.From);
            if (own != kept.OwnFrom())
            {
                told.Add($"own referrals since {own}, kept {kept.OwnFrom()}");
            }
            return told;
        });
}
