using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns;

/// <summary>The census of the day is counted by each node by itself, on both engines.</summary>
public sealed class CensusDayTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_day_is_kept_as_the_issues_stand_and_twice_is_as_once(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 20,
                        Years = 1,
                        Seed = 3,
                    }
                )
        );
        var today = DateOnly.FromDateTime(authority.Time.GetUtcNow().UtcDateTime);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var child = await db.ChildOverviews.Where(o => o.TeamId != null).OrderBy(o => o.PersonId).FirstAsync();
            foreach (var severity in new[] { RuleSeverity.Error, RuleSeverity.Query })
            {
                db.CensusIssues.Add(
                    new Kith.Practice.Returns.Census.CensusIssue
                    {
                        PersonId = child.PersonId,
                        Rule = severity == RuleSeverity.Error ? "1" : "2Q",
                        RecordId = child.PersonId,
                        Field = "CINdetails.CINclosureDate",
                        RecordKind = CensusRecordKinds.Episode,
                        Severity = severity,
                        FirstSeenOn = today,
                        TeamId = child.TeamId,
                    }
                );
            }
            await db.SaveChangesAsync();
        });
        var open = await authority.Ask(db => db.CensusIssues.CountAsync(i => i.CountsFrom == null || i.CountsFrom <= today));
        for (var i = 0; i < 2; i++)
        {
            await authority.Do(s => s.GetRequiredService<KeepCensusDay>().Handle());
            var days = await authority.Ask(db => db.CensusDays.AsNoTracking().Where(d => d.On == today).ToListAsync());
            var whole = Assert.Single(days, d => d.TeamId == Guid.Empty);
            Assert.Equal(open, whole.Errors + whole.Queries + whole.Explained);
            Assert.Equal(whole.Children, await authority.Ask(db => db.CensusStandings.CountAsync()));
            Assert.True(whole.Errors > 0 && whole.Queries > 0);
            Assert.Contains(days, d => d.TeamId != Guid.Empty && d.Errors > 0 && d.Queries > 0);
        }
    }
}
