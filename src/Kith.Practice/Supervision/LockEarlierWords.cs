using Kith.Practice.Access.Accounts;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Supervision;

/// <summary>
/// Locks what lies open though it is to lie locked: words of personal supervision and secrets of second steps that were
/// written before these fields were locked, came with an import, or were invented. Nothing of what they say changes, and
/// nobody who has a form open is disturbed.
/// </summary>
[UseCase]
public sealed class LockEarlierWords(KithDb db, DatabaseEngine engine, FieldCipher cipher, PersonalWords words)
{
    /// <summary>How many of each kind in one go: others wait while it writes.</summary>
    private const int Some = 100;

    /// <returns>How many records were locked; fewer than all where there are many, so call it again.</returns>
    public async Task<int> Run(CancellationToken ct = default) => await Records(ct) + await Answers(ct) + await Corrections(ct) + await Secrets(ct);

    private async Task<int> Records(CancellationToken ct)
    {
        var open = await db
            .Supervisions.AsNoTracking()
            .Where(s =>
                s.Kind == SupervisionKind.Personal
                && (
                    (s.Topic != null && s.Topic != "" && !s.Topic.StartsWith(FieldCipher.Prefix))
                    || (s.Discussion != null && s.Discussion != "" && !s.Discussion.StartsWith(FieldCipher.Prefix))
                    || (s.Learning != null && s.Learning != "" && !s.Learning.StartsWith(FieldCipher.Prefix))
                    || (s.Workload != null && s.Workload != "" && !s.Workload.StartsWith(FieldCipher.Prefix))
                    || (s.Wellbeing != null && s.Wellbeing != "" && !s.Wellbeing.StartsWith(FieldCipher.Prefix))
                    || (s.Development != null && s.Development != "" && !s.Development.StartsWith(FieldCipher.Prefix))
                )
            )
            .OrderBy(s => s.Id)
            .Take(Some)
            .ToListAsync(ct);
        return await Each(
            open,
            s =>
            {
                var version = s.Version;
                // Of one record some may be locked and some not; each is locked once.
                words.Open(s);
                words.Close(s);
                // Only if it is still what was read: a correction made meanwhile locks it itself.
                return db
                    .Supervisions.Where(x => x.Id == s.Id && x.Version == version)
                    .ExecuteUpdateAsync(
                        u =>
                            u.SetProperty(x => x.Topic, s.Topic)
                                .SetProperty(x => x.Discussion, s.Discussion)
                                .SetProperty(x => x.Learning, s.Learning)
                                .SetProperty(x => x.Workload, s.Workload)
                                .SetProperty(x => x.Wellbeing, s.Wellbeing)
                                .SetProperty(x => x.Development, s.Development),
                        ct
                    );
            },
            ct
        );
    }

    private async Task<int> Answers(CancellationToken ct)
    {
        var open = await db
            .SupervisedWorkers.AsNoTracking()
            .Where(s => s.Kind == SupervisionKind.Personal && s.OwnWords != null && s.OwnWords != "" && !s.OwnWords.StartsWith(FieldCipher.Prefix))
            .OrderBy(s => s.Id)
            .Take(Some)
            .ToListAsync(ct);
        return await Each(
            open,
            s =>
            {
                var was = s.OwnWords;
                words.Close(s);
                return db.SupervisedWorkers.Where(x => x.Id == s.Id && x.OwnWords == was).ExecuteUpdateAsync(u => u.SetProperty(x => x.OwnWords, s.OwnWords), ct);
            },
            ct
        );
    }

    private async Task<int> Corrections(CancellationToken ct)
    {
        var open = await db
            .SupervisionAmendments.AsNoTracking()
            .Where(a => !a.Reason.StartsWith(FieldCipher.Prefix) && db.Supervisions.Any(s => s.Id == a.SupervisionId && s.Kind == SupervisionKind.Personal))
            .OrderBy(a => a.Id)
            .Take(Some)
            .ToListAsync(ct);
        return await Each(
            open,
            a =>
            {
                words.Close(a);
                return db
                    .SupervisionAmendments.Where(x => x.Id == a.Id)
                    .ExecuteUpdateAsync(u => u.SetProperty(x => x.Old, a.Old).SetProperty(x => x.New, a.New).SetProperty(x => x.Reason, a.Reason), ct);
            },
            ct
        );
    }

    private async Task<int> Secrets(CancellationToken ct)
    {
        var open = await db
            .UserTokens.AsNoTracking()
            .Where(t =>
                t.LoginProvider == AccountTokens.Provider
                && (t.Name == AccountTokens.Secret || t.Name == AccountTokens.PendingSecret)
                && t.Value != null
                && t.Value != ""
                && !t.Value.StartsWith(FieldCipher.Prefix)
            )
            .OrderBy(t => t.UserId)
            .ThenBy(t => t.Name)
            .Take(Some)
            .ToListAsync(ct);
        return await Each(open, async t => await db.Swap(t.UserId, t.Name, t.Value!, cipher.Close(SecondFactorSecret.Field, t.UserId, t.Value)!, ct) ? 1 : 0, ct);
    }

    /// <summary>Locks each; how many were. What somebody else changed meanwhile does not count, so that whoever goes on until nothing is left comes to an end.</summary>
    private async Task<int> Each<T>(List<T> open, Func<T, Task<int>> one, CancellationToken ct)
    {
        if (open.Count == 0)
        {
            return 0;
        }
        await using var turn = await engine.BeginWrite(db, ct);
        var locked = 0;
        foreach (var record in open)
        {
            locked += await one(record);
        }
        await turn.Commit(ct);
        return locked;
    }
}
