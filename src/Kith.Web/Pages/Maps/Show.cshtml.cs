using System.Globalization;
using Kith.Practice;
using Kith.Practice.Documents;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps;

/// <summary>What of a map to look at, as an address has it. What cannot be read is left out, and never an error: there is no form to show it on.</summary>
internal static class MapQuery
{
    /// <summary>The filter that an address asks for. A day comes as one value from a link or the slider, and as three fields from the form.</summary>
    public static MapFilter Of(IQueryCollection query, DateOnly today) =>
        new()
        {
            Kinds = [.. query["kind"].Select(k => Read<NodeKind>(k)).OfType<NodeKind>().Distinct()],
            Reliability = Read<MapReliability>(query["sure"]) ?? MapReliability.All,
            On = Day(query) is { } day ? (day > today ? today : day) : null,
            Around = Id(query["around"]),
            Steps = Math.Clamp(Number(query["steps"]) ?? 1, 1, MapFilter.MostSteps),
            PathFrom = Id(query["from"]),
            PathTo = Id(query["to"]),
            Reliable = query["way"] == "reliable",
            Page = Number(query["page"]) ?? 1,
        };

    private static T? Read<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000 ? number : null;

    private static DateOnly? Day(IQueryCollection query) =>
        DateOnly.TryParseExact(query["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateOnly.TryParseExact($"{query["On.Year"]}-{query["On.Month"]}-{query["On.Day"]}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parts) ? parts
        : null;
}

/// <summary>A map: the picture, a list that says the same, what stands in the middle, and how two are linked.</summary>
public sealed class ShowModel(ShowMap show, ExportMap export, Clock clock, CouncilIdentity council) : KithPage
{
    public MapPage Map { get; private set; } = null!;

    public static IReadOnlyList<Choice> Kinds { get; } = Choice.Of<NodeKind>();
    public static IReadOnlyList<Choice> Sures { get; } = Choice.Of<MapReliability>();

    private MapFilter Filter => MapQuery.Of(Request.Query, clock.Today);

    /// <summary>The address of the map with what is looked at, for links within it.</summary>
    public string Address(Guid map, Guid? around = null, int page = 1, string? handler = null)
    {
        var parts = new List<string>();
        if (handler is not null)
        {
            parts.Add($"handler={handler}");
        }
        parts.AddRange(Map.Filter.Kinds.Select(k => $"kind={k}"));
        if (Map.Filter.Reliability != MapReliability.All)
        {
            parts.Add($"sure={Map.Filter.Reliability}");
        }
        if (Map.Filter.On is { } on)
        {
            parts.Add($"on={on:yyyy-MM-dd}");
        }
        if ((around ?? Map.Filter.Around) is { } middle)
        {
            parts.Add($"around={middle}");
            parts.Add($"steps={Map.Filter.Steps}");
        }
        if (Map.Filter is { PathFrom: { } from, PathTo: { } to })
        {
            parts.Add($"from={from}&to={to}{(Map.Filter.Reliable ? "&way=reliable" : "")}");
        }
        if (page > 1)
        {
            parts.Add($"page={page}");
        }
        return $"/maps/{map}{(parts.Count == 0 ? "" : "?" + string.Join('&', parts))}";
    }

    public async Task<IActionResult> OnGet(Guid map)
    {
        Map = await show.Show(map, Filter, Actor, HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>The picture for the script.</summary>
    public async Task<IActionResult> OnGetDrawn(Guid map)
    {
        return File((await show.Draw(map, Filter, Actor, HttpContext.RequestAborted)).Json(), "application/json; charset=utf-8");
    }

    /// <summary>The picture as a file. A post, because taking it out is written down.</summary>
    public async Task<IActionResult> OnPostPicture(Guid map)
    {
        return File(System.Text.Encoding.UTF8.GetBytes(await export.Picture(map, Filter, Actor, HttpContext.RequestAborted)), "image/svg+xml", "map.svg");
    }

    public async Task<IActionResult> OnPostTable(Guid map)
    {
        return File(await export.Csv(map, Filter, Actor, HttpContext.RequestAborted), "text/csv; charset=utf-8", "map.csv");
    }

    public async Task<IActionResult> OnPostWord(Guid map)
    {
        var paper = await export.Paper(map, Filter, Actor, HttpContext.RequestAborted);
        return File(WordWriter.Write(paper, new Letterhead(council.Name, council.Colour)), WordWriter.Type.ContentType, "map.docx");
    }
}
