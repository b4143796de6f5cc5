using Kith.Practice.MyDay;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.MyDay;

/// <summary>What a person sees first: today, by the roles they hold.</summary>
public sealed class IndexModel(ShowMyDay show, ReadNotice read) : KithPage
{
    public MyDayView Day { get; private set; } = null!;

    /// <summary>How «do next» is put together; anything unknown is as if it were not there.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    /// <summary>True where no part of the day is this person's: the page then says what they can use.</summary>
    public bool Nothing => Day is { Own: null, Team: null, Service: null, Data: null, Administration: null };

    /// <summary>Visits are recorded by those who hold children.</summary>
    public bool RecordsVisits => Actor.May(Practice.Access.Permission.RecordWork) && Day.Own is not null;

    /// <summary>Whether the diary is shown: to those who hold children, and to whoever has something in it.</summary>
    public bool KeepsDiary => Day.Own is not null || Day.Hand is { Diary.Count: > 0 } or { Ahead.Count: > 0 };

    public async Task OnGet() =>
        Day = await show.Show(Actor, Enum.TryParse<NextBy>(By, ignoreCase: true, out var by) && Enum.IsDefined(by) ? by : NextBy.Consequence, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostRead(Guid notice)
    {
        await read.Handle(notice, Actor, HttpContext.RequestAborted);
        return RedirectToPage();
    }
}
