using Kith.Practice.Referrals;
using Kith.Practice.Transfers;
using Kith.Standards.CodeSets;
using Kith.Web.Forms;
using Kith.Web.Pages.People.Allocate;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Referrals.Transfer;

/// <summary>Moves a child's case to another team or authority.</summary>
public sealed class IndexModel(ShowReferral show, MoveChild move) : RecordFormPage
{
    public ReferralPage Referral { get; private set; } = null!;
    public IReadOnlyList<Practice.Transfers.Transfer> Transfers { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Teams { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Workers { get; private set; } = [];

    /// <summary>The transfer that is running; null when none is.</summary>
    public Practice.Transfers.Transfer? Running => Transfers.FirstOrDefault(t => t.IsOpen);

    /// <summary>Brothers and sisters who move with the child; while nothing was asked, those who could.</summary>
    public IReadOnlyList<MovesToo> Others { get; private set; } = [];

    public static IReadOnlyList<Choice> Authorities { get; } =
        Choice.From(CodeSets.LocalAuthority.Entries.Where(e => e.IsInUse(DateTime.MaxValue.Year)), e => e.Code, e => CodeSets.LocalAuthority.Describe(e.Code));

    [BindProperty]
    public TransferInput Input { get; set; } = new();

    [BindProperty]
    public MeetingInput Meeting { get; set; } = new();

    [BindProperty]
    public AcceptInput Accepting { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The brothers and sisters who were to move with the child stay too.</summary>
    [BindProperty]
    public bool ReasonOthers { get; set; }

    public string NameOf(Guid? team) => Teams.FirstOrDefault(t => t.Id == team).Name ?? "another team";

    public async Task<IActionResult> OnGet(Guid id)
    {
        Meeting.MetOn = Service<Practice.Clock>().Today;
        (Meeting.Others, Accepting.Others, ReasonOthers) = (true, true, true);
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Input.Others = [.. Others.Select(o => o.Id)];
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(() => move.Ask(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Asked. The other team sees it on its list.", () => $"/referrals/{id}/transfer", () => Again(id));

    public Task<IActionResult> OnPostMeet(Guid id, Guid transfer) =>
        Try(
            () => move.Meet(transfer, Meeting, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Meeting recorded.",
            () => $"/referrals/{id}/transfer",
            () => Again(id),
            prefix: nameof(Meeting)
        );

    public Task<IActionResult> OnPostAccept(Guid id, Guid transfer) =>
        Try(
            () =>
                move.Accept(
                    transfer,
                    Accepting with
                    {
                        Handover = Handing.Teller(Accepting.Handover, Accepting.WorkerId),
                    },
                    EditedVersion,
                    Actor,
                    ActKey,
                    HttpContext.RequestAborted
                ),
            "Accepted.",
            () => $"/referrals/{id}",
            () => Again(id),
            prefix: nameof(Accepting)
        );

    public Task<IActionResult> OnPostEnd(Guid id, Guid transfer) =>
        Try(
            () => move.End(transfer, Reason, EditedVersion, Actor, ActKey, HttpContext.RequestAborted, ReasonOthers),
            "Recorded.",
            () => $"/referrals/{id}",
            () => Again(id),
            prefix: ""
        );

    /// <summary>Who can tell the child of the new worker.</summary>
    public IReadOnlyList<Choice> Tellers => Handing.Tellers(Head.WorkerId, Head.WorkerName, Actor);

    private async Task<IActionResult> Again(Guid id) => await Load(id) ?? Page();

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.PersonOf(id, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        if (await Open(person, "Move to another team") is { } refused)
        {
            return refused;
        }
        Referral = (await show.Show(id, Actor, HttpContext.RequestAborted))!;
        Transfers = await move.List(id, HttpContext.RequestAborted);
        Others = Running is { } running ? await move.MoveWith(running, Actor, HttpContext.RequestAborted) : await move.CouldMove(id, Actor, HttpContext.RequestAborted);
        Teams = await move.Teams(HttpContext.RequestAborted);
        Workers = Running?.ToTeamId is { } team ? await move.Workers(team, HttpContext.RequestAborted) : [];
        return null;
    }
}
