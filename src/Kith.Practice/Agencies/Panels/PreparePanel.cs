using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>What an agency is told of a child, as a form holds it.</summary>
public sealed record PanelGivenInput
{
    public List<Guid> Agencies { get; set; } = [];
    public string? Words { get; set; }
    public LawfulBasis? Basis { get; set; }
    public SharingConsent? Consent { get; set; }
    public string? ConsentReason { get; set; }
}

/// <summary>Makes the list of a meeting ready: its order, the papers of each child, and which agency is told of which child.</summary>
[UseCase]
public sealed class PreparePanel(KithDb db, RecordAccess access, Acts.Acts acts, KeepDocuments documents, Clock clock)
{
    public const int Longest = 2000;

    /// <summary>The most papers of one child at one meeting.</summary>
    public const int MostPapers = 20;
    private readonly PanelSight sight = new(db, access, clock);

    /// <summary>Puts a child on the list of a meeting, moves them on it, or (no meeting) takes them off.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel, or may not see the child.</exception>
    /// <exception cref="NotAcceptedException">A manager has not agreed, the panel has decided, or the meeting is over.</exception>
    public async Task List(Guid entryId, Guid? meetingId, int? position, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await sight.Run(entryId, actor, "put a child on the list of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (entry.HeardOn is not null || entry.WithdrawnOn is not null)
        {
            throw new NotAcceptedException("", "The panel has decided, or the child was taken back");
        }
        if (meetingId is { } m)
        {
            if (entry.WaitsForManager)
            {
                throw new NotAcceptedException("", "A manager agrees first");
            }
            if (!await db.PanelMeetings.AnyAsync(x => x.Id == m && x.PanelId == entry.PanelId && x.HeldOn == null && x.CalledOffOn == null, ct))
            {
                throw new NotAcceptedException("", "This meeting was held or called off, or is another panel's");
            }
        }
        var others = meetingId is null
            ? []
            : await db.PanelChildren.Where(e => e.MeetingId == meetingId && e.Id != entryId).OrderBy(e => e.Position).ThenBy(e => e.Id).ToListAsync(ct);
        var at = Math.Clamp(position ?? others.Count + 1, 1, others.Count + 1);
        others.Insert(at - 1, entry);
        var act = acts.Begin(actor, "Put a child on the list of a panel", key: key);
        if ((entry.MeetingId, entry.Position) != (meetingId, meetingId is null ? 0 : at))
        {
            act.Happened(new PanelEntryListed(entry.PersonId, entry.Id, meetingId, meetingId is null ? 0 : at));
        }
        if (meetingId is null)
        {
            (entry.MeetingId, entry.Position) = (null, 0);
        }
        else
        {
            entry.MeetingId = meetingId;
            for (var i = 0; i < others.Count; i++)
            {
                others[i].Position = i + 1;
            }
        }
        await act.Save(entry.Id, ct);
    }

    /// <summary>Adds a part of the record, or a file that stands on it or is sent here, to the papers.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Nothing is chosen, it is there already, or the file is not one that may be kept.</exception>
    public async Task AddPaper(Guid entryId, string? place, Guid? documentId, string? title, SentFile? file, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await db.PanelChildren.AsNoTracking().FirstOrDefaultAsync(e => e.Id == entryId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "add a paper");
        // Papers are the record's: who may not open it adds none.
        await access.Demand(actor, entry.PersonId, Permission.RecordWork, "add a paper", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (entry.HeardOn is not null || entry.WithdrawnOn is not null)
        {
            throw new NotAcceptedException("", "The panel has decided, or the child was taken back");
        }
        var there = await db.PanelPapers.AsNoTracking().Where(p => p.EntryId == entryId).ToListAsync(ct);
        if (there.Count >= MostPapers)
        {
            throw new NotAcceptedException("Place", $"At most {MostPapers} papers: choose what the panel needs");
        }
        var act = acts.Begin(actor, "Add a paper for a panel", key: key);
        var paper = new PanelPaper
        {
            Id = clock.NewId(),
            PersonId = entry.PersonId,
            EntryId = entryId,
            Title = "",
            ByName = actor.Name,
            AddedOn = clock.Today,
        };
        if (file is not null)
        {
            if (Editing.Text("Title", title, "Name the file", 200) is { } missing)
            {
                throw new NotAcceptedException([missing]);
            }
            var kept = await documents.AddSent(act, actor, entry.PersonId, title!.Trim(), file, "Paper", ct);
            (paper.DocumentId, paper.Title) = (kept.Id, kept.Title);
        }
        else if (documentId is { } known)
        {
            paper.Title =
                await db.StoredDocuments.Where(d => d.Id == known && d.PersonId == entry.PersonId && d.WithdrawnOn == null).Select(d => d.Title).FirstOrDefaultAsync(ct)
                ?? throw new NotAcceptedException("DocumentId", "Choose a file of this child's record");
            paper.DocumentId = known;
        }
        else if (place is not null && PanelWords.Places.TryGetValue(place, out var words))
        {
            (paper.Place, paper.Title) = (place, words);
        }
        else
        {
            throw new NotAcceptedException("Place", "Choose a part of the record or a file");
        }
        if (there.Exists(p => (p.Place, p.DocumentId) == (paper.Place, paper.DocumentId)))
        {
            throw new NotAcceptedException("Place", "This is among the papers already");
        }
        db.PanelPapers.Add(paper);
        act.Happened(new PanelPaperChanged(entry.PersonId, entryId, paper.Title, true));
        await act.Save(paper.Id, ct);
    }

    /// <summary>Takes a paper away; the record keeps what it led to.</summary>
    /// <exception cref="AccessRefusedException">The actor neither records on this child nor keeps the panel.</exception>
    public async Task RemovePaper(Guid entryId, Guid paperId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await sight.Prepare(entryId, actor, "take a paper away", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var paper = await db.PanelPapers.FirstOrDefaultAsync(p => p.Id == paperId && p.EntryId == entryId, ct) ?? throw new NotAcceptedException("", "This paper is not there");
        if (entry.HeardOn is not null)
        {
            throw new NotAcceptedException("", "The panel has decided: what it read stays");
        }
        db.PanelPapers.Remove(paper);
        var act = acts.Begin(actor, "Take a paper of a panel away", key: key);
        act.Happened(new PanelPaperChanged(entry.PersonId, entryId, paper.Title, false));
        await act.Save(entryId, ct);
    }

    /// <summary>
    /// Tells agencies of the panel about a child, in words written for them: from then on those of them who are asked to the
    /// meeting see the child there. It stands in the child's log of what was shared, with its ground.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor neither records on this child nor keeps the panel.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or the record is restricted.</exception>
    public async Task Give(Guid entryId, PanelGivenInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await sight.Prepare(entryId, actor, "tell an agency of a child", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (entry.WithdrawnOn is not null)
        {
            throw new NotAcceptedException("", "The child was taken back");
        }
        if (await db.Restrictions.AnyAsync(r => r.PersonId == entry.PersonId && r.EndedAt == null, ct))
        {
            throw new NotAcceptedException("", "The record is restricted: nobody outside sees the child here. Speak with the agency yourself, and log what you shared");
        }
        var today = clock.Today;
        var wanted = input.Agencies.Distinct().ToList();
        var agencies = await db
            .PartnerAgencies.AsNoTracking()
            .Where(a => wanted.Contains(a.Id) && (a.Until == null || a.Until >= today))
            .Where(a =>
                db.PanelMembers.Any(m =>
                    m.PanelId == entry.PanelId && (m.Until == null || m.Until >= today) && db.Professionals.Any(p => p.Id == m.ProfessionalId && p.AgencyId == a.Id)
                )
            )
            .OrderBy(a => a.Name)
            .ToListAsync(ct);
        var problems = new List<Problem>();
        if (agencies.Count == 0 || agencies.Count != wanted.Count)
        {
            problems.Add(new(nameof(input.Agencies), "Choose agencies that sit on the panel"));
        }
        PanelSight.Need(problems, nameof(input.Words), input.Words, "Write what they are told: as much as they need, and no more", Longest);
        if (input.Basis is not { } basis || !Enum.IsDefined(basis))
        {
            problems.Add(new(nameof(input.Basis), "Choose the ground"));
            basis = default;
        }
        if (input.Consent is not { } consent || !Enum.IsDefined(consent))
        {
            problems.Add(new(nameof(input.Consent), "Say whether the family knows and agrees"));
            consent = default;
        }
        else
        {
            if (consent != SharingConsent.Agreed && string.IsNullOrWhiteSpace(input.ConsentReason))
            {
                problems.Add(new(nameof(input.ConsentReason), consent == SharingConsent.NotTold ? "Say why the family was not told" : "Write what the family said"));
            }
            if (input.Basis == LawfulBasis.Consent && consent != SharingConsent.Agreed)
            {
                problems.Add(new(nameof(input.Basis), "The family does not agree, so consent cannot be the ground"));
            }
        }
        PanelSight.Short(problems, Longest, (nameof(input.ConsentReason), input.ConsentReason));
        Editing.Refuse(problems);
        var panel = await db.Panels.Where(p => p.Id == entry.PanelId).Select(p => p.Name).FirstAsync(ct);
        var given = await db.PanelGivens.Where(g => g.EntryId == entryId && g.TakenBackOn == null).ToListAsync(ct);
        var act = acts.Begin(actor, "Tell agencies of a panel about a child", key: key);
        foreach (var agency in agencies)
        {
            if (given.Find(g => g.AgencyId == agency.Id) is { } before)
            {
                (before.Words, before.GivenOn, before.ByName) = (input.Words!.Trim(), today, actor.Name);
            }
            else
            {
                db.PanelGivens.Add(
                    new PanelGiven
                    {
                        Id = clock.NewId(),
                        PersonId = entry.PersonId,
                        EntryId = entryId,
                        AgencyId = agency.Id,
                        Words = input.Words!.Trim(),
                        GivenOn = today,
                        ByName = actor.Name,
                    }
                );
            }
            act.Happened(new PanelChildGiven(entry.PersonId, entryId, agency.Id, input.Words!.Trim()));
            LogSharing.Add(
                db,
                act,
                new InformationShare
                {
                    Id = clock.NewId(),
                    PersonId = entry.PersonId,
                    On = today,
                    Way = SharedWay.Given,
                    AgencyId = agency.Id,
                    Whom = agency.Name,
                    What = input.Words.Trim(),
                    Why = $"Put forward to the panel «{panel}»",
                    Basis = basis,
                    Consent = consent,
                    ConsentReason = PersonRules.Clean(input.ConsentReason),
                    ByAccountId = actor.AccountId,
                    RecordedAt = act.At,
                }
            );
        }
        await act.Save(entryId, ct);
    }

    /// <summary>An agency no longer sees the child here. What it was told stays in the log.</summary>
    /// <exception cref="AccessRefusedException">The actor neither records on this child nor keeps the panel.</exception>
    public async Task TakeBack(Guid entryId, Guid givenId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await sight.Prepare(entryId, actor, "take a child back from an agency", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var given =
            await db.PanelGivens.FirstOrDefaultAsync(g => g.Id == givenId && g.EntryId == entryId && g.TakenBackOn == null, ct)
            ?? throw new NotAcceptedException("", "The agency does not see the child here");
        given.TakenBackOn = clock.Today;
        var act = acts.Begin(actor, "Take a child back from an agency", key: key);
        act.Happened(new PanelChildGiven(entry.PersonId, entryId, given.AgencyId, null));
        await act.Save(entryId, ct);
    }
}
