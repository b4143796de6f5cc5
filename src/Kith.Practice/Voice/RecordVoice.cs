using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Voice;

/// <summary>What is written of one child.</summary>
public sealed record HeardChildInput
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }
    public bool Alone { get; set; }
    public string? Words { get; set; }
    public string? Shown { get; set; }
    public string? Wishes { get; set; }
    public Feeling? Feeling { get; set; }
    public string? WhatMatters { get; set; }
}

/// <summary>An occasion at which one child, or brothers and sisters together, were heard.</summary>
public sealed record VoiceInput
{
    public DateOnly? On { get; set; }
    public VoiceOccasion Occasion { get; set; } = VoiceOccasion.DirectWork;
    public string? Place { get; set; }
    public Guid? WorkerId { get; set; }
    public string? ListenedBy { get; set; }
    public string? Method { get; set; }
    public string? Tool { get; set; }
    public string? WhoElse { get; set; }
    public string? Aid { get; set; }
    public List<HeardChildInput> Children { get; set; } = [];
}

/// <summary>Writes down what children said or showed outside a visit's own form: an entry for each child.</summary>
[UseCase]
public sealed class RecordVoice(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 20_000;
    public const int LongestLine = 500;

    /// <summary>How long ago a child may have been heard.</summary>
    public const int MostDaysAgo = 366;

    /// <returns>The entry of the first child.</returns>
    /// <exception cref="AccessRefusedException">The actor may not write on the record of one of the children.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(VoiceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var heard = input.Children.Where(c => c.Included).DistinctBy(c => c.PersonId).ToList();
        await access.Demand(actor, [.. heard.Select(c => c.PersonId)], Permission.RecordWork, "record what a child said", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = Problems(input, clock.Today);
        var ids = heard.Select(c => c.PersonId).ToList();
        if (await db.People.CountAsync(p => ids.Contains(p.Id) && p.HasChildRecord && p.MergedIntoId == null, ct) != ids.Count)
        {
            problems.Add(new("", "Each child needs a record of their own"));
        }
        var by = PersonRules.Clean(input.ListenedBy) is null ? input.WorkerId ?? actor.WorkerId : null;
        if (by is { } worker && !await db.Workers.AnyAsync(w => w.Id == worker, ct))
        {
            problems.Add(new(nameof(input.WorkerId), "Select a worker from the list"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Record what a child said", key: key);
        var together = heard.Count > 1 ? clock.NewId() : (Guid?)null;
        Guid? first = null;
        foreach (var child in heard)
        {
            var entry = new VoiceEntry
            {
                Id = clock.NewId(),
                PersonId = child.PersonId,
                On = input.On!.Value,
                Occasion = input.Occasion,
                Place = PersonRules.Clean(input.Place),
                WorkerId = by,
                ListenedBy = PersonRules.Clean(input.ListenedBy),
                Method = PersonRules.Clean(input.Method) ?? "Talking",
                Tool = PersonRules.Clean(input.Tool),
                Alone = child.Alone,
                WhoElse = child.Alone ? null : PersonRules.Clean(input.WhoElse),
                Aid = PersonRules.Clean(input.Aid),
                Words = child.Words!.Trim(),
                Shown = PersonRules.Clean(child.Shown),
                Wishes = PersonRules.Clean(child.Wishes),
                Feeling = child.Feeling,
                WhatMatters = PersonRules.Clean(child.WhatMatters),
                TogetherId = together,
                RecordedAt = act.At,
                RecordedByAccountId = actor.AccountId,
            };
            db.VoiceEntries.Add(entry);
            act.Happened(new VoiceHeard(child.PersonId, entry.Id, entry.On, entry.Method, entry.Alone, null));
            first ??= entry.Id;
        }
        return await act.Save(first!.Value, ct);
    }

    private static List<Problem> Problems(VoiceInput input, DateOnly today)
    {
        var problems = new List<Problem>();
        if (!input.Children.Any(c => c.Included))
        {
            problems.Add(new("Children", "Say which child was heard"));
        }
        if (input.On is not { } on)
        {
            problems.Add(new(nameof(input.On), "Enter the day on which the child was heard"));
        }
        else if (on > today || on < today.AddDays(-MostDaysAgo))
        {
            problems.Add(new(nameof(input.On), "The day must be today or within the last year"));
        }
        if (!Enum.IsDefined(input.Occasion) || input.Occasion is VoiceOccasion.Visit or VoiceOccasion.Feedback)
        {
            problems.Add(new(nameof(input.Occasion), "Choose the occasion from the list. What is said at a visit is written on the visit's own page"));
        }
        if (!VisitWords.Methods.Contains(input.Method ?? ""))
        {
            problems.Add(new(nameof(input.Method), "Choose how the child was heard"));
        }
        if (input.Tool is { Length: > 0 } tool && WorkLibrary.Find(tool) is null)
        {
            problems.Add(new(nameof(input.Tool), "Choose a tool from the list"));
        }
        foreach (
            var (name, text) in new[]
            {
                (nameof(input.Place), input.Place),
                (nameof(input.ListenedBy), input.ListenedBy),
                (nameof(input.WhoElse), input.WhoElse),
                (nameof(input.Aid), input.Aid),
            }
        )
        {
            TooLong(name, text, LongestLine);
        }
        for (var i = 0; i < input.Children.Count; i++)
        {
            var child = input.Children[i];
            if (!child.Included)
            {
                continue;
            }
            var at = $"Children[{i}]";
            if (string.IsNullOrWhiteSpace(child.Words))
            {
                problems.Add(new($"{at}.Words", "Write what the child said, or describe what you saw"));
            }
            if (VoiceWords.Describes(input.Method) && string.IsNullOrWhiteSpace(child.Shown))
            {
                problems.Add(new($"{at}.Shown", "Say what it was that the child showed: a wish, a feeling, a choice. «I could not tell» is an answer too"));
            }
            if (child.Feeling is { } feeling && !Enum.IsDefined(feeling))
            {
                problems.Add(new($"{at}.Feeling", "Choose from the list"));
            }
            foreach (var (name, text) in new[] { ("Words", child.Words), ("Shown", child.Shown), ("Wishes", child.Wishes), ("WhatMatters", child.WhatMatters) })
            {
                TooLong($"{at}.{name}", text, Longest);
            }
        }
        return problems;

        void TooLong(string field, string? text, int most)
        {
            if (text?.Length > most)
            {
                problems.Add(new(field, $"This must be {most:N0} characters or fewer"));
            }
        }
    }
}
