using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps;

/// <summary>One link: what is known, the lines that were corrected, and the forms to end or correct it.</summary>
public sealed class LinksModel(ShowNode show, KeepLink keep) : FormPage
{
    private Guid now;

    [BindProperty]
    public LinkInput Input { get; set; } = new();

    /// <summary>«There was no such link»: the line is corrected and no other put in its place.</summary>
    [BindProperty]
    public bool Nothing { get; set; }
    public LinkPage Held { get; private set; } = null!;
    public bool MayEdit => Held.MayEdit && Actor.May(Kith.Practice.Access.Permission.RecordWork);

    public Task<IActionResult> OnGet(Guid map, Guid link) => Shown(map, link, fill: true);

    public Task<IActionResult> OnPostEnd(Guid map, Guid link)
    {
        now = link;
        return Do(
            map,
            link,
            "The link is over. It stays on the map for the days on which it held.",
            () => keep.End(map, link, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted)
        );
    }

    public Task<IActionResult> OnPostCorrect(Guid map, Guid link)
    {
        now = link;
        return Do(
            map,
            link,
            "Corrected. What stood there before can still be seen.",
            () => keep.Correct(map, link, Input, Nothing, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            async () =>
                Nothing || await show.Link(map, link, Actor, HttpContext.RequestAborted) is not { Link.CorrectedAt: null } held
                    ? null
                    : SecondEditor.Between("this link", Recorded(held.Link), Input, held.Link.Version, $"/maps/{map}/links/{link}")
        );
    }

    private Task<IActionResult> Do(Guid map, Guid link, string done, Func<Task> act, Func<Task<SecondEditor?>>? conflict = null) =>
        Try(act, done, () => $"/maps/{map}/links/{now}", () => Shown(map, link, fill: false), conflict);

    private static LinkInput Recorded(LinkLine l) =>
        new()
        {
            Kind = l.Kind,
            Since = l.From,
            Until = l.To,
            Source = l.Source,
            SourceGrade = l.SourceGrade,
            Information = l.Information,
            Handling = l.Handling,
            Conditions = l.Conditions,
            Note = l.Note,
        };

    private async Task<IActionResult> Shown(Guid map, Guid link, bool fill)
    {
        if (await show.Link(map, link, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        if (fill)
        {
            Input = Recorded(held.Link);
        }
        return Page();
    }
}
