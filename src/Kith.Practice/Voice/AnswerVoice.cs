using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Voice;

/// <summary>What came of what a child said, and how the child was told.</summary>
public sealed record VoiceAnswerInput
{
    public VoiceOutcome? Outcome { get; set; }
    public string? Answer { get; set; }
    public DateOnly? On { get; set; }
    public string? How { get; set; }
    public string? Reply { get; set; }
}

/// <summary>What of an entry can be put right.</summary>
public sealed record AmendVoiceInput
{
    public DateOnly? On { get; set; }
    public string? Method { get; set; }
    public string? Place { get; set; }
    public bool Alone { get; set; }
    public string? WhoElse { get; set; }
    public string? Aid { get; set; }
    public string? Words { get; set; }
    public string? Shown { get; set; }
    public string? Wishes { get; set; }
    public Feeling? Feeling { get; set; }
    public string? WhatMatters { get; set; }
    public string? Answer { get; set; }
    public string? Reply { get; set; }

    /// <summary>Why the finished record changes.</summary>
    public string? Reason { get; set; }

    /// <summary>The entry as it stands.</summary>
    public static AmendVoiceInput Of(VoiceEntry v) =>
        new()
        {
            On = v.On,
            Method = v.Method,
            Place = v.Place,
            Alone = v.Alone,
            WhoElse = v.WhoElse,
            Aid = v.Aid,
            Words = v.Words,
            Shown = v.Shown,
            Wishes = v.Wishes,
            Feeling = v.Feeling,
            WhatMatters = v.WhatMatters,
            Answer = v.Answer,
            Reply = v.Reply,
        };
}

/// <summary>Ends an entry with an answer («you said, we did»), and puts a finished one right in sight.</summary>
[UseCase]
public sealed class AnswerVoice(KithDb db, RecordAccess access, Acts.Acts acts, Amendments amendments, Clock clock)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [nameof(VoiceEntry.On)] = "Day",
        [nameof(VoiceEntry.Method)] = "How",
        [nameof(VoiceEntry.Place)] = "Where",
        [nameof(VoiceEntry.Alone)] = "Alone",
        [nameof(VoiceEntry.WhoElse)] = "Who else was there",
        [nameof(VoiceEntry.Aid)] = "Aid or interpreter",
        [nameof(VoiceEntry.Words)] = "What the child said or did",
        [nameof(VoiceEntry.Shown)] = "What the child showed",
        [nameof(VoiceEntry.Wishes)] = "Wishes",
        [nameof(VoiceEntry.Feeling)] = "Feeling",
        [nameof(VoiceEntry.WhatMatters)] = "What matters",
        [nameof(VoiceEntry.Answer)] = "Answer to the child",
        [nameof(VoiceEntry.Reply)] = "What the child said to that",
    };

    /// <summary>Writes what came of it and how the child was told.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or it was answered already.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the entry since.</exception>
    public async Task Answer(Guid childId, Guid voiceId, VoiceAnswerInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "answer a child", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var entry = await Entry(childId, voiceId, ct);
        Editing.SameVersion(entry, version);
        if (entry.IsAnswered)
        {
            throw new NotAcceptedException("", "This was answered already. What stands there can be corrected");
        }
        var today = clock.Today;
        var problems = new List<Problem>();
        if (input.Outcome is null || !Enum.IsDefined(input.Outcome.Value))
        {
            problems.Add(new(nameof(input.Outcome), "Say what came of it"));
        }
        if (Editing.Text(nameof(input.Answer), input.Answer, "Write what was done, or why not, as the child was told", 2000) is { } missing)
        {
            problems.Add(missing);
        }
        if (input.On is null || input.On > today || input.On < entry.On)
        {
            problems.Add(new(nameof(input.On), "Enter the day on which the child was told: on or after the day they said it, and not in the future"));
        }
        if (!VoiceWords.Telling.Contains(input.How ?? ""))
        {
            problems.Add(new(nameof(input.How), "Choose how the child was told"));
        }
        if (input.Reply?.Length > 2000)
        {
            problems.Add(new(nameof(input.Reply), "This must be 2,000 characters or fewer"));
        }
        Editing.Refuse(problems);
        (entry.Outcome, entry.Answer, entry.AnsweredOn) = (input.Outcome, input.Answer!.Trim(), input.On);
        (entry.ToldHow, entry.Reply) = (input.How, PersonRules.Clean(input.Reply));
        var act = acts.Begin(actor, "Answer a child", key: key);
        act.Happened(new VoiceAnswered(childId, voiceId, input.Outcome!.Value, input.On!.Value, input.How));
        await act.Save(voiceId, ct);
    }

    /// <summary>Corrects a finished entry, with a reason, in sight.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, the entry came with an extract, or something cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the entry since.</exception>
    public async Task Amend(Guid childId, Guid voiceId, AmendVoiceInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "correct what stands of a child's voice", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var entry = await Entry(childId, voiceId, ct);
        Editing.RefuseImported(entry, "What stands here of the child's voice");
        Editing.SameVersion(entry, version);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the finished record changes", 1000) is { } why)
        {
            problems.Add(why);
        }
        if (input.On is null || input.On > clock.Today || input.On > entry.AnsweredOn)
        {
            problems.Add(new(nameof(input.On), "The day must be today or in the past, and before the child was answered"));
        }
        if (Editing.Text(nameof(input.Words), input.Words, "Write what the child said, or describe what you saw", RecordVoice.Longest) is { } words)
        {
            problems.Add(words);
        }
        if (!VisitWords.Methods.Contains(input.Method ?? ""))
        {
            problems.Add(new(nameof(input.Method), "Choose how the child was heard"));
        }
        if (entry.IsAnswered && Editing.Text(nameof(input.Answer), input.Answer, "An answer that was given is not taken away; write what the child was told", 2000) is { } answer)
        {
            problems.Add(answer);
        }
        foreach (
            var (name, text) in new[]
            {
                (nameof(input.Shown), input.Shown),
                (nameof(input.Wishes), input.Wishes),
                (nameof(input.WhatMatters), input.WhatMatters),
                (nameof(input.Place), input.Place),
                (nameof(input.WhoElse), input.WhoElse),
                (nameof(input.Aid), input.Aid),
                (nameof(input.Reply), input.Reply),
            }
        )
        {
            if (text?.Length > RecordVoice.Longest)
            {
                problems.Add(new(name, $"This must be {RecordVoice.Longest:N0} characters or fewer"));
            }
        }
        Editing.Refuse(problems);
        (entry.On, entry.Method, entry.Place, entry.Alone) = (input.On!.Value, input.Method!, PersonRules.Clean(input.Place), input.Alone);
        (entry.WhoElse, entry.Aid, entry.Words) = (PersonRules.Clean(input.WhoElse), PersonRules.Clean(input.Aid), input.Words!.Trim());
        (entry.Shown, entry.Wishes, entry.Feeling) = (PersonRules.Clean(input.Shown), PersonRules.Clean(input.Wishes), input.Feeling);
        entry.WhatMatters = PersonRules.Clean(input.WhatMatters);
        if (entry.IsAnswered)
        {
            (entry.Answer, entry.Reply) = (input.Answer!.Trim(), PersonRules.Clean(input.Reply));
        }
        var act = acts.Begin(actor, "Correct what stands of a child's voice", PersonRules.Clean(input.Reason), key);
        List<Trail.FieldChange> changes = [.. act.ChangesOf(entry).Select(c => new Trail.FieldChange(Names.GetValueOrDefault(c.Field, c.Field), Words(c.Old), Words(c.New)))];
        if (changes.Count > 0)
        {
            amendments.Add(act, actor, SubjectKind.VoiceEntry, voiceId, childId, changes, input.Reason);
            act.Happened(new VoiceAmended(childId, voiceId, changes));
        }
        await act.Save(voiceId, ct);
    }

    private async Task<VoiceEntry> Entry(Guid childId, Guid voiceId, CancellationToken ct) =>
        await db.VoiceEntries.FirstOrDefaultAsync(v => v.Id == voiceId && v.PersonId == childId, ct) ?? throw new NotAcceptedException("", "This is not on the child's record");

    private static string? Words(string? value) =>
        value switch
        {
            "True" => "Yes",
            "False" => "No",
            _ => value,
        };
}
