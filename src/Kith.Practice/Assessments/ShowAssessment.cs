using Kith.Practice.Access;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assessments;

/// <summary>A section as it stands, with what the last assessment said in it.</summary>
/// <param name="SameAs">The brother or sister on whose assessment some of the same words stand, and the words.</param>
/// <param name="Again">Words that stood in the last assessment already, in a section that is not carried forward.</param>
public sealed record SectionView(AssessmentSection Section, string Text, DateOnly? InheritedOn, string? Before, SharedWords? SameAs, string? Again);

/// <summary>Something the child said.</summary>
public sealed record VoiceBeside(DateOnly On, string Words, string Method, bool Alone, string? With, string? Matters);

/// <summary>Someone of the family.</summary>
public sealed record FamilyBeside(Guid Id, string Name, string Word, string Age, bool ParentalResponsibility, bool CanRead);

/// <summary>Another child who is assessed together with this one.</summary>
public sealed record TogetherLine(Guid AssessmentId, string Name, AssessmentState State);

/// <summary>One kept state of an assessment.</summary>
public sealed record VersionLine(int Number, DateTime At, string By, string Why);

/// <summary>An assessment with everything that belongs beside it.</summary>
public sealed record AssessmentPage(
    Assessment Assessment,
    AssessmentEdition Edition,
    AssessmentState State,
    IReadOnlyList<SectionView> Sections,
    string Seen,
    DateOnly? LastAssessedOn,
    IReadOnlyList<ChronologyLine> Events,
    IReadOnlyList<VoiceBeside> Voices,
    IReadOnlyList<FamilyBeside> Family,
    IReadOnlyList<TogetherLine> Together,
    IReadOnlyList<VersionLine> Versions,
    Approval? Asked,
    IReadOnlyList<Amendment> Amendments,
    IReadOnlyList<Acts.Problem> Missing,
    IReadOnlyList<AssessmentAct> Permitted,
    IReadOnlyList<(Guid Id, string Name)> Managers,
    DateOnly ReferredOn,
    DateOnly DueOn,
    ClockState Clock,
    string ClockInWords,
    int Day,
    string? Author,
    DateOnly Today
)
{
    /// <summary>What was answered to the authority's own questions.</summary>
    public IReadOnlyList<Questions.Answered> Own { get; init; } = [];

    /// <summary>The first visit since the work began at which the child was seen; null where there is none.</summary>
    public DateOnly? SeenAtVisitOn { get; init; }
    public bool MayWrite => Permitted.Contains(AssessmentAct.Write);
    public bool Late => Today > DueOn && Assessment.AuthorisedOn is null;
}

/// <summary>Shows one assessment, and beside it what is already known.</summary>
[UseCase]
public sealed class ShowAssessment(KithDb db, RecordAccess access, ListChronology chronology, SendAssessment send, Clock clock)
{
    /// <summary>The child whom an assessment is about; null when there is none.</summary>
    public Task<Guid?> PersonOf(Guid id, CancellationToken ct = default) =>
        db.Assessments.AsNoTracking().Where(a => a.Id == id).Select(a => (Guid?)a.PersonId).FirstOrDefaultAsync(ct);

    /// <summary>The assessment as a document; null when there is none. The caller has already been allowed to read the child's record.</summary>
    public async Task<Documents.Paper?> Paper(Guid id, CancellationToken ct = default)
    {
        var found = await AssessmentCases.Load(db, id, ct);
        db.ChangeTracker.Clear();
        return found is null ? null : AssessmentContent.Paper(found, await db.People.AsNoTracking().FirstAsync(p => p.Id == found.Assessment.PersonId, ct));
    }

    /// <summary>Null when there is none. The caller has already been allowed to read the child's record.</summary>
    public async Task<AssessmentPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (await AssessmentCases.Load(db, id, ct) is not { } found)
        {
            return null;
        }
        db.ChangeTracker.Clear();
        var (a, today) = (found.Assessment, clock.Today);
        var edition = AssessmentEditions.Of(a.Edition);
        var texts = await AssessmentCases.Texts(db, a).AsNoTracking().ToListAsync(ct);
        var last = await db
            .Assessments.AsNoTracking()
            .Where(o => o.PersonId == a.PersonId && o.Id != a.Id && o.AuthorisedOn != null && o.StartedOn <= a.StartedOn && o.SourceEndedOn == null)
            .OrderByDescending(o => o.AuthorisedOn)
            .FirstOrDefaultAsync(ct);
        var before = last is null ? [] : AssessmentCases.Parts(last, last.TogetherId is null ? [] : await AssessmentCases.Texts(db, last).AsNoTracking().ToListAsync(ct));
        var others = await Others(a, actor, ct);
        var voices = await (
            from v in db.VoiceEntries.AsNoTracking()
            where v.PersonId == a.PersonId
            orderby v.On descending
            select new VoiceBeside(v.On, v.Words, v.Method, v.Alone, db.Workers.Where(w => w.Id == v.WorkerId).Select(w => w.Name).FirstOrDefault(), v.WhatMatters)
        )
            .Take(6)
            .ToListAsync(ct);
        var due = await send.DueOn(a, ct);
        // From where the clock begins on which the child is to be seen: the referral, or the start of a later assessment.
        var again = last is not null && last.EpisodeId == a.EpisodeId;
        var facts = a.EpisodeId is { } e
            ? await db
                .Episodes.AsNoTracking()
                .Where(x => x.Id == e)
                .Select(x => new
                {
                    x.ReferredOn,
                    SeenOn = db
                        .VisitChildren.Where(c =>
                            c.PersonId == a.PersonId && c.Seen == true && c.Visit!.SourceEndedOn == null && c.Visit.On >= (again ? a.StartedOn : x.ReferredOn)
                        )
                        .Select(c => (DateOnly?)c.Visit!.On)
                        .Min(),
                })
                .FirstOrDefaultAsync(ct)
            : null;
        var referred = facts?.ReferredOn ?? a.StartedOn;
        var managers = AssessmentMachine.Machine.Of(found) is AssessmentState.Writing or AssessmentState.Returned
            ? await (
                from u in db.Users.AsNoTracking()
                join g in db.RoleGrants on u.Id equals g.AccountId
                join w in db.Workers on u.WorkerId equals w.Id
                where
                    g.Role == Role.TeamManager
                    && g.From <= today
                    && (g.Until == null || g.Until >= today)
                    && w.TeamId == a.TeamId
                    && w.Id != actor.WorkerId
                    && (w.LeftOn == null || w.LeftOn > today)
                select new { w.Id, w.Name }
            )
                .Distinct()
                .OrderBy(w => w.Name)
                .ThenBy(w => w.Id)
                .ToListAsync(ct)
            : [];
        return new AssessmentPage(
            a,
            edition,
            AssessmentMachine.Machine.Of(found),
            [
                .. edition.Sections.Select(s =>
                {
                    var text = texts.Find(t => t.Section == s.Key);
                    var words = found.Parts.GetValueOrDefault(s.Key) ?? "";
                    return new SectionView(
                        s,
                        words,
                        text?.InheritedOn,
                        before.GetValueOrDefault(s.Key),
                        s.Scope == SectionScope.Child ? others.Same(s.Key, words) : null,
                        s.CarriedForward ? null : SameText.Again(words, before.GetValueOrDefault(s.Key), "")
                    );
                }),
            ],
            AssessmentCases.Stamp(texts),
            last?.AuthorisedOn,
            await chronology.Significant(a.PersonId, 15, actor, ct),
            voices,
            await Family(a.PersonId, actor, ct),
            others.Lines,
            await db
                .AssessmentVersions.AsNoTracking()
                .Where(v => v.AssessmentId == id)
                .OrderByDescending(v => v.Number)
                .Select(v => new VersionLine(v.Number, v.At, v.ByName, v.Why))
                .ToListAsync(ct),
            await db.Approvals.AsNoTracking().Where(x => x.SubjectKind == SubjectKind.Assessment && x.SubjectId == id).OrderByDescending(x => x.AskedAt).FirstOrDefaultAsync(ct),
            await db.Amendments.AsNoTracking().Where(x => x.SubjectKind == SubjectKind.Assessment && x.SubjectId == id).OrderByDescending(x => x.At).ToListAsync(ct),
            a.AuthorisedOn is null && a.Edition is not null ? AssessmentMachine.Missing(found) : [],
            AssessmentMachine.Machine.Permitted(found, actor),
            [.. managers.Select(m => (m.Id, m.Name))],
            referred,
            due,
            DueWork.State(due, today),
            DueWork.Words(due, today),
            // From where its clock begins: the referral, or the start of a later assessment.
            WorkingDayCalendar.England.WorkingDaysBetween(
                WorkingDayCalendar.England.SubtractWorkingDays(due, Projections.Due.FrontDoorClocks.AssessmentMaximum),
                a.AuthorisedOn ?? today
            ),
            a.WorkerId is { } worker ? await db.Workers.AsNoTracking().Where(w => w.Id == worker).Select(w => w.Name).FirstOrDefaultAsync(ct) : null,
            today
        )
        {
            Own = found.Own,
            SeenAtVisitOn = facts?.SeenOn,
        };
    }

    /// <summary>The two versions of an assessment side by side; null when it has no such versions.</summary>
    public async Task<(VersionLine Earlier, VersionLine Later, IReadOnlyList<(string Title, IReadOnlyList<(Piece Piece, string Text)> Pieces)> Parts)?> Compare(
        Guid id,
        int earlier,
        int later,
        CancellationToken ct = default
    )
    {
        var versions = await db.AssessmentVersions.AsNoTracking().Where(v => v.AssessmentId == id && (v.Number == earlier || v.Number == later)).ToListAsync(ct);
        if (versions.Find(v => v.Number == earlier) is not { } first || versions.Find(v => v.Number == later) is not { } second)
        {
            return null;
        }
        var (was, now) = (AssessmentContent.Read(first.Content), AssessmentContent.Read(second.Content));
        var keys = now.Select(p => (p.Key, p.Title)).Concat(was.Select(p => (p.Key, p.Title))).DistinctBy(p => p.Key);
        return (
            new VersionLine(first.Number, first.At, first.ByName, first.Why),
            new VersionLine(second.Number, second.At, second.ByName, second.Why),
            [.. keys.Select(k => (k.Title, WordDifferences.Between(was.FirstOrDefault(p => p.Key == k.Key)?.Text ?? "", now.FirstOrDefault(p => p.Key == k.Key)?.Text ?? "")))]
        );
    }

    private sealed record OtherChildren(IReadOnlyList<TogetherLine> Lines, ILookup<string, (string Name, string Text)> Texts)
    {
        /// <summary>The brother or sister on whose assessment the same words stand; null when the words are this child's own.</summary>
        public SharedWords? Same(string section, string words) => SameText.Between([("", words), .. Texts[section]]).FirstOrDefault(p => p.First.Length == 0);
    }

    private async Task<OtherChildren> Others(Assessment a, Actor actor, CancellationToken ct)
    {
        if (a.TogetherId is not { } together)
        {
            return new OtherChildren([], Array.Empty<(string, string)>().ToLookup(_ => "", x => x));
        }
        var rows = await (
            from o in db.Assessments.AsNoTracking()
            join c in access.ReadableAmong(actor) on o.PersonId equals c.PersonId
            where o.TogetherId == together && o.Id != a.Id
            orderby c.BornOn
            select new { Assessment = o, c.DisplayName }
        ).ToListAsync(ct);
        var ids = rows.Select(r => r.Assessment.Id).ToList();
        var texts = await db.AssessmentTexts.AsNoTracking().Where(t => t.TogetherId == together && ids.Contains(t.AssessmentId!.Value)).ToListAsync(ct);
        var names = rows.ToDictionary(r => r.Assessment.Id, r => r.DisplayName);
        return new OtherChildren(
            [
                .. rows.Select(r => new TogetherLine(
                    r.Assessment.Id,
                    r.DisplayName,
                    AssessmentMachine.Machine.Of(new AssessmentCase(r.Assessment, new Dictionary<string, string>()))
                )),
            ],
            texts
                .Select(t => (t.Section, Name: names[t.AssessmentId!.Value], t.Text))
                .Concat(rows.Where(r => r.Assessment.Analysis is not null).Select(r => (Section: "analysis", Name: r.DisplayName, Text: r.Assessment.Analysis!)))
                .ToLookup(t => t.Section, t => (t.Name, t.Text))
        );
    }

    private async Task<IReadOnlyList<FamilyBeside>> Family(Guid child, Actor actor, CancellationToken ct)
    {
        var links = await db
            .Relationships.AsNoTracking()
            .Where(r => r.OtherId == child && r.To == null)
            .Select(r => new
            {
                r.PersonId,
                r.Kind,
                r.ParentalResponsibility,
            })
            .ToListAsync(ct);
        var ids = links.Select(l => l.PersonId).ToList();
        var people = (await Seeing.Of(db.People.AsNoTracking().Where(p => ids.Contains(p.Id)), access.Readable(actor)).ToListAsync(ct))
            .Select(f => Seeing.Line(f, actor, clock.Today))
            .OfType<PersonLine>()
            .ToDictionary(p => p.Id);
        return
        [
            .. links
                .Where(l => people.ContainsKey(l.PersonId))
                .OrderByDescending(l => l.ParentalResponsibility)
                .ThenBy(l => l.Kind)
                .Select(l =>
                    people[l.PersonId] is var p && p.IsHidden
                        ? new FamilyBeside(l.PersonId, p.Name, "", "", false, false)
                        : new FamilyBeside(l.PersonId, p.Name, l.Kind.Word(p.Sex), p.Age, l.ParentalResponsibility, p.Sight == Sight.Read)
                ),
        ];
    }
}
