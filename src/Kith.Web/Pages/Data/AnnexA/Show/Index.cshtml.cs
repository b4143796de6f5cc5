using Kith.Practice.Access;
using Kith.Practice.Returns.AnnexA;
using Kith.Standards.AnnexA;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.AnnexA.Show;

/// <summary>A prepared copy: what it holds, what its checks found within reach, and the workbook for those entitled.</summary>
public sealed class IndexModel(ShowAnnexA show, PrepareAnnexA prepare) : KithPage
{
    private const string Wrong = "wrong";

    public AnnexAView View { get; private set; } = null!;
    public AnnexAFilter Filter { get; private set; } = new();

    /// <summary>The chosen kind as the address has it.</summary>
    public string Matter =>
        Filter.Matters is null ? ""
        : Filter.Matters.Count > 1 ? Wrong
        : Filter.Matters[0].ToString();

    public static IReadOnlyList<Choice> Matters { get; } =
    [new(Wrong, "To put right"), .. Enum.GetValues<AnnexAMatter>().Select(m => new Choice(m.ToString(), AnnexAChecks.InWords(m)))];
    public static IReadOnlyList<Choice> Lists { get; } = Choice.From(AnnexAEdition.Latest.Lists, l => l.Number, l => $"{l.Number}. {l.Name}");

    public bool MayTakeOut => TakeOutAnnexA.MayTakeOut(Actor);
    public bool MayThrowAway =>
        (Actor.May(Permission.PrepareReturns) || Actor.May(Permission.ApproveReturns)) && (Actor.WholeAuthority || View.Copy.PreparedById == Actor.AccountId);

    public string Colour(AnnexAMatter matter) =>
        matter == AnnexAMatter.AskedAbout ? "blue"
        : matter == AnnexAMatter.Missing ? "yellow"
        : "red";

    public async Task<IActionResult> OnGet(Guid id, string? matter, int? list, string? check, Guid? team, [FromQuery(Name = "page")] int number = 1)
    {
        Read(matter, list, check, team, number);
        if (await show.Show(id, Filter, Actor, HttpContext.RequestAborted) is not { } view)
        {
            return NotFound();
        }
        View = view;
        return Page();
    }

    /// <summary>A post, because taking records out changes what their access logs say.</summary>
    public async Task<IActionResult> OnPostReport(Guid id, string? matter, int? list, string? check, Guid? team)
    {
        Read(matter, list, check, team, 1);
        return await show.Report(id, Filter, Actor, HttpContext.RequestAborted) is { } file ? File(file, "text/csv; charset=utf-8", "annex-a-check.csv") : NotFound();
    }

    /// <summary>A post, as <see cref="OnPostReport"/>.</summary>
    public async Task<IActionResult> OnPostFile(Guid id) =>
        await show.TakeOut(id, Actor, HttpContext.RequestAborted) is { } file
            ? File(file.Content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.Name)
            : NotFound();

    public async Task<IActionResult> OnPostThrowAway(Guid id)
    {
        try
        {
            await prepare.ThrowAway(id, Actor, ActKey, HttpContext.RequestAborted);
            Done("The copy was thrown away.");
            return Redirect("/data/annex-a");
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems, "");
            return await OnGet(id, null, null, null, null);
        }
    }

    private void Read(string? matter, int? list, string? check, Guid? team, int page) =>
        Filter = new AnnexAFilter(
            matter == Wrong ? [AnnexAMatter.Missing, AnnexAMatter.Contradictory, AnnexAMatter.BetweenLists]
                : Enum.TryParse<AnnexAMatter>(matter, out var one) && Enum.IsDefined(one) ? [one]
                : null,
            list is >= 1 and <= 11 ? list : null,
            AnnexAChecks.Find(check)?.Code,
            team,
            page
        );
}
