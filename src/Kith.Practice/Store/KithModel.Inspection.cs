using Kith.Practice.Inspection;
using Kith.Practice.Inspection.Rooms;
using Kith.Practice.Inspection.SelfEvaluations;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void InspectionWork(ModelBuilder model)
    {
        model.Entity<InspectionRoom>(e =>
        {
            e.ToTable("inspection_room");
            e.HasIndex(r => r.InspectionId).IsUnique();
            e.HasOne<InspectionEvent>().WithMany().HasForeignKey(r => r.InspectionId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RoomInspector>(e =>
        {
            e.ToTable("room_inspector");
            e.HasIndex(i => i.InspectionId);
            e.HasIndex(i => i.AccountId);
        });
        model.Entity<RoomChild>(e =>
        {
            e.ToTable("room_child");
            e.HasIndex(c => new { c.InspectionId, c.PersonId }).IsUnique();
            e.HasIndex(c => c.PersonId);
        });
        model.Entity<GivenRecord>(e =>
        {
            e.ToTable("given_record");
            // What an account was given, and whether it was given one child: asked with every page that an inspector opens.
            e.HasIndex(g => new { g.AccountId, g.PersonId });
            e.HasIndex(g => g.PersonId);
            e.HasIndex(g => g.InspectionId);
        });
        model.Entity<RoomRequest>(e =>
        {
            e.ToTable("room_request");
            e.HasIndex(r => new { r.InspectionId, r.Number }).IsUnique();
            e.HasIndex(r => r.ActionId);
        });
        model.Entity<RoomMeeting>(e =>
        {
            e.ToTable("room_meeting");
            e.HasIndex(m => new { m.InspectionId, m.On });
        });
        model.Entity<RoomNote>(e =>
        {
            e.ToTable("room_note");
            e.HasIndex(n => n.InspectionId);
            e.HasIndex(n => n.MeetingId);
            e.HasOne<RoomMeeting>().WithMany().HasForeignKey(n => n.MeetingId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RoomPaper>(e =>
        {
            e.ToTable("room_paper");
            e.HasIndex(p => p.InspectionId);
        });
        model.Entity<SelfEvaluation>(e =>
        {
            e.ToTable("self_evaluation");
            e.HasIndex(s => s.Number).IsUnique();
            e.HasMany(s => s.Sections).WithOne().HasForeignKey(s => s.EvaluationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<EvaluationSection>(e =>
        {
            e.ToTable("evaluation_section");
            e.Ignore(s => s.Pinned);
            e.HasIndex(s => new { s.EvaluationId, s.Area }).IsUnique();
        });
    }
}
