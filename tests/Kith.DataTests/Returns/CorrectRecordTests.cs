using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns;

/// <summary>Fields that a census rule names are put right on their records: changed, filled in or taken away where that is lawful.</summary>
public sealed class CorrectRecordTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static readonly Actor Worker = Actor.System("A social worker");

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_date_comes_and_goes_where_that_is_lawful(string engine)
    {
        await using var authority = await Authority.On(engine);
        var child = await Child(authority);

        // The enquiry says that no conference was needed: the mark first, then the day.
        await Refused(child.Enquiry, "Section47.DateOfInitialCPC", new() { On = new(2026, 6, 3) }, "no conference was needed");
        await Correct(child.Enquiry, "Section47.ICPCnotRequired", new() { Yes = false });
        await Correct(child.Enquiry, "Section47.DateOfInitialCPC", new() { On = new(2026, 6, 3) });
        await Refused(child.Enquiry, "Section47.ICPCnotRequired", new() { Yes = true }, "A conference is recorded on 3 Jun 2026");
        Assert.Equal(new DateOnly(2026, 6, 3), await authority.Ask(db => db.Section47Enquiries.Where(e => e.Id == child.Enquiry).Select(e => e.ConferenceOn).SingleAsync()));
        await Correct(child.Enquiry, "Section47.DateOfInitialCPC", new() { NoDate = true });
        Assert.Null(await authority.Ask(db => db.Section47Enquiries.Where(e => e.Id == child.Enquiry).Select(e => e.ConferenceOn).SingleAsync()));

        // A day that every such record has can be another day, and cannot go.
        await Refused(child.Enquiry, "Section47.S47ActualStartDate", new() { NoDate = true }, "has to have a date");
        await Refused(child.Episode, "CINdetails.CINreferralDate", new() { NoDate = true }, "has to have a date");
        await Refused(child.Episode, "CINdetails.CINclosureDate", new() { On = new(2026, 6, 3) }, "comes with the work");

        await Correct(child.Episode, "CINdetails.DateOfInitialCPC", new() { On = new(2026, 6, 4) });
        await Correct(child.Episode, "CINdetails.DateOfInitialCPC", new() { NoDate = true });
        await Correct(child.Enquiry, "Section47.InitialCPCtarget", new() { On = new(2026, 12, 24) });

        // The trail says what was there, what is there, and why.
        var told = await authority.Ask(db => db.TrailEntries.AsNoTracking().Where(t => t.Event == "RecordCorrected").OrderBy(t => t.At).Select(t => t.Payload).ToListAsync());
        Assert.Equal(6, told.Count);
        Assert.All(told, t => Assert.Contains("The letter says so", t, StringComparison.Ordinal));
        Assert.Contains(told, t => t.Contains("2026-06-03", StringComparison.Ordinal) && t.Contains("Section47.DateOfInitialCPC", StringComparison.Ordinal));
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();

        Task Correct(Guid record, string field, CorrectionInput input) => Handle(authority, child.Person, record, field, input);
        Task Refused(Guid record, string field, CorrectionInput input, string why) => NotAccepted(authority, child.Person, record, field, input, why);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_that_was_ended_by_mistake_goes_on_unless_another_does(string engine)
    {
        await using var authority = await Authority.On(engine);
        var child = await Child(authority);
        await NotAccepted(authority, child.Person, child.NeedPlan, "CINplanDates.CINPlanEndDate", new() { NoDate = true }, "Another plan of this child goes on");
        await authority.Do(s => Change(s, child.Person, async db => (await db.ProtectionPlans.SingleAsync(p => p.PersonId == child.Person)).EndedOn = new(2026, 9, 1)));
        await Handle(authority, child.Person, child.NeedPlan, "CINplanDates.CINPlanEndDate", new() { NoDate = true });
        var plan = await authority.Ask(db => db.CinPlans.AsNoTracking().SingleAsync(p => p.Id == child.NeedPlan));
        Assert.Equal((null, null, null), (plan.EndedOn, plan.EndedAs, plan.EndReason));

        // Now the child in need plan goes on, so the protection plan stays ended; and nothing goes on once the work is closed.
        await NotAccepted(authority, child.Person, child.ProtectionPlan, "ChildProtectionPlans.CPPendDate", new() { NoDate = true }, "Another plan of this child goes on");
        await authority.Do(s => Change(s, child.Person, async db => (await db.Episodes.SingleAsync(e => e.PersonId == child.Person)).ClosedOn = new(2026, 10, 1)));
        await NotAccepted(authority, child.Person, child.ProtectionPlan, "ChildProtectionPlans.CPPendDate", new() { NoDate = true }, "Re-open the work first");
        await authority.ProjectionsAreRight();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Pre_proceedings_are_put_right_field_by_field(string engine)
    {
        await using var authority = await Authority.On(engine);
        var child = await Child(authority);
        await Handle(authority, child.Person, child.BeforeCourt, "PreProceedingsandFGDM.LBPSentDate", new() { On = new(2026, 7, 9) });
        await Handle(authority, child.Person, child.BeforeCourt, "PreProceedingsandFGDM.FGDMMeetingOffer", new() { Yes = true });
        await Handle(authority, child.Person, child.BeforeCourt, "PreProceedingsandFGDM.FGDMMeetingFac", new() { Yes = false });
        await Handle(authority, child.Person, child.BeforeCourt, "PreProceedingsandFGDM.InitialPPMeetingDate", new() { On = new(2026, 7, 20) });
        await Handle(authority, child.Person, child.BeforeCourt, "PreProceedingsandFGDM.ReviewMeetingsCount", new() { Count = 2 });
        await Handle(authority, child.Person, child.BeforeCourt, "PreProceedingsandFGDM.PPStartDate", new() { On = new(2026, 7, 8) });
        await Handle(authority, child.Person, child.BeforeCourt, "PreProceedingsandFGDM.LBPSentDate", new() { NoDate = true });
        await NotAccepted(authority, child.Person, child.BeforeCourt, "PreProceedingsandFGDM.StepDecisionDate", new() { On = new(2026, 8, 1) }, "comes with the work");
        var now = await authority.Ask(db => db.PreProceedings.AsNoTracking().SingleAsync(p => p.Id == child.BeforeCourt));
        Assert.Equal(
            (new DateOnly(2026, 7, 8), null, true, false, new DateOnly(2026, 7, 20), 2),
            (now.DecidedOn, now.LetterSentOn, now.MeetingOffered, now.MeetingHeld, now.FirstMeetingOn, now.ReviewMeetings)
        );
        await authority.ProjectionsAreRight();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task That_nothing_followed_is_put_right_by_a_manager_where_nothing_did(string engine)
    {
        await using var authority = await Authority.On(engine);
        var child = await Child(authority);
        await NotAccepted(authority, child.Person, child.Episode, "CINdetails.ReferralNFA", new() { Yes = true }, "Work was done under this referral");
        var first = Guid.CreateVersion7();
        await authority.Do(s =>
            Change(
                s,
                child.Person,
                db =>
                {
                    db.Episodes.Add(
                        new Episode
                        {
                            Id = first,
                            PersonId = child.Person,
                            ReferredOn = new(2026, 4, 7),
                            DecidedOn = new(2026, 4, 8),
                            Decision = ReferralDecision.EarlyHelp,
                            NoFurtherAction = true,
                            SourceCode = "1A",
                        }
                    );
                    return Task.CompletedTask;
                }
            )
        );
        await NotAccepted(authority, child.Person, first, "CINdetails.ReferralNFA", new() { Yes = false }, "referred again since");
        await authority.Do(s => Change(s, child.Person, async db => (await db.Episodes.SingleAsync(e => e.Id == child.Episode)).ClosedOn = new(2026, 4, 6)));
        await authority.Do(s => Change(s, child.Person, async db => (await db.Episodes.SingleAsync(e => e.Id == child.Episode)).ReferredOn = new(2026, 4, 2)));
        await NotAccepted(authority, child.Person, first, "CINdetails.ReferralNFA", new() { Yes = false }, "Put the primary need right first");
        await Handle(authority, child.Person, first, "CINdetails.PrimaryNeedCode", new() { Code = "N1" });

        // A worker is told who puts it right, and the form is refused to them however it is sent.
        var worker = new Actor
        {
            AccountId = Guid.CreateVersion7(),
            Name = "A social worker",
            Roles = [Role.SocialWorker],
            WholeAuthority = true,
        };
        var shown = await authority.Do(s => s.GetRequiredService<CorrectRecord>().Show(child.Person, first, "CINdetails.ReferralNFA", worker));
        Assert.Contains("a manager puts it right", shown!.WhyNot, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(s =>
                s.GetRequiredService<CorrectRecord>()
                    .Handle(child.Person, first, "CINdetails.ReferralNFA", new() { Yes = false, Reason = "The letter says so" }, shown.Version, worker, Guid.NewGuid())
            )
        );

        await Handle(authority, child.Person, first, "CINdetails.ReferralNFA", new() { Yes = false });
        var open = await authority.Ask(db => db.Episodes.AsNoTracking().SingleAsync(e => e.Id == first));
        Assert.Equal((false, true, ReferralDecision.Assess), (open.NoFurtherAction, open.IsOpen, open.Decision));
        await Handle(authority, child.Person, first, "CINdetails.ReferralNFA", new() { Yes = true });
        Assert.Equal(ReferralDecision.NoFurtherAction, await authority.Ask(db => db.Episodes.Where(e => e.Id == first).Select(e => e.Decision).SingleAsync()));
        await authority.ProjectionsAreRight();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_second_editor_is_told_and_a_form_sent_twice_does_one_thing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var child = await Child(authority);
        var version = await authority.Ask(db => db.Section47Enquiries.Where(e => e.Id == child.Enquiry).Select(e => e.Version).SingleAsync());
        var key = Guid.NewGuid();
        await Send(key, new(2026, 5, 20), version);
        await Send(key, new(2026, 5, 20), version);
        Assert.Equal(1, await authority.Ask(db => db.TrailEntries.CountAsync(t => t.Event == "RecordCorrected")));
        await Assert.ThrowsAsync<SecondEditorException>(() => Send(Guid.NewGuid(), new(2026, 5, 21), version));
        Assert.Equal(new DateOnly(2026, 5, 20), await authority.Ask(db => db.Section47Enquiries.Where(e => e.Id == child.Enquiry).Select(e => e.StartedOn).SingleAsync()));

        Task Send(Guid form, DateOnly on, int? seen) =>
            authority.Do(s =>
                s.GetRequiredService<CorrectRecord>()
                    .Handle(child.Person, child.Enquiry, "Section47.S47ActualStartDate", new() { On = on, Reason = "The letter says so" }, seen, Worker, form)
            );
    }

    /// <summary>Whatever field a rule names, first or beside, leads to a form or to a page that is there.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_issue_names_the_record_behind_each_of_its_fields(string engine)
    {
        await using var authority = await Authority.On(engine);
        var child = await Child(authority);
        await Handle(authority, child.Person, child.Enquiry, "Section47.S47ActualStartDate", new() { On = new(2026, 4, 2) });
        var issue = Assert.Single(await authority.Do(s => s.GetRequiredService<ShowDataToFix>().OfChild(child.Person, Worker)), i => i.Rule == "2889");
        var named = issue.Beside.Select(b => b.Place).Append(new NamedPlace(issue.Field, issue.Value, issue.RecordId)).ToDictionary(p => p.Field);
        Assert.Equal(child.Enquiry, named["Section47.S47ActualStartDate"].RecordId);
        Assert.Equal(child.Episode, named["CINdetails.CINreferralDate"].RecordId);
        Assert.Equal("2026-04-02", named["Section47.S47ActualStartDate"].Value);
        Assert.All(issue.Beside, b => Assert.Contains($"/data/correct/{b.Place.RecordId}?field={b.Place.Field}", b.Href, StringComparison.Ordinal));

        // It is gone with the act that mends it, whichever of the two fields is put right: nothing waits for a night.
        await Handle(authority, child.Person, child.Episode, "CINdetails.CINreferralDate", new() { On = new(2026, 4, 1) });
        Assert.DoesNotContain(await authority.Do(s => s.GetRequiredService<ShowDataToFix>().OfChild(child.Person, Worker)), i => i.Rule == "2889");
    }

    private sealed record Records(Guid Person, Guid Episode, Guid Enquiry, Guid NeedPlan, Guid ProtectionPlan, Guid BeforeCourt);

    private static async Task<Records> Child(Authority authority)
    {
        var ids = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToList();
        var r = new Records(ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]);
        await authority.Do(s =>
            Change(
                s,
                r.Person,
                db =>
                {
                    db.People.Add(
                        new Person
                        {
                            Id = r.Person,
                            GivenName = "Robin",
                            FamilyName = "Field",
                            SortName = "field robin",
                            Sex = "F",
                            Ethnicity = "WBRI",
                            DateOfBirth = new(2018, 5, 5),
                            HasChildRecord = true,
                            LaChildId = "C00000001",
                        }
                    );
                    db.Episodes.Add(
                        new Episode
                        {
                            Id = r.Episode,
                            PersonId = r.Person,
                            ReferredOn = new(2026, 4, 13),
                            DecidedOn = new(2026, 4, 13),
                            Decision = ReferralDecision.Assess,
                            SourceCode = "1A",
                            PrimaryNeed = "N1",
                        }
                    );
                    db.Section47Enquiries.Add(
                        new Section47Enquiry
                        {
                            Id = r.Enquiry,
                            PersonId = r.Person,
                            EpisodeId = r.Episode,
                            StartedOn = new(2026, 5, 14),
                            ConferenceNotRequired = true,
                            EndedOn = new(2026, 5, 28),
                        }
                    );
                    db.CinPlans.Add(
                        new CinPlan
                        {
                            Id = r.NeedPlan,
                            PersonId = r.Person,
                            EpisodeId = r.Episode,
                            StartedOn = new(2026, 5, 1),
                            EndedOn = new(2026, 6, 3),
                            EndedAs = NeedPlanEnd.StepUp,
                            EndReason = "A plan was made",
                        }
                    );
                    db.ProtectionPlans.Add(
                        new ProtectionPlan
                        {
                            Id = r.ProtectionPlan,
                            PersonId = r.Person,
                            EpisodeId = r.Episode,
                            StartedOn = new(2026, 6, 3),
                            InitialCategory = "NEG",
                            LatestCategory = "NEG",
                            PreviousPlans = 0,
                        }
                    );
                    db.PreProceedings.Add(
                        new PreProceedings
                        {
                            Id = r.BeforeCourt,
                            PersonId = r.Person,
                            EpisodeId = r.Episode,
                            DecidedOn = new(2026, 7, 1),
                        }
                    );
                    return Task.CompletedTask;
                }
            )
        );
        return r;
    }

    private static Task Handle(Authority authority, Guid person, Guid record, string field, CorrectionInput input) =>
        authority.Do(async s =>
        {
            var correct = s.GetRequiredService<CorrectRecord>();
            var version = (await correct.Show(person, record, field, Worker))?.Version;
            input.Reason = "The letter says so";
            await correct.Handle(person, record, field, input, version, Worker, Guid.NewGuid());
        });

    private static async Task NotAccepted(Authority authority, Guid person, Guid record, string field, CorrectionInput input, string why)
    {
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => Handle(authority, person, record, field, input));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    private static async Task Change(IServiceProvider s, Guid person, Func<KithDb, Task> how)
    {
        var db = s.GetRequiredService<KithDb>();
        await how(db);
        await using var turn = await s.GetRequiredService<DatabaseEngine>().BeginWrite(db);
        await db.SaveChangesAsync();
        await s.GetRequiredService<Projector>().Project([person]);
        await turn.Commit();
    }
}
