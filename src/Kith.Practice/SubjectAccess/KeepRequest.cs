using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Trail;

namespace Kith.Practice.SubjectAccess;

/// <summary>What moves the time to answer, and ends a request without a pack.</summary>
[UseCase]
public sealed class KeepRequest(SubjectRoom room, Acts.Acts acts, Clock clock)
{
    /// <summary>Proof of identity was shown: where it was asked for, the month begins with it.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">The day is not possible, or nothing says how.</exception>
    public Task ShowIdentity(Guid id, DateOnly? on, string? how, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            "Look at proof of identity",
            version,
            actor,
            key,
            request =>
            {
                if (request is not { IdentityAskedOn: { } asked, IdentityShownOn: null })
                {
                    throw new NotAcceptedException("", "No proof of identity is waited for");
                }
                Day("ShownOn", on, request.ReceivedOn, "it was shown");
                Refuse(Editing.Text("How", how, "Write what was shown, without its number", ReceiveRequest.Longest));
                (request.IdentityShownOn, request.IdentityHow) = (on, how!.Trim());
                return () => new SubjectIdentityLookedAt(request.PersonId, id, asked, on, request.DueOn);
            },
            ct
        );

    /// <summary>The person is asked what they want: the time stands still until they answer.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">They were asked already, or the day is not possible.</exception>
    public Task AskClarity(Guid id, DateOnly? on, string? question, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            "Ask what is wanted",
            version,
            actor,
            key,
            request =>
            {
                if (request.ClarityAskedOn is not null)
                {
                    throw new NotAcceptedException("", "They were asked once already. The time stands still once");
                }
                Day("AskedOn", on, request.ReceivedOn, "they were asked");
                Refuse(Editing.Text("Question", question, "Write what they were asked", ReceiveRequest.Longest));
                (request.ClarityAskedOn, request.ClarityQuestion) = (on, question!.Trim());
                return () => new SubjectClarityAsked(request.PersonId, id, on, null, request.DueOn);
            },
            ct
        );

    /// <summary>They answered: the time goes on.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">Nothing was asked, or the day is not possible.</exception>
    public Task GiveClarity(Guid id, DateOnly? on, string? answer, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            "Hear what is wanted",
            version,
            actor,
            key,
            request =>
            {
                if (request is not { ClarityAskedOn: { } asked, ClarityGivenOn: null })
                {
                    throw new NotAcceptedException("", "No answer is waited for");
                }
                Day("AnsweredOn", on, asked, "they answered");
                Refuse(Editing.Text("Answer", answer, "Write what they answered", ReceiveRequest.Longest));
                (request.ClarityGivenOn, request.ClarityAnswer) = (on, answer!.Trim());
                return () => new SubjectClarityAsked(request.PersonId, id, asked, on, request.DueOn);
            },
            ct
        );

    /// <summary>It takes up to two months longer; the person was told why within the first month.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">The first month is over, or the person was not told why.</exception>
    public Task Extend(Guid id, DateOnly? toldOn, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            "Take longer to answer",
            version,
            actor,
            key,
            request =>
            {
                if (request.ExtendedOn is not null)
                {
                    throw new NotAcceptedException("", "The time was made longer already. It can be done once");
                }
                Day("ToldOn", toldOn, request.ReceivedOn, "the person was told");
                if (request.Due().FirstMonthEndsOn is { } last && toldOn > last)
                {
                    throw new NotAcceptedException("ToldOn", $"The person has to be told within the first month, by {Kith.Standards.Calendar.DateWords.Long(last)}");
                }
                Refuse(Editing.Reason("Why", why, "Write why it takes longer, as the person was told", ReceiveRequest.Longest));
                (request.ExtendedOn, request.ExtendedWhy) = (toldOn, why!.Trim());
                return () => new SubjectTimeExtended(request.PersonId, id, toldOn!.Value, request.DueOn);
            },
            ct
        );

    /// <summary>Ends the request without a pack.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">It was given, or nothing says why it ends.</exception>
    public Task Finish(Guid id, SubjectEnd? end, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            "End a request",
            version,
            actor,
            key,
            request =>
            {
                if (end is not { } how || !Enum.IsDefined(how))
                {
                    throw new NotAcceptedException("End", "Choose how it ends");
                }
                Refuse(Editing.Reason("EndWhy", why, "Write why, and what whoever asked was told", ReceiveRequest.Longest));
                (request.End, request.EndedOn, request.EndedWhy) = (how, clock.Today, why!.Trim());
                return () => new SubjectRequestEnded(request.PersonId, id, how);
            },
            ct
        );

    private async Task Change(Guid id, string name, int? version, Actor actor, Guid? key, Func<SubjectRequest, Func<TrailEvent>> change, CancellationToken ct)
    {
        var request = await room.Open(id, actor, "keep a request", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(request, version);
        request.DemandChangeable();
        var happened = change(request);
        request.DueOn = request.Due().DueOn;
        var act = acts.Begin(actor, name, key: key);
        act.Happened(happened());
        await act.Save(id, ct);
    }

    private void Day(string field, DateOnly? on, DateOnly notBefore, string what)
    {
        if (on is not { } day || day > clock.Today || day < notBefore)
        {
            throw new NotAcceptedException(field, $"Enter the day on which {what}: from {Kith.Standards.Calendar.DateWords.Long(notBefore)} to today");
        }
    }

    private static void Refuse(Problem? problem)
    {
        if (problem is not null)
        {
            throw new NotAcceptedException([problem]);
        }
    }
}
