using Kith.Practice.Inspection;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assurance;

/// <summary>What inspectors said, from the points of the last letter that was published: nobody types it again.</summary>
internal static class WhatInspectorsSaid
{
    /// <summary>The words an edition begins with; null where no letter was published since <paramref name="since"/>.</summary>
    /// <param name="since">When the words of the edition before were begun; null where there is none.</param>
    public static async Task<string?> Since(KithDb db, DateOnly? since, CancellationToken ct)
    {
        var last = await db
            .Inspections.AsNoTracking()
            .Include(i => i.Points)
            .Where(i => i.PublishedOn != null && i.Kind != InspectionKind.Peer && i.Points.Count > 0)
            .OrderByDescending(i => i.PublishedOn)
            .ThenBy(i => i.Id)
            .FirstOrDefaultAsync(ct);
        return last is null || last.PublishedOn <= since ? null : Of(last);
    }

    /// <summary>The letter in short, a paragraph to a line, in its own words.</summary>
    public static string Of(InspectionEvent inspection)
    {
        var lines = new List<string>
        {
            $"{inspection.By}, {InspectionEditions.Name(inspection.Kind).ToLowerInvariant().Replace("(ilacs)", "(ILACS)", StringComparison.Ordinal)} of {DateWords.Long(inspection.From)}. The letter was published on {DateWords.Long(inspection.PublishedOn!.Value)}.",
        };
        if (inspection.Headline is { } headline)
        {
            lines.Add(headline);
        }
        foreach (
            var (kind, begin) in new[]
            {
                (PointKind.Strength, "They praised:"),
                (PointKind.PriorityAction, "They want this to be put right first:"),
                (PointKind.Recommendation, "They asked us to improve:"),
            }
        )
        {
            var points = inspection.Points.Where(p => p.Kind == kind).OrderBy(p => p.Place).Select(p => p.Text.Trim()).ToList();
            if (points.Count > 0)
            {
                lines.Add(begin);
                lines.AddRange(points.Select(p => $"• {p}"));
            }
        }
        // A letter longer than the part is cut at a line, and says so.
        var text = new List<string>();
        var room = WriteEdition.Longest - 40;
        foreach (var line in lines.TakeWhile(l => (room -= l.Length + 1) > 0))
        {
            text.Add(line);
        }
        return string.Join('\n', text.Count < lines.Count ? [.. text, "The whole letter is published by Ofsted."] : text);
    }
}
