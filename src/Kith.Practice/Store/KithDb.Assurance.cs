using Kith.Practice.Assurance;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<AssuranceEdition> AssuranceEditions => Set<AssuranceEdition>();
}
