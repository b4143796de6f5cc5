namespace Kith.Practice.Operation;

/// <summary>From when on something is not well: pure, from what the page shows.</summary>
public static class OperationRules
{
    /// <summary>A backup older than this is too old: one a day, with two hours to be late in.</summary>
    public static readonly TimeSpan OldestBackup = TimeSpan.FromHours(26);

    /// <summary>A continuity copy that was made once and is older than this is too old to work from.</summary>
    public static readonly TimeSpan OldestCopy = TimeSpan.FromHours(26);

    /// <summary>The trail is sealed every hour.</summary>
    public static readonly TimeSpan OldestSeal = TimeSpan.FromHours(3);

    /// <summary>Whatever leaves is tried within seconds; what has waited so long meets something that is wrong.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Less room than this is too little: there must be time to make more.</summary>
    public const double LeastRoom = 0.2;

    /// <summary>With less than this a save may fail today.</summary>
    public const double LeastRoomNow = 0.05;

    /// <summary>The address of a trouble in the runbook, as its page has it.</summary>
    public static string Runbook(int trouble) => $"/admin/operation/runbook#trouble-{trouble}";

    /// <summary>What is not well, the gravest first; empty when all is.</summary>
    public static IReadOnlyList<Finding> Of(OperationView view) => [.. Found(view).OrderByDescending(f => f.Grave)];

    private static IEnumerable<Finding> Found(OperationView v)
    {
        if (v.MigrationsMissing > 0)
        {
            yield return new(true, "The database is older than this program.", "Run kith migrate as the owner of the tables, then load this page again.", Runbook(9));
        }
        if (v.MigrationsUnknown > 0)
        {
            yield return new(true, "The database was brought further by a later program than this one.", "Put the later program on this machine too.", Runbook(9));
        }
        foreach (var disk in v.Host.Disks.Where(d => d.Share < LeastRoom))
        {
            yield return new(
                disk.Share < LeastRoomNow,
                $"{disk.What}: {disk.Share * 100:0}% of the disk is free.",
                "Make room, or make the disk larger. Nothing needs to be started again.",
                Runbook(1)
            );
        }
        if (v.BackedUpAt is null)
        {
            yield return new(
                false,
                "No backup is known.",
                "Run kith backup, and set it up to run by itself. A copy that another program makes is not known here.",
                "/admin/operation/runbook"
            );
        }
        else if (v.Now - v.BackedUpAt > OldestBackup)
        {
            yield return new(
                true,
                $"The last backup is {Old(v.Now - v.BackedUpAt.Value)} old.",
                "Look why kith backup does not run by itself, and run it once by hand.",
                "/admin/operation/runbook"
            );
        }
        // Who makes none has decided so; who made one counts on the next.
        if (v.CopiedAt is { } copiedAt && v.Now - copiedAt > OldestCopy)
        {
            yield return new(
                false,
                $"The last continuity copy is {Old(v.Now - copiedAt)} old.",
                "Look why kith continuity write does not run by itself. Until it does, people would read old records if Kith were down.",
                "/admin/operation/runbook"
            );
        }
        if (v.DocumentLocks.Done is { Shut: > 0 } locks)
        {
            yield return new(
                false,
                $"{(locks.Shut == 1 ? "One document" : $"{locks.Shut:N0} documents")} cannot be opened with any key that is here.",
                "If an earlier key is kept somewhere, give it as Kith__OtherKeyFile and run kith key change once more.",
                Runbook(11)
            );
        }
        if (v.SealedAt is { } sealedAt && v.Now - sealedAt > OldestSeal && v.Now - v.Host.StartedAt > OldestSeal)
        {
            yield return new(
                false,
                $"The trail was last sealed {Old(v.Now - sealedAt)} ago.",
                "If people have worked since, run kith verify, which seals it and says whether it is whole.",
                Runbook(8)
            );
        }
        foreach (var queue in v.Queues)
        {
            if (queue.Paused)
            {
                yield return new(false, $"{queue.Name}: paused by a person.", "Resume it when the reason is gone. Nothing is lost meanwhile.", queue.Href);
            }
            else if (queue.OldestAt is { } oldest && v.Now - oldest > LongestWait)
            {
                yield return new(
                    false,
                    $"{queue.Name}: something has waited for {Old(v.Now - oldest)}.",
                    "Its page says what was answered and when it is tried again.",
                    queue.Href ?? Runbook(10)
                );
            }
            if (queue.GivenUp > 0)
            {
                yield return new(false, $"{queue.Name}: {queue.GivenUp:N0} given up.", "Its page says why, and what can be sent again.", queue.Href ?? Runbook(10));
            }
        }
        foreach (var job in v.Host.Jobs)
        {
            if (job.Fails)
            {
                yield return new(
                    false,
                    $"«{job.Name}» failed the last time ({job.FailedBecause}).",
                    "It is tried again by itself. If it fails again and again, look at the journal of this machine.",
                    null
                );
            }
            else if (v.Now - (job.DoneAt ?? job.SinceAt) > (3 * job.Every) + TimeSpan.FromMinutes(5))
            {
                yield return new(
                    false,
                    $"«{job.Name}» has not run for {Old(v.Now - (job.DoneAt ?? job.SinceAt))}.",
                    "Look at the journal of this machine; if nothing is there, start Kith again.",
                    null
                );
            }
        }
        if (v.Database.Standbys == 0 && v.Database.AwaitsStandby)
        {
            yield return new(true, "No standby follows the database, and saves wait for one.", "See which servers run: patronictl list.", Runbook(3));
        }
    }

    /// <summary>A length of time in the words that people use: «3 hours», «2 days».</summary>
    public static string Old(TimeSpan time) =>
        time switch
        {
            { TotalMinutes: < 2 } => "a minute",
            { TotalMinutes: < 120 } => $"{(int)time.TotalMinutes} minutes",
            { TotalHours: < 48 } => $"{(int)time.TotalHours} hours",
            _ => $"{(int)time.TotalDays} days",
        };
}
