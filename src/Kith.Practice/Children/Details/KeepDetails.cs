using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Details;

/// <summary>Another name was added to a person.</summary>
public sealed record OtherNameAdded(Guid Person, Guid Name, NameKind Kind, string Text) : PersonEvent(Person);

/// <summary>Another name was taken off a person; what it was stays here.</summary>
public sealed record OtherNameRemoved(Guid Person, Guid Name, NameKind Kind, string Text) : PersonEvent(Person);

/// <summary>A further identifier was added.</summary>
public sealed record IdentifierAdded(Guid Person, Guid Identifier, string Kind, string Value) : PersonEvent(Person);

/// <summary>A further identifier is no longer used.</summary>
public sealed record IdentifierEnded(Guid Person, Guid Identifier, string Kind, DateOnly To) : PersonEvent(Person);

/// <summary>A way to reach the person was added.</summary>
public sealed record ContactMethodAdded(Guid Person, Guid Method, string Kind, string Value, string? SafeToContact) : PersonEvent(Person);

/// <summary>A way to reach the person no longer works.</summary>
public sealed record ContactMethodEnded(Guid Person, Guid Method, string Kind, DateOnly To) : PersonEvent(Person);

/// <summary>The person goes to a school, surgery or other service.</summary>
public sealed record ServiceRegistered(Guid Person, Guid Service, string Kind, string Name) : PersonEvent(Person);

/// <summary>The person left a school, surgery or other service.</summary>
public sealed record ServiceEnded(Guid Person, Guid Service, string Kind, string Name, DateOnly To) : PersonEvent(Person);

/// <summary>Another name of a person.</summary>
public sealed record OtherNameInput
{
    public NameKind? Kind { get; set; }
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
}

/// <summary>A further number by which someone knows the person.</summary>
public sealed record IdentifierInput
{
    public string? Kind { get; set; }
    public string? Value { get; set; }
}

/// <summary>A way to reach the person.</summary>
public sealed record ContactMethodInput
{
    public string? Kind { get; set; }
    public string? Value { get; set; }

    /// <summary>Who may safely use it, and when: «text only, not after six».</summary>
    public string? SafeToContact { get; set; }
}

/// <summary>A school, surgery or other service.</summary>
public sealed record ServiceInput
{
    public string? Kind { get; set; }
    public string? Name { get; set; }
    public DateOnly? From { get; set; }
}

/// <summary>Keeps the lists on a person: other names and numbers, ways to reach them, services. Lines are added and ended, never written over.</summary>
[UseCase]
public sealed class KeepDetails(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public static readonly IReadOnlyList<string> IdentifierKinds =
    [
        "Former child id",
        "Former UPN",
        "Hospital number",
        "Home Office number",
        "Police reference",
        "Court number",
        "Other system",
        "Other",
    ];
    public static readonly IReadOnlyList<string> ContactKinds = ["Mobile", "Home telephone", "Work telephone", "Email", "Through someone else"];
    public static readonly IReadOnlyList<string> ServiceKinds = ["School", "Nursery", "College", "GP practice", "Health visitor", "Dentist", "Hospital", "Other"];

    private const int Longest = 200;

    /// <exception cref="NotAcceptedException">A name or its kind is missing.</exception>
    public Task AddName(Guid personId, OtherNameInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var problems = new List<Problem>();
        if (input.Kind is null || !Enum.IsDefined(input.Kind.Value))
        {
            problems.Add(new(nameof(input.Kind), "Choose what kind of name it is"));
        }
        var text = $"{input.GivenName} {input.FamilyName}".Trim();
        if (text.Length is 0 or > 2 * PersonRules.Longest)
        {
            problems.Add(new(nameof(input.GivenName), text.Length == 0 ? "Enter a first name or a family name" : $"A name must be {PersonRules.Longest} characters or fewer"));
        }
        return Keep(
            personId,
            "Add another name",
            problems,
            actor,
            key,
            (act, id) =>
            {
                db.PersonNames.Add(
                    new PersonName
                    {
                        Id = id,
                        PersonId = personId,
                        Kind = input.Kind!.Value,
                        GivenName = PersonRules.Clean(input.GivenName),
                        FamilyName = PersonRules.Clean(input.FamilyName),
                    }
                );
                act.Happened(new OtherNameAdded(personId, id, input.Kind.Value, text));
            },
            ct
        );
    }

    /// <exception cref="NotAcceptedException">No reason was given, or the name came with an extract.</exception>
    public Task RemoveName(Guid personId, Guid nameId, string? reason, Actor actor, Guid? key, CancellationToken ct = default) =>
        End(
            db.PersonNames,
            personId,
            nameId,
            "Take off another name",
            string.IsNullOrWhiteSpace(reason) ? [new("Reason", "Say why this name is taken off")] : [],
            reason,
            actor,
            key,
            (act, name) =>
            {
                db.PersonNames.Remove(name);
                act.Happened(new OtherNameRemoved(personId, name.Id, name.Kind, $"{name.GivenName} {name.FamilyName}".Trim()));
            },
            ct
        );

    /// <exception cref="NotAcceptedException">The kind or the number is missing.</exception>
    public Task AddIdentifier(Guid personId, IdentifierInput input, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            personId,
            "Add a number",
            Problems(Kind(input.Kind, IdentifierKinds), Editing.Text(nameof(input.Value), input.Value, "Enter the number", Longest)),
            actor,
            key,
            (act, id) =>
            {
                db.PersonIdentifiers.Add(
                    new PersonIdentifier
                    {
                        Id = id,
                        PersonId = personId,
                        Kind = input.Kind!,
                        Value = input.Value!.Trim(),
                        From = clock.Today,
                    }
                );
                act.Happened(new IdentifierAdded(personId, id, input.Kind!, input.Value.Trim()));
            },
            ct
        );

    /// <exception cref="NotAcceptedException">The number came with an extract.</exception>
    public Task EndIdentifier(Guid personId, Guid id, Actor actor, Guid? key, CancellationToken ct = default) =>
        End(
            db.PersonIdentifiers,
            personId,
            id,
            "End a number",
            [],
            null,
            actor,
            key,
            (act, i) =>
            {
                i.To ??= clock.Today;
                act.Happened(new IdentifierEnded(personId, id, i.Kind, i.To.Value));
            },
            ct
        );

    /// <exception cref="NotAcceptedException">The kind or the number is missing.</exception>
    public Task AddContact(Guid personId, ContactMethodInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var problems = Problems(Kind(input.Kind, ContactKinds), Editing.Text(nameof(input.Value), input.Value, "Enter the number, address or person", Longest));
        if (input.Kind == "Email" && input.Value?.Contains('@') == false)
        {
            problems.Add(new(nameof(input.Value), "Enter an email address in the correct format, like name@example.com"));
        }
        if (input.SafeToContact?.Length > 2 * Longest)
        {
            problems.Add(new(nameof(input.SafeToContact), $"This must be {2 * Longest} characters or fewer"));
        }
        return Keep(
            personId,
            "Add a way to reach someone",
            problems,
            actor,
            key,
            (act, id) =>
            {
                db.ContactMethods.Add(
                    new ContactMethod
                    {
                        Id = id,
                        PersonId = personId,
                        Kind = input.Kind!,
                        Value = input.Value!.Trim(),
                        SafeToContactNote = PersonRules.Clean(input.SafeToContact),
                    }
                );
                act.Happened(new ContactMethodAdded(personId, id, input.Kind!, input.Value.Trim(), PersonRules.Clean(input.SafeToContact)));
            },
            ct
        );
    }

    /// <exception cref="NotAcceptedException">It came with an extract.</exception>
    public Task EndContact(Guid personId, Guid id, Actor actor, Guid? key, CancellationToken ct = default) =>
        End(
            db.ContactMethods,
            personId,
            id,
            "End a way to reach someone",
            [],
            null,
            actor,
            key,
            (act, c) =>
            {
                c.To ??= clock.Today;
                act.Happened(new ContactMethodEnded(personId, id, c.Kind, c.To.Value));
            },
            ct
        );

    /// <exception cref="NotAcceptedException">The kind or the name is missing, or the date cannot be.</exception>
    public Task AddService(Guid personId, ServiceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var problems = Problems(Kind(input.Kind, ServiceKinds), Editing.Text(nameof(input.Name), input.Name, "Enter the name of the school, surgery or service", Longest));
        if (input.From > clock.Today.AddYears(1))
        {
            problems.Add(new(nameof(input.From), "The date must be within the next year"));
        }
        return Keep(
            personId,
            "Add a service",
            problems,
            actor,
            key,
            (act, id) =>
            {
                db.ServiceRegistrations.Add(
                    new ServiceRegistration
                    {
                        Id = id,
                        PersonId = personId,
                        Kind = input.Kind!,
                        Name = input.Name!.Trim(),
                        From = input.From,
                    }
                );
                act.Happened(new ServiceRegistered(personId, id, input.Kind!, input.Name.Trim()));
            },
            ct
        );
    }

    /// <exception cref="NotAcceptedException">It came with an extract.</exception>
    public Task EndService(Guid personId, Guid id, Actor actor, Guid? key, CancellationToken ct = default) =>
        End(
            db.ServiceRegistrations,
            personId,
            id,
            "End a service",
            [],
            null,
            actor,
            key,
            (act, s) =>
            {
                s.To ??= clock.Today;
                act.Happened(new ServiceEnded(personId, id, s.Kind, s.Name, s.To.Value));
            },
            ct
        );

    private async Task Keep(Guid personId, string name, List<Problem> problems, Actor actor, Guid? key, Action<Act, Guid> add, CancellationToken ct)
    {
        await access.Demand(actor, personId, Permission.RecordWork, name, ct);
        Editing.Refuse(problems);
        var act = acts.Begin(actor, name, key: key);
        var id = clock.NewId();
        add(act, id);
        await act.Save(id, ct);
    }

    private async Task End<T>(
        IQueryable<T> set,
        Guid personId,
        Guid id,
        string name,
        List<Problem> problems,
        string? reason,
        Actor actor,
        Guid? key,
        Action<Act, T> end,
        CancellationToken ct
    )
        where T : PersonRecord
    {
        await access.Demand(actor, personId, Permission.RecordWork, name, ct);
        Editing.Refuse(problems);
        if (await acts.AlreadyDone(key, ct) is not null || await set.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == personId, ct) is not { } row)
        {
            return;
        }
        Editing.RefuseImported(row, "This line");
        var act = acts.Begin(actor, name, PersonRules.Clean(reason), key);
        end(act, row);
        if (db.Entry(row).State != EntityState.Unchanged)
        {
            await act.Save(id, ct);
        }
    }

    private static Problem? Kind(string? kind, IReadOnlyList<string> kinds) => kinds.Contains(kind ?? "") ? null : new("Kind", "Choose what kind it is");

    private static List<Problem> Problems(params Problem?[] problems) => [.. problems.OfType<Problem>()];
}
