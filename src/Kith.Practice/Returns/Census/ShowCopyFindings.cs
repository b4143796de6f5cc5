using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>A child of a frozen copy with something that is neither right nor explained.</summary>
public sealed record CopyChild(Guid PersonId, string Name, string? TeamName, int Errors, int Queries, IReadOnlyList<string> Rules);

/// <summary>What the rules find in a frozen copy, within the reader's reach.</summary>
/// <param name="Teams">By team, the one with most errors first.</param>
/// <param name="Children">Those with something open, most errors first, up to <see cref="ShowCopyFindings.MostChildren"/>.</param>
/// <param name="Whole">Of the return as a whole, for those who see all of it; changes against last year that DfE asks about among them.</param>
/// <param name="Years">The figures beside those of last year's return; empty where no copy of that is kept, and for those who see a part.</param>
public sealed record CopyFindings(
    int EndYear,
    IReadOnlyList<TeamCount> Teams,
    IReadOnlyList<CopyChild> Children,
    int MoreChildren,
    IReadOnlyList<WholeReturnFault> Whole,
    IReadOnlyList<YearChange> Years
);

/// <summary>
/// What stands in the way of a frozen copy, by team and child: from April to July the return of the year that has ended
/// is put together while the records are judged against the next. Two queries, whatever the return's size.
/// </summary>
[UseCase]
public sealed class ShowCopyFindings(KithDb db, RecordAccess access, ReadLedger ledger)
{
    /// <summary>Children named before the rest is only counted.</summary>
    public const int MostChildren = 100;

    /// <summary>The findings; null when there is no such copy.</summary>
    public async Task<CopyFindings?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "see the returns");
        if (await db.CensusSubmissions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) is not { } copy)
        {
            return null;
        }
        var xml = PrepareSubmission.Unpacked(await db.CensusFiles.AsNoTracking().Where(f => f.Id == copy.FileId).Select(f => f.Xml).FirstAsync(ct));
        var report = CensusValidation.Run(new MemoryStream(xml));
        // One matter for each rule and child, as its explanation and its place on the child's page are.
        var found = report
            .Issues.Where(i => i is { Position: >= 0, Child: not null })
            .GroupBy(i => (Child: i.Child!, i.Rule.Code))
            .Select(g => (g.Key.Child, g.Key.Code, Severity: g.Min(i => i.Severity)))
            .ToList();
        var ids = found.Select(f => f.Child).Distinct().ToList();
        var children = (
            await (
                from o in access.ReadableChildren(actor)
                join t in db.Teams on o.TeamId equals t.Id into ts
                from t in ts.DefaultIfEmpty()
                where o.LaChildId != null && ids.Contains(o.LaChildId)
                select new
                {
                    o.LaChildId,
                    o.PersonId,
                    o.DisplayName,
                    o.TeamId,
                    Team = t.Name,
                }
            ).ToListAsync(ct)
        ).DistinctBy(c => c.LaChildId).ToDictionary(c => c.LaChildId!, StringComparer.Ordinal);
        var explained = (
            await db.CensusExplanations.AsNoTracking().Where(x => x.EndYear == copy.EndYear && x.EndedOn == null).Select(x => new { x.PersonId, x.Rule }).ToListAsync(ct)
        )
            .Select(x => (x.PersonId, x.Rule))
            .ToHashSet();
        var matters = found
            .Where(f => children.ContainsKey(f.Child))
            .Select(f => (Child: children[f.Child], f.Code, f.Severity, Explained: explained.Contains((children[f.Child].PersonId, f.Code))))
            .ToList();
        var open = matters
            .Where(m => !m.Explained)
            .GroupBy(m => m.Child.PersonId)
            .Select(g => new CopyChild(
                g.Key,
                g.First().Child.DisplayName,
                g.First().Child.Team,
                g.Count(m => m.Severity == RuleSeverity.Error),
                g.Count(m => m.Severity == RuleSeverity.Query),
                [.. g.Select(m => m.Code).Distinct().Order(StringComparer.Ordinal)]
            ))
            .OrderByDescending(c => c.Errors)
            .ThenByDescending(c => c.Queries)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .ToList();
        var named = open.Take(MostChildren).ToList();
        await ledger.WriteAll(actor, "See what the rules find in a return", named.Select(c => new RecordRead(c.PersonId, "Faults in the census")));
        var years = actor.WholeAuthority ? await Years(copy, xml, ct) : [];
        return new CopyFindings(
            copy.EndYear,
            [
                .. matters
                    .GroupBy(m => (m.Child.TeamId, m.Child.Team))
                    .Select(g => new TeamCount(
                        g.Key.TeamId,
                        g.Key.Team ?? "No team",
                        g.Count(m => !m.Explained && m.Severity == RuleSeverity.Error),
                        g.Count(m => !m.Explained && m.Severity == RuleSeverity.Query),
                        g.Count(m => m.Explained),
                        null
                    ))
                    .OrderByDescending(t => t.Errors)
                    .ThenByDescending(t => t.Queries)
                    .ThenBy(t => t.Name, StringComparer.Ordinal),
            ],
            named,
            open.Count - named.Count,
            actor.WholeAuthority ? await Whole(report, years, copy.EndYear, ct) : [],
            years
        );
    }

    /// <summary>Beside the copy of last year that was signed off, or the latest where none was.</summary>
    private async Task<IReadOnlyList<YearChange>> Years(CensusSubmission copy, byte[] xml, CancellationToken ct)
    {
        var last = copy.EndYear - 1;
        var file = await db
            .CensusSubmissions.AsNoTracking()
            .Where(s => s.EndYear == last)
            .OrderByDescending(s => s.State == SubmissionState.SignedOff)
            .ThenByDescending(s => s.Serial)
            .Join(db.CensusFiles, s => s.FileId, f => f.Id, (s, f) => f.Xml)
            .FirstOrDefaultAsync(ct);
        return file is null ? [] : YearOnYear.Compare(YearFigures.Of(new MemoryStream(PrepareSubmission.Unpacked(file))), YearFigures.Of(new MemoryStream(xml)));
    }

    private async Task<List<WholeReturnFault>> Whole(CensusReport report, IReadOnlyList<YearChange> years, int year, CancellationToken ct)
    {
        var notes = await db.CensusNotes.AsNoTracking().Where(n => n.EndYear == year).ToDictionaryAsync(n => n.Rule, ct);
        return
        [
            .. report
                .Issues.Where(i => i.Position < 0)
                .DistinctBy(i => i.Rule.Code)
                .Select(i => new WholeReturnFault(
                    i.Rule.Code,
                    i.Severity,
                    CensusWords.Plain(i.Message),
                    i.Rule.WhatToDo,
                    notes.GetValueOrDefault(i.Rule.Code)?.Text,
                    notes.GetValueOrDefault(i.Rule.Code)?.ByName
                )),
            .. years
                .Where(y => y.IsAsked)
                .Select(y => new WholeReturnFault(
                    y.Code,
                    RuleSeverity.Query,
                    $"{y.Words}.",
                    YearOnYear.WhatToDo,
                    notes.GetValueOrDefault(y.Code)?.Text,
                    notes.GetValueOrDefault(y.Code)?.ByName
                )),
        ];
    }
}
