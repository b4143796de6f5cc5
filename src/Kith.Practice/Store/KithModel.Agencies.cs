using Kith.Practice.Actions;
using Kith.Practice.Agencies;
using Kith.Practice.Children.NhsNumbers;
using Kith.Practice.Contacts;
using Kith.Practice.Protection.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    /// <summary>Agencies, their people, and what passes between them and the authority.</summary>
    static partial void AgencyWork(ModelBuilder model)
    {
        model.Entity<PartnerAgency>(e =>
        {
            e.ToTable("partner_agency");
            e.Property(a => a.SourceCode).HasMaxLength(3);
            e.HasIndex(a => a.Name).IsUnique();
        });
        model.Entity<AgencyTeam>(e =>
        {
            e.ToTable("agency_team");
            e.HasIndex(t => t.AgencyId);
        });
        model.Entity<Professional>(e =>
        {
            e.ToTable("professional");
            e.HasIndex(p => new { p.AgencyId, p.Name });
            e.HasIndex(p => p.Name);
            e.HasIndex(p => p.Email).IsUnique();
            e.HasIndex(p => p.AccountId).IsUnique();
        });
        Of<ChildProfessional>(model, "child_professional").HasIndex(c => c.ProfessionalId);
        model.Entity<PartnerCode>(e =>
        {
            e.ToTable("partner_code");
            e.HasKey(c => c.Id);
            e.Property(c => c.Id).ValueGeneratedNever();
            e.Property(c => c.AddressDigest).HasMaxLength(64);
            e.Property(c => c.SourceDigest).HasMaxLength(64);
            e.Property(c => c.BrowserDigest).HasMaxLength(64);
            e.Property(c => c.CodeDigest).HasMaxLength(64);
            // Of two askings for one address in the same moment, one is the next: nobody gets more than they should.
            e.HasIndex(c => new
                {
                    c.AddressDigest,
                    c.Quarter,
                    c.Nth,
                })
                .IsUnique();
            e.HasIndex(c => new { c.SourceDigest, c.MadeAt });
            e.HasIndex(c => c.MadeAt);
            e.HasIndex(c => c.ProfessionalId).HasFilter("used_at IS NULL");
        });
        model.Entity<PartnerReferral>(e =>
        {
            e.ToTable("partner_referral");
            e.Ignore(r => r.IsDraft);
            e.Ignore(r => r.IsWaiting);
            e.Property(r => r.Reference).HasMaxLength(9);
            e.HasMany(r => r.Children).WithOne().HasForeignKey(c => c.ReferralId).OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(r => new { r.ProfessionalId, r.BegunAt });
            e.HasIndex(r => r.Reference).IsUnique();
            e.HasIndex(r => r.ContactTogetherId);
            // The front door looks at nothing but what waits.
            e.HasIndex(r => r.SentAt).HasFilter("sent_at IS NOT NULL AND taken_in_at IS NULL");
        });
        model.Entity<ReferredChild>(e =>
        {
            e.ToTable("referred_child");
            e.Ignore(c => c.Name);
            e.HasIndex(c => c.ReferralId);
        });
        Of<InformationShare>(model, "information_share").HasIndex(s => new { s.PersonId, s.On });
        Of<Disagreement>(
            model,
            "disagreement",
            e =>
            {
                e.Ignore(d => d.IsOpen);
                e.HasIndex(d => d.ProfessionalId);
                e.HasIndex(d => d.StageFrom).HasFilter("settled_on IS NULL");
            }
        );
        model.Entity<DisagreementStep>(e =>
        {
            e.ToTable("disagreement_step");
            e.HasIndex(s => s.DisagreementId);
        });
        model.Entity<Panel>(e => e.ToTable("panel"));
        model.Entity<PanelMember>(e =>
        {
            e.ToTable("panel_member");
            e.HasIndex(m => m.PanelId);
            e.HasIndex(m => m.WorkerId);
        });
        model.Entity<PanelMeeting>(e =>
        {
            e.ToTable("panel_meeting");
            e.HasIndex(m => new { m.PanelId, m.On });
        });
        model.Entity<PanelSeat>(e =>
        {
            e.ToTable("panel_seat");
            e.HasIndex(s => s.MeetingId);
            // A partner's own.
            e.HasIndex(s => s.ProfessionalId);
        });
        Of<PanelChild>(
            model,
            "panel_child",
            e =>
            {
                e.Ignore(c => c.WaitsForManager);
                e.HasIndex(c => new { c.PanelId, c.HeardOn });
                e.HasIndex(c => c.MeetingId);
                // The measures' years.
                e.HasIndex(c => c.PutForwardOn);
            }
        );
        Of<PanelGiven>(model, "panel_given", e => e.HasIndex(g => new { g.EntryId, g.AgencyId }));
        Of<PanelPaper>(model, "panel_paper", e => e.HasIndex(p => p.EntryId));
        Of<NhsTrace>(model, "nhs_trace");
        model.Entity<Contact>(e =>
        {
            e.Ignore(c => c.OwesPartner);
            e.HasIndex(c => c.PartnerReferralId);
            e.HasIndex(c => new { c.TeamId, c.DecidedOn }).HasFilter("partner_referral_id IS NOT NULL AND referrer_told_on IS NULL AND decided_on IS NOT NULL");
        });
        model.Entity<Participant>().HasIndex(p => new { p.ProfessionalId, p.InvitedOn });
        model.Entity<ActionItem>().HasIndex(a => new { a.OwnerProfessionalId, a.DueOn });
    }
}
