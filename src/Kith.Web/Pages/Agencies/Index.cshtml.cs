using Kith.Practice.Agencies;
using Kith.Practice.Protection.Meetings;
using Kith.Standards.CodeSets;
using Kith.Web.Forms;

namespace Kith.Web.Pages.Agencies;

/// <summary>The directory: which agencies there are, who works there, and whom to ring.</summary>
public sealed class IndexModel(ShowDirectory show) : KithPage
{
    public DirectoryAnswer Found { get; private set; } = null!;
    public string? Q { get; private set; }
    public bool Gone { get; private set; }

    public async Task OnGet(string? q, bool gone)
    {
        (Q, Gone) = (string.IsNullOrWhiteSpace(q) ? null : q.Trim(), gone);
        Found = await show.Find(Q, gone, Actor, HttpContext.RequestAborted);
    }

    /// <summary>Kinds of agency; the family and our own are none.</summary>
    public static IReadOnlyList<Choice> Kinds { get; } =
    [.. Choice.Of<Agency>().Where(c => c.Value is not (nameof(Agency.Family) or nameof(Agency.SocialCare) or nameof(Agency.Advocate)))];

    public static IReadOnlyList<Choice> Sources { get; } = Choice.From(CodeSets.ReferralSource.Entries, e => e.Code, e => CodeSets.ReferralSource.Describe(e.Code));

    /// <summary>«Voluntary organisation».</summary>
    public static string Kind(Agency kind) => Protection.MeetingForms.Agencies.First(a => a.Value == kind.ToString()).Text;
}
