using System.Security.Cryptography;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Kith.Practice.Supervision;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Keys;

/// <summary>Fields that lie locked: what is in the database is not what was written, and whoever may read it reads what was written.</summary>
public sealed class LockedFieldTests
{
    private const string Secret = "The night visit in March has stayed with me";

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Words_of_personal_supervision_lie_locked_and_are_read_by_the_two(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var (mo, priya) = (await authority.Do(s => s.As(town.MoAccount)), await authority.Do(s => s.As(town.PriyaAccount)));
        var form = new SupervisionForm
        {
            On = DateOnly.FromDateTime(authority.Time.GetUtcNow().UtcDateTime),
            Workers = [town.Priya],
            Kind = SupervisionKind.Personal,
            Wellbeing = Secret,
            Workload = $"{FieldCipher.Prefix}typed by hand, and night",
        };
        var id = await authority.Do(s => s.GetRequiredService<RecordSupervision>().Handle(form, mo, null));
        await authority.Do(s => s.GetRequiredService<AnswerSupervision>().Handle(id, "It was a long night for both of us", priya, null));
        var record = await Read();
        Assert.Equal((Secret, form.Workload), (record.Record.Wellbeing, record.Record.Workload));
        var change = AmendSupervisionInput.Of(record.Record, []);
        (change.Wellbeing, change.Reason) = ("The night visit was in April", "The night visit was a month later");
        await authority.Do(s => s.GetRequiredService<AmendSupervision>().Handle(id, change, record.Record.Version, mo, null));

        var after = await Read();
        Assert.Equal((change.Wellbeing, form.Workload), (after.Record.Wellbeing, after.Record.Workload));
        var correction = Assert.Single(after.Amendments);
        Assert.Equal((Secret, change.Wellbeing, change.Reason), (correction.Old, correction.New, correction.Reason));
        Assert.Equal("It was a long night for both of us", Assert.Single(after.Workers).OwnWords);
        Assert.DoesNotContain(await Lying(), words => words.Contains("night", StringComparison.Ordinal));

        // Locked words moved to another field do not open there.
        await authority.Do(async s =>
            await s.GetRequiredService<KithDb>().Supervisions.Where(x => x.Id == id).ExecuteUpdateAsync(u => u.SetProperty(x => x.Development, x => x.Wellbeing))
        );
        await Assert.ThrowsAnyAsync<CryptographicException>(Read);

        Task<SupervisionView> Read() => authority.Do(s => s.GetRequiredService<ShowSupervision>().One(id, priya));

        Task<List<string>> Lying() =>
            authority.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                var held = await db.Supervisions.AsNoTracking().SingleAsync();
                var corrected = await db.SupervisionAmendments.AsNoTracking().SingleAsync();
                var beside = await db.SupervisedWorkers.AsNoTracking().SingleAsync();
                return new[]
                {
                    held.Topic,
                    held.Discussion,
                    held.Learning,
                    held.Workload,
                    held.Wellbeing,
                    held.Development,
                    corrected.Old,
                    corrected.New,
                    corrected.Reason,
                    beside.OwnWords,
                }
                    .OfType<string>()
                    .ToList();
            });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_written_before_fields_were_locked_is_locked_once_and_says_the_same(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var priya = await authority.Do(s => s.As(town.PriyaAccount));
        var kinds = new[] { SupervisionKind.Personal, SupervisionKind.Group };
        var ids = kinds.ToDictionary(k => k, _ => Guid.CreateVersion7());
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (var kind in kinds)
            {
                var on = new DateOnly(2026, 3, 2);
                db.Supervisions.Add(
                    new SupervisionRecord
                    {
                        Id = ids[kind],
                        Kind = kind,
                        On = on,
                        SupervisorId = town.Mo,
                        Discussion = Secret,
                        Learning = "",
                    }
                );
                db.SupervisedWorkers.Add(
                    new SupervisedWorker
                    {
                        Id = Guid.CreateVersion7(),
                        SupervisionId = ids[kind],
                        WorkerId = town.Priya,
                        Kind = kind,
                        On = on,
                        OwnWords = Secret,
                    }
                );
                db.SupervisionAmendments.Add(
                    new SupervisionAmendment
                    {
                        Id = Guid.CreateVersion7(),
                        SupervisionId = ids[kind],
                        Field = "What was thought about",
                        New = Secret,
                        Reason = Secret,
                        ByAccountId = town.MoAccount,
                        ByName = "Mo Amin",
                        At = authority.Time.GetUtcNow().UtcDateTime,
                    }
                );
            }
            db.UserTokens.Add(
                new IdentityUserToken<Guid>
                {
                    UserId = town.PriyaAccount,
                    LoginProvider = "Kith",
                    Name = "Totp",
                    Value = "JBSWY3DPEHPK3PXP",
                }
            );
            await db.SaveChangesAsync();
        });
        var versions = await Versions();

        Assert.Equal(4, await authority.Do(s => s.GetRequiredService<LockEarlierWords>().Run()));
        Assert.Equal(0, await authority.Do(s => s.GetRequiredService<LockEarlierWords>().Run()));

        // Whoever has a form open is not disturbed, and what is not personal lies open as before.
        Assert.Equal(versions, await Versions());
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var held = await db.Supervisions.AsNoTracking().ToDictionaryAsync(x => x.Kind);
            Assert.True(FieldCipher.IsLocked(held[SupervisionKind.Personal].Discussion));
            Assert.Equal(("", Secret), (held[SupervisionKind.Personal].Learning, held[SupervisionKind.Group].Discussion));
            Assert.True(FieldCipher.IsLocked(await db.UserTokens.Select(t => t.Value).SingleAsync()));
            Assert.Equal("JBSWY3DPEHPK3PXP", await s.GetRequiredService<SecondFactorSecret>().Read(town.PriyaAccount));
        });
        foreach (var kind in kinds)
        {
            var read = await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(ids[kind], priya));
            Assert.Equal((Secret, Secret), (read.Record.Discussion, Assert.Single(read.Workers).OwnWords));
            Assert.Equal((null, Secret, Secret), Assert.Single(read.Amendments) is var a ? (a.Old, a.New, a.Reason) : default);
        }

        Task<List<int>> Versions() => authority.Do(s => s.GetRequiredService<KithDb>().Supervisions.OrderBy(x => x.Id).Select(x => x.Version).ToListAsync());
    }
}
