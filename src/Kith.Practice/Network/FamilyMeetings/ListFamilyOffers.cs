using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>How far a family is with its own meeting in the present involvement.</summary>
public enum FamilyOffer
{
    /// <summary>Nothing was offered, and nobody wrote down why.</summary>
    None,

    /// <summary>It was not offered, and the reason is on record.</summary>
    Reason,

    /// <summary>It was offered: waiting, being prepared, or not wanted.</summary>
    Offered,

    /// <summary>The family met.</summary>
    Held,
}

/// <summary>A child of the list.</summary>
/// <param name="BeforeCourt">The day on which work before court was decided; null where none goes on.</param>
/// <param name="Why">Why none was offered, or why it is not wanted.</param>
/// <param name="DueOn">By when the offer is due; null where no clock runs.</param>
public sealed record FamilyOfferLine(
    Guid Id,
    string Name,
    string Age,
    ChildStatus Status,
    string? Team,
    string? Worker,
    FamilyOffer Offer,
    DateOnly? BeforeCourt,
    DateOnly? On,
    string? Why,
    DateOnly? DueOn
);

/// <summary>Children counted by whether court is near and how far the offer is, and those asked for.</summary>
public sealed record FamilyOffersPage(
    IReadOnlyDictionary<(bool BeforeCourt, FamilyOffer Offer), int> Counts,
    IReadOnlyList<FamilyOfferLine> Lines,
    int Total,
    int Page,
    int Pages,
    IReadOnlyList<(Guid Id, string Name)> Teams
);

/// <summary>
/// Lists families by whether family group decision-making was offered: those with whom work before court goes on, for
/// whom the law asks for the offer, and those on a child protection plan, for whom it comes early. What counts is what
/// was offered in the present involvement.
/// </summary>
[UseCase]
public sealed class ListFamilyOffers(KithDb db, RecordAccess access, Clock clock)
{
    public const int PageSize = 50;
    private const string Offer = "family_meeting_offer";

    private sealed class Row
    {
        public required ChildOverview Child { get; init; }
        public bool BeforeCourt { get; init; }
        public FamilyOffer Offer { get; init; }
    }

    /// <summary>One page.</summary>
    /// <param name="offer">How far; null for those to whom nothing was offered, with or without a reason.</param>
    /// <param name="beforeCourt">Only families with whom work before court goes on.</param>
    public async Task<FamilyOffersPage> List(Guid? teamId, FamilyOffer? offer, bool beforeCourt, int page, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var open = ChildWords.OpenStatuses;
        var concerned = access
            .ReadableChildren(actor)
            .Where(o =>
                open.Contains(o.Status)
                && (
                    o.Status == ChildStatus.ChildProtection
                    || db.PreProceedings.Any(p => p.PersonId == o.PersonId && p.EndedOn == null && p.Source == null && p.SourceEndedOn == null)
                )
            );
        var teams = await db.Teams.AsNoTracking().Holding(concerned, actor).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        if (teamId is { } team)
        {
            concerned = concerned.Where(o => o.TeamId == team);
        }
        var judged = concerned.Select(o => new Row
        {
            Child = o,
            BeforeCourt = db.PreProceedings.Any(p => p.PersonId == o.PersonId && p.EndedOn == null && p.Source == null),
            Offer =
                db.FamilyMeetings.Any(m =>
                    m.PersonId == o.PersonId && m.Kind == FamilyMeetingKind.GroupDecision && m.HeldOn != null && (o.EpisodeFrom == null || m.On >= o.EpisodeFrom)
                ) || db.PreProceedings.Any(p => p.PersonId == o.PersonId && p.EndedOn == null && p.FamilyMeetingHeldOn != null)
                    ? FamilyOffer.Held
                : db.FamilyMeetings.Any(m =>
                    m.PersonId == o.PersonId && m.Kind == FamilyMeetingKind.GroupDecision && m.NotOfferedReason == null && (o.EpisodeFrom == null || m.On >= o.EpisodeFrom)
                ) || db.PreProceedings.Any(p => p.PersonId == o.PersonId && p.EndedOn == null && p.FamilyMeetingOfferedOn != null)
                    ? FamilyOffer.Offered
                : db.FamilyMeetings.Any(m =>
                    m.PersonId == o.PersonId && m.Kind == FamilyMeetingKind.GroupDecision && m.NotOfferedReason != null && (o.EpisodeFrom == null || m.On >= o.EpisodeFrom)
                ) || db.PreProceedings.Any(p => p.PersonId == o.PersonId && p.EndedOn == null && p.FamilyMeetingNotHeldReason != null)
                    ? FamilyOffer.Reason
                : FamilyOffer.None,
        });
        var counts = await judged
            .GroupBy(r => new { r.BeforeCourt, r.Offer })
            .Select(g => new
            {
                g.Key.BeforeCourt,
                g.Key.Offer,
                Count = g.Count(),
            })
            .ToDictionaryAsync(g => (g.BeforeCourt, g.Offer), g => g.Count, ct);
        var chosen = offer is { } one ? judged.Where(r => r.Offer == one) : judged.Where(r => r.Offer == FamilyOffer.None || r.Offer == FamilyOffer.Reason);
        if (beforeCourt)
        {
            chosen = chosen.Where(r => r.BeforeCourt);
        }
        var total = counts
            .Where(c => (!beforeCourt || c.Key.BeforeCourt) && (offer is { } o ? c.Key.Offer == o : c.Key.Offer is FamilyOffer.None or FamilyOffer.Reason))
            .Sum(c => c.Value);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var rows = await (
            from r in chosen.OrderByDescending(r => r.BeforeCourt).ThenBy(r => r.Child.SortName).ThenBy(r => r.Child.PersonId).Skip((page - 1) * PageSize).Take(PageSize)
            join t in db.Teams on r.Child.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on r.Child.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            select new
            {
                r.Child,
                r.BeforeCourt,
                r.Offer,
                Team = t.Name,
                Worker = w.Name,
                DueOn = db.DueItems.Where(d => d.PersonId == r.Child.PersonId && d.Clock == Offer).Min(d => (DateOnly?)d.DueOn),
            }
        ).ToListAsync(ct);
        var ids = rows.Select(r => r.Child.PersonId).ToList();
        var meetings = (await db.FamilyMeetings.AsNoTracking().Where(m => ids.Contains(m.PersonId) && m.Kind == FamilyMeetingKind.GroupDecision).ToListAsync(ct)).ToLookup(m =>
            m.PersonId
        );
        var before = (await db.PreProceedings.AsNoTracking().Where(p => ids.Contains(p.PersonId) && p.EndedOn == null && p.Source == null).ToListAsync(ct)).ToLookup(p =>
            p.PersonId
        );
        return new(
            counts,
            [
                .. rows.OrderByDescending(r => r.BeforeCourt)
                    .ThenBy(r => r.Child.SortName, StringComparer.Ordinal)
                    .ThenBy(r => r.Child.PersonId)
                    .Select(r =>
                    {
                        var latest = meetings[r.Child.PersonId]
                            .Where(m => r.Child.EpisodeFrom is not { } from || m.On >= from)
                            .OrderByDescending(m => m.On)
                            .ThenByDescending(m => m.Id)
                            .FirstOrDefault();
                        var court = before[r.Child.PersonId].OrderBy(p => p.DecidedOn).ThenBy(p => p.Id).FirstOrDefault();
                        return new FamilyOfferLine(
                            r.Child.PersonId,
                            r.Child.DisplayName,
                            ChildWords.Age(r.Child.BornOn, r.Child.Unborn, today),
                            r.Child.Status,
                            r.Team,
                            r.Worker,
                            r.Offer,
                            court?.DecidedOn,
                            latest?.HeldOn ?? latest?.On ?? court?.FamilyMeetingHeldOn ?? court?.FamilyMeetingOfferedOn,
                            r.Offer switch
                            {
                                FamilyOffer.Reason => latest?.NotOfferedReason ?? court?.FamilyMeetingNotHeldReason,
                                FamilyOffer.Offered => latest?.DeclinedReason,
                                _ => null,
                            },
                            r.DueOn
                        );
                    }),
            ],
            total,
            page,
            pages,
            [.. teams.Select(t => (t.Id, t.Name))]
        );
    }
}
