using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Details;

/// <summary>How to be with someone: languages, what helps, disabilities.</summary>
public sealed record CommunicationInput
{
    public string? HowToBeWithMe { get; set; }
    public string? FirstLanguage { get; set; }
    public bool InterpreterNeeded { get; set; }

    /// <summary>DfE disability codes; NONE stands alone.</summary>
    public List<string> Disabilities { get; set; } = [];
}

/// <summary>How to be with the person, or what disabilities they have, was changed.</summary>
public sealed record CommunicationChanged(Guid Person, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>Changes how to be with a person.</summary>
[UseCase]
public sealed class ChangeCommunication(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 600;

    /// <summary>The form as it stands, with the version; null when there is no such person.</summary>
    public async Task<(CommunicationInput Input, int Version, string Name)?> Show(Guid personId, CancellationToken ct = default) =>
        await db.People.AsNoTracking().Include(p => p.Disabilities).FirstOrDefaultAsync(p => p.Id == personId, ct) is { } p
            ? (
                new CommunicationInput
                {
                    HowToBeWithMe = p.HowToBeWithMe,
                    FirstLanguage = p.FirstLanguage,
                    InterpreterNeeded = p.InterpreterNeeded,
                    Disabilities = [.. p.Disabilities.Select(d => d.Code).Order(StringComparer.Ordinal)],
                },
                p.Version,
                p.DisplayName
            )
            : null;

    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">Something cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Handle(Guid personId, CommunicationInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "change how to be with someone", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var person = await db.People.Include(p => p.Disabilities).FirstAsync(p => p.Id == personId, ct);
        Editing.SameVersion(person, version);
        var codes = input.Disabilities.OfType<string>().SelectMany(c => c.Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct().Order(StringComparer.Ordinal).ToList();
        var problems = new List<Problem>();
        if (input.HowToBeWithMe?.Trim().Length > Longest)
        {
            problems.Add(new(nameof(input.HowToBeWithMe), $"How to be with this person must be {Longest} characters or fewer"));
        }
        if (input.FirstLanguage?.Trim().Length > PersonRules.Longest)
        {
            problems.Add(new(nameof(input.FirstLanguage), $"First language must be {PersonRules.Longest} characters or fewer"));
        }
        if (codes.Any(c => !CodeSets.Disability.Contains(c)))
        {
            problems.Add(new(nameof(input.Disabilities), "Choose disabilities from the list"));
        }
        else if (codes.Contains("NONE") && codes.Count > 1)
        {
            problems.Add(new(nameof(input.Disabilities), "Choose either disabilities or «No disability»"));
        }
        Editing.Refuse(problems);

        var before = person.Disabilities.Select(d => d.Code).Order(StringComparer.Ordinal).ToList();
        var act = acts.Begin(actor, "Change how to be with someone", key: key);
        var changes = new List<FieldChange>();
        if (!before.SequenceEqual(codes))
        {
            if (person.IsFromExtract || person.Disabilities.Any(d => d.IsFromExtract))
            {
                throw new NotAcceptedException(nameof(input.Disabilities), "The disabilities came with an extract. Change them in the system they are kept in");
            }
            db.Disabilities.RemoveRange(person.Disabilities.Where(d => !codes.Contains(d.Code)));
            db.Disabilities.AddRange(
                codes
                    .Except(before)
                    .Select(c => new Disability
                    {
                        Id = clock.NewId(),
                        PersonId = personId,
                        Code = c,
                    })
            );
            changes.Add(new FieldChange("Disabilities", string.Join(", ", before), string.Join(", ", codes)));
            // The person's version goes up, so that a second editor of the list is noticed.
            db.Entry(person).Property(p => p.Version).IsModified = true;
        }
        person.HowToBeWithMe = PersonRules.Clean(input.HowToBeWithMe);
        person.FirstLanguage = PersonRules.Clean(input.FirstLanguage);
        person.InterpreterNeeded = input.InterpreterNeeded;
        changes.InsertRange(0, act.ChangesOf(person));
        if (changes.Count == 0)
        {
            return;
        }
        act.Happened(new CommunicationChanged(personId, changes));
        await act.Save(personId, ct);
    }
}

/// <summary>Why we are involved was written anew.</summary>
public sealed record WhyInvolvedWritten(Guid Person, string? Old, string New) : PersonEvent(Person);

/// <summary>Writes why we are involved, in a few sentences, dated and signed.</summary>
[UseCase]
public sealed class WriteWhyInvolved(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>Room for three good sentences.</summary>
    public const int Longest = 700;

    /// <summary>The text as it stands, with the version; null when there is no such person.</summary>
    public async Task<(string? Text, DateOnly? On, int Version, string Name)?> Show(Guid personId, CancellationToken ct = default) =>
        await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, ct) is { } p ? (p.WhyInvolved, p.WhyInvolvedOn, p.Version, p.DisplayName) : null;

    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">Nothing was written, or too much.</exception>
    /// <exception cref="SecondEditorException">Someone else wrote it since.</exception>
    public async Task Handle(Guid personId, string? text, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "write why we are involved", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (Editing.Text("Text", text, "Write why we are involved", Longest) is { } problem)
        {
            throw new NotAcceptedException([problem]);
        }
        var person = await db.People.FirstAsync(p => p.Id == personId, ct);
        Editing.SameVersion(person, version);
        var before = person.WhyInvolved;
        person.WhyInvolved = text!.Trim();
        person.WhyInvolvedOn = clock.Today;
        person.WhyInvolvedById = actor.WorkerId;
        var act = acts.Begin(actor, "Write why we are involved", key: key);
        if (act.ChangesOf(person).Count == 0)
        {
            return;
        }
        act.Happened(new WhyInvolvedWritten(personId, before, person.WhyInvolved));
        await act.Save(personId, ct);
    }
}
