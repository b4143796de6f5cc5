using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare;

/// <summary>Where a time missing stands.</summary>
public enum MissingState
{
    Missing,
    Returned,
    Offered,
    NotOffered,
    Refused,
    Held,
}

/// <summary>What can be done with a time missing.</summary>
public enum MissingAct
{
    Return,
    TakeBackReturn,
    Correct,
    Offer,
    DoNotOffer,
    Refuse,
    Hold,
}

/// <summary>A time missing with its return interview; null while nothing of one is recorded.</summary>
public sealed record MissingCase(MissingEpisode Episode, ReturnInterview? Interview)
{
    private void Demand(MissingAct act) => MissingMachine.Machine.Demand(this, act);

    /// <summary>The child is back.</summary>
    public void Return(DateTime at, FoundHow how)
    {
        Demand(MissingAct.Return);
        (Episode.FoundAt, Episode.FoundHow) = (at, how);
    }

    /// <summary>The return turned out not to be one: the child is missing still.</summary>
    public void TakeBackReturn()
    {
        Demand(MissingAct.TakeBackReturn);
        (Episode.FoundAt, Episode.FoundHow, Episode.FoundWhere, Episode.FoundWith, Episode.Harm, Episode.HarmWhat) = (null, null, null, null, null, null);
    }

    /// <summary>An interview was offered. Gives the case with it.</summary>
    public MissingCase Offer(DateTime at, Func<Guid> newId)
    {
        Demand(MissingAct.Offer);
        var with = With(newId);
        (with.Interview!.OfferedAt, with.Interview.NotOfferedWhy) = (at, null);
        with.Tell(true, null);
        return with;
    }

    /// <summary>None is offered, for a reason. Gives the case with it.</summary>
    public MissingCase DoNotOffer(string why, Func<Guid> newId)
    {
        Demand(MissingAct.DoNotOffer);
        var with = With(newId);
        with.Interview!.NotOfferedWhy = why;
        with.Tell(false, null);
        return with;
    }

    /// <summary>The child does not want it.</summary>
    public void Refuse(DateTime at, string why)
    {
        Demand(MissingAct.Refuse);
        (Interview!.RefusedAt, Interview.RefusedWhy) = (at, why);
        Tell(true, false);
    }

    /// <summary>Somebody listened.</summary>
    public void Hold(DateTime at)
    {
        Demand(MissingAct.Hold);
        (Interview!.HeldAt, Interview.RefusedAt, Interview.RefusedWhy) = (at, null, null);
        Tell(true, true);
    }

    private MissingCase With(Func<Guid> newId) =>
        Interview is not null
            ? this
            : this with
            {
                Interview = new ReturnInterview
                {
                    Id = newId(),
                    PersonId = Episode.PersonId,
                    EpisodeId = Episode.Id,
                },
            };

    // The two answers that returns to government ask for. What an extract said of its own episode stays as it came.
    private void Tell(bool offered, bool? accepted)
    {
        if (Episode.Source is null)
        {
            (Episode.InterviewOffered, Episode.InterviewAccepted) = (offered, accepted);
        }
    }
}

/// <summary>From being missed to the interview after the return (statutory guidance on children who run away or go missing, January 2014).</summary>
public static class MissingMachine
{
    private static readonly Rule<MissingCase> RecordedHere = new(
        "it is recorded in Kith",
        c =>
            c.Episode.Source is { } source
                ? $"This time missing came with the {Sources.Describe(source)}. Change it in the system it is kept in; the return interview can be recorded here"
                : null
    );

    /// <summary>The machine.</summary>
    public static StateMachine<MissingCase, MissingState, MissingAct> Machine { get; } =
        new StateMachine<MissingCase, MissingState, MissingAct>("Missing episode", StateOf)
            .State(MissingState.Missing, "The child is missing", begins: true)
            .State(MissingState.Returned, "The child is back; no return interview is offered yet", begins: true)
            .State(MissingState.Offered, "A return interview was offered")
            .State(MissingState.NotOffered, "No return interview was offered, with the reason")
            .State(MissingState.Refused, "The child did not want the return interview")
            .State(MissingState.Held, "The return interview was held")
            .Act(MissingAct.Return, "record the return", [MissingState.Missing], [MissingState.Returned], Permission.RecordWork, "Whoever hears of it", [RecordedHere])
            .Act(
                MissingAct.TakeBackReturn,
                "take the return back",
                [MissingState.Returned],
                [MissingState.Missing],
                Permission.RecordWork,
                "Whoever learns that it was not the child",
                [RecordedHere]
            )
            .Act(MissingAct.Correct, "correct what is recorded", All, All, Permission.RecordWork, "A worker, with a reason", [RecordedHere])
            .Act(
                MissingAct.Offer,
                "offer a return interview",
                [MissingState.Returned, MissingState.NotOffered],
                [MissingState.Offered],
                Permission.RecordWork,
                "Somebody independent, or the worker for them"
            )
            .Act(MissingAct.DoNotOffer, "say why none is offered", [MissingState.Returned], [MissingState.NotOffered], Permission.RecordWork, "Worker")
            .Act(MissingAct.Refuse, "record that the child does not want it", [MissingState.Offered], [MissingState.Refused], Permission.RecordWork, "Whoever offered it")
            .Act(
                MissingAct.Hold,
                "record the return interview",
                [MissingState.Offered, MissingState.Refused],
                [MissingState.Held],
                Permission.RecordWork,
                "Somebody independent, or the worker for them"
            );

    private static MissingState[] All => [MissingState.Missing, MissingState.Returned, MissingState.Offered, MissingState.NotOffered, MissingState.Refused, MissingState.Held];

    /// <summary>The state, from its facts.</summary>
    public static MissingState StateOf(MissingCase c) =>
        c.Episode.FoundAt is null ? MissingState.Missing
        : c.Interview is not { } i ? MissingState.Returned
        : i.HeldAt is not null ? MissingState.Held
        : i.RefusedAt is not null ? MissingState.Refused
        : i.OfferedAt is not null ? MissingState.Offered
        : i.NotOfferedWhy is not null ? MissingState.NotOffered
        : MissingState.Returned;

    /// <summary>«Sat 24 Oct, 22:15 to Sun 25 Oct, 08:40 (11 hours)».</summary>
    public static string Span(MissingEpisode e, DateOnly today) =>
        e.FoundAt is { } found
            ? $"{DateWords.Moment(e.MissingFrom, today)} to {DateWords.Moment(found, today)} ({DateWords.Lasting(found - e.MissingFrom)})"
            : $"since {DateWords.Moment(e.MissingFrom, today)}";
}
