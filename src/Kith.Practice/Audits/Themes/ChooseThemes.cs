using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Themes;

/// <summary>The themes of one audit or recommendation, as a card shows them.</summary>
/// <param name="Chosen">What people chose.</param>
/// <param name="Offered">What the stated words offer and nobody has chosen.</param>
/// <param name="MayChoose">Whether the reader may choose.</param>
public sealed record ThemesCard(IReadOnlyList<PracticeTheme> Chosen, IReadOnlyList<OfferedTheme> Offered, bool MayChoose, string Post)
{
    /// <summary>All that can be ticked: what is chosen and offered first.</summary>
    public IReadOnlyList<(PracticeTheme Theme, string? Because)> Choices =>
        [
            .. Chosen.Select(t => (t, (string?)null)),
            .. Offered.Select(o => (o.Theme, (string?)o.Because)),
            .. PracticeThemes.All.Where(t => !Chosen.Contains(t) && Offered.All(o => o.Theme != t)).Select(t => (t, (string?)null)),
        ];
}

/// <summary>Says what an audit or a recommendation is about, from a list of themes. Words offer a theme; a person chooses it.</summary>
[UseCase]
public sealed class ChooseThemes(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>Themes that one finding has at most: what is about everything is about nothing.</summary>
    public const int Most = 4;

    /// <summary>Chooses the themes of a recommendation, those before included.</summary>
    /// <exception cref="AccessRefusedException">It is not the actor's to see, or they do not recommend.</exception>
    /// <exception cref="NotAcceptedException">Too many, or one that there is not.</exception>
    public async Task OfRecommendation(Guid id, IReadOnlyCollection<string> themes, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var r = await db.Recommendations.AsNoTracking().Include(x => x.Action).FirstOrDefaultAsync(x => x.Id == id, ct);
        if (r is null || !await KeepRecommendations.MaySee(access, r, actor, ct))
        {
            throw new AccessRefusedException(Sight.Nothing, "choose themes");
        }
        RecordAccess.Demand(actor, Permission.Recommend, "choose themes");
        await Choose(null, r.Action.PersonId, id, themes, [r.Finding, r.Action.What, r.Aim], actor, key, ct);
    }

    /// <summary>Chooses the themes of a finished audit: whoever audited, or who leads the programme.</summary>
    /// <exception cref="AccessRefusedException">The audit is another's, is not finished, or its grade is not to be seen yet.</exception>
    /// <exception cref="NotAcceptedException">Too many, or one that there is not.</exception>
    public async Task OfAudit(Guid id, IReadOnlyCollection<string> themes, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var audit = await db.Audits.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "choose themes");
        await access.Demand(actor, audit.PersonId, Permission.ReadRecords, "choose themes", ct);
        var blind = await AuditAccess.Blind(db, actor.WorkerId).AnyAsync(a => a == id, ct);
        if (blind || !MayChoose(actor, audit.AuditorId))
        {
            throw new AccessRefusedException(blind ? Sight.Nothing : Sight.Read, "choose themes");
        }
        await Choose(id, audit.PersonId, null, themes, await TextsOf(audit, ct), actor, key, ct);
    }

    /// <summary>The card of a recommendation that the reader may see.</summary>
    public async Task<ThemesCard> CardOf(Recommendation r, Actor actor, CancellationToken ct = default) =>
        Card(
            await db.FindingThemes.AsNoTracking().Where(t => t.RecommendationId == r.Id).Select(t => t.Theme).ToListAsync(ct),
            [r.Finding, r.Action.What, r.Aim],
            actor.May(Permission.Recommend),
            $"/recommendations/{r.Id}?handler=Themes"
        );

    /// <summary>The card of a finished audit that the reader may see.</summary>
    public static ThemesCard CardOf(AuditPage page, Actor actor) =>
        Card(page.Themes, Texts(page.Audit!, page.Assignment, page.Parts), MayChoose(actor, page.Audit!.AuditorId), $"/audits/{page.Audit.Id}?handler=Themes");

    private static bool MayChoose(Actor actor, Guid? auditor) => actor.May(Permission.KeepAudits) || (actor.WorkerId is { } me && me == auditor);

    private static ThemesCard Card(IReadOnlyList<string> keys, IEnumerable<string?> texts, bool may, string post)
    {
        var chosen = PracticeThemes.All.Where(t => keys.Contains(t.Key)).ToList();
        return new(chosen, [.. PracticeThemes.Offer([.. texts]).Where(o => !chosen.Contains(o.Theme))], may, post);
    }

    private async Task<IReadOnlyList<string?>> TextsOf(Audit audit, CancellationToken ct) =>
        Texts(
            audit,
            await db.AuditAssignments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == audit.Id, ct),
            await db.AuditPartGrades.AsNoTracking().Where(g => g.AuditId == audit.Id && g.ReadingId == null).OrderBy(g => g.Place).ToListAsync(ct)
        );

    private static IReadOnlyList<string?> Texts(Audit audit, AuditAssignment? assignment, IEnumerable<AuditPartGrade> parts) =>
        [audit.Summary, .. parts.Select(p => p.Reason), .. (assignment?.Answered ?? []).Select(a => a.Answer)];

    private async Task Choose(
        Guid? audit,
        Guid? person,
        Guid? recommendation,
        IReadOnlyCollection<string> themes,
        IReadOnlyList<string?> texts,
        Actor actor,
        Guid? key,
        CancellationToken ct
    )
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var wanted = themes.Where(t => !string.IsNullOrWhiteSpace(t)).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Exists(t => PracticeThemes.Find(t) is null))
        {
            throw new NotAcceptedException("Themes", "Select from the list");
        }
        if (wanted.Count > Most)
        {
            throw new NotAcceptedException("Themes", $"Select at most {Most}: what is about everything is about nothing");
        }
        var before = await db.FindingThemes.Where(t => audit != null ? t.AuditId == audit : t.RecommendationId == recommendation).OrderBy(t => t.Id).ToListAsync(ct);
        var gone = before.Where(b => !wanted.Contains(b.Theme)).ToList();
        var made = wanted.Where(w => before.TrueForAll(b => b.Theme != w)).ToList();
        if (gone.Count == 0 && made.Count == 0)
        {
            return;
        }
        var offered = PracticeThemes.Offer([.. texts]).ToDictionary(o => o.Theme.Key, o => o.Because);
        db.FindingThemes.RemoveRange(gone);
        db.FindingThemes.AddRange(
            made.Select(theme => new FindingTheme
            {
                Id = clock.NewId(),
                AuditId = audit,
                RecommendationId = recommendation,
                Theme = theme,
                Because = offered.GetValueOrDefault(theme),
                ChosenOn = clock.Today,
                ByAccountId = actor.AccountId,
                ByName = actor.Name,
            })
        );
        var act = acts.Begin(actor, "Say what a finding is about", key: key);
        act.Happened(new ThemesChosen(person, audit, recommendation, made, [.. gone.Select(g => g.Theme)]));
        await act.Save(audit ?? recommendation!.Value, ct);
    }
}
