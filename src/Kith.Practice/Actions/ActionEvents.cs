using System.Text.Json.Serialization;
using Kith.Practice.Trail;

namespace Kith.Practice.Actions;

/// <summary>An event of an action: on the child's chain, or on the team's when there is no child.</summary>
public abstract record ActionEvent(Guid? Person, Guid? Team, Guid Action) : TrailEvent
{
    public override string Chain =>
        Person is { } person ? $"person:{person:N}"
        : Team is { } team ? $"team:{team:N}"
        : "actions";

    [JsonIgnore]
    public override Guid? PersonId => Person;
}

/// <summary>Somebody undertook to do something.</summary>
public sealed record ActionAdded(Guid? Person, Guid? Team, Guid Action, ActionSource Source, Guid SourceId, string What, Guid? OwnerWorker, string? OwnerName, DateOnly? DueOn)
    : ActionEvent(Person, Team, Action)
{
    /// <summary>The event of an action. The trail is read by more than two: of an agreement between two it keeps no words.</summary>
    internal static ActionAdded Of(ActionItem a) =>
        new(a.PersonId, a.TeamId, a.Id, a.Source, a.SourceId, a.BetweenWorkerId is null ? a.What : ActionWords.BetweenTwo, a.OwnerWorkerId, a.OwnerName, a.DueOn);
}

/// <summary>The date, the owner or the words of an action changed.</summary>
public sealed record ActionChanged(Guid? Person, Guid? Team, Guid Action, IReadOnlyList<FieldChange> Changes) : ActionEvent(Person, Team, Action);

/// <summary>An action was done.</summary>
public sealed record ActionDone(Guid? Person, Guid? Team, Guid Action, DateOnly On, string? Evidence) : ActionEvent(Person, Team, Action)
{
    /// <inheritdoc cref="ActionAdded.Of"/>
    internal static ActionDone Of(ActionItem a) => new(a.PersonId, a.TeamId, a.Id, a.DoneOn!.Value, a.BetweenWorkerId is null ? a.Evidence : null);
}

/// <summary>An action that was done or ended is open again.</summary>
public sealed record ActionTakenUpAgain(Guid? Person, Guid? Team, Guid Action, string Reason, DateOnly? DueOn) : ActionEvent(Person, Team, Action);

/// <summary>An action was not needed any more.</summary>
public sealed record ActionEnded(Guid? Person, Guid? Team, Guid Action, string Reason) : ActionEvent(Person, Team, Action)
{
    /// <inheritdoc cref="ActionAdded.Of"/>
    internal static ActionEnded Of(ActionItem a) => new(a.PersonId, a.TeamId, a.Id, a.BetweenWorkerId is null ? a.EndedReason! : ActionWords.BetweenTwo);
}
