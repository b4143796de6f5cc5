using System.Collections.Concurrent;
using System.Diagnostics;
using Kith.Practice.Operation;
using Kith.Web.Telemetry;

namespace Kith.Web.Background;

/// <summary>Work that a node does by itself.</summary>
/// <param name="Key">For measurements: a word.</param>
/// <param name="Name">For people.</param>
internal sealed record Job(string Key, string Name, TimeSpan Every)
{
    public static readonly Job Census = new("census", "Keep the census of the day", TimeSpan.FromMinutes(15));
    public static readonly Job Surveys = new("surveys", "Count surveys that are over", TimeSpan.FromMinutes(15));
    public static readonly Job Words = new("words", "Lock what is to lie locked", TimeSpan.FromHours(1));
    public static readonly Job DocumentLocks = new("document-locks", "Lock documents anew after a change of the key", TimeSpan.FromHours(1));
    public static readonly Job Seal = new("seal", "Seal the trail", TimeSpan.FromHours(1));
    public static readonly Job Imports = new("imports", "Look for extracts to load", TimeSpan.FromSeconds(10));
    public static readonly Job Feed = new("feed", "Gather what the national feed tells", TimeSpan.FromSeconds(15));
    public static readonly Job Webhooks = new("webhooks", "Put up what other systems are told", TimeSpan.FromSeconds(15));
    public static readonly Job Figures = new("figures", "Put up figures for mail", TimeSpan.FromSeconds(15));
    public static readonly Job Tidy = new("tidy", "Tidy what was sent long ago", TimeSpan.FromSeconds(15));
    public static readonly Job Send = new("send", "Send what waits to leave", TimeSpan.FromSeconds(15));

    public static readonly Job Retention = new("retention", "Work out whose time is up, and carry out what was agreed", TimeSpan.FromHours(1));

    public static readonly Job Tally = new("tally", "Count the measures of the whole service", TimeSpan.FromMinutes(1));

    public static readonly Job Queues = new("queues", "Measure what waits", TimeSpan.FromMinutes(1));

    public static readonly IReadOnlyList<Job> All = [Seal, Send, Feed, Webhooks, Figures, Imports, Census, Surveys, Words, DocumentLocks, Tidy, Retention, Tally, Queues];
}

/// <summary>
/// When this node last did each of its jobs, and how that went. Kept in memory: what all nodes together did stands in
/// the database (heads of the trail, what was delivered, what was loaded).
/// </summary>
internal sealed class JobLog(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, JobFacts> kept = new();

    /// <summary>Since when this node counts.</summary>
    public DateTime StartedAt { get; } = time.GetUtcNow().UtcDateTime;

    public IReadOnlyList<JobFacts> All => [.. Job.All.Select(Of)];

    /// <summary>Does a job and notes how it went. An error goes on to whoever asked.</summary>
    public async Task Run(Job job, Func<Task> what)
    {
        Activity.Current = null;
        using var span = Signals.Source.StartActivity($"job {job.Key}");
        span?.SetTag("kith.job", job.Key);
        var began = time.GetTimestamp();
        string? kind = null;
        try
        {
            await what();
            Note(job, f => f with { DoneAt = Now, NextAt = Now + job.Every });
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            kind = error.GetBaseException().GetType().Name;
            span?.SetTag("error.type", kind);
            span?.SetStatus(ActivityStatusCode.Error);
            Note(job, f => f with { FailedAt = Now, FailedBecause = kind, NextAt = Now + job.Every });
            throw;
        }
        finally
        {
            var tags = new TagList { { "kith.job", job.Key } };
            if (kind is not null)
            {
                tags.Add("error.type", kind);
            }
            Signals.Jobs.Record(time.GetElapsedTime(began).TotalSeconds, tags);
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private JobFacts Of(Job job) => kept.GetValueOrDefault(job.Key) ?? new JobFacts(job.Name, job.Every, StartedAt, null, null, null, null);

    private void Note(Job job, Func<JobFacts, JobFacts> how) => kept.AddOrUpdate(job.Key, _ => how(Of(job)), (_, before) => how(before));
}
