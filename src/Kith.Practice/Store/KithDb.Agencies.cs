using Kith.Practice.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<PartnerAgency> PartnerAgencies => Set<PartnerAgency>();
    public DbSet<AgencyTeam> AgencyTeams => Set<AgencyTeam>();
    public DbSet<Professional> Professionals => Set<Professional>();
    public DbSet<ChildProfessional> ChildProfessionals => Set<ChildProfessional>();
    public DbSet<PartnerCode> PartnerCodes => Set<PartnerCode>();
    public DbSet<PartnerReferral> PartnerReferrals => Set<PartnerReferral>();
    public DbSet<ReferredChild> ReferredChildren => Set<ReferredChild>();
    public DbSet<InformationShare> InformationShares => Set<InformationShare>();
    public DbSet<Disagreement> Disagreements => Set<Disagreement>();
    public DbSet<DisagreementStep> DisagreementSteps => Set<DisagreementStep>();
}
