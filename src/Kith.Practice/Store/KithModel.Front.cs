using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.Referrals;
using Kith.Practice.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    /// <summary>Contacts, referrals, assessments, transfers.</summary>
    static partial void FrontDoor(ModelBuilder model)
    {
        model.Entity<Contact>(e =>
        {
            e.Ignore(c => c.IsWaiting);
            // The duty queue looks at nothing but what waits.
            e.HasIndex(c => new { c.TeamId, c.ReceivedOn }).HasFilter("together_id IS NOT NULL AND decided_on IS NULL");
        });
        model.Entity<InformationRequest>(e =>
        {
            e.ToTable("information_request");
            e.Ignore(r => r.IsOpen);
            e.HasIndex(r => r.TogetherId);
        });
        model.Entity<Episode>(e =>
        {
            e.Ignore(x => x.IsUndecided);
            e.Ignore(x => x.OwesAnswer);
            e.HasIndex(x => x.ContactId);
            e.HasIndex(x => new { x.TakenByTeamId, x.DecidedOn }).HasFilter("decision IS NOT NULL AND referrer_told_on IS NULL AND referrer_not_told_reason IS NULL");
            e.HasIndex(x => new { x.TeamId, x.ReferredOn }).HasFilter("decided_on IS NULL AND primary_need IS NULL AND closed_on IS NULL");
        });
        model.Entity<Assessment>().Property(a => a.Edition).HasMaxLength(20);
        model.Entity<AssessmentText>(e =>
        {
            e.ToTable("assessment_text");
            e.Property(t => t.Section).HasMaxLength(40);
            e.HasIndex(t => t.TogetherId);
            e.HasIndex(t => t.AssessmentId);
        });
        Of<AssessmentVersion>(model, "assessment_version").HasIndex(v => new { v.AssessmentId, v.Number }).IsUnique();
        Of<Transfer>(
            model,
            "transfer",
            e =>
            {
                e.Ignore(t => t.IsOpen);
                e.HasIndex(t => new { t.ToTeamId, t.AskedOn }).HasFilter("accepted_on IS NULL AND ended_on IS NULL");
            }
        );
    }
}
