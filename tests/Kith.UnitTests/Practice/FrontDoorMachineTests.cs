using CsCheck;
using Kith.Practice.Access;
using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Transfers;

namespace Kith.UnitTests.Practice;

/// <summary>Random walks through the machines of the front door, by the records' own methods.</summary>
public sealed class FrontDoorMachineTests
{
    private static readonly Actor Someone = Actor.System("test");
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly DateTime At = new(2026, 11, 24, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_contact_goes_only_where_its_table_foresees() =>
        Gen.Select(Gen.Enum<ContactAct>(), Gen.Enum<ContactDecision>(), Gen.Bool)
            .Array[0, 25]
            .Sample(walk =>
            {
                var contact = new Contact
                {
                    TogetherId = Guid.CreateVersion7(),
                    ReceivedOn = Day,
                    TeamId = Guid.CreateVersion7(),
                };
                var requests = new List<InformationRequest>();
                foreach (var (act, decision, flag) in walk)
                {
                    var before = new ContactCase(contact, [.. requests]);
                    var state = ContactMachine.Machine.Of(before);
                    if (ContactMachine.Machine.Why(before, act) is { } refusal)
                    {
                        Assert.NotEmpty(refusal.Words);
                        continue;
                    }
                    switch (act)
                    {
                        case ContactAct.Take:
                            contact.Take(Guid.CreateVersion7(), At);
                            break;
                        case ContactAct.PassOn:
                            contact.PassOn(Guid.CreateVersion7(), flag ? Guid.CreateVersion7() : null, At);
                            break;
                        case ContactAct.Ask:
                            requests.Add(new InformationRequest { Agency = "School" });
                            break;
                        case ContactAct.Receive:
                            requests.First(r => r.IsOpen).Receive("Well known", false, Day);
                            break;
                        case ContactAct.Decide:
                            contact.Decide(decision, "Because", null, null, null, Day, Someone);
                            break;
                        default:
                            contact.Reconsider();
                            break;
                    }
                    var after = ContactMachine.Machine.Of(new ContactCase(contact, requests));
                    Assert.True(ContactMachine.Machine.Foresees(state, act, after), $"{state} → {act} → {after}");
                }
            });

    /// <summary>What may happen to a child under one referral, the acts of other machines included.</summary>
    private enum Happens
    {
        Accept,
        EndWithoutAction,
        Tell,
        Assess,
        Authorise,
        AuthoriseWithoutFactors,
        Enquire,
        EndEnquiry,
        Plan,
        EndPlan,
        Move,
        SettleMove,
        CloseAfterAssessment,
        CloseOtherwise,
        AskClosure,
        SendClosureBack,
        Reopen,
    }

    [Fact]
    public void No_walk_of_a_referral_ends_in_what_the_census_refuses() =>
        Gen.Enum<Happens>()
            .Array[0, 40]
            .Sample(walk =>
            {
                var episode = new Episode { Id = Guid.CreateVersion7(), ReferredOn = Day };
                var assessments = new List<Assessment>();
                var enquiries = new List<Section47Enquiry>();
                var plans = new List<CinPlan>();
                var transfers = new List<Transfer>();
                var asked = false;
                ReferralCase Case() =>
                    new(episode)
                    {
                        Assessments = [.. assessments],
                        Enquiries = [.. enquiries],
                        NeedPlans = [.. plans],
                        Transfers = [.. transfers],
                        ClosureAsked = asked,
                    };
                foreach (var what in walk)
                {
                    Do(what);
                    Sound();
                }

                void Do(Happens what)
                {
                    var before = ReferralMachine.Machine.Of(Case());
                    var working = episode is { IsOpen: true, Decision: not null };
                    switch (what)
                    {
                        case Happens.Accept:
                            Step(ReferralAct.Decide, () => episode.Decide(ReferralDecision.Assess, "N1", "Because", null, Day, Someone));
                            break;
                        case Happens.EndWithoutAction:
                            Step(ReferralAct.Decide, () => episode.Decide(ReferralDecision.NoFurtherAction, null, "Because", null, Day, Someone));
                            break;
                        case Happens.Tell:
                            Step(ReferralAct.TellReferrer, () => episode.TellReferrer(Day, "By letter", null));
                            break;
                        case Happens.Assess:
                            Step(
                                ReferralAct.StartAssessment,
                                () =>
                                    assessments.Add(
                                        new Assessment
                                        {
                                            EpisodeId = episode.Id,
                                            StartedOn = Day,
                                            Edition = "2024",
                                        }
                                    )
                            );
                            break;
                        case Happens.Authorise or Happens.AuthoriseWithoutFactors:
                            if (assessments.Find(a => a.AuthorisedOn is null) is { } running)
                            {
                                Written(running, what == Happens.Authorise);
                            }
                            break;
                        case Happens.Enquire when working:
                            enquiries.Add(new Section47Enquiry { EpisodeId = episode.Id, StartedOn = Day });
                            break;
                        case Happens.EndEnquiry:
                            enquiries.ForEach(e => e.ConferenceNotRequired = true);
                            break;
                        case Happens.Plan when working:
                            plans.Add(new CinPlan { EpisodeId = episode.Id, StartedOn = Day });
                            break;
                        case Happens.EndPlan:
                            plans.ForEach(p => p.EndedOn ??= Day);
                            break;
                        case Happens.Move:
                            Step(ReferralAct.AskTransfer, () => transfers.Add(new Transfer { Reason = "Moved", AskedOn = Day }));
                            break;
                        case Happens.SettleMove:
                            foreach (var t in transfers.Where(t => TransferMachine.Machine.Why(t, TransferAct.End) is null))
                            {
                                t.End(Day, "Stayed", Someone);
                            }
                            break;
                        case Happens.CloseAfterAssessment:
                            Close("RC8");
                            break;
                        case Happens.CloseOtherwise:
                            Close("RC7");
                            break;
                        case Happens.AskClosure:
                            Step(ReferralAct.AskClosure, () => asked = true);
                            break;
                        case Happens.SendClosureBack:
                            Step(ReferralAct.KeepOpen, () => asked = false);
                            break;
                        case Happens.Reopen:
                            Step(ReferralAct.Reopen, episode.Reopen);
                            break;
                        default:
                            break;
                    }

                    void Close(string reason)
                    {
                        if (ReferralMachine.WhyNotReason(Case(), reason) is null)
                        {
                            Step(
                                ReferralAct.Close,
                                () =>
                                {
                                    episode.Close(Day, reason, "Better", Someone);
                                    asked = false;
                                }
                            );
                        }
                    }

                    void Step(ReferralAct act, Action change)
                    {
                        if (ReferralMachine.Machine.Why(Case(), act) is { } refusal)
                        {
                            Assert.NotEmpty(refusal.Words);
                            return;
                        }
                        change();
                        var after = ReferralMachine.Machine.Of(Case());
                        Assert.True(ReferralMachine.Machine.Foresees(before, act, after), $"{before} → {act} → {after}");
                    }
                }

                // An assessment is authorised only as its own machine lets it be.
                void Written(Assessment a, bool factors)
                {
                    (a.ChildSeen, a.SeenOn, a.Danger, a.Safety, a.ScaleWorker, a.Conclusion) = (true, Day, "Hunger", "Meals", 5, AssessmentOutcome.ChildInNeedPlan);
                    if (factors && a.Factors.Count == 0)
                    {
                        a.Factors.Add(new AssessmentFactor { Code = "16A" });
                    }
                    var parts = AssessmentEditions.Of(a.Edition).Sections.ToDictionary(s => s.Key, s => s.Title);
                    var of = new AssessmentCase(a, parts, episode.ClosedOn is null);
                    if (AssessmentMachine.Machine.Why(of, AssessmentAct.Send) is null)
                    {
                        a.Send(At, Someone);
                    }
                    if (AssessmentMachine.Machine.Why(of, AssessmentAct.Authorise) is null)
                    {
                        a.Authorise(Day, Someone);
                    }
                }

                // The census rules that these machines could break, by their numbers.
                void Sound()
                {
                    if (episode.ClosedOn is not null)
                    {
                        Assert.True(assessments.TrueForAll(a => a.AuthorisedOn is not null), "8867");
                        Assert.True(enquiries.TrueForAll(e => e.ConferenceOn is not null || e.ConferenceNotRequired == true), "8868");
                        Assert.True(plans.TrueForAll(p => p.EndedOn is not null), "a plan outlives the episode");
                        Assert.NotNull(episode.ClosureReason);
                    }
                    else
                    {
                        Assert.Null(episode.ClosureReason);
                    }
                    if (episode.ClosureReason is "RC8" or "RC9")
                    {
                        Assert.True(enquiries.Count + plans.Count == 0, "2990");
                        Assert.True(assessments.Count > 0, "8825Q");
                    }
                    if (episode.NoFurtherAction)
                    {
                        Assert.True(assessments.Count + enquiries.Count == 0, "8831");
                    }
                    Assert.True(assessments.Count(a => a.AuthorisedOn is null) <= 1, "8896");
                    Assert.All(assessments.Where(a => a.AuthorisedOn is not null), a => Assert.NotEmpty(a.Factors));
                }
            });

    [Theory]
    [InlineData(new[] { "21", "16A" }, AssessmentOutcome.NoFurtherAction, "stands alone")]
    [InlineData(new[] { "21" }, AssessmentOutcome.ChildInNeedPlan, "nothing further is done")]
    public void No_factors_identified_stands_alone_and_with_nothing_further_done(string[] factors, AssessmentOutcome conclusion, string said)
    {
        var a = new Assessment
        {
            Edition = "2024",
            Conclusion = conclusion,
            Factors = [.. factors.Select(f => new AssessmentFactor { Code = f })],
        };
        Assert.Contains(
            AssessmentMachine.Missing(new AssessmentCase(a, new Dictionary<string, string>())),
            m => m.Field == "Factors" && m.Message.Contains(said, StringComparison.Ordinal)
        );
    }

    private static readonly string[] Some = ["Mum ", "Gran ", "is ", "well.\n", "there ", ""];
    private static readonly Gen<string> Words = Gen.Int[0, 5].Select(i => Some[i]);

    [Fact]
    public void Comparing_two_texts_loses_no_word_of_either() =>
        Gen.Select(Words.Array[0, 40], Words.Array[0, 40])
            .Sample(
                (a, b) =>
                {
                    var (earlier, later) = (string.Concat(a), string.Concat(b));
                    var pieces = WordDifferences.Between(earlier, later);
                    Assert.Equal(earlier, string.Concat(pieces.Where(p => p.Piece != Piece.New).Select(p => p.Text)));
                    Assert.Equal(later, string.Concat(pieces.Where(p => p.Piece != Piece.Gone).Select(p => p.Text)));
                }
            );
}
