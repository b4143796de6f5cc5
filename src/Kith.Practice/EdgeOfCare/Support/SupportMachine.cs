using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare;

/// <summary>Where intensive support stands.</summary>
public enum SupportState
{
    Referred,
    Declined,
    Waiting,
    Withdrawn,
    Working,
    SteppingDown,
    Ended,
}

/// <summary>What can be done with it.</summary>
public enum SupportAct
{
    Accept,
    Decline,
    Withdraw,
    Begin,
    ChangePlan,
    RecordSession,
    StepDown,
    StepUp,
    End,
    Look,
}

/// <summary>Intensive support with what hangs on it, as far as rules look at it.</summary>
public sealed record SupportCase(EdgeSupport Support, int Goals, IReadOnlyCollection<int> Looked)
{
    private void Demand(SupportAct act) => SupportMachine.Machine.Demand(this, act);

    /// <summary>The team takes it, or not, for a reason.</summary>
    public void Decide(bool accept, DateOnly on, string why, string by)
    {
        Demand(accept ? SupportAct.Accept : SupportAct.Decline);
        (Support.Accepted, Support.DecidedOn, Support.DecisionWhy, Support.DecidedByName) = (accept, on, why, by);
    }

    /// <summary>It is not wanted any more before it began.</summary>
    public void Withdraw(DateOnly on, string why)
    {
        Demand(SupportAct.Withdraw);
        (Support.WithdrawnOn, Support.WithdrawnWhy) = (on, why);
    }

    /// <summary>Somebody begins.</summary>
    public void Begin(DateOnly on, Guid worker)
    {
        Demand(SupportAct.Begin);
        (Support.StartedOn, Support.WorkerId) = (on, worker);
    }

    /// <summary>The team steps back; who carries on is written down.</summary>
    public void StepDown(DateOnly on, DateOnly until, string plan)
    {
        Demand(SupportAct.StepDown);
        (Support.StepDownOn, Support.StepDownUntil, Support.StepDownPlan) = (on, until, plan);
    }

    /// <summary>Back to full support.</summary>
    public void StepUp()
    {
        Demand(SupportAct.StepUp);
        (Support.StepDownOn, Support.StepDownUntil) = (null, null);
    }

    /// <summary>It ends.</summary>
    public void Finish(DateOnly on, SupportEnd end, string why)
    {
        Demand(SupportAct.End);
        (Support.EndedOn, Support.End, Support.EndedWhy) = (on, end, why);
    }
}

/// <summary>From the referral to the edge-of-care team to the looks after the end.</summary>
public static class SupportMachine
{
    /// <summary>The machine.</summary>
    public static StateMachine<SupportCase, SupportState, SupportAct> Machine { get; } =
        new StateMachine<SupportCase, SupportState, SupportAct>("Edge of care support", c => StateOf(c.Support))
            .State(SupportState.Referred, "The edge-of-care team was asked", begins: true)
            .State(SupportState.Declined, "The team declined, with the reason and what is offered instead")
            .State(SupportState.Waiting, "The team accepted; the family waits for a practitioner")
            .State(SupportState.Withdrawn, "It was withdrawn before it began")
            .State(SupportState.Working, "The team works intensively with the family")
            .State(SupportState.SteppingDown, "The team is stepping back")
            .State(SupportState.Ended, "Intensive support has ended")
            .Act(SupportAct.Accept, "accept the referral", [SupportState.Referred], [SupportState.Waiting], Permission.Decide, "Manager of the edge-of-care team")
            .Act(SupportAct.Decline, "decline the referral", [SupportState.Referred], [SupportState.Declined], Permission.Decide, "Manager of the edge-of-care team")
            .Act(
                SupportAct.Withdraw,
                "withdraw the referral",
                [SupportState.Referred, SupportState.Waiting],
                [SupportState.Withdrawn],
                Permission.RecordWork,
                "Whoever works with the child"
            )
            .Act(SupportAct.Begin, "begin intensive support", [SupportState.Waiting], [SupportState.Working], Permission.RecordWork, "Manager or practitioner of the team")
            .Act(
                SupportAct.ChangePlan,
                "change the plan",
                [SupportState.Working, SupportState.SteppingDown],
                [SupportState.Working, SupportState.SteppingDown],
                Permission.RecordWork,
                "Practitioner"
            )
            .Act(
                SupportAct.RecordSession,
                "record a session",
                [SupportState.Working, SupportState.SteppingDown],
                [SupportState.Working, SupportState.SteppingDown],
                Permission.RecordWork,
                "Practitioner"
            )
            .Act(
                SupportAct.StepDown,
                "step down",
                [SupportState.Working],
                [SupportState.SteppingDown],
                Permission.RecordWork,
                "Practitioner",
                new Rule<SupportCase>(
                    "there is a plan with a goal",
                    c => c.Goals == 0 ? "Write at least one goal into the plan first: what is to be different when you step back" : null
                )
            )
            .Act(SupportAct.StepUp, "go back to full support", [SupportState.SteppingDown], [SupportState.Working], Permission.RecordWork, "Practitioner")
            .Act(SupportAct.End, "end intensive support", [SupportState.Working, SupportState.SteppingDown], [SupportState.Ended], Permission.RecordWork, "Practitioner")
            .Act(
                SupportAct.Look,
                "look at how it went",
                [SupportState.Ended],
                [SupportState.Ended],
                Permission.RecordWork,
                "Somebody of the team",
                new Rule<SupportCase>("one of the three looks is left", c => EdgeSupport.Looks.All(c.Looked.Contains) ? "All three looks are recorded" : null)
            );

    /// <summary>The state, from its facts.</summary>
    public static SupportState StateOf(EdgeSupport s) =>
        s.WithdrawnOn is not null ? SupportState.Withdrawn
        : s.EndedOn is not null ? SupportState.Ended
        : s.StepDownOn is not null ? SupportState.SteppingDown
        : s.StartedOn is not null ? SupportState.Working
        : s.Accepted == true ? SupportState.Waiting
        : s.Accepted == false ? SupportState.Declined
        : SupportState.Referred;

    /// <summary>The look that comes next; null when all are done or it has not ended.</summary>
    public static int? NextLook(EdgeSupport s, IReadOnlyCollection<int> looked) =>
        s.EndedOn is null ? null : EdgeSupport.Looks.Select(m => (int?)m).FirstOrDefault(m => !looked.Contains(m!.Value));

    /// <summary>The day of a look.</summary>
    public static DateOnly LookOn(DateOnly endedOn, int months) => WorkingDayCalendar.AddMonths(endedOn, months);
}
