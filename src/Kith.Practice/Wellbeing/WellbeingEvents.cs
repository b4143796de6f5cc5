using Kith.Practice.Trail;

namespace Kith.Practice.Wellbeing;

/// <summary>An event of an anonymous survey. That somebody answered is none: a time in the trail would be a thread to pull.</summary>
public abstract record SurveyEvent(Guid Survey) : TrailEvent
{
    public override string Chain => $"survey:{Survey:N}";
}

/// <summary>A survey was put to everyone who works here.</summary>
public sealed record SurveyOpened(Guid Survey, string Title, DateOnly OpensOn, DateOnly ClosesOn, int Statements) : SurveyEvent(Survey);

/// <summary>A survey was counted, and its answers thrown away.</summary>
public sealed record SurveyCounted(Guid Survey, int Asked, int Groups) : SurveyEvent(Survey);
