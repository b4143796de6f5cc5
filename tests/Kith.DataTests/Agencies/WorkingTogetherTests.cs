using System.Text.Json;
using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Mail;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Agencies;

/// <summary>What is shared and why, where agencies do not agree, how they take part, and what their calendars are told.</summary>
public sealed class WorkingTogetherTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_shared_is_logged_with_its_ground(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var amy = town.Door.Ark[0];
        var wrong = await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<LogSharing>(l => l.Handle(amy, new ShareInput(), PartnerTown.Keeper, null)));
        Assert.Equal(["Way", "On", "Whom", "What", "Why", "Basis", "Consent"], wrong.Problems.Select(p => p.Field));
        var input = new ShareInput
        {
            Way = SharedWay.Given,
            On = new DateOnly(2026, 11, 24),
            Whom = "ashgrove primary school",
            What = "That a social worker visits this week",
            Why = "So that school keeps an eye on her",
            Basis = LawfulBasis.Consent,
            Consent = SharingConsent.Refused,
            ConsentReason = "Mum says no",
        };
        // No consent is no ground called consent.
        Assert.Equal(
            ["Basis"],
            (await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<LogSharing>(l => l.Handle(amy, input, PartnerTown.Keeper, null)))).Problems.Select(p => p.Field)
        );
        var key = Guid.CreateVersion7();
        await town.Use<LogSharing>(l => l.Handle(amy, input with { Basis = LawfulBasis.PublicTask }, PartnerTown.Keeper, key));
        await town.Use<LogSharing>(l => l.Handle(amy, input with { Basis = LawfulBasis.PublicTask }, PartnerTown.Keeper, key));
        var line = Assert.Single(await town.Use<LogSharing, IReadOnlyList<ShareLine>>(l => l.List(amy)));
        Assert.Equal(("Ashgrove Primary School", SharedWay.Given, LawfulBasis.PublicTask), (line.Agency, line.Share.Way, line.Share.Basis));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Authority.As<LogSharing>(town.Door.Town.BeaAccount, (l, a) => l.Handle(amy, input, a, null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_disagreement_climbs_by_stages_and_both_sides_see_it(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var (amy, keeper) = (town.Door.Ark[0], PartnerTown.Keeper);
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WorkDisagreement, Guid>(w => w.Raise(amy, town.Nisha, "Not agreed", keeper, null)));
        await town.Use<KeepProfessionals>(k => k.Add(amy, new ChildProfessionalInput { ProfessionalId = town.Nisha }, keeper, null));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WorkDisagreement, Guid>(w => w.Raise(amy, town.Nisha, " ", keeper, null)));
        var id = await town.Use<WorkDisagreement, Guid>(w => w.Raise(amy, town.Nisha, "School wants a plan and we do not.", keeper, null));
        var hers = Assert.Single(await town.Use<WorkDisagreement, IReadOnlyList<DisagreementView>>(w => w.OfPartner(town.AsNisha)));
        // Tuesday and two working days.
        Assert.Equal((id, "Worker with worker", new DateOnly(2026, 11, 26)), (hers.Disagreement.Id, hers.Stage, hers.DueOn));
        Assert.Empty(await town.Use<WorkDisagreement, IReadOnlyList<DisagreementView>>(w => w.OfPartner(town.AsSam)));
        Assert.Null(await town.Use<WorkDisagreement, DisagreementView?>(w => w.ShowPartner(id, town.AsSam)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<WorkDisagreement>(w => w.Say(id, "Me too", town.AsSam, null)));
        await town.Use<WorkDisagreement>(w => w.Say(id, "She is hungry every day.", town.AsNisha, null));
        // A partner says; stages and the end are the council's to write, after both have spoken.
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<WorkDisagreement>(w => w.Further(id, "Me", "Now", null, town.AsNisha, null)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<WorkDisagreement>(w => w.Settle(id, "Done", null, town.AsNisha, null)));

        town.Authority.Time.Advance(TimeSpan.FromDays(6));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WorkDisagreement>(w => w.Further(id, "", "No", null, keeper, null)));
        await town.Use<WorkDisagreement>(w => w.Further(id, "Max Gate", "The worker and the school spoke twice.", null, keeper, null));
        var second = (await town.Use<WorkDisagreement, IReadOnlyList<DisagreementView>>(w => w.OfChild(amy))).Single();
        Assert.Equal(("Manager with manager", "Max Gate", new DateOnly(2026, 12, 7), true), (second.Stage, second.Disagreement.Owner, second.DueOn, second.Steps[^1].Late));
        await town.Use<WorkDisagreement>(w => w.Further(id, "The head of service", "Not yet", null, keeper, null));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WorkDisagreement>(w => w.Further(id, "Nobody", "Again", null, keeper, null)));
        await town.Use<WorkDisagreement>(w => w.Settle(id, "Both visit together and look again in four weeks.", null, keeper, null));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<WorkDisagreement>(w => w.Say(id, "Still", town.AsNisha, null)));
        var settled = (await town.Use<WorkDisagreement, DisagreementView?>(w => w.ShowPartner(id, town.AsNisha)))!;
        Assert.Equal("Both visit together and look again in four weeks.", settled.Disagreement.Outcome);
        Assert.Equal(5, settled.Steps.Count);
        // A partner raises one about what is theirs, and about nothing else.
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<WorkDisagreement, Guid>(w => w.RaiseByPartner(id, "No", town.AsNisha, null)));
        Assert.False(await town.Use<WorkDisagreement, bool>(w => w.MayRaise(amy, town.AsNisha)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Invitations_changes_and_calling_off_reach_calendars_and_name_no_child(string engine)
    {
        await using var town = await PartnerTown.On(
            engine,
            s =>
                s.AddSingleton(
                    new MailOptions
                    {
                        Folder = "unused",
                        From = "kith@council.example",
                        Address = "https://kith.example",
                    }
                )
        );
        var (amy, keeper) = (town.Door.Ark[0], PartnerTown.Keeper);
        var meeting = await town.Authority.Db(async db =>
        {
            var m = new Meeting
            {
                Id = Guid.CreateVersion7(),
                Kind = MeetingKind.InitialConference,
                PlannedOn = new DateOnly(2026, 12, 8),
                StartsAt = "10:00",
                Place = "Town hall",
            };
            db.Meetings.Add(m);
            db.InitialConferences.Add(
                new InitialConference
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = amy,
                    TogetherId = m.Id,
                    RequestedOn = new DateOnly(2026, 11, 23),
                    PlannedOn = m.PlannedOn,
                }
            );
            await db.SaveChangesAsync();
            return m.Id;
        });
        await town.Use<KeepProfessionals>(k => k.Add(amy, new ChildProfessionalInput { ProfessionalId = town.Nisha }, keeper, null));
        await town.Use<KeepParticipants>(k => k.AddProfessionals(amy, meeting, [town.Nisha], true, keeper, null));
        await town.Use<KeepParticipants>(k =>
            k.Add(
                amy,
                meeting,
                new ParticipantInput
                {
                    Name = "Martha Ark",
                    Agency = Agency.Family,
                    Address = "martha@mail.example",
                },
                keeper,
                null
            )
        );
        await town.Use<KeepParticipants>(k => k.Invite(amy, meeting, keeper, null));
        var first = Assert.Single(await Letters());
        Assert.Equal(("nisha.rao@ashgrove.example", "REQUEST"), (first.To, first.CalendarMethod));
        Assert.Contains($"UID:{meeting:N}@kith", first.Calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", first.Calendar, StringComparison.Ordinal);
        town.Authority.Time.Advance(TimeSpan.FromMinutes(1));
        await town.Use<ArrangeConference>(a =>
            a.Rearrange(
                meeting,
                new ConferenceInput
                {
                    PlannedOn = new DateOnly(2026, 12, 9),
                    StartsAt = "14:00",
                    Place = "Town hall",
                    Children = [new ConferenceChild { PersonId = amy, Included = true }],
                },
                keeper,
                null
            )
        );
        town.Authority.Time.Advance(TimeSpan.FromMinutes(1));
        await town.Use<ArrangeConference>(a => a.CallOff(meeting, [amy], "The family moved away", keeper, null));
        var all = await Letters();
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], all.Select(l => l.CalendarMethod!));
        Assert.Contains("SEQUENCE:1", all[1].Calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/London:20261209T140000", all[1].Calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:2", all[2].Calendar, StringComparison.Ordinal);
        Assert.All(all, l => Assert.DoesNotContain("Ark", l.Text + l.Subject + l.Calendar, StringComparison.Ordinal));

        Task<List<Letter>> Letters() =>
            town.Authority.Db(async db =>
                (await db.Parcels.AsNoTracking().Where(p => p.Channel == "mail").OrderBy(p => p.MadeAt).ThenBy(p => p.Id).Select(p => p.Body).ToListAsync()).ConvertAll(b =>
                    JsonSerializer.Deserialize<Letter>(b)!
                )
            );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Attendance_and_reports_are_counted_and_few_are_not_shown(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        await town.Authority.Db(async db =>
        {
            for (var i = 0; i < 6; i++)
            {
                var m = new Meeting
                {
                    Id = Guid.CreateVersion7(),
                    Kind = MeetingKind.ReviewConference,
                    PlannedOn = new DateOnly(2026, 11, 2).AddDays(i),
                };
                db.Meetings.Add(m);
                db.Participants.Add(
                    Asked(
                        m,
                        Agency.Education,
                        town.Nisha,
                        came: i < 4,
                        report: i < 3 ? -1
                            : i == 3 ? 1
                            : null
                    )
                );
                if (i < 4)
                {
                    db.Participants.Add(Asked(m, Agency.Police, null, came: true, report: 0));
                }
            }
            return await db.SaveChangesAsync();
        });
        var figures = await town.Use<MeasureAgencies, AgencyPerformance>(x => x.Show(null, null, PartnerTown.Keeper));
        var school = figures.Kinds.Single(k => k.Name == "Education");
        Assert.Equal((6, 4, 2, 6, 3, 1, 2), (school.Asked, school.Came, school.Silent, school.ReportsAsked, school.OnTime, school.Late, school.Missing));
        Assert.Equal("Ashgrove Primary School", Assert.Single(figures.Named).Name);
        var police = figures.Kinds.Single(k => k.Name == "The police");
        Assert.Equal((true, 0, 0), (police.TooFew, police.Asked, police.Came));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<MeasureAgencies, AgencyPerformance>(x => x.Show(null, null, town.AsNisha)));

        static Participant Asked(Meeting m, Agency agency, Guid? who, bool came, int? report) =>
            new()
            {
                Id = Guid.CreateVersion7(),
                MeetingId = m.Id,
                Agency = agency,
                Name = "Somebody",
                ProfessionalId = who,
                InvitedOn = m.PlannedOn!.Value.AddDays(-14),
                Attended = came,
                ReportAsked = true,
                ReportDueOn = m.PlannedOn.Value.AddDays(-5),
                ReportReceivedOn = report is { } days ? m.PlannedOn.Value.AddDays(-5 + days) : null,
            };
    }
}
