using Kith.Practice.Access;
using Kith.Practice.Casework;

namespace Kith.Practice.Contacts;

/// <summary>Where a contact stands.</summary>
public enum ContactState
{
    Waiting,
    Taken,
    Gathering,
    Decided,
}

/// <summary>What can be done with a contact.</summary>
public enum ContactAct
{
    Take,
    PassOn,
    Ask,
    Receive,
    Decide,
    Reconsider,
}

/// <summary>A contact with what its permitted acts depend on.</summary>
/// <param name="Requests">What agencies were asked.</param>
/// <param name="ReferralDecided">True when a manager has decided on the referral that was made of it.</param>
public sealed record ContactCase(Contact Contact, IReadOnlyList<InformationRequest> Requests, bool ReferralDecided = false);

/// <summary>From what we were told to a decision about it.</summary>
public static class ContactMachine
{
    private static readonly Rule<ContactCase> RecordedHere = new(
        "it was recorded in Kith",
        c => c.Contact.IsFromExtract ? $"This contact is kept in the {Store.Sources.Describe(c.Contact.Source!)}. Change it there" : null
    );

    private static readonly Rule<ContactCase> AnswerAwaited = new("an agency has not answered", c => c.Requests.Any(r => r.IsOpen) ? null : "No answer is awaited");

    private static readonly Rule<ContactCase> ReferralUndecided = new(
        "no manager has decided on a referral made of it",
        c => c.ReferralDecided ? "A manager has decided on the referral that was made of this contact. A new contact is needed" : null
    );

    /// <summary>The machine.</summary>
    public static StateMachine<ContactCase, ContactState, ContactAct> Machine { get; } =
        new StateMachine<ContactCase, ContactState, ContactAct>(
            "Contact",
            c =>
                !c.Contact.IsWaiting ? ContactState.Decided
                : c.Requests.Any(r => r.IsOpen) ? ContactState.Gathering
                : c.Contact.WorkerId is null ? ContactState.Waiting
                : ContactState.Taken
        )
            .State(ContactState.Waiting, "Nobody is on it yet", begins: true)
            .State(ContactState.Taken, "Someone is on it", begins: true)
            .State(ContactState.Gathering, "An agency was asked and has not answered")
            .State(ContactState.Decided, "A decision was made")
            .Act(ContactAct.Take, "take the contact", [ContactState.Waiting], [ContactState.Taken], Permission.RecordWork, "Anyone on duty", RecordedHere)
            .Act(
                ContactAct.Take,
                "take the contact",
                [ContactState.Taken, ContactState.Gathering],
                [ContactState.Taken, ContactState.Gathering],
                Permission.RecordWork,
                "Anyone on duty",
                RecordedHere
            )
            .Act(
                ContactAct.PassOn,
                "pass the contact on",
                [ContactState.Waiting, ContactState.Taken],
                [ContactState.Waiting, ContactState.Taken],
                Permission.RecordWork,
                "Anyone on duty",
                RecordedHere
            )
            .Act(ContactAct.PassOn, "pass the contact on", [ContactState.Gathering], [ContactState.Gathering], Permission.RecordWork, "Anyone on duty", RecordedHere)
            .Act(
                ContactAct.Ask,
                "ask an agency",
                [ContactState.Waiting, ContactState.Taken, ContactState.Gathering],
                [ContactState.Gathering],
                Permission.RecordWork,
                "Anyone on duty",
                RecordedHere
            )
            .Act(
                ContactAct.Receive,
                "record an answer",
                [ContactState.Gathering],
                [ContactState.Gathering, ContactState.Taken, ContactState.Waiting],
                Permission.RecordWork,
                "Anyone on duty",
                AnswerAwaited
            )
            // What an agency still owes never holds up a decision that a child needs.
            .Act(
                ContactAct.Decide,
                "decide on the contact",
                [ContactState.Waiting, ContactState.Taken, ContactState.Gathering],
                [ContactState.Decided],
                Permission.RecordWork,
                "Anyone on duty",
                RecordedHere
            )
            .Act(
                ContactAct.Reconsider,
                "reconsider the contact",
                [ContactState.Decided],
                [ContactState.Waiting, ContactState.Taken, ContactState.Gathering],
                Permission.Decide,
                "A manager, with a reason",
                RecordedHere,
                ReferralUndecided
            );
}
