using Kith.Practice.Access.Api;
using Kith.Practice.Api.Webhooks;
using Kith.Practice.Dispatch;
using Kith.Practice.Returns.Feed;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void Leaving(ModelBuilder model)
    {
        model.Entity<DispatchChannel>(e =>
        {
            e.ToTable("dispatch_channel");
            e.HasKey(c => c.Key);
            e.Property(c => c.Key).HasMaxLength(60);
        });
        model.Entity<Parcel>(e =>
        {
            e.ToTable("parcel");
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Channel).HasMaxLength(60);
            e.HasIndex(p => new
            {
                p.Channel,
                p.State,
                p.DueAt,
            });
            e.HasIndex(p => new { p.Channel, p.MadeAt });
        });
        model.Entity<ApiToken>(e =>
        {
            e.ToTable("api_token");
            e.Property(t => t.Digest).HasMaxLength(64);
            e.HasIndex(t => t.Digest).IsUnique();
            e.HasIndex(t => t.AccountId);
            e.HasIndex(t => t.ClientId);
        });
        model.Entity<ApiClient>(e =>
        {
            e.ToTable("api_client");
            e.Property(c => c.Digest).HasMaxLength(64);
        });
        model.Entity<Webhook>(e =>
        {
            e.ToTable("webhook");
            e.Property(w => w.Address).HasMaxLength(300);
            e.Ignore(w => w.Channel);
            e.HasIndex(w => w.ClientId);
        });
        model.Entity<TrailTold>(e =>
        {
            e.ToTable("trail_told");
            e.HasKey(t => t.Chain);
            e.Property(t => t.Length).IsConcurrencyToken();
        });
        model.Entity<FeedLetter>(e =>
        {
            e.ToTable("feed_letter");
            e.HasKey(l => l.LaChildId);
            e.Property(l => l.LaChildId).HasMaxLength(20);
            e.Property(l => l.Hash).HasMaxLength(64);
            e.HasIndex(l => l.ParcelId);
            e.HasIndex(l => l.RefusedAt);
        });
    }
}
