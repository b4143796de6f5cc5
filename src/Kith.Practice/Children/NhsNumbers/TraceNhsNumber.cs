using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.NhsNumbers;

/// <summary>Why the NHS is asked, as a form holds it.</summary>
public sealed record TraceInput
{
    public string? Why { get; set; }
    public LawfulBasis? Basis { get; set; }
    public SharingConsent? Consent { get; set; }
    public string? ConsentReason { get; set; }
}

/// <summary>One fact beside what the NHS has.</summary>
/// <param name="Same">Null where one of the two is not known.</param>
public sealed record TraceFact(string Name, string? Ours, string? Theirs, bool? Same);

/// <summary>Somebody who answers, beside the person's own facts.</summary>
public sealed record TraceCandidate(string Number, string Formatted, IReadOnlyList<TraceFact> Facts, bool Restricted, DateOnly? DiedOn, decimal? Score);

/// <summary>The page of a person's NHS number.</summary>
/// <param name="Missing">What has to be known before the NHS can be asked; null where enough is.</param>
/// <param name="Sends">What is sent when it is asked.</param>
public sealed record TracePage(string? Number, bool IsOn, string? Imported, string? Missing, IReadOnlyList<(string Name, string Value)> Sends, IReadOnlyList<NhsTrace> Traces);

/// <summary>Asks the NHS for somebody's number, shows who answers beside what is known here, and writes a number only when a person says that it is theirs.</summary>
[UseCase]
public sealed class TraceNhsNumber(KithDb db, RecordAccess access, Acts.Acts acts, INhsDirectory directory, DocumentCipher cipher, Clock clock)
{
    public const int Longest = 500;

    /// <summary>After this time what was answered is not shown any more: ask again.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromHours(24);

    /// <summary>The page; null when there is no such person. The caller has already been allowed to read the record.</summary>
    public async Task<TracePage?> Show(Guid personId, CancellationToken ct = default)
    {
        if (await Person(personId, ct) is not { } person)
        {
            return null;
        }
        var (question, missing) = Question(person);
        return new(
            NhsNumber.TryParse(person.NhsNumber, out var known, out _) ? known.Formatted : person.NhsNumber,
            directory.IsOn,
            person.Source,
            missing,
            question is null ? [] : Sends(question),
            await db.NhsTraces.AsNoTracking().Where(t => t.PersonId == personId).OrderByDescending(t => t.AskedAt).ThenByDescending(t => t.Id).Take(20).ToListAsync(ct)
        );
    }

    /// <summary>One asking with who answered, while nobody has said which it is; null when there is none of that id.</summary>
    public async Task<(NhsTrace Trace, IReadOnlyList<TraceCandidate> Candidates)?> Open(Guid personId, Guid traceId, CancellationToken ct = default)
    {
        var trace = await db.NhsTraces.AsNoTracking().FirstOrDefaultAsync(t => t.Id == traceId && t.PersonId == personId, ct);
        if (trace is null || await Person(personId, ct) is not { } person)
        {
            return null;
        }
        return (trace, [.. Answer(trace).Select(c => Beside(person, c))]);
    }

    /// <summary>Asks. That it is asked stands in the trail and in the log of what was shared before anything is sent.</summary>
    /// <returns>The id of the asking.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">It is not set up, too little is known, or no ground is given.</exception>
    public async Task<Guid> Handle(Guid personId, TraceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "ask the NHS for a number", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        if (!directory.IsOn)
        {
            throw new NotAcceptedException("", "Asking the NHS is not set up here. Whoever looks after Kith sets Kith:Pds");
        }
        var person = (await Person(personId, ct))!;
        Editing.RefuseImported(person, "This person");
        var (question, missing) = Question(person);
        if (missing is not null)
        {
            throw new NotAcceptedException("", missing);
        }
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Why), input.Why, "Say what the number is needed for", Longest) is { } nothing)
        {
            problems.Add(nothing);
        }
        if (input.Basis is not { } basis || !Enum.IsDefined(basis))
        {
            problems.Add(new(nameof(input.Basis), "Choose the ground"));
            basis = default;
        }
        if (input.Consent is not { } consent || !Enum.IsDefined(consent))
        {
            problems.Add(new(nameof(input.Consent), "Say whether the family knows and agrees"));
            consent = default;
        }
        else if (consent != SharingConsent.Agreed && string.IsNullOrWhiteSpace(input.ConsentReason))
        {
            problems.Add(new(nameof(input.ConsentReason), consent == SharingConsent.NotTold ? "Say why the family was not told" : "Write what the family said"));
        }
        if (input is { Basis: LawfulBasis.Consent, Consent: not (null or SharingConsent.Agreed) })
        {
            problems.Add(new(nameof(input.Basis), "The family does not agree, so consent cannot be the ground"));
        }
        if (input.ConsentReason?.Length > Longest)
        {
            problems.Add(new(nameof(input.ConsentReason), $"This must be {Longest} characters or fewer"));
        }
        Editing.Refuse(problems);
        var trace = new NhsTrace
        {
            Id = clock.NewId(),
            PersonId = personId,
            AskedAt = clock.UtcNow,
            ByAccountId = actor.AccountId,
            ByName = actor.Name,
            Basis = basis,
            Why = input.Why!.Trim(),
            Sent = string.Join(", ", Sends(question!).Select(s => s.Name.ToLowerInvariant())),
            RequestId = clock.NewId(),
        };
        db.NhsTraces.Add(trace);
        var act = acts.Begin(actor, "Ask the NHS for a number", trace.Why, key);
        act.Happened(new NhsNumberAsked(personId, trace.Id, basis, trace.Why, trace.Sent));
        LogSharing.Add(
            db,
            act,
            new InformationShare
            {
                Id = clock.NewId(),
                PersonId = personId,
                On = clock.Today,
                Way = SharedWay.Given,
                Whom = "NHS (Personal Demographics Service)",
                What = $"Who this is, to find the NHS number: {trace.Sent}",
                Why = trace.Why,
                Basis = basis,
                Consent = consent,
                ConsentReason = PersonRules.Clean(input.ConsentReason),
                ByAccountId = actor.AccountId,
                RecordedAt = act.At,
            }
        );
        var made = await act.Save(trace.Id, ct);
        if (made != trace.Id)
        {
            return made;
        }
        var answer = await directory.Find(question!, trace.RequestId, ct);
        (trace.Outcome, trace.Found, trace.Said) = (answer.Outcome, answer.Found.Count, answer.Said);
        trace.Answer = answer.Found.Count == 0 ? null : Convert.ToBase64String(cipher.Close(trace.Id, JsonSerializer.SerializeToUtf8Bytes(answer.Found)));
        var answered = acts.Begin(actor, "Hear what the NHS answers");
        answered.Happened(new NhsNumberAnswered(personId, trace.Id, trace.Outcome, trace.Found));
        return await answered.Save(trace.Id, ct);
    }

    /// <summary>A person says that this number is theirs: only now it goes onto the record.</summary>
    /// <param name="sure">That name and date of birth were looked at by a person.</param>
    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">Nobody looked, the number is not among those that answered, or another record has it.</exception>
    public async Task Confirm(Guid personId, Guid traceId, string? number, bool sure, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "write an NHS number", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var trace = await Unsettled(traceId, personId, ct);
        var person = await db.People.FirstAsync(p => p.Id == personId, ct);
        Editing.RefuseImported(person, "This person");
        if (!NhsNumber.TryParse(number, out var chosen, out _) || !Answer(trace).Any(c => c.Number == chosen.Value))
        {
            throw new NotAcceptedException("Number", "Choose one of those who answered");
        }
        if (!sure)
        {
            throw new NotAcceptedException("Sure", "Look at the facts side by side, then say that it is the same person");
        }
        if (person.NhsNumber is { } before && before != chosen.Value && Editing.Reason("Reason", reason, "Say why the number on the record is replaced", Longest) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        if (await db.People.AnyAsync(p => p.NhsNumber == chosen.Value && p.Id != personId && p.MergedIntoId == null, ct))
        {
            throw new NotAcceptedException("Number", "Another record has this number already. Ask whoever joins records to look whether both are the same person");
        }
        var old = person.NhsNumber;
        person.NhsNumber = chosen.Value;
        var act = acts.Begin(actor, "Write an NHS number that the NHS told", PersonRules.Clean(reason), key);
        if (act.ChangesOf(person) is { Count: > 0 } changes)
        {
            act.Happened(new PersonDetailsChanged(personId, changes));
        }
        Settle(trace, true, act, actor);
        act.Happened(new NhsNumberSettled(personId, traceId, true, old, chosen.Value));
        await act.Save(traceId, ct);
    }

    /// <summary>A person says that nobody who answered is this person. Who answered is forgotten.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">It was settled already.</exception>
    public async Task Refuse(Guid personId, Guid traceId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "say whose an NHS number is", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var trace = await Unsettled(traceId, personId, ct);
        var act = acts.Begin(actor, "Say that nobody who answered is this person", key: key);
        Settle(trace, false, act, actor);
        act.Happened(new NhsNumberSettled(personId, traceId, false, null, null));
        await act.Save(traceId, ct);
    }

    private static void Settle(NhsTrace trace, bool confirmed, Act act, Actor actor) =>
        (trace.SettledAt, trace.SettledByName, trace.Confirmed, trace.Answer) = (act.At, actor.Name, confirmed, null);

    private async Task<NhsTrace> Unsettled(Guid traceId, Guid personId, CancellationToken ct) =>
        await db.NhsTraces.FirstOrDefaultAsync(t => t.Id == traceId && t.PersonId == personId && t.SettledAt == null && t.Answer != null, ct)
        ?? throw new NotAcceptedException("", "This was settled already, or nobody answered");

    private Task<Person?> Person(Guid id, CancellationToken ct) => db.People.AsNoTracking().Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == id, ct);

    private IReadOnlyList<NhsCandidate> Answer(NhsTrace trace)
    {
        if (trace.Answer is null || trace.SettledAt is not null || clock.UtcNow - trace.AskedAt > Shown)
        {
            return [];
        }
        try
        {
            return JsonSerializer.Deserialize<List<NhsCandidate>>(cipher.Open(trace.Id, Convert.FromBase64String(trace.Answer))) ?? [];
        }
        catch (Exception error) when (error is FormatException or CryptographicException or JsonException)
        {
            // The key is gone, or somebody changed the row: then nobody answered who can be shown.
            return [];
        }
    }

    private static (NhsQuestion? Question, string? Missing) Question(Person p)
    {
        if (string.IsNullOrWhiteSpace(p.FamilyName) || p.DateOfBirth is not { } born)
        {
            return (null, "The family name and the date of birth have to be known before the NHS can be asked");
        }
        if (p.DateOfBirthCertainty == DateCertainty.Estimated)
        {
            return (null, "The date of birth is estimated: the NHS is asked with one that is known");
        }
        var question = new NhsQuestion(p.FamilyName.Trim(), PersonRules.Clean(p.GivenName), born, Gender(p.Sex), Postcode(p));
        return question is { Given: null } and ({ Gender: null } or { Postcode: null })
            ? (null, "Without the first name, the sex and the postcode have to be known before the NHS can be asked")
            : (question, null);
    }

    private static string? Gender(string? sex) =>
        sex switch
        {
            "F" => "female",
            "M" => "male",
            _ => null,
        };

    private static string? Postcode(Person p) => p.Addresses.Where(a => a.To is null).OrderByDescending(a => a.From).Select(a => PersonRules.Clean(a.Postcode)).FirstOrDefault();

    private static IReadOnlyList<(string Name, string Value)> Sends(NhsQuestion q)
    {
        var sends = new List<(string, string)> { ("Family name", q.Family) };
        if (q.Given is { } given)
        {
            sends.Add(("First name", given));
        }
        sends.Add(("Date of birth", DateWords.Long(q.BornOn)));
        if (q.Given is null && q.Gender is { } gender)
        {
            sends.Add(("Sex", gender));
        }
        if (q.Postcode is { } postcode)
        {
            sends.Add(("Postcode", postcode));
        }
        return sends;
    }

    private static TraceCandidate Beside(Person p, NhsCandidate c)
    {
        NhsNumber.TryParse(c.Number, out var number, out _);
        return new(
            c.Number,
            number.Formatted,
            [
                Fact("Family name", p.FamilyName, c.Family),
                Fact("First name", p.GivenName, c.Given),
                Fact("Date of birth", p.DateOfBirth is { } ours ? DateWords.Long(ours) : null, c.BornOn is { } theirs ? DateWords.Long(theirs) : null),
                Fact("Sex", Gender(p.Sex), c.Gender),
                Fact("Postcode", Postcode(p), c.Postcode),
            ],
            c.Restricted,
            c.DiedOn,
            c.Score
        );

        static TraceFact Fact(string name, string? ours, string? theirs) =>
            new(
                name,
                ours,
                theirs,
                string.IsNullOrWhiteSpace(ours) || string.IsNullOrWhiteSpace(theirs)
                    ? null
                    : string.Compare(
                        ours.Replace(" ", "", StringComparison.Ordinal),
                        theirs.Replace(" ", "", StringComparison.Ordinal),
                        CultureInfo.InvariantCulture,
                        CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace
                    ) == 0
            );
    }
}
