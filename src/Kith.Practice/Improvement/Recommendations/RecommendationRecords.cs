using Kith.Practice.Acts;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>A record or document that can be pointed to.</summary>
/// <param name="Token">«visit:» and its id: what a form sends.</param>
public sealed record SeenChoice(string Token, string Title, DateOnly On);

/// <summary>The records of a child in which it can be seen that something was done, or what it changed. Only what came after it was asked for is evidence.</summary>
[UseCase]
public sealed class RecommendationRecords(KithDb db)
{
    /// <summary>Records that are offered at once.</summary>
    public const int Most = 40;

    /// <summary>Records that one step may point to.</summary>
    public const int MostChosen = 12;

    /// <summary>The kind of evidence that is a document on the record.</summary>
    internal const string Document = "document";

    private const string Audited = "audit";

    /// <summary>Lines of the chronology that show nothing of what was done.</summary>
    private static readonly string[] NoEvidence = ["worker", Audited];

    /// <summary>The records of a child since a day, the latest first. The caller has already been allowed to read the record.</summary>
    /// <param name="audit">The audit that asked for it, where its effect is looked for: one that looked at the same again shows it as nothing else does.</param>
    public async Task<IReadOnlyList<SeenChoice>> Since(Guid childId, DateOnly since, Guid? audit, CancellationToken ct = default)
    {
        var lines = await db
            .Chronology.Where(c =>
                c.PersonId == childId
                && c.On >= since
                && (!NoEvidence.Contains(c.Kind) || (audit != null && c.Kind == Audited && db.AuditAssignments.Any(a => a.Id == c.RecordId && a.AgainOfId == audit)))
            )
            .OrderByDescending(c => c.On)
            .ThenBy(c => c.Kind)
            .ThenBy(c => c.RecordId)
            .Take(Most)
            .Select(c => new
            {
                c.Kind,
                c.RecordId,
                c.Code,
                c.On,
            })
            .ToListAsync(ct);
        var from = LondonTime.StartOfDayUtc(since);
        var documents = await db
            .StoredDocuments.AsNoTracking()
            .Where(d => d.PersonId == childId && d.WithdrawnOn == null && d.AddedAt >= from)
            .OrderByDescending(d => d.AddedAt)
            .Take(Most)
            .Select(d => new
            {
                d.Id,
                d.Title,
                d.AddedAt,
            })
            .ToListAsync(ct);
        return
        [
            .. lines
                .Select(l => new SeenChoice($"{l.Kind}:{l.RecordId:N}", Title(l.Kind, l.Code), l.On))
                .Concat(documents.Select(d => new SeenChoice($"{Document}:{d.Id:N}", $"Document: {d.Title}", LondonTime.DateOf(d.AddedAt))))
                .OrderByDescending(s => s.On)
                .Take(Most),
        ];
    }

    /// <summary>What a form pointed to, looked up on the record itself: another child's, an older one and one that is not there are problems.</summary>
    /// <param name="effect">It is looked for what was changed, and not for what was done: another audit of the same counts too.</param>
    internal async Task<List<RecommendationEvidence>> Resolve(
        Recommendation r,
        IReadOnlyList<string> tokens,
        DateOnly since,
        bool effect,
        List<Problem> problems,
        CancellationToken ct
    )
    {
        const string field = nameof(RecommendationStepInput.SeenIn);
        var asked = tokens.Where(t => !string.IsNullOrWhiteSpace(t)).Distinct(StringComparer.Ordinal).Select(Parse).ToList();
        if (asked.Count == 0)
        {
            return [];
        }
        if (asked.Count > MostChosen)
        {
            problems.Add(new(field, $"Select at most {MostChosen} records"));
            return [];
        }
        if (r.Action.PersonId is not { } child)
        {
            problems.Add(new(field, "Select from the list"));
            return [];
        }
        var ids = asked.Select(a => a.Id).ToList();
        var again =
            effect && AuditOf(r) is { } audit
                ? await db.AuditAssignments.AsNoTracking().Where(a => ids.Contains(a.Id) && a.AgainOfId == audit).Select(a => a.Id).ToListAsync(ct)
                : [];
        var lines = (
            await db
                .Chronology.Where(c => c.PersonId == child && ids.Contains(c.RecordId))
                .Select(c => new
                {
                    c.Kind,
                    c.RecordId,
                    c.Code,
                    c.On,
                })
                .ToListAsync(ct)
        ).Where(l => !NoEvidence.Contains(l.Kind) || (l.Kind == Audited && again.Contains(l.RecordId))).DistinctBy(l => (l.Kind, l.RecordId)).ToDictionary(l => (l.Kind, l.RecordId), l => (Title: Title(l.Kind, l.Code), l.On));
        foreach (
            var d in await db
                .StoredDocuments.AsNoTracking()
                .Where(d => d.PersonId == child && d.WithdrawnOn == null && ids.Contains(d.Id))
                .Select(d => new
                {
                    d.Id,
                    d.Title,
                    d.AddedAt,
                })
                .ToListAsync(ct)
        )
        {
            lines[(Document, d.Id)] = ($"Document: {d.Title}", LondonTime.DateOf(d.AddedAt));
        }
        var found = new List<RecommendationEvidence>();
        foreach (var (kind, id) in asked)
        {
            if (!lines.TryGetValue((kind, id), out var line))
            {
                problems.Add(new(field, "Select records of this child from the list"));
                return [];
            }
            if (line.On < since)
            {
                problems.Add(new(field, $"«{line.Title}» of {DateWords.Medium(line.On)} is older than what it is to show"));
                return [];
            }
            found.Add(
                new RecommendationEvidence
                {
                    Kind = kind,
                    RecordId = id,
                    Title = line.Title,
                    On = line.On,
                }
            );
        }
        return found;
    }

    /// <summary>
    /// What an owner pointed to last is still on the record: a document that was taken back since is evidence no more. Asked
    /// of children alone; for the system the evidence is words and a measure.
    /// </summary>
    internal async Task StillThere(Recommendation r, List<Problem> problems, CancellationToken ct)
    {
        var pointed = r.Steps.Where(s => s.Act == RecommendationAct.Claim).MaxBy(s => s.Number)?.Evidence;
        if (r.Action.PersonId is not { } child || pointed is not { Count: > 0 })
        {
            return;
        }
        var ids = pointed.ConvertAll(e => e.RecordId);
        var there =
            await db.Chronology.AnyAsync(c => c.PersonId == child && ids.Contains(c.RecordId), ct)
            || await db.StoredDocuments.AnyAsync(d => d.PersonId == child && d.WithdrawnOn == null && ids.Contains(d.Id), ct);
        if (!there)
        {
            problems.Add(new("", "Nothing of what its owner pointed to is on the record any more. Send it back, and ask what shows it now"));
        }
    }

    /// <summary>The audit that asked for it; null where something else did.</summary>
    internal static Guid? AuditOf(Recommendation r) => r.Origin == RecommendationOrigin.Audit ? r.OriginId : null;

    /// <summary>What it is called. The grade of an audit is not told here: whoever grades next may read it.</summary>
    private static string Title(string kind, string? code) => ChronologyKinds.Title(kind, kind == Audited ? null : code);

    private static (string Kind, Guid Id) Parse(string token) =>
        token.Split(':', 2) is [{ Length: > 0 and <= 40 } kind, var id] && Guid.TryParse(id, out var guid) ? (kind, guid) : ("", Guid.Empty);
}
