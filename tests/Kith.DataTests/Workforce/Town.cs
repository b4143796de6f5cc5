using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Microsoft.Extensions.DependencyInjection;
using Acts = Kith.Practice.Acts.Acts;

namespace Kith.DataTests.Workforce;

/// <summary>
/// A small service on 24 November 2026. North: Priya and Sam (newly qualified) under Mo. South: Bea.
/// Mia (protection plan, Priya, visit late), Noah (her brother, same home, waits; Sam held him), Rex (restricted,
/// Priya), Ellie (South, Bea, child in need).
/// </summary>
internal sealed class Town
{
    public Guid Service,
        North,
        South;
    public Guid Mo,
        Priya,
        Sam,
        Bea;
    public Guid MoAccount,
        PriyaAccount,
        SamAccount,
        BeaAccount,
        DirectorAccount,
        AdminAccount;
    public Guid Mia,
        Noah,
        Rex,
        Ellie;

    public static async Task<Town> Build(IServiceProvider s)
    {
        var town = new Town();
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Build a town");

        Guid TeamOf(string name, Guid? parent, TeamKind kind)
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

        (Guid, Guid) Staff(string name, Guid? team, Role role, bool newlyQualified = false, Guid? manager = null)
        {
            var worker = new Worker
            {
                Id = clock.NewId(),
                Name = name,
                JobTitle = role == Role.TeamManager ? "Team manager" : "Social worker",
                TeamId = team,
                NewlyQualified = newlyQualified,
                LineManagerId = manager,
            };
            db.Workers.Add(worker);
            return (worker.Id, AccountOf(name, worker.Id, role, null));
        }

        Guid AccountOf(string name, Guid? worker, Role role, Guid? team)
        {
            var account = new Account
            {
                Id = clock.NewId(),
                UserName = name.ToLowerInvariant(),
                NormalizedUserName = name.ToUpperInvariant(),
                DisplayName = name,
                WorkerId = worker,
            };
            db.Users.Add(account);
            db.RoleGrants.Add(
                new RoleGrant
                {
                    Id = clock.NewId(),
                    AccountId = account.Id,
                    Role = role,
                    TeamId = team,
                    From = new DateOnly(2026, 1, 1),
                }
            );
            return account.Id;
        }

        town.Service = TeamOf("Help and protection", null, TeamKind.Service);
        town.North = TeamOf("North", town.Service, TeamKind.Safeguarding);
        town.South = TeamOf("South", town.Service, TeamKind.Safeguarding);
        (town.Mo, town.MoAccount) = Staff("Mo Amin", town.North, Role.TeamManager);
        (town.Priya, town.PriyaAccount) = Staff("Priya Nair", town.North, Role.SocialWorker, manager: town.Mo);
        (town.Sam, town.SamAccount) = Staff("Sam Okoro", town.North, Role.SocialWorker, newlyQualified: true, manager: town.Mo);
        (town.Bea, town.BeaAccount) = Staff("Bea Lund", town.South, Role.SocialWorker);
        town.DirectorAccount = AccountOf("Dee Rector", null, Role.Director, null);
        town.AdminAccount = AccountOf("Ada Min", null, Role.Administrator, null);

        Guid Child(string given, string family, Guid team, DateOnly referred, string? home)
        {
            var id = clock.NewId();
            db.People.Add(
                new Person
                {
                    Id = id,
                    GivenName = given,
                    FamilyName = family,
                    HasChildRecord = true,
                    LaChildId = "T" + given,
                    SortName = PersonNames.Sort(given, family, null),
                    DateOfBirth = new DateOnly(2017, 3, 14),
                }
            );
            db.Episodes.Add(
                new Episode
                {
                    Id = clock.NewId(),
                    PersonId = id,
                    ReferredOn = referred,
                    DecidedOn = referred,
                    PrimaryNeed = "N1",
                    TeamId = team,
                }
            );
            if (home is not null)
            {
                db.PersonAddresses.Add(
                    new PersonAddress
                    {
                        Id = clock.NewId(),
                        PersonId = id,
                        Line1 = home,
                        Postcode = "AM1 1AA",
                        AddressKey = PersonAddress.KeyOf(home, "AM1 1AA"),
                    }
                );
            }
            act.Happened(new RecordRead(id, "made"));
            return id;
        }

        void Held(Guid child, Guid worker, Guid team, DateOnly from, DateOnly? to = null) =>
            db.Allocations.Add(
                new Allocation
                {
                    Id = clock.NewId(),
                    PersonId = child,
                    WorkerId = worker,
                    TeamId = team,
                    Role = AllocationRole.Lead,
                    From = from,
                    To = to,
                }
            );

        town.Mia = Child("Mia", "Thompson", town.North, new DateOnly(2026, 8, 3), "1 High Street");
        Held(town.Mia, town.Priya, town.North, new DateOnly(2026, 9, 1));
        var plan = clock.NewId();
        db.CoreGroups.Add(
            new CoreGroup
            {
                Id = clock.NewId(),
                PersonId = town.Mia,
                PlanId = plan,
                HeldOn = new DateOnly(2026, 11, 10),
            }
        );
        db.ProtectionPlans.Add(
            new ProtectionPlan
            {
                Id = plan,
                PersonId = town.Mia,
                StartedOn = new DateOnly(2026, 10, 1),
                InitialCategory = "NEG",
                LatestCategory = "NEG",
            }
        );
        var visit = new Visit
        {
            Id = clock.NewId(),
            On = new DateOnly(2026, 11, 2),
            Kind = VisitKind.ChildProtection,
            WorkerId = town.Priya,
        };
        visit.Children.Add(
            new VisitChild
            {
                Id = clock.NewId(),
                VisitId = visit.Id,
                PersonId = town.Mia,
                Seen = true,
                SeenAlone = true,
            }
        );
        db.Visits.Add(visit);

        town.Noah = Child("Noah", "Thompson", town.North, new DateOnly(2026, 8, 3), "1 High Street");
        Held(town.Noah, town.Sam, town.North, new DateOnly(2026, 8, 10), new DateOnly(2026, 11, 4));
        db.CinPlans.Add(
            new CinPlan
            {
                Id = clock.NewId(),
                PersonId = town.Noah,
                StartedOn = new DateOnly(2026, 9, 7),
            }
        );

        town.Rex = Child("Rex", "Hidden", town.North, new DateOnly(2026, 9, 1), null);
        Held(town.Rex, town.Priya, town.North, new DateOnly(2026, 9, 1));
        db.Restrictions.Add(
            new Restriction
            {
                Id = clock.NewId(),
                PersonId = town.Rex,
                Reason = "A colleague's child",
                GuardianAccountId = town.DirectorAccount,
                From = clock.UtcNow,
            }
        );

        town.Ellie = Child("Ellie", "Marsh", town.South, new DateOnly(2026, 9, 1), "2 Low Road");
        Held(town.Ellie, town.Bea, town.South, new DateOnly(2026, 9, 2));
        db.CinPlans.Add(
            new CinPlan
            {
                Id = clock.NewId(),
                PersonId = town.Ellie,
                StartedOn = new DateOnly(2026, 11, 2),
            }
        );

        await act.Save(town.Mia);
        return town;
    }
}

internal static class TownSteps
{
    /// <summary>The actor of an account, as the next request would see it.</summary>
    public static async Task<Actor> As(this IServiceProvider s, Guid account) => (await s.GetRequiredService<Actors>().Of(account))!;
}
