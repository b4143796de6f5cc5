using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Children.Show;
using Kith.Practice.Documents;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Voice;

/// <summary>An entry as lists show it.</summary>
/// <param name="By">Who listened.</param>
public sealed record VoiceLine(VoiceEntry Entry, string? By);

/// <summary>What a child said over time, and how often they were heard.</summary>
public sealed record VoiceList(
    PersonHead Head,
    DateOnly Today,
    ChildOverview? Overview,
    HearingState State,
    DateOnly? DueOn,
    IReadOnlyList<VoiceLine> Lines,
    int Total,
    int Page,
    int Pages
);

/// <summary>A record that cites an entry, or is cited from one.</summary>
/// <param name="Title">«Child protection plan, began 3 May 2026».</param>
public sealed record CitationLine(Guid Id, SubjectKind Kind, Guid SubjectId, string Title, string Href, string? NotFollowed);

/// <summary>One entry with all that hangs on it.</summary>
public sealed record VoicePage(
    PersonHead Head,
    DateOnly Today,
    VoiceEntry Entry,
    string? By,
    string? RecordedBy,
    DateOnly? AnswerDueOn,
    IReadOnlyList<CitationLine> Citations,
    IReadOnlyList<StoredDocument> Drawings,
    IReadOnlyList<AmendmentLine> Amendments
);

/// <summary>Shows what a child said: all of it, and one entry.</summary>
[UseCase]
public sealed class ShowVoice(KithDb db, Amendments amendments, Clock clock)
{
    public const int PageSize = 25;

    /// <summary>A page of entries, latest first; null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<VoiceList?> List(Guid childId, bool unanswered, int page, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (await PersonHeads.Of(db, childId, today, ct) is not { IsChild: true } head)
        {
            return null;
        }
        var all = db.VoiceEntries.AsNoTracking().Where(v => v.PersonId == childId);
        if (unanswered)
        {
            all = all.Where(v => v.AnsweredOn == null);
        }
        var total = await all.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var rows = await (
            from v in all.OrderByDescending(v => v.On).ThenByDescending(v => v.Id).Skip((page - 1) * PageSize).Take(PageSize)
            join w in db.Workers on v.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            select new { Entry = v, Worker = w.Name }
        ).ToListAsync(ct);
        var overview = await db.ChildOverviews.AsNoTracking().FirstOrDefaultAsync(o => o.PersonId == childId, ct);
        var intervals = await IntervalPolicy.Load(db, ct);
        return new(
            head,
            today,
            overview,
            overview is null ? HearingState.NotExpected : Hearing.StateOn(overview, intervals, today),
            overview is null ? null : Hearing.DueOn(overview, intervals),
            [.. rows.OrderByDescending(r => r.Entry.On).ThenByDescending(r => r.Entry.Id).Select(r => new VoiceLine(r.Entry, r.Worker ?? r.Entry.ListenedBy))],
            total,
            page,
            pages
        );
    }

    /// <summary>One entry; null when the child has no such. The caller has already been allowed to read the record.</summary>
    public async Task<VoicePage?> Show(Guid childId, Guid voiceId, CancellationToken ct = default)
    {
        var today = clock.Today;
        var row = await db
            .VoiceEntries.AsNoTracking()
            .Where(v => v.Id == voiceId && v.PersonId == childId)
            .Select(v => new
            {
                Entry = v,
                Worker = db.Workers.Where(w => w.Id == v.WorkerId).Select(w => w.Name).FirstOrDefault(),
                RecordedBy = db.Users.Where(u => u.Id == v.RecordedByAccountId).Select(u => u.DisplayName).FirstOrDefault(),
                Drawings = db.StoredDocuments.Where(d => d.VoiceEntryId == v.Id && d.WithdrawnOn == null).ToList(),
            })
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        if (row is null || await PersonHeads.Of(db, childId, today, ct) is not { } head)
        {
            return null;
        }
        var intervals = await IntervalPolicy.Load(db, ct);
        return new(
            head,
            today,
            row.Entry,
            row.Worker ?? row.Entry.ListenedBy,
            row.RecordedBy,
            row.Entry.IsAnswered ? null : intervals.Due("voice_answer", row.Entry.On),
            await CiteVoice.OfEntry(db, childId, voiceId, ct),
            [.. row.Drawings.OrderBy(d => d.AddedAt).ThenBy(d => d.Id)],
            await amendments.Of(SubjectKind.VoiceEntry, voiceId, childId, ct)
        );
    }
}
