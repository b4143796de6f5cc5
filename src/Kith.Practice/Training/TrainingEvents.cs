using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Workers;

namespace Kith.Practice.Training;

/// <summary>An event of the catalogue of learning.</summary>
public abstract record CatalogueEvent : TrailEvent
{
    public override string Chain => "training";
}

/// <summary>An event of one session.</summary>
public abstract record SessionEvent(Guid Session) : TrailEvent
{
    public override string Chain => $"session:{Session:N}";
}

/// <summary>A competency was added, with the roles that need it.</summary>
public sealed record CompetencyAdded(Guid Competency, string Name, StaffRole Roles) : CatalogueEvent;

/// <summary>A competency changed.</summary>
public sealed record CompetencyChanged(Guid Competency, IReadOnlyList<FieldChange> Changes) : CatalogueEvent;

/// <summary>A course was added.</summary>
public sealed record CourseAdded(Guid Course, string Title, StaffRole MandatoryFor, int? RenewMonths, IReadOnlyList<Guid> Teaches) : CatalogueEvent;

/// <summary>A course changed.</summary>
public sealed record CourseChanged(Guid Course, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Guid> Teaches) : CatalogueEvent;

/// <summary>The year's budget and aims were set.</summary>
public sealed record TrainingBudgetSet(int Year, decimal Amount, decimal? Was) : CatalogueEvent;

/// <summary>A session was planned.</summary>
public sealed record SessionPlanned(Guid Session, Guid Course, DateOnly On, int Places, decimal Cost) : SessionEvent(Session);

/// <summary>Day, place, trainer, places or cost of a session changed.</summary>
public sealed record SessionChanged(Guid Session, IReadOnlyList<FieldChange> Changes) : SessionEvent(Session);

/// <summary>A session was called off; those who had booked were told.</summary>
public sealed record SessionCalledOff(Guid Session, string Why, int Booked) : SessionEvent(Session);

/// <summary>Somebody has a place on a session, or waits for one.</summary>
public sealed record PlaceBooked(Guid Session, Guid Worker, bool HasPlace) : SessionEvent(Session);

/// <summary>A place, or a turn in the waiting list, was given up.</summary>
public sealed record PlaceGivenUp(Guid Session, Guid Worker, bool HadPlace) : SessionEvent(Session);

/// <summary>A place that became free went to the first who waited; they were told.</summary>
public sealed record PlaceMovedUp(Guid Session, Guid Worker) : SessionEvent(Session);

/// <summary>It was written down who came.</summary>
public sealed record AttendanceWritten(Guid Session, IReadOnlyList<Guid> Came, IReadOnlyList<Guid> Missed) : SessionEvent(Session);

/// <summary>Whoever came said how it was, at once or what changed after three months. What they said is in the booking.</summary>
public sealed record TrainingEvaluated(Guid Session, Guid Worker, bool LookingBack) : SessionEvent(Session);

/// <summary>A course that a worker did elsewhere was written down.</summary>
public sealed record CourseDoneElsewhere(Guid Worker, Guid Course, DateOnly On) : WorkerEvent(Worker);

/// <summary>A need for learning was written down, of a worker, a team or the whole service.</summary>
public sealed record TrainingNeedRaised(Guid Need, Guid? Worker, Guid? Team, NeedSource Source) : CatalogueEvent;

/// <summary>A need for learning was met, or is no longer one.</summary>
public sealed record TrainingNeedMet(Guid Need, Guid? Worker, DateOnly On) : CatalogueEvent;

/// <summary>A step of the assessed and supported year was taken.</summary>
public sealed record AsyeStepRecorded(Guid Worker, AsyeStep Step, DateOnly On) : WorkerEvent(Worker);
