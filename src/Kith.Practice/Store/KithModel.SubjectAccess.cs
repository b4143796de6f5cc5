using Kith.Practice.SubjectAccess;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void SubjectAccessWork(ModelBuilder model)
    {
        Of<SubjectRequest>(
            model,
            "subject_request",
            e =>
            {
                e.Ignore(r => r.Elsewhere);
                e.HasIndex(r => r.ReceivedOn);
                // The few that are open: asked on the day of whoever answers, and before anything is disposed of.
                e.HasIndex(r => r.DueOn).HasFilter("given_at IS NULL AND ended_on IS NULL");
            }
        );
        model.Entity<SubjectItem>(e =>
        {
            e.ToTable("subject_item");
            e.Ignore(i => i.Fields);
            e.Ignore(i => i.Taken);
            e.Ignore(i => i.Pointed);
            e.Property(i => i.Source).HasMaxLength(60);
            e.Property(i => i.Section).HasMaxLength(80);
            e.HasIndex(i => new
                {
                    i.RequestId,
                    i.Source,
                    i.SourceId,
                })
                .IsUnique();
            // Looked for when that person's record goes.
            e.HasIndex(i => i.OfPersonId).HasFilter("of_person_id IS NOT NULL");
            e.HasOne<SubjectRequest>().WithMany().HasForeignKey(i => i.RequestId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SubjectWords>(e =>
        {
            e.ToTable("subject_words");
            e.HasIndex(w => w.RequestId);
            e.HasOne<SubjectRequest>().WithMany().HasForeignKey(w => w.RequestId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SubjectPack>(e =>
        {
            e.ToTable("subject_pack");
            e.HasIndex(p => p.RequestId);
            e.HasOne<SubjectRequest>().WithMany().HasForeignKey(p => p.RequestId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
