using Kith.Practice.Plans;
using Kith.Practice.Protection;

namespace Kith.Practice.Voice;

/// <summary>How a child took part in a conference or review, and whether that counts as taking part. Pure.</summary>
public static class Participation
{
    /// <summary>What may be chosen: as it is kept, and as it is read.</summary>
    public static IReadOnlyList<(string Value, string Text)> All { get; } =
    [
        ("Came", "Came"),
        ("Came for part", "Came for part of it"),
        ("Advocate spoke", "An advocate spoke for the child"),
        ("Views read out", "Views were read out or shown"),
        ("Chose not to", "Chose not to take part"),
        ("Too young", "Too young; seen and described"),
    ];

    /// <summary>
    /// True where the child came, or their views came by an advocate, a letter or a drawing; false where they chose not to
    /// or were not heard; null where nothing is recorded or the child is too young. Codes of an extract (PN0 to PN7) are read too.
    /// </summary>
    public static bool? TookPart(string? how) =>
        how?.Trim() switch
        {
            null or "" or "Too young" or "PN0" => null,
            "Chose not to" or "PN7" => false,
            "Came" or "Came for part" or "Advocate spoke" or "Views read out" => true,
            "PN1" or "PN2" or "PN3" or "PN4" or "PN5" or "PN6" => true,
            _ => null,
        };

    /// <summary>The latest meeting about a child since a day, and how the child took part: conferences, and reviews of both kinds of plan.</summary>
    public static (DateOnly On, string? How)? Latest(
        IEnumerable<InitialConference> conferences,
        IEnumerable<ReviewConference> reviews,
        IEnumerable<CinReview> needReviews,
        DateOnly? since
    ) =>
        Meetings(conferences, reviews, needReviews)
            .Where(m => since is null || m.On >= since)
            .OrderByDescending(m => m.On)
            .ThenByDescending(m => m.Id)
            .Select(m => ((DateOnly, string?)?)(m.On, m.How))
            .FirstOrDefault();

    /// <summary>The latest day since another on which an advocate was offered: by an offer of its own, or at a meeting.</summary>
    public static DateOnly? AdvocateOn(
        IEnumerable<DateOnly> offers,
        IEnumerable<InitialConference> conferences,
        IEnumerable<ReviewConference> reviews,
        IEnumerable<CinReview> needReviews,
        DateOnly? since
    ) =>
        offers
            .Concat(Meetings(conferences, reviews, needReviews).Where(m => m.Advocate == true).Select(m => m.On))
            .Where(on => since is null || on >= since)
            .Select(on => (DateOnly?)on)
            .Max();

    private static IEnumerable<(Guid Id, DateOnly On, string? How, bool? Advocate)> Meetings(
        IEnumerable<InitialConference> conferences,
        IEnumerable<ReviewConference> reviews,
        IEnumerable<CinReview> needReviews
    ) =>
        conferences
            .Where(c => c.HeldOn is not null)
            .Select(c => (c.Id, c.HeldOn!.Value, c.Participation, c.AdvocateOffered))
            .Concat(reviews.Where(r => r.HeldOn is not null).Select(r => (r.Id, r.HeldOn!.Value, r.Participation, r.AdvocateOffered)))
            .Concat(needReviews.Where(r => r.HeldOn is not null).Select(r => (r.Id, r.HeldOn!.Value, r.Participation, r.AdvocateOffered)));
}
