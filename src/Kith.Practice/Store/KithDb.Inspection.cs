using Kith.Practice.Inspection.Rooms;
using Kith.Practice.Inspection.SelfEvaluations;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<InspectionRoom> InspectionRooms => Set<InspectionRoom>();
    public DbSet<RoomInspector> RoomInspectors => Set<RoomInspector>();
    public DbSet<RoomChild> RoomChildren => Set<RoomChild>();
    public DbSet<GivenRecord> GivenRecords => Set<GivenRecord>();
    public DbSet<RoomRequest> RoomRequests => Set<RoomRequest>();
    public DbSet<RoomMeeting> RoomMeetings => Set<RoomMeeting>();
    public DbSet<RoomNote> RoomNotes => Set<RoomNote>();
    public DbSet<RoomPaper> RoomPapers => Set<RoomPaper>();
    public DbSet<SelfEvaluation> SelfEvaluations => Set<SelfEvaluation>();
    public DbSet<EvaluationSection> EvaluationSections => Set<EvaluationSection>();
}
