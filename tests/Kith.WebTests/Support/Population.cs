using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Kith.Practice.Children;
using Kith.Practice.Plans;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Support;

/// <summary>Says in the trail that tests made their records.</summary>
public sealed record PopulationMade : TrailEvent
{
    public override string Chain => "tests";
}

/// <summary>
/// The people that page tests know. Service East holds teams A and B, service West holds team C. Every role has an
/// account; those who work with children are workers of team A.
/// <list type="bullet">
/// <item>Own: a child of team A, allocated to every worker.</item>
/// <item>Team: a child of team A, allocated to another worker. Sister of Own.</item>
/// <item>Other: a child of team C. Brother of Own.</item>
/// <item>Restricted: a child of team A that only the guardian may read; others may know that it exists. Brother of Own.</item>
/// <item>Secret: as Restricted, but others may not know. Sister of Own.</item>
/// </list>
/// </summary>
public sealed class Population
{
    public Guid East { get; private set; }
    public Guid West { get; private set; }
    public Guid TeamA { get; private set; }
    public Guid TeamB { get; private set; }
    public Guid TeamC { get; private set; }

    public Guid Own { get; private set; }
    public Guid Team { get; private set; }
    public Guid Other { get; private set; }
    public Guid Restricted { get; private set; }
    public Guid Secret { get; private set; }

    /// <summary>Mother of all five.</summary>
    public Guid Mother { get; private set; }

    /// <summary>An account for every role.</summary>
    public IReadOnlyDictionary<Role, Guid> Accounts { get; private set; } = new Dictionary<Role, Guid>();

    /// <summary>The worker of each role's account.</summary>
    public IReadOnlyDictionary<Role, Guid> Workers { get; private set; } = new Dictionary<Role, Guid>();

    /// <summary>A second social worker of team A, who holds Team, Restricted and Secret.</summary>
    public Guid Colleague { get; private set; }
    public Guid ColleagueWorker { get; private set; }

    /// <summary>A social worker of team C, who holds Other.</summary>
    public Guid Stranger { get; private set; }
    public Guid StrangerWorker { get; private set; }

    /// <summary>Team manager of team B, guardian of the restricted records.</summary>
    public Guid Guardian { get; private set; }

    /// <summary>The agency and directory entry of the partner; and another partner, of another agency.</summary>
    public Guid Agency { get; private set; }
    public Guid Professional { get; private set; }
    public Guid OtherPartner { get; private set; }
    public Guid OtherProfessional { get; private set; }

    /// <summary>Makes the population in an empty authority.</summary>
    public static async Task<Population> Make(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var of = new Population();
        of.East = Unit("East service", null, TeamKind.Service);
        of.West = Unit("West service", null, TeamKind.Service);
        of.TeamA = Unit("Team A", of.East, TeamKind.Safeguarding);
        of.TeamB = Unit("Team B", of.East, TeamKind.DisabledChildren);
        of.TeamC = Unit("Team C", of.West, TeamKind.Safeguarding);

        var accounts = new Dictionary<Role, Guid>();
        var workers = new Dictionary<Role, Guid>();
        foreach (var role in Enum.GetValues<Role>())
        {
            (accounts[role], workers[role]) = Staff(Names[role], Permissions.Describe(role), role, of.TeamA, role == Role.HeadOfService ? of.East : null);
        }
        (of.Accounts, of.Workers) = (accounts, workers);
        (of.Colleague, of.ColleagueWorker) = Staff("Carys Colleague", "Social worker", Role.SocialWorker, of.TeamA, null);
        (of.Stranger, of.StrangerWorker) = Staff("Stefan Stranger", "Social worker", Role.SocialWorker, of.TeamC, null);
        (of.Guardian, _) = Staff("Grace Guardian", "Team manager", Role.TeamManager, of.TeamB, null);

        of.Own = Child("Olive", "Testfield", "F", new(2017, 3, 14), "LA0001", of.TeamA, workers[Role.SocialWorker]);
        of.Team = Child("Tamsin", "Testfield", "F", new(2014, 6, 2), "LA0002", of.TeamA, of.ColleagueWorker);
        of.Other = Child("Otto", "Testfield", "M", new(2012, 1, 30), "LA0003", of.TeamC, of.StrangerWorker);
        of.Restricted = Child("Rhys", "Hiddenshaw", "M", new(2015, 9, 9), "LA0004", of.TeamA, of.ColleagueWorker);
        of.Secret = Child("Sunniva", "Hiddenshaw", "F", new(2016, 5, 5), "LA0005", of.TeamA, of.ColleagueWorker);
        foreach (var (role, worker) in workers.Where(w => w.Key != Role.SocialWorker))
        {
            db.Allocations.Add(
                new Allocation
                {
                    Id = clock.NewId(),
                    PersonId = of.Own,
                    WorkerId = worker,
                    TeamId = of.TeamA,
                    Role = AllocationRole.CoWorker,
                    From = new(2026, 3, 2),
                }
            );
        }
        (of.Agency, of.Professional) = Partner("Ashgrove Primary School", "ashgrove.example", "Paula Partner", accounts[Role.Partner]);
        of.OtherPartner = NewPartner("Petra Partner");
        (_, of.OtherProfessional) = Partner("Hillside Academy", "hillside.example", "Petra Partner", of.OtherPartner);
        Restrict(of.Restricted, shown: true);
        Restrict(of.Secret, shown: false);

        of.Mother = clock.NewId();
        db.People.Add(
            new Person
            {
                Id = of.Mother,
                GivenName = "Martha",
                FamilyName = "Testfield",
                Sex = "F",
                DateOfBirth = new(1990, 2, 1),
                SortName = PersonNames.Sort("Martha", "Testfield", null),
            }
        );
        foreach (var child in new[] { of.Own, of.Team, of.Other, of.Restricted, of.Secret })
        {
            Related(of.Mother, RelationshipKind.Parent, child);
        }
        foreach (var sibling in new[] { of.Team, of.Other, of.Restricted, of.Secret })
        {
            Related(of.Own, RelationshipKind.Sibling, sibling);
        }

        var act = s.GetRequiredService<Kith.Practice.Acts.Acts>().Begin(Actor.System("Tests"), "Make the population");
        act.Happened(new PopulationMade());
        foreach (var id in new[] { of.Own, of.Team, of.Other, of.Restricted, of.Secret, of.Mother })
        {
            act.Touch(id);
        }
        await act.Save(of.Own);
        return of;

        Guid Unit(string name, Guid? parent, TeamKind kind)
        {
            var team = new Team
            {
                Id = clock.NewId(),
                Name = name,
                ParentId = parent,
                Kind = kind,
            };
            db.Teams.Add(team);
            return team.Id;
        }

        (Guid Account, Guid Worker) Staff(string name, string title, Role role, Guid team, Guid? heldFor)
        {
            var worker = new Worker
            {
                Id = clock.NewId(),
                Name = name,
                JobTitle = title,
                TeamId = team,
                StartedOn = new(2024, 1, 8),
                Email = $"{name.Replace(' ', '.').ToLowerInvariant()}@example.org",
                Phone = "01632 960 001",
            };
            db.Workers.Add(worker);
            var account = NewAccount(clock.NewId(), name, worker.Id, clock);
            account.IsDemo = true;
            db.Users.Add(account);
            db.RoleGrants.Add(
                new RoleGrant
                {
                    Id = clock.NewId(),
                    AccountId = account.Id,
                    Role = role,
                    TeamId = heldFor,
                    From = new(2024, 1, 8),
                }
            );
            return (account.Id, worker.Id);
        }

        Guid NewPartner(string name)
        {
            var account = NewAccount(clock.NewId(), name, null, clock);
            account.IsDemo = true;
            db.Users.Add(account);
            db.RoleGrants.Add(
                new RoleGrant
                {
                    Id = clock.NewId(),
                    AccountId = account.Id,
                    Role = Role.Partner,
                    From = new(2024, 1, 8),
                }
            );
            return account.Id;
        }

        (Guid Agency, Guid Professional) Partner(string name, string domain, string who, Guid account)
        {
            var agency = new PartnerAgency
            {
                Id = clock.NewId(),
                Name = name,
                Kind = Kith.Practice.Protection.Meetings.Agency.Education,
                Domains = domain,
                From = new(2024, 1, 8),
            };
            var professional = new Professional
            {
                Id = clock.NewId(),
                AgencyId = agency.Id,
                Name = who,
                JobTitle = "Safeguarding lead",
                Email = $"{who.Replace(' ', '.').ToLowerInvariant()}@{domain}",
                From = new(2024, 1, 8),
                AccountId = account,
            };
            db.PartnerAgencies.Add(agency);
            db.Professionals.Add(professional);
            return (agency.Id, professional.Id);
        }

        Guid Child(string given, string family, string sex, DateOnly born, string laChildId, Guid team, Guid worker)
        {
            var child = new Person
            {
                Id = clock.NewId(),
                HasChildRecord = true,
                LaChildId = laChildId,
                GivenName = given,
                FamilyName = family,
                Sex = sex,
                DateOfBirth = born,
                SortName = PersonNames.Sort(given, family, laChildId),
            };
            db.People.Add(child);
            db.PersonAddresses.Add(
                new PersonAddress
                {
                    Id = clock.NewId(),
                    PersonId = child.Id,
                    Line1 = "4 Orchard Row",
                    Town = "Testborough",
                    Postcode = "ZZ99 3WZ",
                    From = born,
                    AddressKey = PersonAddress.KeyOf("4 Orchard Row", "ZZ99 3WZ"),
                }
            );
            var episode = new Episode
            {
                Id = clock.NewId(),
                PersonId = child.Id,
                ReferredOn = new(2026, 2, 2),
                PrimaryNeed = "N1",
                SourceCode = "1A",
                TeamId = team,
            };
            db.Episodes.Add(episode);
            db.CinPlans.Add(
                new CinPlan
                {
                    Id = clock.NewId(),
                    PersonId = child.Id,
                    EpisodeId = episode.Id,
                    StartedOn = new(2026, 4, 1),
                }
            );
            db.Allocations.Add(
                new Allocation
                {
                    Id = clock.NewId(),
                    PersonId = child.Id,
                    WorkerId = worker,
                    TeamId = team,
                    Role = AllocationRole.Lead,
                    From = new(2026, 2, 9),
                    EpisodeId = episode.Id,
                }
            );
            return child.Id;
        }

        void Restrict(Guid child, bool shown)
        {
            var restriction = new Restriction
            {
                Id = clock.NewId(),
                PersonId = child,
                Reason = "Threats from a relative who works for the council",
                GuardianAccountId = of.Guardian,
                From = clock.UtcNow,
                ExistenceShown = shown,
            };
            restriction.Readers.Add(
                new RestrictionReader
                {
                    Id = clock.NewId(),
                    RestrictionId = restriction.Id,
                    PersonId = child,
                    AccountId = of.Guardian,
                }
            );
            db.Restrictions.Add(restriction);
        }

        void Related(Guid person, RelationshipKind kind, Guid other)
        {
            var pair = clock.NewId();
            db.Relationships.Add(
                new Relationship
                {
                    Id = clock.NewId(),
                    PersonId = person,
                    Kind = kind,
                    OtherId = other,
                    PairId = pair,
                    ParentalResponsibility = kind == RelationshipKind.Parent,
                }
            );
            db.Relationships.Add(
                new Relationship
                {
                    Id = clock.NewId(),
                    PersonId = other,
                    Kind = kind.Inverse(),
                    OtherId = person,
                    PairId = pair,
                }
            );
        }
    }

    /// <summary>An account without password, passkey or role.</summary>
    public static Account NewAccount(Guid id, string name, Guid? worker, Clock clock)
    {
        var userName = name.Replace(' ', '.').ToLowerInvariant();
        return new Account
        {
            Id = id,
            DisplayName = name,
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            Email = $"{userName}@example.org",
            NormalizedEmail = $"{userName}@EXAMPLE.ORG".ToUpperInvariant(),
            WorkerId = worker,
            SecurityStamp = clock.NewId().ToString("N"),
            ConcurrencyStamp = clock.NewId().ToString("N"),
            LockoutEnabled = true,
        };
    }

    private static readonly Dictionary<Role, string> Names = new()
    {
        [Role.SocialWorker] = "Sofia Social",
        [Role.FamilyPractitioner] = "Femi Family",
        [Role.TeamManager] = "Tariq Manager",
        [Role.ConferenceChair] = "Connie Chair",
        [Role.EdgeOfCarePractitioner] = "Eddie Edge",
        [Role.Auditor] = "Anya Auditor",
        [Role.PrincipalSocialWorker] = "Priya Principal",
        [Role.HeadOfService] = "Hugo Head",
        [Role.Director] = "Dilys Director",
        [Role.LeadMember] = "Lewis Member",
        [Role.Inspector] = "Imran Inspector",
        [Role.Partner] = "Paula Partner",
        [Role.DataOfficer] = "Dorota Data",
        [Role.Administrator] = "Adam Admin",
    };
}
