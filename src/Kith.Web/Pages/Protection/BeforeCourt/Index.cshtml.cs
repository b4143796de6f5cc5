using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Protection;
using Kith.Practice.Protection.BeforeCourt;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.BeforeCourt;

/// <summary>Pre-proceedings about one child: every step with its date, and what may come next.</summary>
public sealed class IndexModel(KeepPreProceedings keep, ShowProtection show, ChildFamily family) : RecordFormPage
{
    /// <summary>Brothers and sisters for whom the same step is recorded at once.</summary>
    [BindProperty]
    public List<Guid> Also { get; set; } = [];

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    [BindProperty]
    public PreProceedingsConclusion End { get; set; } = new();

    public ProtectionCase Case { get; private set; } = null!;

    /// <summary>The brothers and sisters whose records may be written on as well.</summary>
    public IReadOnlyList<ProtectionCase> Others { get; private set; } = [];
    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();

    public string NameOf(Guid child) => names.GetValueOrDefault(child, "This child");

    public PreProceedings? Now => Case.BeforeCourt;

    public bool May(BeforeCourtAct act) => BeforeCourtMachine.Machine.Permitted(new(Case, Now), Actor).Contains(act);

    public string? Why(BeforeCourtAct act) => BeforeCourtMachine.Machine.Why(new(Case, Now), act)?.Words;

    /// <summary>Those for whom a step can be recorded with this child's, and whether it is so expected: they began together.</summary>
    public IEnumerable<(Guid Child, string Name, bool Expected)> With(BeforeCourtAct act) =>
        Others
            .Where(o => BeforeCourtMachine.Machine.Permitted(new(o, o.BeforeCourt), Actor).Contains(act) && (act == BeforeCourtAct.Decide || o.BeforeCourt is not null))
            .Select(o => (o.PersonId, NameOf(o.PersonId), Now?.TogetherId is { } together && o.BeforeCourt?.TogetherId == together));

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Pre-proceedings") is { } refused)
        {
            return refused;
        }
        names = (await family.Of(id, Actor, HttpContext.RequestAborted)).ToDictionary(f => f.Id, f => f.Name);
        var cases = await show.Cases([id, .. names.Keys.Where(n => n != id)], HttpContext.RequestAborted);
        if (!Head.IsChild || cases.FirstOrDefault(c => c.PersonId == id) is not { } own)
        {
            return NotFound();
        }
        (Case, Others) = (own, [.. cases.Where(c => c.PersonId != id).OrderBy(c => NameOf(c.PersonId), StringComparer.Ordinal)]);
        return Page();
    }

    public Task<IActionResult> OnPostBegin(Guid id) => Do(id, "Pre-proceedings have begun.", () => keep.Begin(All(id), On, Summary, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostLetter(Guid id) => Do(id, "Letter recorded.", () => keep.Letter(All(id), On, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostOffer(Guid id) => Do(id, "Offer recorded.", () => keep.Offer(All(id), On, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostFamilyMeeting(Guid id) => Do(id, "Family meeting recorded.", () => keep.FamilyMeeting(All(id), On, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostMeet(Guid id) => Do(id, "Meeting recorded.", () => keep.Meet(All(id), On, Summary, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostEnd(Guid id, Guid step) =>
        Try(
            () => keep.End(id, step, End, Actor, ActKey, HttpContext.RequestAborted),
            "Pre-proceedings have ended.",
            () => $"/children/{id}/pre-proceedings",
            () => OnGet(id),
            prefix: nameof(End)
        );

    private List<Guid> All(Guid id) => [id, .. Also.Where(a => a != id).Distinct()];

    private Task<IActionResult> Do(Guid id, string done, Func<Task> act) => Try(act, done, () => $"/children/{id}/pre-proceedings", () => OnGet(id), prefix: "");
}
