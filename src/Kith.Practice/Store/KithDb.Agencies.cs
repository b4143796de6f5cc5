using Kith.Practice.Agencies;
using Kith.Practice.Children.NhsNumbers;
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
    public DbSet<Panel> Panels => Set<Panel>();
    public DbSet<PanelMember> PanelMembers => Set<PanelMember>();
    public DbSet<PanelMeeting> PanelMeetings => Set<PanelMeeting>();
    public DbSet<PanelSeat> PanelSeats => Set<PanelSeat>();
    public DbSet<PanelChild> PanelChildren => Set<PanelChild>();
    public DbSet<PanelGiven> PanelGivens => Set<PanelGiven>();
    public DbSet<PanelPaper> PanelPapers => Set<PanelPaper>();
    public DbSet<NhsTrace> NhsTraces => Set<NhsTrace>();
}
