using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Documents;
using Kith.Practice.Plans;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Conferencing;

/// <summary>
/// The social worker's report to a conference about one child, put together from what is recorded: nothing is written
/// twice, and the family reads before the meeting what the meeting will read.
/// </summary>
[UseCase]
public sealed class ConferenceReport(KithDb db, ShowHead heads, ShowProtection protection)
{
    private const int Voices = 6;

    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    /// <param name="written">What the social worker wrote for this conference.</param>
    public async Task<Paper?> Of(Guid personId, DateOnly? conferenceOn, bool review, IReported? written, CancellationToken ct = default)
    {
        if (await heads.Show(personId, ct) is not { } child || await protection.Show(personId, ct) is not { } view)
        {
            return null;
        }
        var c = view.Case;
        // Of a conference that was held, what was known when it was.
        var until = conferenceOn is { } day && day < view.Today ? day : view.Today;
        var since = c.Reviews.Where(r => r.HeldOn is not null && r.HeldOn < (conferenceOn ?? view.Today)).Max(r => r.HeldOn) ?? c.Plan?.StartedOn ?? c.Episode?.ReferredOn;
        var assessment = c.Assessments.Where(a => a.AuthorisedOn <= until).OrderByDescending(a => a.AuthorisedOn).FirstOrDefault();
        var voices = await db
            .VoiceEntries.AsNoTracking()
            .Where(v => v.PersonId == personId && v.On <= until)
            .OrderByDescending(v => v.On)
            .ThenByDescending(v => v.Id)
            .Take(Voices)
            .ToListAsync(ct);
        var visits = await db
            .VisitChildren.AsNoTracking()
            .Where(v => v.PersonId == personId)
            .Join(
                db.Visits,
                v => v.VisitId,
                v => v.Id,
                (v, visit) =>
                    new
                    {
                        visit.On,
                        v.Seen,
                        v.SeenAlone,
                    }
            )
            .Where(v => v.On <= until && (since == null || v.On >= since))
            .ToListAsync(ct);

        var parts = new List<PaperPart>
        {
            new PaperFacts([
                ("Conference", conferenceOn is { } on ? DateWords.Full(on) : "the day is not known yet"),
                ("Social worker", child.WorkerName),
                ("Team", child.TeamName),
                (
                    "Plan now",
                    c.Plan is { } p && p.StartedOn < until ? $"Child protection plan since {DateWords.Long(p.StartedOn)}"
                    : c.NeedPlan is { } n && n.StartedOn < until ? $"Child in need plan since {DateWords.Long(n.StartedOn)}"
                    : null
                ),
                ("Category", review && c.Plan?.LatestCategory is { } category ? CodeSets.CategoryOfAbuse.Describe(category) : null),
                (
                    since is { } from ? $"Seen since {DateWords.Medium(from)}" : "Seen",
                    visits.Count == 0 ? null : $"On {Times(visits.Count(v => v.Seen == true))}, alone on {Times(visits.Count(v => v.SeenAlone == true))}"
                ),
            ]),
        };
        if (await db.People.Where(x => x.Id == personId).Select(x => x.WhyInvolved).FirstOrDefaultAsync(ct) is { Length: > 0 } why)
        {
            parts.Add(new PaperHeading("Why we are involved"));
            parts.Add(new PaperText(why));
        }
        parts.Add(new PaperHeading($"What {PersonNames.First(child.Name)} says and shows"));
        if (voices.Count == 0)
        {
            parts.Add(new PaperText("Nothing is recorded yet of what this child says or shows."));
        }
        parts.AddRange(voices.Select(v => new PaperQuote(v.Words, $"{DateWords.Long(v.On)}, {v.Method.ToLowerInvariant()}{(v.Alone ? ", alone" : "")}")));
        if (c.Enquiries.Where(e => e.EndedOn <= until).OrderByDescending(e => e.EndedOn).FirstOrDefault() is { } enquiry && !review)
        {
            parts.Add(new PaperHeading("The section 47 enquiry"));
            parts.Add(new PaperFacts([("Began", DateWords.Long(enquiry.StartedOn)), ("Ended", DateWords.Long(enquiry.EndedOn!.Value)), ("Found", enquiry.Outcome)]));
            if (enquiry.Analysis is { Length: > 0 } found)
            {
                parts.Add(new PaperText(found));
            }
        }
        if (assessment is not null)
        {
            parts.Add(new PaperHeading($"From the assessment of {DateWords.Long(assessment.AuthorisedOn!.Value)}"));
            parts.Add(new PaperFacts([("What we are worried about", assessment.Danger), ("What has to be seen", assessment.Safety)]));
            if (assessment.Analysis is { Length: > 0 } analysis)
            {
                parts.Add(new PaperText(analysis));
            }
        }
        if (review || c.NeedPlan is not null)
        {
            Progress(view, until, parts);
        }
        // Of a conference that was held, only what was written for it.
        var ahead = written?.HeldOn is null;
        parts.Add(new PaperHeading("What the family says of this report"));
        parts.Add(
            string.IsNullOrWhiteSpace(written?.FamilyOnReport)
                ? new PaperText(ahead ? "To be gone through with the family before the conference. What they say is added here." : "")
                : new PaperText(written.FamilyOnReport)
        );
        parts.Add(new PaperHeading("What the social worker advises"));
        parts.Add(new PaperText(string.IsNullOrWhiteSpace(written?.Advice) ? (ahead ? "To be said at the conference." : "") : written.Advice));
        parts.Add(new PaperSignatures([child.WorkerName ?? "Social worker", "Manager", "Parent or carer: I have read this report, or it was read to me"]));
        return new Paper(
            review ? "Report to a review conference" : "Report to an initial child protection conference",
            $"{child.FullName}{(child.BornOn is { } born ? $", {(child.Unborn ? "due" : "born")} {DateWords.Long(born)}" : "")}",
            parts
        )
        {
            Dated = $"As recorded on {DateWords.Long(view.Today)}",
        };
    }

    private static string Times(int count) =>
        count switch
        {
            0 => "none",
            1 => "one visit",
            _ => $"{count} visits",
        };

    private static void Progress(ProtectionView view, DateOnly until, List<PaperPart> parts)
    {
        var plan = view.Case.Plan?.Id ?? view.Case.NeedPlan?.Id;
        var goals = plan is { } id ? view.Case.GoalsOf(id).ToList() : [];
        if (goals.Count == 0)
        {
            return;
        }
        parts.Add(new PaperHeading("How the plan goes"));
        parts.Add(
            new PaperTable(
                "Goals of the plan",
                ["Worry", "Goal", "How it stands"],
                [
                    .. goals.Select(g =>
                        (IReadOnlyList<string?>)
                            [
                                g.Worry,
                                g.Goal,
                                g.Met == true && g.ClosedOn <= until ? "Met"
                                : view.Case.Progress.Where(p => p.GoalId == g.Id && p.On <= until).OrderBy(p => p.On).LastOrDefault() is { } last
                                    ? $"{Paper.Begin(Words(last.Progress))}, {DateWords.Medium(last.On)}"
                                : "Not judged yet",
                            ]
                    ),
                ]
            )
        );

        static string Words(Progress progress) =>
            progress switch
            {
                Plans.Progress.Worse => "worse than before",
                Plans.Progress.Same => "no change",
                Plans.Progress.Better => "getting better",
                _ => "met",
            };
    }
}
