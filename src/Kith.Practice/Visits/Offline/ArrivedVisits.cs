using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Drafts;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits.Offline;

/// <summary>One thing that was written, and what stands of it in the visit that was recorded meanwhile.</summary>
public sealed record ArrivedLine(string Label, string? Arrived, string? Recorded);

/// <summary>A visit that came in and is not recorded, with its reason.</summary>
/// <param name="FormHref">Where it is gone on with; null while its worker may not record on the child.</param>
/// <param name="RecordedHref">The visit beside which it came, where it may be read.</param>
public sealed record ArrivedPage(
    Guid Id,
    DateTime ArrivedAt,
    ArrivalFate Fate,
    string Reason,
    IReadOnlyList<ArrivedLine> Lines,
    string? FormHref,
    string? RecordedHref,
    string? AmendHref
);

/// <summary>Visits that came in from a device and could not be recorded as they were: shown to their worker, beside what is recorded, and let go of.</summary>
[UseCase]
public sealed class ArrivedVisits(KithDb db, RecordAccess access, KeepDraft drafts, Acts.Acts acts)
{
    /// <summary>Where an arrived visit is looked at.</summary>
    public static string Href(Guid id) => $"/visits/offline/arrived/{id}";

    /// <summary>The draft of an arrived visit of the actor's about this child; null when there is none.</summary>
    public Task<string?> FormOf(Guid id, Guid child, Actor actor, CancellationToken ct = default)
    {
        var form = OfflineVisit.FormOf(id);
        return db.Drafts.AsNoTracking().Where(d => d.AccountId == actor.AccountId && d.Form == form && d.PersonId == child).Select(d => (string?)d.Form).FirstOrDefaultAsync(ct);
    }

    /// <summary>Null when it is not the actor's, or is done with.</summary>
    public async Task<ArrivedPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        var arrived = await db.OfflineVisits.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id && v.AccountId == actor.AccountId, ct);
        if (arrived is null || arrived.Fate == ArrivalFate.Recorded || await drafts.Load(arrived.Form, actor, ct) is not { } draft)
        {
            return null;
        }
        var person = await db.Drafts.AsNoTracking().Where(d => d.Id == draft.Id).Select(d => d.PersonId).FirstAsync(ct);
        var children = Enumerable
            .Range(0, VisitFamily.Most * 4)
            .Select(i => (Prefix: $"Children[{i}].", Id: Written($"Children[{i}].PersonId")))
            .TakeWhile(c => c.Id is not null)
            .ToList();
        var ids = children.Select(c => Guid.TryParse(c.Id, out var child) ? child : Guid.Empty).ToList();
        var readable = await access.ReadableAmong(actor).Where(o => ids.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, o => o.DisplayName, ct);
        var recorded = arrived.BesideId is { } beside ? await db.Visits.AsNoTracking().Include(v => v.Children).FirstOrDefaultAsync(v => v.Id == beside, ct) : null;
        // Only what is on a record that may be read.
        var at = recorded?.Children.OrderBy(c => c.PersonId).FirstOrDefault(c => readable.ContainsKey(c.PersonId));
        recorded = at is null ? null : recorded;
        var voices = recorded is null ? [] : await db.VoiceEntries.AsNoTracking().Where(v => v.VisitId == recorded.Id && ids.Contains(v.PersonId)).ToListAsync(ct);
        var lines = new List<ArrivedLine>
        {
            new("Day", Day(Written("On")), recorded is null ? null : DateWords.Long(recorded.On)),
            new("Time", Written("At"), recorded?.At?.ToString("HH:mm", null)),
            new("Where", Written("Place"), recorded?.Place),
            new(
                "The visit did not take place",
                Missed(Written("NotHeld") is null ? null : Written("Missed") ?? "Other"),
                recorded?.Missed is { } why ? VisitWords.Missed(why) : null
            ),
            new("What was done about it", Written("MissedText"), recorded?.MissedText),
        };
        for (var i = 0; i < children.Count; i++)
        {
            var (prefix, _) = children[i];
            var name = PersonNames.First(readable.GetValueOrDefault(ids[i], "A child"));
            var row = readable.ContainsKey(ids[i]) ? recorded?.Children.Find(c => c.PersonId == ids[i]) : null;
            var voice = row is null ? null : voices.Find(v => v.PersonId == ids[i]);
            lines.Add(
                new(
                    name,
                    Part(Written(prefix + "Part"), Written(prefix + "Alone") is not null),
                    row?.Seen is { } seen ? Part(seen ? "Seen" : "NotSeen", row.SeenAlone == true) : null
                )
            );
            lines.Add(new($"{name}: why not seen", Written(prefix + "WhyNotSeen"), row?.WhyNotSeen));
            lines.Add(new($"{name}: who else was there", Written(prefix + "WhoElse"), row?.WhoElse));
            lines.Add(new($"{name}: what was said or shown", Written(prefix + "Words"), voice?.Words));
            lines.Add(new($"{name}: what matters", Written(prefix + "WhatMatters"), voice?.WhatMatters));
            lines.Add(new($"{name}: shown without words", Written(prefix + "Shown"), voice?.Shown));
            lines.Add(new($"Only about {name}", Written(prefix + "Text"), row?.Text));
        }
        lines.Add(new("What happened", Written("SharedText"), recorded?.SharedText));
        lines.Add(new("What you saw", Written("Observations"), recorded?.Observations));
        lines.Add(new("What it means for the children", Written("Analysis"), recorded?.Analysis));
        lines.Add(new("What has changed", Written("Changed"), recorded?.Changed));
        lines.Add(new("What happens next", Written("Next"), recorded?.Next));
        var may = person is { } about && readable.ContainsKey(about) && actor.May(Permission.RecordWork);
        return new ArrivedPage(
            id,
            arrived.ArrivedAt,
            arrived.Fate,
            arrived.Reason ?? "",
            [.. lines.Where(l => !string.IsNullOrWhiteSpace(l.Arrived) || !string.IsNullOrWhiteSpace(l.Recorded))],
            may ? $"/children/{person}/visits/record?arrived={id}" : null,
            recorded is null ? null : $"/children/{at!.PersonId}/visits/{recorded.Id}",
            recorded is null ? null : $"/children/{at!.PersonId}/visits/{recorded.Id}/amend"
        );

        string? Written(string field) => draft.Fields.GetValueOrDefault($"Input.{field}")?.FirstOrDefault();
    }

    /// <summary>Its worker looked at it and lets it go: it is the visit beside it, or is not needed.</summary>
    /// <exception cref="AccessRefusedException">It is not the actor's.</exception>
    public async Task LetGo(Guid id, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var arrived =
            await db.OfflineVisits.FirstOrDefaultAsync(v => v.Id == id && v.AccountId == actor.AccountId, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "let an arrived visit go");
        if (arrived.SettledAt is null && arrived.Fate != ArrivalFate.Recorded && await acts.AlreadyDone(key, ct) is null)
        {
            var act = acts.Begin(actor, "Let go of a visit written without signal", key: key);
            arrived.SettledAt = act.At;
            act.Happened(new OfflineVisitLetGo(actor.AccountId, id, arrived.BesideId));
            await act.Save(id, ct);
        }
        await drafts.Discard(OfflineVisit.FormOf(id), actor, ct);
    }

    private static string? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)
            ? DateWords.Long(day)
            : text;

    private static string? Part(string? part, bool alone) =>
        part switch
        {
            "Seen" => alone ? "Seen, alone" : "Seen",
            "NotSeen" => "Not seen",
            _ => null,
        };

    private static string? Missed(string? why) => Enum.TryParse<VisitMissed>(why, out var missed) ? VisitWords.Missed(missed) : null;
}
