using Kith.Practice.Protection;
using Kith.Practice.Protection.Enquiring;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Enquiry;

/// <summary>The outcome of a section 47 enquiry, for each child of the family at once.</summary>
public sealed class IndexModel(ConcludeEnquiry conclude, ShowMeeting meetings, ShowProtection show) : DraftedFormPage<EnquiryInput>
{
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public ProtectionCase Case { get; private set; } = null!;

    /// <summary>Children of the enquiry who are not born yet: whether they were seen is not asked.</summary>
    public IReadOnlySet<Guid> Unborn { get; private set; } = new HashSet<Guid>();
    public Section47Enquiry? Enquiry => Case.Enquiry;
    public static IReadOnlyList<Choice> Findings { get; } =
    [
        .. Enum.GetValues<EnquiryFinding>()
            .Select(f => new Choice(
                f.ToString(),
                EnquiryFindings.InWords(f),
                f == EnquiryFinding.ContinuingRisk ? "A conference follows within 15 working days of the strategy discussion" : null
            )),
    ];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Section 47 enquiry") is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), id);
        var ct = HttpContext.RequestAborted;
        if (!Head.IsChild || await show.ShowCase(id, ct) is not { } own)
        {
            return NotFound();
        }
        Case = own;
        Names = new Dictionary<Guid, string> { [id] = Head.Name };
        Unborn = own.Unborn ? new HashSet<Guid> { id } : new HashSet<Guid>();
        if (Enquiry?.TogetherId is { } together && await meetings.Show(together, id, Actor, ct) is { } meeting)
        {
            Names = meeting.Names;
            Unborn = meeting.Cases.Where(c => c.Unborn).Select(c => c.PersonId).ToHashSet();
            if (Input.Children.Count == 0)
            {
                Input.EndedOn = own.Today;
                Input.Children = [.. meeting.Cases.Where(c => c.Enquiry?.TogetherId == together).Select(c => new EnquiryChild { PersonId = c.PersonId, Included = true })];
            }
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            async () =>
            {
                await conclude.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
                await Finished(id);
            },
            "Outcome of the enquiry recorded.",
            () => $"/children/{id}/protection",
            () => OnGet(id)
        );

    private static string DraftName(Guid id) => $"section-47-outcome/{id}";

    /// <summary>What was written is recorded: its draft goes.</summary>
    private async Task Finished(Guid id)
    {
        await TakeUpDraft(DraftName(id), id);
        await DraftDone();
    }
}
