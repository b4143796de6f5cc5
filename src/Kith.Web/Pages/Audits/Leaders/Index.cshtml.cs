using Kith.Practice.Audits.Leaders;

namespace Kith.Web.Pages.Audits.Leaders;

/// <summary>What leaders see of audits: counts with what they can and cannot say, and nobody's name.</summary>
public sealed class IndexModel(ShowAuditLeaders show) : KithPage
{
    public AuditLeadersPage Held { get; private set; } = null!;

    public async Task OnGet() => Held = await show.Show(Actor, HttpContext.RequestAborted);

    /// <summary>What it comes to, in three sentences.</summary>
    public string InShort
    {
        get
        {
            var (programme, grades) = (Held.Programme, Held.Grades);
            var kept =
                programme.Due == 0 ? "No audit of the programme has fallen due in the last year."
                : programme.InTime == programme.Due ? $"All {programme.Due} audits that fell due in the last year were finished by their day."
                : $"Of {programme.Due} audits that fell due in the last year, {programme.InTime} were finished by their day{(programme.Late == 0 ? ", and the others later" : $"; {programme.Late} {(programme.Late == 1 ? "is" : "are")} not finished")}.";
            var found = grades.Graded == 0 ? "" : $" {grades.Good} of {grades.Graded} were good or outstanding.";
            return kept + found;
        }
    }

    /// <summary>«41 of 50» with its share where there are enough to say it.</summary>
    public static string Share(int n, int of) =>
        of == 0 ? "–"
        : of < GradeFigures.Enough ? $"{n} of {of}"
        : $"{100.0 * n / of:0}% ({n} of {of})";
}
