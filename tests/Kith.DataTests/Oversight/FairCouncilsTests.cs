using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Oversight;

/// <summary>
/// Three whole councils on both databases: one that looks at disabled children less often, one that does not, one of which
/// nothing can be said. Each is asked by the pages' own use cases; the view says what is so and claims no more.
/// </summary>
public sealed class FairCouncilsTests
{
    private const int Days = 400;

    /// <summary>How many children there are, and how many days usually pass from one look to the next.</summary>
    private sealed record Council(int Disabled, int DisabledEvery, int Others, int OthersEvery);

    private static readonly Dictionary<string, Council> Councils = new()
    {
        ["gap"] = new(24, 47, 36, 27),
        ["none"] = new(24, 30, 36, 30),
        ["small"] = new(7, 60, 36, 27),
    };

    public static TheoryData<string, string, FairnessVerdict> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, FairnessVerdict>();
            foreach (var engine in Authority.Engines.Select(e => e.Data))
            {
                cases.Add(engine, "gap", FairnessVerdict.Gap);
                cases.Add(engine, "none", FairnessVerdict.NoGap);
                cases.Add(engine, "small", FairnessVerdict.TooSmall);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_view_says_what_is_so_and_no_more(string engine, string which, FairnessVerdict verdict)
    {
        await using var authority = await Authority.On(engine);
        var council = Councils[which];
        var team = await authority.Do(s => Make(s, council));
        var director = new Actor
        {
            AccountId = Guid.Parse("00000000-0000-0000-0000-0000000000ab"),
            Name = "Dee",
            Roles = [Role.Director],
            WholeAuthority = true,
        };
        var page = await authority.Do(s => s.GetRequiredService<ShowFairness>().Show(null, FairnessBy.Disability, null, null, director));
        var chosen = page.Chosen!;
        Assert.Equal((council.Disabled, council.Others), (chosen.Figures.Children, page.Others.Children));
        Assert.Equal(verdict, chosen.AgainstOthers.Verdict);
        Assert.StartsWith(
            verdict switch
            {
                FairnessVerdict.Gap => "There is a gap. Disabled children typically waited",
                FairnessVerdict.NoGap => "No gap can be seen.",
                _ => "The numbers are too small to say: 7 disabled children",
            },
            chosen.AgainstOthers.Words,
            StringComparison.Ordinal
        );
        // The same answer from the other side, for the only team, and by a comparison that asks for like only.
        Assert.Equal(verdict, page.Groups.Single(g => g.Key != chosen.Key).AgainstOthers.Verdict);
        Assert.Equal(
            verdict,
            (await authority.Do(s => s.GetRequiredService<ShowFairness>().Show(null, FairnessBy.Disability, null, team, director))).Chosen!.AgainstOthers.Verdict
        );
        // Every child behind a gap is named, and only those who are late.
        Assert.Equal(chosen.Figures.Late, page.Children.Count);
        Assert.All(page.Children, c => Assert.True(c.DaysLate > 0));
        if (verdict == FairnessVerdict.Gap)
        {
            Assert.InRange(chosen.AgainstOthers.Waits!.Shift, 16, 24);
            Assert.True(chosen.AgainstOthers.OfShift!.Value.Low > 0);
            Assert.NotEmpty(page.Children);
        }
        // In a council without a gap no other way of grouping finds one either: everybody is alike in all else.
        if (verdict == FairnessVerdict.NoGap)
        {
            foreach (var by in Enum.GetValues<FairnessBy>())
            {
                var other = await authority.Do(s => s.GetRequiredService<ShowFairness>().Show(null, by, null, null, director));
                Assert.All(other.Groups, g => Assert.NotEqual(FairnessVerdict.Gap, g.AgainstOthers.Verdict));
            }
        }
    }

    /// <summary>A council of one team. Each child has a home of their own, and looks that are a few days early or late by turns.</summary>
    private static async Task<Guid> Make(IServiceProvider s, Council council)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var today = clock.Today;
        var team = new Team { Id = clock.NewId(), Name = "All children" };
        var worker = new Worker
        {
            Id = clock.NewId(),
            Name = "Priya N.",
            TeamId = team.Id,
        };
        db.Teams.Add(team);
        db.Workers.Add(worker);
        for (var i = 0; i < council.Disabled + council.Others; i++)
        {
            var disabled = i < council.Disabled;
            var every = disabled ? council.DisabledEvery : council.OthersEvery;
            var id = clock.NewId();
            db.People.Add(
                new Person
                {
                    Id = id,
                    GivenName = $"Child {i}",
                    FamilyName = "Test",
                    HasChildRecord = true,
                    LaChildId = $"F{i:000}",
                    SortName = PersonNames.Sort($"Child {i}", "Test", null),
                    DateOfBirth = today.AddYears(-3 - i % 12),
                    Ethnicity = i % 2 == 0 ? "WBRI" : "APKN",
                    Disabilities = disabled ? [new Disability { Id = clock.NewId(), Code = "LD" }] : [],
                }
            );
            var from = today.AddDays(-Days - i % 7);
            var episode = new Episode
            {
                Id = clock.NewId(),
                PersonId = id,
                ReferredOn = from,
                DecidedOn = from,
                PrimaryNeed = "N1",
                TeamId = team.Id,
            };
            db.Episodes.Add(episode);
            db.Allocations.Add(
                new Allocation
                {
                    Id = clock.NewId(),
                    PersonId = id,
                    WorkerId = worker.Id,
                    TeamId = team.Id,
                    Role = AllocationRole.Lead,
                    From = from,
                    EpisodeId = episode.Id,
                }
            );
            var turn = 0;
            for (var on = from.AddDays(every / 2 + i % every); on <= today; on = on.AddDays(every + (turn * 5 + i) % 7 - 3), turn++)
            {
                db.ManagementOversights.Add(
                    new ManagementOversight
                    {
                        Id = clock.NewId(),
                        PersonId = id,
                        On = on,
                        Decision = "Go on as agreed.",
                    }
                );
            }
        }
        await db.SaveChangesAsync();
        await s.GetRequiredService<Projector>().Rebuild(check: false);
        return team.Id;
    }
}
