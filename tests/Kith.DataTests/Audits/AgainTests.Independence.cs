using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Audits.Programme;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Network;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Audits;

public sealed partial class AgainTests
{
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_chaired_a_meeting_about_the_child_or_listened_to_them_has_a_part_in_the_work(string engine)
    {
        await using var authority = await Authority.On(engine);
        var t = await authority.Do(Build);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var review = new Meeting
            {
                Id = Guid.CreateVersion7(),
                Kind = MeetingKind.ReviewConference,
                ChairWorkerId = t.Helen.Worker,
            };
            var strategy = new Meeting
            {
                Id = Guid.CreateVersion7(),
                Kind = MeetingKind.StrategyDiscussion,
                ChairWorkerId = t.Ida.Worker,
            };
            db.Meetings.AddRange(review, strategy);
            db.ReviewConferences.Add(
                new ReviewConference
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = t.Town.Mia,
                    TogetherId = review.Id,
                }
            );
            db.StrategyDiscussions.Add(
                new StrategyDiscussion
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = t.Town.Noah,
                    TogetherId = strategy.Id,
                }
            );
            db.VoiceEntries.Add(
                new VoiceEntry
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = t.Town.Mia,
                    On = Today(authority),
                    WorkerId = t.Omar.Worker,
                    Words = "I like the garden",
                }
            );
            await db.SaveChangesAsync();
        });
        var parts = await authority.Do(s =>
            s.GetRequiredService<AuditIndependence>().PartsOf([t.Helen.Worker, t.Ida.Worker, t.Omar.Worker, t.Ruth.Worker], [t.Town.Mia, t.Town.Noah])
        );
        Assert.Equal(
            new[]
            {
                new Part(t.Helen.Worker, t.Town.Mia, PartInWork.Chaired),
                new Part(t.Ida.Worker, t.Town.Noah, PartInWork.Chaired),
                new Part(t.Omar.Worker, t.Town.Mia, PartInWork.Heard),
            }.ToHashSet(),
            parts.ToHashSet()
        );
        Assert.Equal("chairs a meeting about the child", await authority.Do(s => s.GetRequiredService<AuditIndependence>().Why(t.Helen.Worker, t.Town.Mia)));
        Assert.Null(await authority.Do(s => s.GetRequiredService<AuditIndependence>().Why(t.Helen.Worker, t.Town.Noah)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_audits_where_they_listened_after_a_child_was_missing_supported_the_family_planned_or_judged_a_risk(string engine)
    {
        await using var authority = await Authority.On(engine);
        var t = await authority.Do(Build);
        var (mia, noah) = (t.Town.Mia, t.Town.Noah);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.ReturnInterviews.Add(
                new ReturnInterview
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = mia,
                    EpisodeId = Guid.CreateVersion7(),
                    HeldById = t.Helen.Worker,
                }
            );
            var support = Guid.CreateVersion7();
            db.EdgeSupports.Add(
                new EdgeSupport
                {
                    Id = support,
                    PersonId = noah,
                    ReferredByName = "Sam",
                    Worry = "It cannot go on",
                    WorkerId = t.Ruth.Worker,
                }
            );
            db.SupportSessions.Add(
                new SupportSession
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = noah,
                    SupportId = support,
                    ByName = "Ida",
                    WorkerId = t.Ida.Worker,
                }
            );
            db.ContingencyPlans.Add(
                new ContingencyPlan
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = mia,
                    MadeById = t.Omar.Worker,
                }
            );
            db.RiskScreenings.Add(
                new RiskScreening
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = mia,
                    Risk = "Neglect",
                    ToolKey = "neglect",
                    ByName = "Ida",
                    Judgement = "As before",
                    Level = "Low",
                    Reason = "Nothing new",
                    WorkerId = t.Ida.Worker,
                }
            );
            await db.SaveChangesAsync();
        });
        var parts = await authority.Do(s => s.GetRequiredService<AuditIndependence>().PartsOf([t.Helen.Worker, t.Ida.Worker, t.Omar.Worker, t.Ruth.Worker], [mia, noah]));
        Assert.Equal(
            new[]
            {
                new Part(t.Helen.Worker, mia, PartInWork.Heard),
                new Part(t.Ruth.Worker, noah, PartInWork.Supported),
                new Part(t.Ida.Worker, noah, PartInWork.Supported),
                new Part(t.Omar.Worker, mia, PartInWork.Planned),
                new Part(t.Ida.Worker, mia, PartInWork.JudgedRisk),
            }.ToHashSet(),
            parts.ToHashSet()
        );
    }
}
