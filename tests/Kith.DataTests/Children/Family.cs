using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Children;

/// <summary>
/// A small council for tests of records: two teams, a worker in each, the Thompson children (Mia on a plan in team one,
/// her brother Kyle restricted, her half-sister Ellie with team two), their mother and gran.
/// </summary>
internal sealed class Family
{
    public Guid TeamOne { get; private init; }
    public Guid TeamTwo { get; private init; }
    public Guid Priya { get; private init; }
    public Guid Tom { get; private init; }
    public Guid Mia { get; private init; }
    public Guid Kyle { get; private init; }
    public Guid Ellie { get; private init; }
    public Guid Mum { get; private init; }
    public Guid Gran { get; private init; }
    public Guid Visit { get; private init; }

    /// <summary>A social worker of team one.</summary>
    public Actor Worker => Actor("Priya N.", [Role.SocialWorker], TeamOne, Priya);

    /// <summary>A social worker of team two.</summary>
    public Actor Stranger => Actor("Tom B.", [Role.SocialWorker], TeamTwo, Tom);

    /// <summary>Reads the whole authority, records nothing, restricts nothing.</summary>
    public Actor Auditor =>
        new()
        {
            AccountId = Guid.Parse("00000000-0000-0000-0000-0000000000aa"),
            Name = "Ada A.",
            Roles = [Role.Auditor],
            WholeAuthority = true,
        };

    private static Actor Actor(string name, Role[] roles, Guid team, Guid worker) =>
        new()
        {
            AccountId = worker,
            Name = name,
            Roles = roles,
            TeamId = team,
            TeamIds = [team],
            WorkerId = worker,
            WorkerIds = [worker],
        };

    public static async Task<Family> Of(Authority authority) =>
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            var today = clock.Today;
            Guid Id() => clock.NewId();
            var f = new Family
            {
                TeamOne = Id(),
                TeamTwo = Id(),
                Priya = Id(),
                Tom = Id(),
                Mia = Id(),
                Kyle = Id(),
                Ellie = Id(),
                Mum = Id(),
                Gran = Id(),
                Visit = Id(),
            };
            db.Teams.AddRange(new Team { Id = f.TeamOne, Name = "Safeguarding One" }, new Team { Id = f.TeamTwo, Name = "Safeguarding Two" });
            db.Workers.AddRange(
                new Worker
                {
                    Id = f.Priya,
                    Name = "Priya N.",
                    TeamId = f.TeamOne,
                },
                new Worker
                {
                    Id = f.Tom,
                    Name = "Tom B.",
                    TeamId = f.TeamTwo,
                }
            );
            Person(f.Mia, "Mia", "Thompson", "F", new(2017, 3, 14), "KH00000001");
            Person(f.Kyle, "Kyle", "Thompson", "M", new(2014, 1, 2), "KH00000002");
            Person(f.Ellie, "Ellie", "Marsh", "F", new(2020, 6, 30), "KH00000003");
            Person(f.Mum, "Dawn", "Thompson", "F", new(1992, 9, 1), null);
            Person(f.Gran, "Jean", "Thompson", "F", new(1966, 5, 9), null);
            Related(f.Mum, f.Mia, RelationshipKind.Parent, true);
            Related(f.Mum, f.Kyle, RelationshipKind.Parent, true);
            Related(f.Gran, f.Mia, RelationshipKind.Grandparent, false);
            Related(f.Kyle, f.Mia, RelationshipKind.Sibling, false);
            Related(f.Ellie, f.Mia, RelationshipKind.HalfSibling, false);
            foreach (var id in new[] { f.Mia, f.Kyle, f.Mum })
            {
                Lives(id, "12 Elm Road", "CW1 2AB");
            }
            foreach (var (child, team, worker) in new[] { (f.Mia, f.TeamOne, f.Priya), (f.Kyle, f.TeamOne, f.Priya), (f.Ellie, f.TeamTwo, f.Tom) })
            {
                var episode = new Episode
                {
                    Id = Id(),
                    PersonId = child,
                    ReferredOn = today.AddDays(-200),
                    PrimaryNeed = "N1",
                    Summary = "School saw bruises.",
                    SourceCode = "2A",
                    TeamId = team,
                };
                db.Episodes.Add(episode);
                db.Allocations.Add(
                    new Allocation
                    {
                        Id = Id(),
                        PersonId = child,
                        WorkerId = worker,
                        TeamId = team,
                        Role = AllocationRole.Lead,
                        From = today.AddDays(-190),
                    }
                );
                db.Assessments.Add(
                    new Assessment
                    {
                        Id = Id(),
                        PersonId = child,
                        EpisodeId = episode.Id,
                        StartedOn = today.AddDays(-199),
                        AuthorisedOn = today.AddDays(-150),
                        Analysis = "Mia is often hungry.",
                        Factors = [new AssessmentFactor { Id = Id(), Code = "1B" }],
                    }
                );
            }
            db.Allocations.Add(
                new Allocation
                {
                    Id = Id(),
                    PersonId = f.Mia,
                    WorkerId = f.Tom,
                    TeamId = f.TeamTwo,
                    Role = AllocationRole.Lead,
                    From = today.AddDays(-900),
                    To = today.AddDays(-190),
                }
            );
            db.ProtectionPlans.Add(
                new ProtectionPlan
                {
                    Id = Id(),
                    PersonId = f.Mia,
                    StartedOn = today.AddDays(-120),
                    InitialCategory = "NEG",
                    LatestCategory = "NEG",
                }
            );
            db.Visits.Add(
                new Visit
                {
                    Id = f.Visit,
                    On = today.AddDays(-10),
                    Kind = VisitKind.ChildProtection,
                    WorkerId = f.Priya,
                    Place = "Home",
                    SharedText = "The kitchen was warm.",
                }
            );
            db.VisitChildren.AddRange(
                new VisitChild
                {
                    Id = Id(),
                    VisitId = f.Visit,
                    PersonId = f.Mia,
                    Seen = true,
                    SeenAlone = true,
                    BedroomSeen = true,
                    Text = "Mia showed her drawings.",
                },
                new VisitChild
                {
                    Id = Id(),
                    VisitId = f.Visit,
                    PersonId = f.Kyle,
                    Seen = true,
                    SeenAlone = false,
                }
            );
            db.VoiceEntries.Add(
                new VoiceEntry
                {
                    Id = Id(),
                    PersonId = f.Mia,
                    On = today.AddDays(-10),
                    WorkerId = f.Priya,
                    Method = "Drawing",
                    Words = "I like it at Gran's.",
                }
            );
            var contingency = new ContingencyPlan
            {
                Id = Id(),
                PersonId = f.Mia,
                MadeOn = today.AddDays(-60),
                Triggers = "If Mum goes into hospital",
            };
            db.ContingencyPlans.Add(contingency);
            db.ContingencySteps.Add(
                new ContingencyStep
                {
                    Id = Id(),
                    PersonId = f.Mia,
                    PlanId = contingency.Id,
                    Horizon = Horizon.Tonight,
                    OtherId = f.Gran,
                    What = "has a key and comes over",
                }
            );
            db.Disabilities.Add(
                new Disability
                {
                    Id = Id(),
                    PersonId = f.Mia,
                    Code = "LD",
                }
            );
            db.WarningNotes.Add(
                new WarningNote
                {
                    Id = Id(),
                    PersonId = f.Mia,
                    Text = "Dog: ring first",
                    RaisedOn = today.AddDays(-50),
                    ReviewOn = today.AddDays(40),
                }
            );
            db.Restrictions.Add(
                new Restriction
                {
                    Id = Id(),
                    PersonId = f.Kyle,
                    Reason = "Witness",
                    GuardianAccountId = f.Tom,
                    From = clock.UtcNow,
                }
            );
            await db.SaveChangesAsync();
            await s.GetRequiredService<Projector>().Project([f.Mia, f.Kyle, f.Ellie, f.Mum, f.Gran]);
            return f;

            void Person(Guid id, string given, string family, string sex, DateOnly born, string? childId) =>
                db.People.Add(
                    new Person
                    {
                        Id = id,
                        GivenName = given,
                        FamilyName = family,
                        Sex = sex,
                        DateOfBirth = born,
                        LaChildId = childId,
                        HasChildRecord = childId is not null,
                        SortName = PersonNames.Sort(given, family, childId),
                        WhyInvolved = childId is null ? null : "We worry that the children go hungry.",
                        WhyInvolvedOn = today.AddDays(-12),
                        WhyInvolvedById = f.Priya,
                    }
                );

            void Related(Guid one, Guid other, RelationshipKind kind, bool responsible)
            {
                var pair = Id();
                db.Relationships.AddRange(
                    new Relationship
                    {
                        Id = Id(),
                        PairId = pair,
                        PersonId = one,
                        OtherId = other,
                        Kind = kind,
                        ParentalResponsibility = responsible,
                    },
                    new Relationship
                    {
                        Id = Id(),
                        PairId = pair,
                        PersonId = other,
                        OtherId = one,
                        Kind = kind.Inverse(),
                    }
                );
            }

            void Lives(Guid id, string line, string code) =>
                db.PersonAddresses.Add(
                    new PersonAddress
                    {
                        Id = Id(),
                        PersonId = id,
                        Line1 = line,
                        Postcode = code,
                        From = today.AddDays(-400),
                        AddressKey = PersonAddress.KeyOf(line, code),
                    }
                );
        });
}
