using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.WideRoles;
using Kith.Practice.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

/// <summary>Who comes in and what they may see: accounts, roles, restrictions, deputies, notices, policies.</summary>
internal static partial class KithModel
{
    private static void AccessWork(ModelBuilder model)
    {
        model.Entity<Account>(e =>
        {
            e.ToTable("account");
            e.HasIndex(a => a.WorkerId);
            e.Property(a => a.PhoneNumber).Metadata.SetMaxLength(null);
        });
        model.Entity<Microsoft.AspNetCore.Identity.IdentityUserClaim<Guid>>().ToTable("account_claim");
        // Lengths that Identity sets or leaves out by its options: left out always, so that the model is the same
        // whether or not the host configured it, and migrations stay true.
        model.Entity<Microsoft.AspNetCore.Identity.IdentityUserLogin<Guid>>(e =>
        {
            e.ToTable("account_login");
            e.Property(l => l.LoginProvider).Metadata.SetMaxLength(null);
            e.Property(l => l.ProviderKey).Metadata.SetMaxLength(null);
        });
        model.Entity<Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>>(e =>
        {
            e.ToTable("account_token");
            e.Property(t => t.LoginProvider).Metadata.SetMaxLength(null);
            e.Property(t => t.Name).Metadata.SetMaxLength(null);
        });
        // Said here in full, so that the model is the same whether or not the host configured Identity.
        model.Entity<Microsoft.AspNetCore.Identity.IdentityUserPasskey<Guid>>(e =>
        {
            e.ToTable("account_passkey");
            e.HasKey(p => p.CredentialId);
            e.Property(p => p.CredentialId).HasMaxLength(1024);
            e.OwnsOne(p => p.Data, d => d.ToJson("data"));
            e.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).IsRequired();
        });
        model.Entity<RoleGrant>(e =>
        {
            e.ToTable("role_grant");
            e.HasIndex(g => g.AccountId);
        });
        model.Entity<RoleRequest>(e =>
        {
            e.ToTable("role_request");
            e.Property(r => r.Why).HasMaxLength(GrantRole.LongestWords);
            e.Property(r => r.Comments).HasMaxLength(GrantRole.LongestWords);
            e.HasIndex(r => r.AccountId);
            e.HasIndex(r => r.DecidedAt);
        });
        model.Entity<Restriction>(e =>
        {
            e.ToTable("restriction");
            e.HasIndex(r => r.PersonId).IsUnique().HasFilter("ended_at IS NULL");
            e.HasMany(r => r.Readers).WithOne().HasForeignKey(r => r.RestrictionId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<RestrictionReader>(e =>
        {
            e.ToTable("restriction_reader");
            e.HasIndex(r => new { r.PersonId, r.AccountId });
            e.HasIndex(r => r.AccountId);
        });
        model.Entity<BreakGlass>(e =>
        {
            e.ToTable("break_glass");
            e.HasIndex(b => new { b.PersonId, b.AccountId });
            e.HasIndex(b => new { b.AccountId, b.ExpiresAt });
        });
        model.Entity<Deputising>(e =>
        {
            e.ToTable("deputising");
            e.HasIndex(d => d.DeputyAccountId);
            e.HasIndex(d => d.ForAccountId);
        });
        model.Entity<Notice>(e =>
        {
            e.ToTable("notice");
            e.Property(n => n.Href).HasMaxLength(200);
            e.HasIndex(n => new { n.AccountId, n.ReadAt });
        });
        model.Entity<Setting>(e =>
        {
            e.ToTable("setting");
            e.HasIndex(s => new { s.Key, s.From });
        });
    }
}
