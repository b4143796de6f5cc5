using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Projections;
using Kith.Practice.Questions;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Voice;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits;

/// <summary>One child's part in a visit.</summary>
public enum VisitPart
{
    Seen,
    NotSeen,

    /// <summary>The visit had nothing to do with this child.</summary>
    NotPart,
}

/// <summary>What is written about one child.</summary>
public sealed record VisitChildInput
{
    public Guid PersonId { get; set; }
    public VisitPart? Part { get; set; }
    public string? WhyNotSeen { get; set; }
    public bool Alone { get; set; }
    public bool Bedroom { get; set; }
    public string? WhoElse { get; set; }

    /// <summary>The child's own words, or what they showed: becomes an entry of the child's voice.</summary>
    public string? Words { get; set; }
    public string? Method { get; set; }
    public string? WhatMatters { get; set; }

    /// <summary>Where the words are a description: what it was that the child showed.</summary>
    public string? Shown { get; set; }
    public Feeling? Feeling { get; set; }
    public string? Text { get; set; }
}

/// <summary>A visit as one page holds it.</summary>
public sealed record VisitInput
{
    public DateOnly? On { get; set; }
    public TimeOnly? At { get; set; }
    public VisitKind? Kind { get; set; }
    public Guid? WorkerId { get; set; }
    public string? Place { get; set; }
    public bool Unannounced { get; set; }
    public string? Purpose { get; set; }

    /// <summary>True when it did not take place.</summary>
    public bool NotHeld { get; set; }
    public VisitMissed? Missed { get; set; }
    public string? MissedText { get; set; }
    public List<VisitChildInput> Children { get; set; } = [];
    public string? SharedText { get; set; }
    public string? Observations { get; set; }
    public string? Analysis { get; set; }
    public string? Changed { get; set; }
    public string? Next { get; set; }
    public string? LateReason { get; set; }
    public bool PlanNext { get; set; }
    public DateOnly? NextOn { get; set; }
    public TimeOnly? NextAt { get; set; }

    /// <summary>The day that the form suggested: where it was left, it moves with the day of the visit.</summary>
    public DateOnly? SuggestedOn { get; set; }

    /// <summary>Brothers and sisters of another team who were there: whoever works with them is told that they were met.</summary>
    public List<Guid> Tell { get; set; } = [];

    /// <summary>The planned visit that this is.</summary>
    public Guid? PlannedId { get; set; }

    /// <summary>Answers to the authority's own questions, by the key of the question.</summary>
    public Dictionary<string, string?> Own { get; set; } = [];
}

/// <summary>
/// Writes up a visit: once, for all the children of a family. Each child gets their own row; what a child said
/// becomes an entry of the child's voice; the next visit can be planned in the same act.
/// </summary>
[UseCase]
public sealed class RecordVisit(KithDb db, RecordAccess access, Acts.Acts acts, AskQuestions questions, VisitFamily families, Clock clock)
{
    /// <summary>Longest text of one field.</summary>
    public const int Longest = 20_000;

    /// <summary>How long ago a visit may have been.</summary>
    public const int MostDaysAgo = 366;

    /// <summary>Whether a visit of that day, written up today, is later than the authority expects.</summary>
    public static bool IsLate(DateOnly on, DateOnly today, IntervalPolicy intervals) => today > intervals.Due("recording_visit", on);

    /// <summary>What to look at before finishing, most important first. Empty: nothing to say.</summary>
    /// <param name="input">The form.</param>
    /// <param name="family">The children it may be about.</param>
    public static IReadOnlyList<Gap> Gaps(VisitInput input, IReadOnlyList<VisitFamilyChild> family)
    {
        var gaps = new List<Gap>();
        if (input.NotHeld)
        {
            return gaps;
        }
        var names = family.ToDictionary(f => f.Id);
        for (var i = 0; i < input.Children.Count; i++)
        {
            var child = input.Children[i];
            if (!names.TryGetValue(child.PersonId, out var who) || child.Part != VisitPart.Seen || who.Unborn)
            {
                continue;
            }
            if (string.IsNullOrWhiteSpace(child.Words))
            {
                gaps.Add(new($"Children[{i}].Words", $"Nothing stands here of what {who.First} said or showed. A child who does not use words can be described"));
            }
            else if (VoiceWords.Describes(child.Method) && string.IsNullOrWhiteSpace(child.Shown))
            {
                gaps.Add(new($"Children[{i}].Shown", $"What was it that {who.First} showed? A wish, a feeling, a choice: it counts as much as a sentence"));
            }
            if (!child.Alone && input.Kind == VisitKind.ChildProtection && who.Years is null or >= 3 && string.IsNullOrWhiteSpace(child.WhoElse))
            {
                gaps.Add(new($"Children[{i}].WhoElse", $"{who.First} was not seen alone. On a child protection visit, say who else was there"));
            }
        }
        if (string.IsNullOrWhiteSpace(input.SharedText) && string.IsNullOrWhiteSpace(input.Observations))
        {
            gaps.Add(new("SharedText", "Nothing stands here of what happened"));
        }
        if (string.IsNullOrWhiteSpace(input.Analysis))
        {
            gaps.Add(new("Analysis", "Nothing stands here of what it means for the children"));
        }
        gaps.AddRange(
            CopiedWords.In([
                .. input
                    .Children.Select((c, i) => (Child: c, i))
                    .Where(c => c.Child.Part == VisitPart.Seen && names.ContainsKey(c.Child.PersonId))
                    .SelectMany(c =>
                    {
                        var who = names[c.Child.PersonId];
                        return new ChildText[]
                        {
                            new($"Children[{c.i}].Words", who.First, c.Child.Words, true, who.LastWords),
                            new($"Children[{c.i}].Text", who.First, c.Child.Text, false, who.LastText),
                        };
                    }),
            ])
        );
        return gaps;
    }

    /// <summary>False when the form would be refused as it stands: that is said before what could be added to it.</summary>
    public async Task<bool> CanBe(VisitInput input, CancellationToken ct = default)
    {
        var parts = input.Children.Where(c => c.Part is VisitPart.Seen or VisitPart.NotSeen).ToList();
        var ids = parts.Select(c => c.PersonId).ToList();
        var standing = await db.ChildOverviews.AsNoTracking().Where(o => ids.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, ct);
        return Problems(input, parts, standing, clock.Today, await IntervalPolicy.Load(db, ct)).Count == 0;
    }

    /// <returns>The id of the visit.</returns>
    /// <exception cref="AccessRefusedException">The actor may not write on the record of one of the children.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(VisitInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var parts = input.Children.Where(c => c.Part is VisitPart.Seen or VisitPart.NotSeen).ToList();
        await access.Demand(actor, [.. parts.Select(c => c.PersonId)], Permission.RecordWork, "record a visit", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var today = clock.Today;
        var intervals = await IntervalPolicy.Load(db, ct);
        var ids = parts.Select(c => c.PersonId).ToList();
        var standing = await db.ChildOverviews.AsNoTracking().Where(o => ids.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, ct);
        var problems = Problems(input, parts, standing, today, intervals);
        var by = input.WorkerId ?? actor.WorkerId;
        if (by is { } worker && !await db.Workers.AnyAsync(w => w.Id == worker, ct))
        {
            problems.Add(new(nameof(input.WorkerId), "Select a worker from the list"));
        }
        var own = await questions.Read(QuestionForm.Visit, input.Own, ct: ct);
        if (!input.NotHeld)
        {
            problems.AddRange(own.Problems);
        }
        Editing.Refuse(problems);

        var on = input.On!.Value;
        var late = IsLate(on, today, intervals);
        var act = acts.Begin(actor, input.NotHeld ? "Record that a visit did not take place" : "Record a visit", late ? PersonRules.Clean(input.LateReason) : null, key);
        var visit = new Visit
        {
            Id = clock.NewId(),
            On = on,
            At = input.At,
            Kind = input.Kind ?? VisitFamily.KindFor(standing.Values.Select(s => s.Status)),
            WorkerId = by,
            Place = PersonRules.Clean(input.Place),
            Unannounced = input.Unannounced,
            Purpose = PersonRules.Clean(input.Purpose),
            SharedText = PersonRules.Clean(input.SharedText),
            Observations = PersonRules.Clean(input.Observations),
            Analysis = PersonRules.Clean(input.Analysis),
            Changed = PersonRules.Clean(input.Changed),
            Next = PersonRules.Clean(input.Next),
            Missed = input.NotHeld ? input.Missed : null,
            MissedText = input.NotHeld ? PersonRules.Clean(input.MissedText) : null,
            RecordedAt = act.At,
            RecordedByAccountId = actor.AccountId,
            LateReason = late ? PersonRules.Clean(input.LateReason) : null,
        };
        db.Visits.Add(visit);
        foreach (var child in parts)
        {
            Child(act, visit, child, standing[child.PersonId].Unborn);
        }
        if (!input.NotHeld)
        {
            foreach (var child in ids)
            {
                await questions.Keep(act, own, child, visit.Id, on, ct);
            }
        }
        await Planned(act, input, visit, ids, ct);
        await TellOthers(act, input, visit, ids, actor, ct);
        if (input.PlanNext)
        {
            var next = input.NextOn;
            if (next == input.SuggestedOn)
            {
                next = VisitFamily.SuggestNext(on, standing.Values.Select(s => s.Status), intervals) ?? next;
            }
            PlanVisit.Add(
                db,
                clock,
                act,
                actor,
                new PlannedVisit
                {
                    On = next!.Value,
                    At = input.NextAt,
                    Kind = visit.Kind,
                    WorkerId = by,
                    Place = visit.Place,
                },
                ids
            );
        }
        return await act.Save(visit.Id, ct);
    }

    private void Child(Act act, Visit visit, VisitChildInput input, bool unborn)
    {
        var held = visit.Missed is null;
        // An unborn child can be thought of at a visit but not seen.
        bool? seen = unborn ? null : held && input.Part == VisitPart.Seen;
        var row = new VisitChild
        {
            Id = clock.NewId(),
            VisitId = visit.Id,
            PersonId = input.PersonId,
            Seen = seen,
            WhyNotSeen = seen == false && held ? PersonRules.Clean(input.WhyNotSeen) : null,
            SeenAlone = seen is null ? null : seen == true && input.Alone,
            BedroomSeen = seen is null ? null : held && input.Bedroom,
            WhoElse = seen == true ? PersonRules.Clean(input.WhoElse) : null,
            Text = held ? PersonRules.Clean(input.Text) : null,
        };
        visit.Children.Add(row);
        if (!held)
        {
            act.Happened(new VisitNotHeld(input.PersonId, visit.Id, visit.On, visit.Missed!.Value, visit.MissedText));
            return;
        }
        act.Happened(new VisitRecorded(input.PersonId, visit.Id, visit.On, visit.Kind, row.Seen, row.SeenAlone, row.BedroomSeen, visit.LateReason));
        if (seen == true && PersonRules.Clean(input.Words) is { } words)
        {
            var voice = new VoiceEntry
            {
                Id = clock.NewId(),
                PersonId = input.PersonId,
                On = visit.On,
                WorkerId = visit.WorkerId,
                VisitId = visit.Id,
                Method = PersonRules.Clean(input.Method) ?? "Talking",
                Alone = input.Alone,
                Words = words,
                WhatMatters = PersonRules.Clean(input.WhatMatters),
                Occasion = VoiceOccasion.Visit,
                Place = visit.Place,
                WhoElse = input.Alone ? null : PersonRules.Clean(input.WhoElse),
                Shown = PersonRules.Clean(input.Shown),
                Feeling = input.Feeling,
                TogetherId = visit.Id,
                RecordedAt = act.At,
                RecordedByAccountId = visit.RecordedByAccountId,
            };
            db.VoiceEntries.Add(voice);
            act.Happened(new VoiceHeard(input.PersonId, voice.Id, voice.On, voice.Method, voice.Alone, visit.Id));
        }
    }

    /// <summary>
    /// Those who work with brothers and sisters of another team hear that they were met, and by whom. Nothing of what was
    /// seen goes with it: that is asked and answered between the two, and stands on each child's own record.
    /// </summary>
    private async Task TellOthers(Act act, VisitInput input, Visit visit, List<Guid> seen, Actor actor, CancellationToken ct)
    {
        if (input.NotHeld || input.Tell.Count == 0)
        {
            return;
        }
        var (_, elsewhere) = await families.With(seen[0], actor, ct);
        var who = await db.Workers.Where(w => w.Id == visit.WorkerId).Select(w => w.Name).FirstOrDefaultAsync(ct) ?? actor.Name;
        foreach (var child in elsewhere.Where(e => e.WorkerId is not null && input.Tell.Contains(e.Id)))
        {
            act.Happened(new ChildMetByColleague(child.Id, visit.Id, visit.On, visit.WorkerId, child.WorkerId!.Value));
            await Workforce.Allocate.AllocateChild.Tell(
                db,
                clock,
                act,
                actor,
                child.Id,
                [(child.WorkerId.Value, $"{who} met a child of yours at a visit to the family on {DateWords.Medium(visit.On)}. Ask what was seen: it is not on this record")],
                ct
            );
        }
    }

    /// <summary>The planned visit that this is: named by the form, or the one in the diary of that day for these children.</summary>
    private async Task Planned(Act act, VisitInput input, Visit visit, List<Guid> children, CancellationToken ct)
    {
        var planned = input.PlannedId is { } id
            ? await db.PlannedVisits.Include(p => p.Children).FirstOrDefaultAsync(p => p.Id == id && p.Children.Any(c => children.Contains(c.PersonId)), ct)
            : await db
                .PlannedVisits.Include(p => p.Children)
                .Where(p => p.WorkerId == visit.WorkerId && p.On == visit.On && p.VisitId == null && p.CancelledOn == null && p.Children.Any(c => children.Contains(c.PersonId)))
                .OrderBy(p => p.Id)
                .FirstOrDefaultAsync(ct);
        if (planned is not null && planned.State == PlannedVisitState.Planned)
        {
            planned.BecameOf(visit.Id);
        }
    }

    private static List<Problem> Problems(VisitInput input, List<VisitChildInput> parts, Dictionary<Guid, ChildOverview> standing, DateOnly today, IntervalPolicy intervals)
    {
        var problems = new List<Problem>();
        if (parts.Count == 0)
        {
            problems.Add(new("Children", "Say which child the visit was for"));
        }
        if (parts.Select(p => p.PersonId).Distinct().Count() != parts.Count || parts.Any(p => !standing.ContainsKey(p.PersonId)))
        {
            problems.Add(new("Children", "Each child can be part of a visit once, and needs a record of their own"));
        }
        if (input.On is not { } on)
        {
            problems.Add(new(nameof(input.On), "Enter the day of the visit"));
        }
        else if (on > today)
        {
            problems.Add(new(nameof(input.On), "The day of the visit must be today or in the past. A visit that lies ahead can be planned"));
        }
        else if (on < today.AddDays(-MostDaysAgo))
        {
            problems.Add(new(nameof(input.On), "The day of the visit must be within the last year"));
        }
        else if (IsLate(on, today, intervals) && string.IsNullOrWhiteSpace(input.LateReason))
        {
            var (length, unit) = intervals.Interval("recording_visit", on);
            problems.Add(new(nameof(input.LateReason), $"Visits are written up within {Standards.Clocks.ClockWords.Length(length, unit)}. Say why this one is later"));
        }
        if (input.NotHeld)
        {
            if (input.Missed is null)
            {
                problems.Add(new(nameof(input.Missed), "Say why the visit did not take place"));
            }
            else if (input.Missed == VisitMissed.Other && string.IsNullOrWhiteSpace(input.MissedText))
            {
                problems.Add(new(nameof(input.MissedText), "Say what the other reason is"));
            }
        }
        else
        {
            if (string.IsNullOrWhiteSpace(input.Place))
            {
                problems.Add(new(nameof(input.Place), "Say where the visit was"));
            }
            for (var i = 0; i < input.Children.Count; i++)
            {
                var child = input.Children[i];
                var born = standing.TryGetValue(child.PersonId, out var s) && !s.Unborn;
                if (child.Part == VisitPart.NotSeen && born && string.IsNullOrWhiteSpace(child.WhyNotSeen))
                {
                    problems.Add(new($"Children[{i}].WhyNotSeen", $"Say why {PersonNames.First(standing[child.PersonId].DisplayName)} was not seen"));
                }
                if (child.Feeling is { } feeling && !Enum.IsDefined(feeling))
                {
                    problems.Add(new($"Children[{i}].Feeling", "Choose from the list"));
                }
                if (born && child.Part == VisitPart.Seen && s!.BornOn > input.On)
                {
                    problems.Add(
                        new(
                            $"Children[{i}].Part",
                            $"{PersonNames.First(s.DisplayName)} was born on {DateWords.Long(s.BornOn.Value)}, after the visit. Choose «Not part of this visit», or check the day"
                        )
                    );
                }
                if (child.Method is { Length: > 0 } method && !VisitWords.Methods.Contains(method))
                {
                    problems.Add(new($"Children[{i}].Method", "Choose how the child was heard from the list"));
                }
            }
        }
        if (input.PlanNext)
        {
            if (input.NextOn is not { } next)
            {
                problems.Add(new(nameof(input.NextOn), "Enter the day of the next visit, or untick it"));
            }
            else if (next < today || next > today.AddYears(1))
            {
                problems.Add(new(nameof(input.NextOn), "The day of the next visit must be today or within a year"));
            }
        }
        foreach (
            var (field, text) in new[]
            {
                (nameof(input.SharedText), input.SharedText),
                (nameof(input.Observations), input.Observations),
                (nameof(input.Analysis), input.Analysis),
                (nameof(input.Changed), input.Changed),
                (nameof(input.Next), input.Next),
                (nameof(input.Purpose), input.Purpose),
                (nameof(input.MissedText), input.MissedText),
                (nameof(input.LateReason), input.LateReason),
            }.Concat(
                input.Children.SelectMany(
                    (c, i) =>
                        new[]
                        {
                            ($"Children[{i}].Words", c.Words),
                            ($"Children[{i}].Text", c.Text),
                            ($"Children[{i}].WhatMatters", c.WhatMatters),
                            ($"Children[{i}].Shown", c.Shown),
                        }
                )
            )
        )
        {
            if (text?.Length > Longest)
            {
                problems.Add(new(field, $"This must be {Longest:N0} characters or fewer"));
            }
        }
        return problems;
    }
}
