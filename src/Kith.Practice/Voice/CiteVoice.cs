using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Voice;

/// <summary>How a record stands to what a child said.</summary>
public enum CiteHow
{
    /// <summary>It has nothing to do with it.</summary>
    Not,
    RestsOn,
    NotFollowed,
}

/// <summary>One entry and how the record stands to it.</summary>
public sealed record CiteInput
{
    public Guid VoiceEntryId { get; set; }
    public CiteHow How { get; set; }

    /// <summary>Why the child's view was not followed.</summary>
    public string? Why { get; set; }
}

/// <summary>An entry that a record cites, for that record's page.</summary>
public sealed record CitedWords(Guid VoiceEntryId, DateOnly On, string Method, string Words, string? Shown, string? NotFollowed);

/// <summary>What the form shows: the record, and the child's latest entries with how it stands to each.</summary>
public sealed record CitePage(string Title, string Href, IReadOnlyList<(VoiceEntry Entry, VoiceCitation? Cited)> Entries);

/// <summary>
/// From the child's words to the decision and back: says which entries a plan, a decision, an assessment or a
/// contingency plan rests on, or why the child's view was not followed.
/// </summary>
[UseCase]
public sealed class CiteVoice(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>How many of the latest entries the form offers, beside those that are cited already.</summary>
    public const int Offered = 20;
    public const int LongestWhy = 1000;

    /// <summary>The kinds of record that can cite what a child said.</summary>
    public static readonly IReadOnlyList<SubjectKind> Kinds =
    [
        SubjectKind.Assessment,
        SubjectKind.InitialConference,
        SubjectKind.ReviewConference,
        SubjectKind.ProtectionPlan,
        SubjectKind.NeedPlan,
        SubjectKind.NeedReview,
        SubjectKind.ContingencyPlan,
    ];

    /// <summary>What a record cites: one query. The caller has already been allowed to read the child's record.</summary>
    public async Task<IReadOnlyList<CitedWords>> Of(Guid childId, SubjectKind kind, Guid subjectId, CancellationToken ct = default) =>
        [
            .. (
                await (
                    from c in db.VoiceCitations.AsNoTracking()
                    where c.PersonId == childId && c.SubjectKind == kind && c.SubjectId == subjectId && c.EndedOn == null
                    join v in db.VoiceEntries on c.VoiceEntryId equals v.Id
                    select new CitedWords(v.Id, v.On, v.Method, v.Words, v.Shown, c.NotFollowed)
                ).ToListAsync(ct)
            )
                .OrderByDescending(c => c.On)
                .ThenBy(c => c.VoiceEntryId),
        ];

    /// <summary>The form; null where the child has no such record. The caller has already been allowed to read it.</summary>
    public async Task<CitePage?> Show(Guid childId, SubjectKind kind, Guid subjectId, CancellationToken ct = default)
    {
        if (!Kinds.Contains(kind) || await Title(db, childId, kind, subjectId, ct) is not { } title)
        {
            return null;
        }
        var cited = await db
            .VoiceCitations.AsNoTracking()
            .Where(c => c.PersonId == childId && c.SubjectKind == kind && c.SubjectId == subjectId && c.EndedOn == null)
            .ToDictionaryAsync(c => c.VoiceEntryId, ct);
        var keep = cited.Keys.ToList();
        var latest = db.VoiceEntries.Where(v => v.PersonId == childId).OrderByDescending(v => v.On).ThenByDescending(v => v.Id).Take(Offered).Select(v => v.Id);
        var entries = await db.VoiceEntries.AsNoTracking().Where(v => v.PersonId == childId && (latest.Contains(v.Id) || keep.Contains(v.Id))).ToListAsync(ct);
        return new(title, Href(childId, kind, subjectId), [.. entries.OrderByDescending(e => e.On).ThenByDescending(e => e.Id).Select(e => (e, cited.GetValueOrDefault(e.Id)))]);
    }

    /// <summary>Says how a record stands to each of these entries. What is not named stays as it was.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">The record or an entry is not the child's, or a reason is missing.</exception>
    public async Task Cite(Guid childId, SubjectKind kind, Guid subjectId, IReadOnlyList<CiteInput> lines, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "say what a record rests on", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (!Kinds.Contains(kind) || await Title(db, childId, kind, subjectId, ct) is null)
        {
            throw new NotAcceptedException("", "This record is not the child's");
        }
        var problems = new List<Problem>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].How == CiteHow.NotFollowed && Editing.Text("Why", lines[i].Why, "Say why the child's view was not followed", LongestWhy) is { } missing)
            {
                problems.Add(new($"Lines[{i}].Why", missing.Message));
            }
        }
        Editing.Refuse(problems);
        var ids = lines.Select(l => l.VoiceEntryId).Distinct().ToList();
        if (await db.VoiceEntries.CountAsync(v => ids.Contains(v.Id) && v.PersonId == childId, ct) != ids.Count)
        {
            throw new NotAcceptedException("", "One of these is not on the child's record");
        }
        var standing = await db
            .VoiceCitations.Where(c => c.PersonId == childId && c.SubjectKind == kind && c.SubjectId == subjectId && c.EndedOn == null)
            .ToDictionaryAsync(c => c.VoiceEntryId, ct);
        var act = acts.Begin(actor, "Say what a record rests on", key: key);
        foreach (var line in lines.DistinctBy(l => l.VoiceEntryId))
        {
            var why = line.How == CiteHow.NotFollowed ? line.Why!.Trim() : null;
            if (standing.GetValueOrDefault(line.VoiceEntryId) is { } before)
            {
                if (line.How != CiteHow.Not && before.NotFollowed == why)
                {
                    continue;
                }
                // What was said of it before is kept.
                before.EndedOn = clock.Today;
                if (line.How == CiteHow.Not)
                {
                    act.Happened(new VoiceCitationEnded(childId, line.VoiceEntryId, kind, subjectId));
                }
            }
            if (line.How != CiteHow.Not)
            {
                db.VoiceCitations.Add(
                    new VoiceCitation
                    {
                        Id = clock.NewId(),
                        PersonId = childId,
                        SubjectKind = kind,
                        SubjectId = subjectId,
                        VoiceEntryId = line.VoiceEntryId,
                        NotFollowed = why,
                        On = clock.Today,
                        ByAccountId = actor.AccountId,
                    }
                );
                act.Happened(new VoiceCited(childId, line.VoiceEntryId, kind, subjectId, why));
            }
        }
        await act.Save(subjectId, ct);
    }

    /// <summary>The records that cite an entry, in one query for all kinds.</summary>
    internal static async Task<IReadOnlyList<CitationLine>> OfEntry(KithDb db, Guid childId, Guid voiceId, CancellationToken ct)
    {
        var rows = await db
            .VoiceCitations.AsNoTracking()
            .Where(c => c.VoiceEntryId == voiceId && c.PersonId == childId && c.EndedOn == null)
            .Select(c => new
            {
                Cited = c,
                On = c.SubjectKind == SubjectKind.Assessment ? db.Assessments.Where(a => a.Id == c.SubjectId).Select(a => (DateOnly?)a.StartedOn).FirstOrDefault()
                : c.SubjectKind == SubjectKind.InitialConference ? db.InitialConferences.Where(a => a.Id == c.SubjectId).Select(a => a.HeldOn).FirstOrDefault()
                : c.SubjectKind == SubjectKind.ReviewConference ? db.ReviewConferences.Where(a => a.Id == c.SubjectId).Select(a => a.HeldOn).FirstOrDefault()
                : c.SubjectKind == SubjectKind.ProtectionPlan ? db.ProtectionPlans.Where(a => a.Id == c.SubjectId).Select(a => (DateOnly?)a.StartedOn).FirstOrDefault()
                : c.SubjectKind == SubjectKind.NeedPlan ? db.CinPlans.Where(a => a.Id == c.SubjectId).Select(a => (DateOnly?)a.StartedOn).FirstOrDefault()
                : c.SubjectKind == SubjectKind.NeedReview ? db.CinReviews.Where(a => a.Id == c.SubjectId).Select(a => a.HeldOn).FirstOrDefault()
                : db.ContingencyPlans.Where(a => a.Id == c.SubjectId).Select(a => (DateOnly?)a.MadeOn).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(r => r.On)
                .ThenBy(r => r.Cited.Id)
                .Select(r => new CitationLine(
                    r.Cited.Id,
                    r.Cited.SubjectKind,
                    r.Cited.SubjectId,
                    Named(r.Cited.SubjectKind, r.On),
                    Href(childId, r.Cited.SubjectKind, r.Cited.SubjectId),
                    r.Cited.NotFollowed
                )),
        ];
    }

    private static async Task<string?> Title(KithDb db, Guid childId, SubjectKind kind, Guid subjectId, CancellationToken ct)
    {
        var found = kind switch
        {
            SubjectKind.Assessment => await On(db.Assessments, a => a.StartedOn),
            SubjectKind.InitialConference => await On(db.InitialConferences, a => a.HeldOn),
            SubjectKind.ReviewConference => await On(db.ReviewConferences, a => a.HeldOn),
            SubjectKind.ProtectionPlan => await On(db.ProtectionPlans, a => a.StartedOn),
            SubjectKind.NeedPlan => await On(db.CinPlans, a => a.StartedOn),
            SubjectKind.NeedReview => await On(db.CinReviews, a => a.HeldOn),
            SubjectKind.ContingencyPlan => await On(db.ContingencyPlans, a => a.MadeOn),
            _ => null,
        };
        return found is var (on, there) && there ? Named(kind, on) : null;

        async Task<(DateOnly? On, bool There)?> On<T>(IQueryable<T> set, Func<T, DateOnly?> when)
            where T : PersonRecord => await set.AsNoTracking().FirstOrDefaultAsync(r => r.Id == subjectId && r.PersonId == childId, ct) is { } row ? (when(row), true) : null;
    }

    private static string Named(SubjectKind kind, DateOnly? on)
    {
        var words = kind switch
        {
            SubjectKind.Assessment => "Assessment",
            SubjectKind.InitialConference => "Initial conference",
            SubjectKind.ReviewConference => "Review conference",
            SubjectKind.ProtectionPlan => "Child protection plan",
            SubjectKind.NeedPlan => "Child in need plan",
            SubjectKind.NeedReview => "Review of the child in need plan",
            _ => "Who steps in if the plan fails",
        };
        return on is { } day ? $"{words}, {DateWords.Medium(day)}" : words;
    }

    private static string Href(Guid childId, SubjectKind kind, Guid subjectId) =>
        kind switch
        {
            SubjectKind.Assessment => $"/assessments/{subjectId}",
            SubjectKind.ProtectionPlan or SubjectKind.NeedPlan => $"/children/{childId}/plan/{subjectId}",
            SubjectKind.InitialConference => $"/children/{childId}/records/initial-conference/{subjectId}",
            SubjectKind.ReviewConference => $"/children/{childId}/records/review-conference/{subjectId}",
            SubjectKind.NeedReview => $"/children/{childId}/records/cin-review/{subjectId}",
            _ => $"/children/{childId}/records/contingency/{subjectId}",
        };
}
