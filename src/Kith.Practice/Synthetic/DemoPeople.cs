using Kith.Practice.Access;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic;

/// <summary>Someone a visitor of the demonstration can be: no password, chosen from a list, in demo mode only.</summary>
/// <param name="UserName">«priya.nair».</param>
/// <param name="Team">Name of the team or service of the synthetic council; null for people outside it.</param>
/// <param name="Title">Their post; null for people who are no workers.</param>
/// <param name="What">One plain line for the list on the sign-in page.</param>
public sealed record DemoPerson(string UserName, string Name, Role[] Roles, string? Team, string? Title, string What);

/// <summary>The people of the demonstration, at least one for each role.</summary>
public static class DemoPeople
{
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new(
            "priya.nair",
            "Priya Nair",
            [Role.SocialWorker],
            "Safeguarding Amberdale",
            "Social worker",
            "Works with 17 children, some on protection plans, brothers and sisters among them"
        ),
        new(
            "daniel.okafor",
            "Daniel Okafor",
            [Role.SocialWorker],
            "Safeguarding Wynstone and Kingsholt",
            "Social worker",
            "Works with 17 children in another team, some on protection plans"
        ),
        new("megan.pritchard", "Megan Pritchard", [Role.SocialWorker], "Disabled children", "Social worker", "Works with disabled children"),
        new("tasha.bailey", "Tasha Bailey", [Role.FamilyPractitioner], "Safeguarding Amberdale", "Family practitioner", "Works beside the social workers of the Amberdale team"),
        new("sarah.whitfield", "Sarah Whitfield", [Role.TeamManager], "Safeguarding Amberdale", "Team manager", "Leads the team that Priya Nair is in"),
        new("imran.qureshi", "Imran Qureshi", [Role.TeamManager], "Disabled children", "Team manager", "Leads the disabled children's team"),
        new("grace.adeyemi", "Grace Adeyemi", [Role.ConferenceChair], "Conferences and reviews", "Conference chair", "Chairs conferences and reviews"),
        new("callum.reid", "Callum Reid", [Role.EdgeOfCarePractitioner], "Edge of care", "Edge of care practitioner", "Helps young people stay with their families"),
        new("helen.marsh", "Helen Marsh", [Role.Auditor], "Quality and audit", "Practice auditor", "Audits practice"),
        new("ruth.benson", "Ruth Benson", [Role.PrincipalSocialWorker, Role.Auditor], "Quality and audit", "Principal social worker", "Leads practice and audits it"),
        new(
            "owen.griffiths",
            "Owen Griffiths",
            [Role.HeadOfService],
            TeamPlan.SafeguardingService,
            "Head of service",
            "Leads safeguarding and family help, and stands in at the front door"
        ),
        new("amanda.clarke", "Amanda Clarke", [Role.Director], TeamPlan.Whole, "Director of children's services", "Leads children's services"),
        new("lukasz.nowak", "Lukasz Nowak", [Role.DataOfficer], "Quality and audit", "Data officer", "Loads extracts and prepares returns"),
        new("jo.carver", "Jo Carver", [Role.Administrator], TeamPlan.Whole, "System administrator", "Looks after teams, people, access and policies"),
        new("farida.begum", "Farida Begum", [Role.LeadMember], null, null, "Lead member: sees assurance, never a child"),
        new("martin.hale", "Martin Hale", [Role.Inspector], null, null, "Inspector: read-only, for a limited time"),
        new("nisha.rao", "Nisha Rao", [Role.Partner], null, null, "Safeguarding lead of a school: a partner professional"),
    ];

    internal static IEnumerable<(string Name, string Team, string Title)> Staff => All.Where(p => p.Team is not null).Select(p => (p.Name, p.Team!, p.Title!));

    /// <summary>The accounts with their roles, and an absence that a colleague covers.</summary>
    internal static (List<Account> Accounts, List<RoleGrant> Grants, Deputising Deputising) Make(Council council, SyntheticIds ids, SeededRandom random)
    {
        var accounts = new List<Account>();
        var grants = new List<RoleGrant>();
        foreach (var person in All)
        {
            var worker = person.Title is null ? null : council.Workers.First(w => w.Name == person.Name && w.LeftOn is null);
            var email = worker?.Email ?? $"{person.UserName}@amberdale.example";
            var account = new Account
            {
                Id = ids.Next(),
                DisplayName = person.Name,
                UserName = person.UserName,
                NormalizedUserName = person.UserName.ToUpperInvariant(),
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                EmailConfirmed = true,
                LockoutEnabled = true,
                SecurityStamp = $"{random.Next():X16}{random.Next():X16}",
                ConcurrencyStamp = $"{random.Next():x16}",
                WorkerId = worker?.Id,
                IsDemo = true,
                ValidFrom = person.Roles.Contains(Role.Inspector) ? council.AsAt : null,
                ValidUntil = person.Roles.Contains(Role.Inspector) ? council.AsAt.AddDays(90) : null,
            };
            accounts.Add(account);
            foreach (var role in person.Roles)
            {
                grants.Add(
                    new RoleGrant
                    {
                        Id = ids.Next(),
                        AccountId = account.Id,
                        Role = role,
                        TeamId = role == Role.HeadOfService ? council.ServiceIds[person.Team!] : null,
                        From = account.ValidFrom ?? worker?.StartedOn ?? council.AsAt.AddYears(-1),
                        Until = account.ValidUntil,
                    }
                );
            }
        }
        // From a stream of its own, so that the council is the same with and without it.
        var apart = new SyntheticIds(Families.FamilyStory.Milliseconds(council.AsAt) - 2000, new SeededRandom(1, -77));
        grants.Add(
            new RoleGrant
            {
                Id = apart.Next(),
                AccountId = accounts.First(a => a.UserName == "owen.griffiths").Id,
                Role = Role.HeadOfService,
                TeamId = council.ServiceIds[TeamPlan.FrontDoorService],
                From = council.AsAt.AddDays(-30),
            }
        );
        var away = accounts.First(a => a.UserName == "daniel.okafor");
        var deputy = accounts.First(a => a.UserName == "sarah.whitfield");
        var deputising = new Deputising
        {
            Id = ids.Next(),
            ForAccountId = away.Id,
            DeputyAccountId = deputy.Id,
            From = council.AsAt.AddDays(-2),
            Until = council.AsAt.AddDays(12),
            Reason = "Annual leave",
        };
        return (accounts, grants, deputising);
    }
}
