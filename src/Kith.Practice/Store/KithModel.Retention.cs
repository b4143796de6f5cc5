using Kith.Practice.Retention;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void RetentionWork(ModelBuilder model)
    {
        model.Entity<Disposal>(e =>
        {
            e.ToTable("disposal");
            e.Ignore(d => d.AppliedRules);
            e.Ignore(d => d.WhatWent);
            e.HasIndex(d => d.PersonId);
            e.HasIndex(d => new { d.State, d.NotBefore });
        });
        model.Entity<DisposalDigest>(e =>
        {
            e.ToTable("disposal_digest");
            e.Property(d => d.Mark).HasMaxLength(64);
            e.HasIndex(d => d.Mark);
        });
        model.Entity<DisposalKey>(e => e.ToTable("disposal_key"));
        model.Entity<RetentionDue>(e =>
        {
            e.ToTable("retention_due");
            e.HasKey(d => d.PersonId);
            e.HasIndex(d => d.DueOn);
            e.Property(d => d.Rule).HasMaxLength(40);
        });
        model.Entity<LegalHold>(e =>
        {
            e.ToTable("legal_hold");
            e.HasIndex(h => new { h.PersonId, h.EndedAt });
            // Those that stand: few among all that ever were.
            e.HasIndex(h => h.Id).HasDatabaseName("ix_legal_hold_standing").HasFilter("ended_at IS NULL");
        });
        model.Entity<EmptiedEntry>(e =>
        {
            e.ToTable("trail_emptied");
            e.HasKey(t => t.EntryId);
            e.HasIndex(t => t.DisposalId);
        });
    }
}
