using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<InformationRequest> InformationRequests => Set<InformationRequest>();
    public DbSet<AssessmentText> AssessmentTexts => Set<AssessmentText>();
    public DbSet<AssessmentVersion> AssessmentVersions => Set<AssessmentVersion>();
    public DbSet<Transfer> Transfers => Set<Transfer>();
}
