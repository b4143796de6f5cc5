using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Audits;

/// <summary>A child is audited again in the browser: whoever does it meets no earlier grade on any page before theirs is in.</summary>
public sealed class AgainPagesTests(KithHost host)
{
    private const string Secret = "Shiningly heard at every turn";

    [Fact]
    public async Task Whoever_audits_again_meets_nothing_of_the_earlier_audit_on_any_page_before_theirs_is_in()
    {
        var child = host.People.Team;
        var (chair, auditor) = (host.People.Workers[Role.ConferenceChair], host.People.Workers[Role.Auditor]);
        var (first, again, tool) = await host.Do(s => Prepare(s, child, chair, auditor));
        using var grader = await host.SignedIn(Role.Auditor);
        using var lead = await host.SignedIn(Role.PrincipalSocialWorker);
        var place = $"/audits/{again}";

        // The lead reads it, and why it was asked for; so nothing below is hidden because it is not there.
        Assert.Contains(Secret, (await Browse.Page(lead, $"/audits/{first}")).QuerySelector("main")!.TextContent);
        Assert.Contains("Does the plan hold", (await Browse.Page(lead, place)).QuerySelector("main")!.TextContent);
        Assert.Contains("Outstanding", (await Browse.Page(lead, $"/children/{child}/audits")).QuerySelector("main")!.TextContent);

        using var begun = await Browse.Submit(grader, await Browse.Page(grader, place), "form[action$='handler=Begin']");
        Assert.Equal($"{place}/do", begun.Headers.Location!.ToString());
        foreach (
            var page in new[]
            {
                $"/audits/{first}",
                $"/audits/{first}?handler=Word",
                place,
                $"{place}/do",
                $"{place}/feedback",
                "/audits",
                "/audits/moderation",
                "/my-day",
                "/quality",
                "/quality/audit_grade",
                $"/children/{child}",
                $"/children/{child}/audits",
                $"/children/{child}/chronology",
                $"/children/{child}/visits",
                $"/children/{child}/word/chronology",
                $"/children/{child}/chronology/word",
                $"/children/{child}/records/audit/{first}",
                $"/children/{child}/oversight",
                $"/children/{child}/summary",
                $"/people/{child}/access-log",
            }
        )
        {
            using var reply = await grader.GetAsync(page);
            var text = await reply.Content.ReadAsStringAsync();
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Does the plan hold", text, StringComparison.Ordinal);
            Assert.False(text.Contains("Practice audit: outstanding", StringComparison.OrdinalIgnoreCase), page);
            if (page == $"/audits/{first}" || page == $"/children/{child}/audits")
            {
                Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
                Assert.DoesNotContain("Outstanding", text, StringComparison.Ordinal);
                Assert.Contains("when yours is in", text, StringComparison.Ordinal);
            }
        }

        (string, string?)[] fields =
        [
            .. tool.Sections.SelectMany(x => x.Questions).Select(q => ($"Input.Answers[{q.Key}]", (string?)(q.Answers.Count > 0 ? q.Answers[0] : "Seen again"))),
            .. tool.Sections.Where(x => x.Graded).SelectMany(x => new (string, string?)[] { ($"Input.Grades[{x.Key}]", "Good"), ($"Input.Reasons[{x.Key}]", "As it is now") }),
            ("Input.Grade", "Good"),
            ("Input.Summary", "Steady"),
            ("Input.Met", "false"),
            ("Input.WhyNotMet", "Away"),
        ];
        using var asked = await Browse.Submit(grader, await Browse.Page(grader, $"{place}/do"), "main form[data-kith-draft]", fields);
        using var finished = await Browse.Submit(grader, await Browse.Read(asked, $"{place}/do"), "main form[data-kith-draft]");
        Assert.Equal(place, finished.Headers.Location?.ToString());

        // Now beside each other: on the audit, as a document, and in the child's list.
        var both = (await Browse.Page(grader, place)).QuerySelector("main")!.TextContent;
        Assert.Contains("Over all the grade is worse than it was", both);
        Assert.Contains("One step is a sign and no proof", both);
        Assert.Contains(Secret, (await Browse.Page(grader, $"/audits/{first}")).QuerySelector("main")!.TextContent);
        using var word = await grader.GetAsync($"{place}?handler=Word");
        Assert.Equal(HttpStatusCode.OK, word.StatusCode);
        Assert.Contains("part by part", (await Browse.Page(lead, $"/children/{child}/audits")).QuerySelector("main")!.TextContent);
        Assert.Contains("audited before with the same tool", (await Browse.Page(lead, "/audits/leaders")).QuerySelector("main")!.TextContent);

        // It is asked for by whoever leads the programme; what is wrong is said at its field.
        using var wrong = await Browse.Submit(lead, await Browse.Page(lead, $"{place}/again"), "main form", [("Input.Words", "")]);
        Assert.Contains(Browse.Errors(await Browse.Read(wrong, place)), e => e.StartsWith("Choose why", StringComparison.Ordinal));
        using var made = await Browse.Submit(
            lead,
            await Browse.Page(lead, $"{place}/again"),
            "main form",
            [("Input.Because", "Concern"), ("Input.Words", "Somebody rang and is worried")]
        );
        Assert.StartsWith("/audits/", made.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("being audited already", (await Browse.Page(lead, $"{place}/again")).QuerySelector("main")!.TextContent);
        foreach (var role in new[] { Role.Auditor, Role.TeamManager, Role.Director, Role.Inspector, Role.LeadMember })
        {
            using var other = await host.SignedIn(role);
            using var reply = await other.GetAsync($"{place}/again");
            Assert.NotEqual(HttpStatusCode.OK, reply.StatusCode);
        }
    }

    private static async Task<(Guid First, Guid Again, AuditTool Tool)> Prepare(IServiceProvider s, Guid child, Guid earlier, Guid auditor)
    {
        var db = s.GetRequiredService<KithDb>();
        var today = s.GetRequiredService<Practice.Clock>().Today;
        var tool = ReadyTools.All.First(t => t.Key == "observation").Make(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7);
        tool.Publish(today.AddDays(-200), "Ruth");
        db.AuditTools.Add(tool);
        AuditAssignment Of(DateOnly chosen, Guid who) =>
            new()
            {
                Id = Guid.CreateVersion7(),
                PersonId = child,
                ToolId = tool.Id,
                Why = "Drawn",
                ChosenOn = chosen,
                DueOn = chosen.AddDays(30),
                AuditorId = who,
                NamedOn = chosen,
            };
        var first = Of(today.AddDays(-150), earlier);
        (first.BegunOn, first.FinishedOn) = (today.AddDays(-130), today.AddDays(-120));
        var again = Of(today, auditor);
        (again.AgainOfId, again.AgainBecause, again.AgainWords) = (first.Id, AgainReason.Other, "Does the plan hold in winter");
        db.AuditAssignments.AddRange(first, again);
        db.Audits.Add(
            new Audit
            {
                Id = first.Id,
                PersonId = child,
                CompletedOn = first.FinishedOn!.Value,
                AuditorId = earlier,
                Grade = AuditGrade.Outstanding,
                Summary = Secret,
            }
        );
        db.AuditPartGrades.AddRange(
            tool.Sections.Where(x => x.Graded)
                .Select(
                    (x, i) =>
                        new AuditPartGrade
                        {
                            Id = Guid.CreateVersion7(),
                            PersonId = child,
                            AuditId = first.Id,
                            SectionKey = x.Key,
                            Place = i,
                            Title = x.Title,
                            Grade = AuditGrade.Outstanding,
                            Reason = Secret,
                        }
                )
        );
        await db.SaveChangesAsync();
        return (first.Id, again.Id, tool);
    }
}
