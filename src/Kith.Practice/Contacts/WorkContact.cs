using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Contacts;

/// <summary>Someone is on the contact.</summary>
public sealed record ContactTaken(Guid Person, Guid Contact, Guid Worker, string WorkerName) : PersonEvent(Person);

/// <summary>A contact went to another team or colleague.</summary>
public sealed record ContactPassedOn(Guid Person, Guid Contact, Guid Team, Guid? Worker, string? Note) : PersonEvent(Person);

/// <summary>An agency was asked what it knows.</summary>
public sealed record InformationAsked(Guid Person, Guid Request, string Agency, bool WithConsent, DateOnly NeededBy) : PersonEvent(Person);

/// <summary>An agency answered.</summary>
public sealed record InformationReceived(Guid Person, Guid Request, string Agency, bool NothingHeld) : PersonEvent(Person);

/// <summary>The contacts of one telling that the actor may work on, with what agencies were asked.</summary>
internal static class ContactGroup
{
    /// <summary>
    /// The contacts that the actor may see: of children whose record they may read; and those that came to their own
    /// team, decided or not, unless the child's record is restricted.
    /// </summary>
    public static IQueryable<Contact> Visible(KithDb db, RecordAccess access, Actor actor, Guid together)
    {
        // Asked of the few contacts that wait, not worked out for everybody.
        var readable = access.Readable(actor);
        var teams = actor.TeamIds;
        return db.Contacts.Where(c =>
            c.TogetherId == together
            && (readable.Any(p => p.Id == c.PersonId) || (teams.Contains(c.TeamId!.Value) && !db.Restrictions.Any(r => r.PersonId == c.PersonId && r.EndedAt == null)))
        );
    }

    /// <summary>Tracked. Those of children whose record the actor may not read are left out: they wait for those who may.</summary>
    /// <exception cref="AccessRefusedException">There is none that the actor may read, or the permission is wanting.</exception>
    public static async Task<List<ContactCase>> Load(KithDb db, RecordAccess access, Actor actor, Guid together, Permission permission, string what, CancellationToken ct)
    {
        RecordAccess.Demand(actor, permission, what);
        var contacts = await Visible(db, access, actor, together).OrderBy(c => c.Id).ToListAsync(ct);
        if (contacts.Count == 0)
        {
            throw new AccessRefusedException(Sight.Nothing, what);
        }
        var requests = await db.InformationRequests.Where(r => r.TogetherId == together).OrderBy(r => r.Id).ToListAsync(ct);
        var episodes = contacts.Select(c => c.EpisodeId).OfType<Guid>().ToList();
        var decided = episodes.Count == 0 ? [] : await db.Episodes.AsNoTracking().Where(e => episodes.Contains(e.Id) && e.DecidedOn != null).Select(e => e.Id).ToListAsync(ct);
        return [.. contacts.Select(c => new ContactCase(c, requests, c.EpisodeId is { } e && decided.Contains(e)))];
    }

    /// <summary>Those of the cases that permit the act.</summary>
    /// <exception cref="NotAcceptedException">None does; why not.</exception>
    public static List<ContactCase> Permitting(List<ContactCase> cases, ContactAct act)
    {
        var may = cases.Where(c => ContactMachine.Machine.Why(c, act) is null).ToList();
        return may.Count > 0 ? may : throw new NotAcceptedException("", ContactMachine.Machine.Why(cases[0], act)!.Words);
    }
}

/// <summary>Takes a contact from the queue, or passes it on.</summary>
[UseCase]
public sealed class TakeContact(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not work on it.</exception>
    /// <exception cref="NotAcceptedException">It is decided already.</exception>
    public async Task Take(Guid together, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var cases = await ContactGroup.Load(db, access, actor, together, Permission.RecordWork, "take a contact", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (actor.WorkerId is not { } me)
        {
            throw new NotAcceptedException("", "Only someone who works with children can take a contact. Your account is not joined to a worker");
        }
        var act = acts.Begin(actor, "Take a contact", key: key);
        foreach (var c in ContactGroup.Permitting(cases, ContactAct.Take).Where(c => c.Contact.WorkerId != me))
        {
            c.Contact.Take(me, act.At);
            act.Happened(new ContactTaken(c.Contact.PersonId, c.Contact.Id, me, actor.Name));
        }
        await act.Save(together, ct);
    }

    /// <summary>Passes it to a colleague, or back to the queue of a team (its own when none is named).</summary>
    /// <exception cref="AccessRefusedException">The actor may not work on it.</exception>
    /// <exception cref="NotAcceptedException">It is decided already, or the colleague has left.</exception>
    public async Task PassOn(Guid together, Guid? worker, Guid? team, string? note, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var cases = await ContactGroup.Load(db, access, actor, together, Permission.RecordWork, "pass a contact on", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var colleague = worker is { } id ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, ct) : null;
        if (worker is not null && (colleague is null || colleague.LeftOn <= clock.Today))
        {
            throw new NotAcceptedException("WorkerId", "Choose a colleague from the list");
        }
        var act = acts.Begin(actor, "Pass a contact on", PersonRules.Clean(note), key);
        foreach (var c in ContactGroup.Permitting(cases, ContactAct.PassOn))
        {
            var to = team ?? colleague?.TeamId ?? c.Contact.TeamId ?? throw new NotAcceptedException("", "This contact belongs to no team");
            c.Contact.PassOn(to, colleague?.Id, act.At);
            act.Happened(new ContactPassedOn(c.Contact.PersonId, c.Contact.Id, to, colleague?.Id, PersonRules.Clean(note)));
        }
        if (colleague is not null)
        {
            await AllocateChild.Tell(db, clock, act, actor, cases[0].Contact.PersonId, [(colleague.Id, $"{actor.Name} passed a contact to you.")], ct);
        }
        await act.Save(together, ct);
    }
}

/// <summary>What an agency is asked.</summary>
public sealed record AskInput
{
    public string? Agency { get; set; }
    public string? Question { get; set; }

    /// <summary>True when the family agreed to the asking.</summary>
    public bool? WithConsent { get; set; }
}

/// <summary>What an agency answered.</summary>
public sealed record AnswerInput
{
    public string? Answer { get; set; }
    public bool NothingHeld { get; set; }
}

/// <summary>Gathers what agencies know about the children of a contact: asks, and records what comes back.</summary>
[UseCase]
public sealed class GatherInformation(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not work on the contact.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or the contact is decided.</exception>
    public async Task<Guid> Ask(Guid together, AskInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var cases = await ContactGroup.Load(db, access, actor, together, Permission.RecordWork, "ask an agency", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var may = ContactGroup.Permitting(cases, ContactAct.Ask);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Agency), input.Agency, "Enter whom you ask", 200) is { } agency)
        {
            problems.Add(agency);
        }
        if (Editing.Text(nameof(input.Question), input.Question, "Write what you ask", 2000) is { } question)
        {
            problems.Add(question);
        }
        if (input.WithConsent is null)
        {
            problems.Add(new(nameof(input.WithConsent), "Say whether the family agreed, or it is asked without because a child may be at risk"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Ask an agency", key: key);
        var request = new InformationRequest
        {
            Id = clock.NewId(),
            TogetherId = together,
            Agency = input.Agency!.Trim(),
            Question = input.Question!.Trim(),
            WithConsent = input.WithConsent!.Value,
            AskedOn = clock.Today,
            // The answer is of use only if it comes before the decision.
            NeededBy = WorkingDayCalendar.England.AddWorkingDays(may[0].Contact.ReceivedOn, 1) is var due && due < clock.Today ? clock.Today : due,
            AskedByAccountId = actor.AccountId,
        };
        db.InformationRequests.Add(request);
        foreach (var c in may)
        {
            act.Happened(new InformationAsked(c.Contact.PersonId, request.Id, request.Agency, request.WithConsent, request.NeededBy));
        }
        return await act.Save(request.Id, ct);
    }

    /// <exception cref="AccessRefusedException">The actor may not work on the contact.</exception>
    /// <exception cref="NotAcceptedException">Nothing was written, or it was answered already.</exception>
    public async Task Receive(Guid together, Guid requestId, AnswerInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var cases = await ContactGroup.Load(db, access, actor, together, Permission.RecordWork, "record an answer", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var request = cases[0].Requests.FirstOrDefault(r => r.Id == requestId) ?? throw new AccessRefusedException(Sight.Nothing, "record an answer");
        if (!input.NothingHeld && Editing.Text(nameof(input.Answer), input.Answer, "Write what they answered, or that they hold nothing", 10_000) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var act = acts.Begin(actor, "Record an agency's answer", key: key);
        // An answer that comes after the decision is kept all the same.
        request.Receive(PersonRules.Clean(input.Answer), input.NothingHeld, clock.Today);
        foreach (var c in cases)
        {
            act.Happened(new InformationReceived(c.Contact.PersonId, request.Id, request.Agency, request.NothingHeld));
        }
        await act.Save(requestId, ct);
    }
}
