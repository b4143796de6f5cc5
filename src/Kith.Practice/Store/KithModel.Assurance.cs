using Kith.Practice.Assurance;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void AssuranceWork(ModelBuilder model) =>
        model.Entity<AssuranceEdition>(e =>
        {
            e.ToTable("assurance_edition");
            e.Ignore(x => x.Pinned);
            // One edition of a quarter that stands.
            e.HasIndex(x => x.AsAt).IsUnique().HasFilter("withdrawn_at IS NULL");
            e.HasIndex(x => x.OpenFrom);
        });
}
