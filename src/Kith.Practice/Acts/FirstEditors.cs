using System.Runtime.CompilerServices;
using Kith.Practice.Access;
using Kith.Practice.Children.AccessLog;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Acts;

/// <summary>One thing that the first of two editors recorded, in words.</summary>
/// <param name="Sentence">«Visit amended».</param>
/// <param name="Facts">What it says besides: the day, the outcome.</param>
/// <param name="Changes">Fields before and after.</param>
public sealed record FirstEditLine(string Sentence, IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<FieldChange> Changes);

/// <summary>What stood in the way of a second editor.</summary>
/// <param name="Who">Whoever saved first.</param>
/// <param name="Self">True where that was the same person, in another window or on another device.</param>
/// <param name="At">When, UTC.</param>
/// <param name="What">The act as staff call it: «Decide a referral».</param>
/// <param name="Why">The reason they gave, where one was asked for.</param>
public sealed record FirstEdit(string Who, bool Self, DateTime At, string What, string? Why, IReadOnlyList<FirstEditLine> Lines);

/// <summary>
/// Finds in the trail who saved first and what they recorded, so that a second editor is shown it beside their own words.
/// Only entries about the very records that the second editor was about to write are told.
/// </summary>
[UseCase]
public sealed class FirstEditors(KithDb db, DatabaseEngine engine, Clock clock)
{
    /// <summary>A form is not open for longer: whoever fills it is signed out by then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private const int MostLines = 12;

    /// <summary>The beginnings of chains that are strung along one record, and the chains that are strung along a whole room.</summary>
    private static readonly (IReadOnlyList<string> OfRecords, IReadOnlyList<string> Whole) Chains = ChainsOfEvents();

    /// <summary>The newest act on those records; null where the trail tells nothing of them.</summary>
    public async Task<FirstEdit?> Of(SecondEditorException refused, Actor actor, CancellationToken ct = default)
    {
        // A partner sees no more of a record for having been second on it.
        if (refused.Records.Count == 0 || !actor.May(Permission.UseKith))
        {
            return null;
        }
        var since = clock.UtcNow - Longest;
        var people = refused.People;
        var chains = refused
            .Records.SelectMany(r => Chains.OfRecords.Select(c => $"{engine.ChainPrefix}{c}{r:N}"))
            .Concat(Chains.Whole.Select(c => engine.ChainPrefix + c))
            .ToList();
        var entries =
            people.Count > 0
                ? db.TrailEntries.Where(e => people.Contains(e.PersonId!.Value) && e.At >= since)
                : db.TrailEntries.Where(e => chains.Contains(e.Chain) && e.At >= since);
        string[] reads = [nameof(RecordRead), nameof(RecordTakenOut), nameof(RecordRefused)];
        entries = entries.AsNoTracking().Where(e => !reads.Contains(e.Event));
        var named = refused.Records.Select(r => r.ToString("D")).ToList();
        var newest = await entries.Where(e => named.Any(n => e.Payload.Contains(n))).OrderByDescending(e => e.At).ThenByDescending(e => e.Seq).FirstOrDefaultAsync(ct);
        if (newest is null)
        {
            return null;
        }
        var lines = await entries
            .Where(e => e.ProcessId == newest.ProcessId && named.Any(n => e.Payload.Contains(n)))
            .OrderBy(e => e.Seq)
            .Take(MostLines)
            .Select(e => new { e.Event, e.Payload })
            .ToListAsync(ct);
        return new FirstEdit(
            newest.ActorName,
            newest.ActorId == actor.AccountId,
            newest.At,
            newest.Process,
            newest.Reason,
            [.. lines.Select(l => new FirstEditLine(TrailWords.Sentence(l.Event, l.Payload), TrailWords.Facts(l.Event, l.Payload), TrailWords.Changes(l.Payload)))]
        );
    }

    private static (IReadOnlyList<string> OfRecords, IReadOnlyList<string> Whole) ChainsOfEvents()
    {
        var nobody = Guid.Empty.ToString("N");
        // Each event says its chain from its own fields; one whose fields are all empty shows what comes before the id.
        var all = typeof(TrailEvent)
            .Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(TrailEvent)) && !t.IsSubclassOf(typeof(PersonEvent)))
            .Select(t => ((TrailEvent)RuntimeHelpers.GetUninitializedObject(t)).Chain)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return (
            [.. all.Where(c => c.EndsWith(nobody, StringComparison.Ordinal)).Select(c => c[..^nobody.Length])],
            [.. all.Where(c => !c.EndsWith(nobody, StringComparison.Ordinal) && c is not ("search" or "sign-in"))]
        );
    }
}
