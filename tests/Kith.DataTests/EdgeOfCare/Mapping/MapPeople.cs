using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.EdgeOfCare.Mapping;

/// <summary>Two workers of two teams with accounts, and a head of service, for tests of maps.</summary>
internal sealed class MapPeople
{
    public required Authority Authority { get; init; }
    public required Family Family { get; init; }
    public Guid Priya { get; private set; }
    public Guid Tom { get; private set; }
    public Guid Owen { get; private set; }

    public static async Task<MapPeople> Of(Authority authority)
    {
        var f = await Family.Of(authority);
        var people = new MapPeople { Authority = authority, Family = f };
        await authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            people.Priya = Account("Priya N.", Role.SocialWorker, f.Priya, null);
            people.Tom = Account("Tom B.", Role.SocialWorker, f.Tom, null);
            people.Owen = Account("Owen G.", Role.HeadOfService, null, f.TeamOne);
            await db.SaveChangesAsync();

            Guid Account(string name, Role role, Guid? worker, Guid? over)
            {
                var id = clock.NewId();
                db.Users.Add(
                    new Account
                    {
                        Id = id,
                        DisplayName = name,
                        UserName = name,
                        NormalizedUserName = name.ToUpperInvariant(),
                        SecurityStamp = "stamp",
                        WorkerId = worker,
                    }
                );
                db.RoleGrants.Add(
                    new RoleGrant
                    {
                        Id = clock.NewId(),
                        AccountId = id,
                        Role = role,
                        TeamId = over,
                        From = clock.Today.AddDays(-30),
                    }
                );
                return id;
            }
        });
        return people;
    }

    /// <summary>As the request of that person would be.</summary>
    public Task<T> As<T>(Guid account, Func<IServiceProvider, Actor, Task<T>> what) => Authority.Do(async s => await what(s, (await s.GetRequiredService<Actors>().Of(account))!));

    public Task As(Guid account, Func<IServiceProvider, Actor, Task> what) => Authority.Do(async s => await what(s, (await s.GetRequiredService<Actors>().Of(account))!));

    public Task<Guid> Begin(Guid account, string title) =>
        As(
            account,
            (s, a) =>
                s.GetRequiredService<KeepMap>()
                    .Begin(
                        new MapInput
                        {
                            Title = title,
                            Concern = $"Concern of {title}",
                            Why = "To keep children safe",
                            ReviewOn = new(2027, 1, 15),
                        },
                        a,
                        null
                    )
        );

    public Task<Guid> Put(Guid account, Guid map, NodeInput input, Guid? key = null) => As(account, (s, a) => s.GetRequiredService<KeepNode>().Add(map, input, a, key));

    public Task<Guid> Put(Guid account, Guid map, NodeKind kind, string name, string? platform = null) =>
        Put(
            account,
            map,
            new NodeInput
            {
                Kind = kind,
                Name = name,
                Platform = platform,
            }
        );

    public Task<Guid> PutChild(Guid account, Guid map, Guid child) => Put(account, map, new NodeInput { Kind = NodeKind.Child, PersonId = child });

    public static LinkInput Link(Guid from, Guid to, LinkKind kind = LinkKind.Uses, SourceGrade source = SourceGrade.Reliable, InformationGrade information = InformationGrade.A) =>
        new()
        {
            From = from,
            To = to,
            Kind = kind,
            Source = "Strategy discussion",
            SourceGrade = source,
            Information = information,
            Handling = HandlingCode.P,
        };

    public Task<Guid> Tie(Guid account, Guid map, LinkInput input) => As(account, (s, a) => s.GetRequiredService<KeepLink>().Add(map, input, a, null));

    public Task<MapPage> Look(Guid account, Guid map, MapFilter? filter = null) => As(account, (s, a) => s.GetRequiredService<ShowMap>().Show(map, filter ?? new MapFilter(), a));

    public Task<List<string>> Notices(Guid account) =>
        Authority.Do(s => s.GetRequiredService<KithDb>().Notices.Where(n => n.AccountId == account).OrderBy(n => n.Id).Select(n => n.Text).ToListAsync());
}
