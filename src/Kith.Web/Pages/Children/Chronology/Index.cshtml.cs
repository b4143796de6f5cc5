using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Chronology;

/// <summary>The chronology, and the same list narrowed for the tabs of visits, plans and assessments.</summary>
public sealed class IndexModel(ListChronology list, ChooseSignificance choose, ReadLedger ledger) : KithPage
{
    private static readonly Dictionary<string, (string Title, string[] Groups)> Tabs = new()
    {
        ["chronology"] = ("Chronology", []),
        ["visits"] = ("Visits and notes", ["Visits", "The child's voice", "Oversight and audit"]),
        ["plans"] = ("Plans and reviews", ["Plans", "Child protection", "Being looked after"]),
        ["assessments"] = ("Assessments", ["Assessments", "Contacts and referrals"]),
    };

    public ChronologyPage Chronology { get; private set; } = null!;
    public ChronologyFilter Filter { get; private set; } = new();
    public string Tab { get; private set; } = "chronology";
    public string Heading => Tabs[Tab].Title;

    /// <summary>The groups that this tab offers.</summary>
    public IReadOnlyList<string> Groups => Tab == "chronology" ? [.. ChronologyKinds.Groups.Keys] : Tabs[Tab].Groups;

    /// <summary>The chronology as a Word document, whole or as narrowed to what is significant.</summary>
    public string WordHref => $"/children/{Chronology.Head.Id}/chronology/word{(Filter.SignificantOnly ? "?significant=true" : "")}";
    public bool MayRecord => Actor.May(Permission.RecordWork);
    public bool Filtered =>
        Filter.Text is not null || Filter.From is not null || Filter.To is not null || Filter.AuthorId is not null || Filter.SignificantOnly || Chosen.Count > 0;
    public IReadOnlyList<string> Chosen { get; private set; } = [];

    [BindProperty]
    public string Kind { get; set; } = "";

    [BindProperty]
    public Guid RecordId { get; set; }

    [BindProperty]
    public bool Matters { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public async Task<IActionResult> OnGet(
        Guid id,
        string tab,
        string[] group,
        bool significant,
        DateOnly? from,
        DateOnly? to,
        string? text,
        Guid? author,
        string? order,
        [FromQuery(Name = "page")] int number = 1,
        bool all = false
    )
    {
        if (await Guard(id, Tabs[tab].Title) is { } refused)
        {
            return refused;
        }
        Tab = tab;
        Chosen = [.. group.Intersect(Groups)];
        Filter = new ChronologyFilter
        {
            Groups = Chosen.Count > 0 ? Chosen : Tabs[tab].Groups,
            SignificantOnly = significant,
            From = from,
            To = to,
            Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
            AuthorId = author,
            OldestFirst = order == "oldest",
            Page = number,
            All = all,
        };
        if (await list.List(id, Filter, Actor, HttpContext.RequestAborted) is not { } chronology)
        {
            return NotFound();
        }
        if (all)
        {
            await ledger.Write(Actor, "Print a chronology", new RecordTakenOut(id, $"{Tabs[tab].Title} for print"));
        }
        Chronology = chronology;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, string tab)
    {
        if (await Guard(id, Tabs[tab].Title) is { } refused)
        {
            return refused;
        }
        try
        {
            await choose.Handle(id, new SignificanceInput(Kind, RecordId, Matters, Note), Actor, ActKey, HttpContext.RequestAborted);
            Done(Matters ? "Marked as significant." : "No longer marked as significant.");
        }
        catch (NotAcceptedException problems)
        {
            Done(problems.Problems[0].Message);
        }
        catch (SecondEditorException)
        {
            Done("A colleague marked this line in the same moment. Look at it again.");
        }
        return Redirect($"/children/{id}/{tab}{Request.QueryString}#{Kind}-{RecordId}");
    }
}
