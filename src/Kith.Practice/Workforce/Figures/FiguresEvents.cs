using Kith.Practice.Trail;
using Kith.Practice.Workforce.Workers;

namespace Kith.Practice.Workforce.Figures;

/// <summary>How many posts a team is funded for changed, from a day.</summary>
public sealed record FundedPostsSet(Guid Team, string Title, decimal FullTimeEquivalent, DateOnly From) : TrailEvent
{
    public override string Chain => $"team:{Team:N}";
}

/// <summary>Days off sick were written down: from when, and to when where that is known. Never why.</summary>
public sealed record SicknessRecorded(Guid Worker, Guid Absence, DateOnly From, DateOnly? To) : WorkerEvent(Worker);
