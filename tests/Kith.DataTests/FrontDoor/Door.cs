using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Acts = Kith.Practice.Acts.Acts;

namespace Kith.DataTests.FrontDoor;

/// <summary>
/// The town with a front door: Dora on duty, Max her manager. The Ark family lives at 7 Ark Lane: seven children,
/// nobody known yet but the eldest, Amy, who had an earlier contact. Lex is the restricted one of them.
/// </summary>
internal sealed class Door
{
    public Town Town = null!;
    public Guid Team,
        Dora,
        Max,
        DoraAccount,
        MaxAccount;
    public List<Guid> Ark = [];
    public Guid Lex;

    public static async Task<Door> Build(IServiceProvider s)
    {
        var door = new Door { Town = await Town.Build(s) };
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Build a door");
        door.Team = clock.NewId();
        db.Teams.Add(
            new Team
            {
                Id = door.Team,
                Name = "Front door",
                ParentId = door.Town.Service,
                Kind = TeamKind.FrontDoor,
            }
        );
        (door.Dora, door.DoraAccount) = Staff("Dora Duty", Role.SocialWorker);
        (door.Max, door.MaxAccount) = Staff("Max Gate", Role.TeamManager);
        // The manager of the front door may place children with the teams of the service.
        foreach (var (given, i) in new[] { "Amy", "Ben", "Cal", "Dot", "Eve", "Fay", "Lex" }.Select((n, i) => (n, i)))
        {
            var id = clock.NewId();
            door.Ark.Add(id);
            db.People.Add(
                new Person
                {
                    Id = id,
                    GivenName = given,
                    FamilyName = "Ark",
                    HasChildRecord = true,
                    LaChildId = "A" + given,
                    SortName = PersonNames.Sort(given, "Ark", null),
                    DateOfBirth = new DateOnly(2012 + 2 * i, 5, 1),
                }
            );
            db.PersonAddresses.Add(
                new PersonAddress
                {
                    Id = clock.NewId(),
                    PersonId = id,
                    Line1 = "7 Ark Lane",
                    Postcode = "AM7 7AA",
                    AddressKey = PersonAddress.KeyOf("7 Ark Lane", "AM7 7AA"),
                }
            );
            act.Happened(new RecordRead(id, "made"));
        }
        door.Lex = door.Ark[6];
        db.Restrictions.Add(
            new Restriction
            {
                Id = clock.NewId(),
                PersonId = door.Lex,
                Reason = "A colleague's child",
                ExistenceShown = true,
                GuardianAccountId = door.Town.DirectorAccount,
                From = clock.UtcNow,
            }
        );
        db.Contacts.Add(
            new Contact
            {
                Id = clock.NewId(),
                PersonId = door.Ark[0],
                ReceivedOn = new DateOnly(2026, 6, 1),
                Summary = "A neighbour heard shouting.",
                Outcome = "No further action, with advice",
            }
        );
        await act.Save(door.Team);
        return door;

        (Guid, Guid) Staff(string name, Role role)
        {
            var worker = new Worker
            {
                Id = clock.NewId(),
                Name = name,
                TeamId = door.Team,
                RegistrationNumber = "SW1",
            };
            var account = new Account
            {
                Id = clock.NewId(),
                UserName = name.ToLowerInvariant(),
                NormalizedUserName = name.ToUpperInvariant(),
                DisplayName = name,
                WorkerId = worker.Id,
            };
            db.Workers.Add(worker);
            db.Users.Add(account);
            db.RoleGrants.Add(
                new RoleGrant
                {
                    Id = clock.NewId(),
                    AccountId = account.Id,
                    Role = role,
                    From = new DateOnly(2026, 1, 1),
                }
            );
            return (worker.Id, account.Id);
        }
    }

    public static ContactInput Told(params IEnumerable<Guid> children) =>
        new()
        {
            Children = [.. children],
            Channel = ContactChannel.Telephone,
            SourceCode = "2A",
            FromName = "Ms Hall",
            FromAgency = "Ashgrove Primary School",
            FromReach = "01234 567890",
            ReceivedOn = new DateOnly(2026, 11, 24),
            Summary = "Amy came to school hungry again and said there was nobody at home.",
        };

    public static ContactDecisionInput Refer(params IEnumerable<Guid> children) =>
        new()
        {
            Decision = ContactDecision.Referral,
            Reason = "The children may be left alone.",
            Children = [.. children],
        };

    public ReferralDecisionInput Accept(params IEnumerable<Guid> children) =>
        new()
        {
            Decision = ReferralDecision.Assess,
            PrimaryNeed = "N1",
            Reason = "We need to understand who looks after the children.",
            Children = [.. children],
            TeamId = Town.North,
            WorkerId = Town.Priya,
        };
}

internal static class DoorSteps
{
    /// <summary>One request of someone: a use case in a scope of its own.</summary>
    public static Task<T> As<TCase, T>(this Support.Authority authority, Guid account, Func<TCase, Actor, Task<T>> what)
        where TCase : notnull => authority.Do(async s => await what(s.GetRequiredService<TCase>(), await s.As(account)));

    public static Task As<TCase>(this Support.Authority authority, Guid account, Func<TCase, Actor, Task> what)
        where TCase : notnull => authority.Do(async s => await what(s.GetRequiredService<TCase>(), await s.As(account)));

    public static Task<T> Db<T>(this Support.Authority authority, Func<KithDb, Task<T>> what) => authority.Do(s => what(s.GetRequiredService<KithDb>()));

    /// <summary>The referral of a child.</summary>
    public static Task<Episode> Referral(this Support.Authority authority, Guid child) =>
        authority.Db(db => db.Episodes.AsNoTracking().Where(e => e.PersonId == child).OrderByDescending(e => e.Id).FirstAsync());

    /// <summary>The clocks that run for a child: name and due date.</summary>
    public static Task<Dictionary<string, DateOnly>> Due(this Support.Authority authority, Guid child) =>
        authority.Db(db => db.DueItems.Where(d => d.PersonId == child && d.Clock != "oversight").ToDictionaryAsync(d => d.Clock, d => d.DueOn));
}
