using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Documents;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Synthetic;

public sealed class SyntheticCouncilTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static readonly SyntheticOptions Small = new()
    {
        Children = 60,
        Years = 10,
        Seed = 7,
    };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_council_is_whole_its_projections_right_and_its_trail_unbroken(string engine)
    {
        await using var authority = await Authority.On(engine);
        var steps = new List<double>();
        var summary = await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(Small, (_, share) => steps.Add(share)));
        Assert.Equal(60, summary.OpenChildren);
        Assert.True(steps.Count > 1 && steps.SequenceEqual(steps.Order()), "progress goes forward");

        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(summary.People, await db.People.CountAsync());
            Assert.Equal(60, await db.Episodes.Where(e => e.ClosedOn == null && !e.NoFurtherAction).Select(e => e.PersonId).Distinct().CountAsync());
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            var verified = await s.GetRequiredService<VerifyTrail>().Handle();
            Assert.Null(verified.Broken);
            Assert.Equal(summary.People, await db.TrailTips.CountAsync(t => t.Chain.StartsWith("person:")));
            Assert.Equal(summary.Rows, summary.Records.Values.Sum());

            // The stories of children can be read by the page that shows them.
            var child = await db.ChildOverviews.Where(o => o.Status == ChildStatus.ChildProtection).Select(o => o.PersonId).FirstAsync();
            Assert.True(await db.Chronology.CountAsync(c => c.PersonId == child) > 5);

            // Whoever has the child now leads the plan that runs: a family would otherwise be told to ask for somebody who left.
            var led = await db
                .CinPlans.Where(p => p.EndedOn == null)
                .Join(db.ChildOverviews, p => p.PersonId, o => o.PersonId, (p, o) => new { Plan = p.WorkerId, Child = o.WorkerId })
                .ToListAsync();
            Assert.True(led.Count > 5, $"{led.Count} plans");
            Assert.All(led, l => Assert.Equal(l.Child, l.Plan));

            // Led by somebody else than the child's social worker, the plan that the family has names that one throughout.
            var (needed, other) = (
                await db.CinPlans.Where(p => p.EndedOn == null).OrderBy(p => p.Id).FirstAsync(),
                await db.Workers.Where(w => !db.ChildOverviews.Any(o => o.WorkerId == w.Id)).OrderBy(w => w.Id).FirstAsync()
            );
            needed.WorkerId = other.Id;
            await db.SaveChangesAsync();
            var (head, shown) = ((await s.GetRequiredService<ShowHead>().Show(needed.PersonId))!, (await s.GetRequiredService<ShowProtection>().Show(needed.PersonId))!);
            var paper = PlanPaper.Of(head, shown, shown.Case.NeedPlans.Single(p => p.Id == needed.Id));
            Assert.Contains(paper.Parts.OfType<PaperText>(), t => t.Text.StartsWith($"Tell {other.Name} or their manager.", StringComparison.Ordinal));
            Assert.Equal(other.Name, paper.Parts.OfType<PaperSignatures>().Single().Names[^1]);
            Assert.NotEqual(other.Name, head.WorkerName);

            // What projections are made of is read in one go, past EF Core, and is the same to the last column.
            var ids = await db.People.Where(p => p.HasChildRecord).OrderBy(p => p.Id).Select(p => p.Id).Take(400).ToListAsync();
            var records = await ChildRecords.Load(db, ids, null, CancellationToken.None);
            await Same(records.Select(r => r.Person), db.People.Where(p => ids.Contains(p.Id)));
            await Same(records.SelectMany(r => r.Addresses), db.PersonAddresses.Where(r => ids.Contains(r.PersonId)));
            await Same(records.SelectMany(r => r.Allocations), db.Allocations.Where(r => ids.Contains(r.PersonId)));
            await Same(records.SelectMany(r => r.Episodes), db.Episodes.Where(r => ids.Contains(r.PersonId)));
            await Same(records.SelectMany(r => r.Assessments), db.Assessments.Where(r => ids.Contains(r.PersonId)).Include(a => a.Factors.OrderBy(f => f.Id)));
            await Same(records.SelectMany(r => r.ProtectionPlans), db.ProtectionPlans.Where(r => ids.Contains(r.PersonId)));
            await Same(records.SelectMany(r => r.Reviews), db.ReviewConferences.Where(r => ids.Contains(r.PersonId)));
            await Same(records.SelectMany(r => r.CinReviews), db.CinReviews.Where(r => ids.Contains(r.PersonId)));
            await Same(records.SelectMany(r => r.Discussions), db.StrategyDiscussions.Where(r => ids.Contains(r.PersonId)));
            await Same(records.SelectMany(r => r.Risks), db.RiskLevels.Where(r => ids.Contains(r.PersonId)));
            var planned = records.SelectMany(r => r.ContingencySteps).Select(s => s.PersonId).ToHashSet();
            await Same(records.SelectMany(r => r.Ties), db.NetworkTies.Where(r => planned.Contains(r.PersonId)));
            Assert.Equal(await db.VisitChildren.CountAsync(c => ids.Contains(c.PersonId) && c.SeenAlone == true), records.Sum(r => r.Visits.Count(v => v.SeenAlone == true)));
            Assert.Equal(await db.VoiceEntries.CountAsync(v => ids.Contains(v.PersonId) && v.Alone), records.Sum(r => r.Heard.Count(v => v.Alone)));
        });

        static async Task Same<T>(IEnumerable<T> read, IQueryable<T> asked)
            where T : class
        {
            var (mine, theirs) = (Lines(read), Lines(await asked.AsNoTracking().ToListAsync()));
            Assert.NotEmpty(theirs);
            Assert.Equal(theirs, mine);
        }

        static List<string> Lines<T>(IEnumerable<T> rows)
        {
            var all = rows.ToList();
            foreach (var assessment in all.OfType<Kith.Practice.Assessments.Assessment>())
            {
                assessment.Factors = [.. assessment.Factors.OrderBy(f => f.Id)];
            }
            return [.. all.Select(r => JsonSerializer.Serialize(r, Plain)).Order(StringComparer.Ordinal)];
        }
    }

    private static readonly JsonSerializerOptions Plain = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_role_has_someone_who_may_come_in_and_finds_work(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(Small));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var held = await db.RoleGrants.Select(g => g.Role).Distinct().ToListAsync();
            Assert.Equal(Enum.GetValues<Role>().Order(), held.Order());
            Assert.All(
                await db.Users.ToListAsync(),
                a => Assert.True(a.IsDemo && a.PasswordHash is null && a.SecurityStamp is not null && a.NormalizedUserName == a.UserName!.ToUpperInvariant())
            );

            var priya = await db.Users.SingleAsync(a => a.UserName == "priya.nair");
            var actor = await s.GetRequiredService<Actors>().Of(priya.Id);
            Assert.Equal([Role.SocialWorker], actor!.Roles);
            var own = await db.ChildOverviews.Where(o => o.WorkerId == priya.WorkerId).ToListAsync();
            Assert.Equal(17, own.Count);
            Assert.Contains(own, o => o.Status == ChildStatus.ChildProtection);
            Assert.True(own.GroupBy(o => o.HouseholdKey).Any(g => g.Count() > 1), "brothers and sisters");
            Assert.True(await db.Restrictions.AnyAsync());
            Assert.True(await db.Deputisings.AnyAsync());
            Assert.True(await db.Notices.AnyAsync(n => n.AccountId == priya.Id));

            var callum = await db.Users.SingleAsync(a => a.UserName == "callum.reid");
            Assert.True(await db.Allocations.AnyAsync(a => a.WorkerId == callum.WorkerId && a.To == null), "edge of care has families");
        });
    }

    [Fact]
    public async Task A_council_without_the_people_of_the_demonstration_is_whole_as_well()
    {
        await using var authority = await Authority.On("SQLite");
        var summary = await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(Small with { Children = 20, Years = 3, DemoPeople = false }));
        Assert.Equal(20, summary.OpenChildren);
        await authority.ProjectionsAreRight();
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Empty(await db.Users.ToListAsync());
            Assert.True(await db.Audits.AnyAsync());
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nothing_is_made_where_there_are_people_already(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s => TrailTests.Born(s, "Mia"));
        await authority.Do(async s =>
        {
            var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<SyntheticCouncil>().Make(Small));
            Assert.Contains("people here already", refused.Message);
            Assert.Equal(1, await s.GetRequiredService<KithDb>().People.CountAsync());
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_same_arguments_give_the_same_records_and_others_do_not(string engine)
    {
        var first = await Digest(engine, Small);
        Assert.Equal(first, await Digest(engine, Small));
        Assert.NotEqual(first, await Digest(engine, Small with { Seed = 8 }));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_nation_is_many_authorities_in_slices(string engine)
    {
        await using var authority = await Authority.On(engine);
        var summary = await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(SyntheticOptions.National with { Children = 45, Authorities = 3, Years = 2 }));
        Assert.Equal(45, summary.OpenChildren);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var ids = await db.People.Where(p => p.LaChildId != null).Select(p => p.LaChildId!).ToListAsync();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.Equal(3, ids.Select(i => new string([.. i.TakeWhile(char.IsLetter)])).Distinct().Count());
            Assert.Equal(3, await db.Teams.CountAsync(t => t.ParentId == null));
            Assert.Empty(await db.Users.ToListAsync());
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
        });
    }

    private static async Task<string> Digest(string engine, SyntheticOptions options)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(options));
        return await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var text =
                string.Join('\n', await db.People.OrderBy(p => p.Id).Select(p => p.Id + p.SortName + p.NhsNumber).ToListAsync())
                + string.Join('\n', await db.Visits.OrderBy(v => v.Id).Select(v => v.Id + v.SharedText).ToListAsync())
                + string.Join('\n', await db.TrailEntries.OrderBy(t => t.Chain).Select(t => t.Hash).ToListAsync());
            return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
        });
    }
}
