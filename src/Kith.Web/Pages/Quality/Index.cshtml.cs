using Kith.Practice.Measures;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Quality;

/// <summary>Every measure of one's own children, a team or the service, with its trend and others beside it.</summary>
public sealed class IndexModel(ShowMeasures show, MeasureWorkbook workbook, KeepMeasureView views, ScheduleMeasureView schedule, Practice.Mail.MailOptions mail) : KithPage
{
    public sealed class ViewForm
    {
        public string? Name { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Scope { get; set; }

    [BindProperty]
    public ViewForm Input { get; set; } = new();
    public MeasuresPage Answer { get; private set; } = null!;

    public async Task OnGet() => Answer = await show.Show(On, Scope, Actor, HttpContext.RequestAborted);

    /// <summary>The same as a workbook.</summary>
    public async Task<IActionResult> OnGetExcel() =>
        File(workbook.Write(await show.Show(On, Scope, Actor, HttpContext.RequestAborted)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "measures.xlsx");

    /// <summary>Keeps what was chosen under a name.</summary>
    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid)
        {
            try
            {
                await views.Handle(Input.Name, On, Scope ?? "", Actor, ActKey, HttpContext.RequestAborted);
                Done("The view is kept.");
                return Redirect(Here);
            }
            catch (Practice.Acts.NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        await OnGet();
        return Page();
    }

    /// <summary>Whether mail leaves from here.</summary>
    public bool MailIsOn => mail.IsOn;

    /// <summary>Says when a kept view comes by mail.</summary>
    public async Task<IActionResult> OnPostMail(Guid view, MailRhythm rhythm)
    {
        try
        {
            await Once(() => schedule.Handle(view, rhythm, Actor, ActKey, HttpContext.RequestAborted));
            Done(rhythm == MailRhythm.Never ? "It comes by mail no more." : "It comes by mail from now on, with small numbers left out.");
            return Redirect(Here);
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems, "");
            await OnGet();
            return Page();
        }
    }

    /// <summary>Lets a kept view go.</summary>
    public async Task<IActionResult> OnPostDrop(Guid view)
    {
        await views.Drop(view, Actor, ActKey, HttpContext.RequestAborted);
        Done("The view was let go.");
        return Redirect(Here);
    }

    /// <summary>What was chosen, for links.</summary>
    public string Chosen =>
        string.Join('&', new[] { Scope is { Length: > 0 } s ? $"scope={Uri.EscapeDataString(s)}" : null, On is { } on ? $"on={on:yyyy-MM-dd}" : null }.OfType<string>());

    /// <summary>A heading as the end of an address.</summary>
    public string Anchor(string heading) => new([.. heading.ToLowerInvariant().Where(c => char.IsAsciiLetter(c) || c == ' ').Select(c => c == ' ' ? '-' : c)]);

    /// <summary>An area in a narrow column.</summary>
    public string Short(string area) => area.StartsWith("Median of", StringComparison.Ordinal) ? "Neighbours" : area;

    private string Here => Chosen.Length == 0 ? "/quality" : $"/quality?{Chosen}";
}
