using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Discussions;
using Kith.Practice.Protection.Enquiring;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Protection;

/// <summary>Seven brothers and sisters in one home and one team; the last is restricted. A worker, a chair.</summary>
internal sealed class Seven
{
    public IReadOnlyList<Guid> Open { get; private init; } = [];
    public Guid Restricted { get; private init; }
    public Actor Worker { get; private init; } = null!;
    public Actor Chair { get; private init; } = null!;

    public static Task<Seven> Of(Authority authority) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            var act = s.GetRequiredService<Kith.Practice.Acts.Acts>().Begin(Actor.System("test"), "Build a family");
            var team = new Team
            {
                Id = clock.NewId(),
                Name = "North",
                Kind = TeamKind.Safeguarding,
            };
            var worker = new Worker
            {
                Id = clock.NewId(),
                Name = "Priya",
                TeamId = team.Id,
            };
            var chair = new Worker
            {
                Id = clock.NewId(),
                Name = "Chris",
                TeamId = team.Id,
            };
            db.AddRange(team, worker, chair);
            var children = new List<Guid>();
            for (var i = 0; i < 7; i++)
            {
                var id = clock.NewId();
                children.Add(id);
                var name = $"Child{i}";
                db.People.Add(
                    new Person
                    {
                        Id = id,
                        GivenName = name,
                        FamilyName = "Seven",
                        HasChildRecord = true,
                        LaChildId = $"S{i}",
                        SortName = PersonNames.Sort(name, "Seven", null),
                        DateOfBirth = new DateOnly(2012 + i, 2, 28),
                    }
                );
                db.PersonAddresses.Add(
                    new PersonAddress
                    {
                        Id = clock.NewId(),
                        PersonId = id,
                        Line1 = "7 Long Row",
                        Postcode = "AM1 1AA",
                        AddressKey = PersonAddress.KeyOf("7 Long Row", "AM1 1AA"),
                    }
                );
                var episode = new Episode
                {
                    Id = clock.NewId(),
                    PersonId = id,
                    ReferredOn = new DateOnly(2026, 10, 1),
                    DecidedOn = new DateOnly(2026, 10, 1),
                    PrimaryNeed = "N1",
                    TeamId = team.Id,
                };
                db.Episodes.Add(episode);
                db.Assessments.Add(
                    new Assessment
                    {
                        Id = clock.NewId(),
                        PersonId = id,
                        EpisodeId = episode.Id,
                        StartedOn = new DateOnly(2026, 10, 2),
                        AuthorisedOn = new DateOnly(2026, 11, 2),
                    }
                );
                if (i == 6)
                {
                    db.Restrictions.Add(
                        new Restriction
                        {
                            Id = clock.NewId(),
                            PersonId = id,
                            Reason = "A colleague's child",
                            GuardianAccountId = clock.NewId(),
                            From = clock.UtcNow,
                        }
                    );
                }
                act.Happened(new RecordRead(id, "made"));
            }
            await act.Save(children[0]);
            Actor Person(Worker w, Role role, bool all) =>
                new()
                {
                    AccountId = w.Id,
                    Name = w.Name,
                    Roles = [role],
                    TeamId = team.Id,
                    TeamIds = [team.Id],
                    WorkerId = w.Id,
                    WorkerIds = [w.Id],
                    WholeAuthority = all,
                };
            return new Seven
            {
                Open = children[..6],
                Restricted = children[6],
                Worker = Person(worker, Role.SocialWorker, false),
                Chair = Person(chair, Role.ConferenceChair, true),
            };
        });

    /// <summary>Brings one child onto a child protection plan.</summary>
    public static async Task Plan(Authority authority, Seven family, Guid child)
    {
        var meeting = await Arranged(authority, family, child);
        await authority.Do(s => s.GetRequiredService<HoldConference>().Handle(meeting, Conference([child], new DateOnly(2026, 11, 24)), family.Chair, null));
    }

    /// <summary>Brings one child to an initial conference that is arranged, with nobody named to chair it.</summary>
    public static async Task<Guid> Arranged(Authority authority, Seven family, Guid child)
    {
        await authority.Do(async s => await s.GetRequiredService<HoldDiscussion>().Handle(null, Discussion([child], new DateOnly(2026, 11, 9)), family.Worker, null));
        await authority.Do(s =>
            s.GetRequiredService<ConcludeEnquiry>()
                .Handle(
                    new EnquiryInput
                    {
                        EndedOn = new DateOnly(2026, 11, 18),
                        Children =
                        [
                            new EnquiryChild
                            {
                                PersonId = child,
                                Included = true,
                                Analysis = "Seen.",
                                ChildSeen = true,
                                Finding = EnquiryFinding.ContinuingRisk,
                            },
                        ],
                    },
                    family.Worker,
                    null
                )
        );
        return await authority.Do(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput
                    {
                        RequestedOn = new DateOnly(2026, 11, 18),
                        PlannedOn = new DateOnly(2026, 11, 24),
                        Children = [new ConferenceChild { PersonId = child, Included = true }],
                    },
                    family.Worker,
                    null
                )
        );
    }

    public static DiscussionInput Discussion(IEnumerable<Guid> children, DateOnly held) =>
        new()
        {
            HeldOn = held,
            InformationShared = "Police: two calls. Health: seen.",
            People =
            [
                new ParticipantInput
                {
                    Agency = Agency.SocialCare,
                    Name = "Priya",
                    Attended = true,
                },
                new ParticipantInput
                {
                    Agency = Agency.Police,
                    Name = "DC Hart",
                    Attended = true,
                },
                new ParticipantInput
                {
                    Agency = Agency.Health,
                    Name = "Nurse Ali",
                    Attended = true,
                },
            ],
            Children =
            [
                .. children.Select(id => new DiscussionChild
                {
                    PersonId = id,
                    Included = true,
                    Concern = "Hurt at home",
                    Safety = "Gran stays",
                    Rationale = "Threshold met",
                    Outcome = StrategyOutcome.Joint,
                }),
            ],
        };

    /// <summary>A plan for all but the fourth child.</summary>
    public static HeldConferenceInput Conference(IEnumerable<Guid> children, DateOnly held) =>
        new()
        {
            HeldOn = held,
            People =
            [
                new ParticipantInput
                {
                    Agency = Agency.SocialCare,
                    Name = "Priya",
                    Attended = true,
                },
                new ParticipantInput
                {
                    Agency = Agency.Health,
                    Name = "Nurse Ali",
                    Attended = true,
                },
                new ParticipantInput
                {
                    Agency = Agency.Education,
                    Name = "Head",
                    Attended = true,
                    Disagrees = true,
                    View = "Wanted a plan for all",
                },
            ],
            Children =
            [
                .. children.Select(
                    (id, i) =>
                        new DecidedChild
                        {
                            PersonId = id,
                            Included = true,
                            Plan = i < 3,
                            Category = i < 3 ? "NEG" : null,
                            Rationale = "Because",
                            ChildView = "«I want to stay at home»",
                            Goals = i < 3 ? [new GoalInput { Worry = "Hungry", Goal = "Fed every day" }] : [],
                        }
                ),
            ],
            Actions = [new ActionLine { What = "Breakfast club", Owner = "School" }],
        };

    public static CarriedInput CoreGroup(Guid child, DateOnly held) =>
        new()
        {
            HeldOn = held,
            Minutes = "All came.",
            Children =
            [
                new CarriedChild
                {
                    PersonId = child,
                    Included = true,
                    ChildView = "Better",
                    FullPlan = true,
                },
            ],
        };
}
