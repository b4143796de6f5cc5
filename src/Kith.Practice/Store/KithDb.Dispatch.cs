using Kith.Practice.Access.Api;
using Kith.Practice.Api.Webhooks;
using Kith.Practice.Dispatch;
using Kith.Practice.Returns.Feed;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<DispatchChannel> DispatchChannels => Set<DispatchChannel>();
    public DbSet<Parcel> Parcels => Set<Parcel>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<ApiClient> ApiClients => Set<ApiClient>();
    public DbSet<FeedLetter> FeedLetters => Set<FeedLetter>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<TrailTold> TrailTold => Set<TrailTold>();
}
