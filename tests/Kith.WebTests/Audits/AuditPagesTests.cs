using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Audits;

/// <summary>An audit in the browser, and what its second reader is shown before their own grade is in: nothing, on any page.</summary>
public sealed class AuditPagesTests(KithHost host)
{
    private const string Secret = "Quietly splendid throughout";

    [Fact]
    public async Task A_second_reader_sees_nothing_of_the_first_grade_on_any_page_before_theirs_is_in()
    {
        var child = host.People.Other;
        var (auditor, reader) = (host.People.Workers[Role.Auditor], host.People.Workers[Role.PrincipalSocialWorker]);
        var (audit, reading, tool) = await host.Do(s => Prepare(s, child, auditor, reader));
        using var first = await host.SignedIn(Role.Auditor);
        using var second = await host.SignedIn(Role.PrincipalSocialWorker);
        var place = $"/audits/{audit}";

        // Begun by the auditor alone, and finished whole or not at all.
        using var begun = await Browse.Submit(first, await Browse.Page(first, place), "form[action$='handler=Begin']");
        Assert.Equal($"{place}/do", begun.Headers.Location!.ToString());
        using var empty = await Browse.Submit(first, await Browse.Page(first, $"{place}/do"), "main form[data-kith-draft]");
        Assert.Contains(Browse.Errors(await Browse.Read(empty, place)), e => e.StartsWith("Grade this part", StringComparison.Ordinal));
        (string, string?)[] fields =
        [
            .. tool.Sections.SelectMany(x => x.Questions).Select(q => ($"Input.Answers[{q.Key}]", (string?)(q.Answers.Count > 0 ? q.Answers[0] : "Answered " + Secret))),
            .. tool
                .Sections.Where(x => x.Graded)
                .SelectMany(x => new (string, string?)[] { ($"Input.Grades[{x.Key}]", "Outstanding"), ($"Input.Reasons[{x.Key}]", "Because " + Secret) }),
            ("Input.Grade", "Outstanding"),
            ("Input.Summary", Secret),
            ("Input.Met", "false"),
            ("Input.WhyNotMet", "Away"),
        ];
        using var asked = await Browse.Submit(first, await Browse.Page(first, $"{place}/do"), "main form[data-kith-draft]", fields);
        var gaps = await Browse.Read(asked, $"{place}/do");
        Assert.Contains("Before you finish", gaps.QuerySelector("main")!.TextContent);
        // The box takes the focus, with a script and without, and one step from it is the button.
        var box = gaps.QuerySelector("section:has(#gaps)")!;
        Assert.Equal(("-1", "govuk-error-summary"), (box.GetAttribute("tabindex"), box.GetAttribute("data-module")));
        Assert.True(box.HasAttribute("autofocus"));
        Assert.Equal("Finish it as it is", gaps.GetElementById(box.QuerySelector("p a")!.GetAttribute("href")![1..])!.TextContent.Trim());
        using var finished = await Browse.Submit(first, gaps, "main form[data-kith-draft]");
        Assert.Equal(place, finished.Headers.Location?.ToString());
        Assert.Contains(Secret, (await Browse.Page(first, place)).QuerySelector("main")!.TextContent);

        foreach (
            var page in new[]
            {
                place,
                $"{place}?handler=Word",
                $"{place}/do",
                $"{place}/amend",
                "/audits",
                "/audits/moderation",
                "/my-day",
                "/quality",
                "/quality/audit_grade",
                $"/audits/readings/{reading}",
                $"/children/{child}",
                $"/children/{child}/chronology",
                $"/children/{child}/word/chronology",
                $"/children/{child}/records/audit/{audit}",
                $"/children/{child}/summary",
                $"/people/{child}/access-log",
            }
        )
        {
            using var reply = await second.GetAsync(page);
            var text = await reply.Content.ReadAsStringAsync();
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.False(text.Contains("Practice audit: outstanding", StringComparison.OrdinalIgnoreCase), page);
            if (page == place || page == "/audits")
            {
                Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
                Assert.DoesNotContain("Outstanding", text, StringComparison.Ordinal);
            }
        }

        using var given = await Browse.Submit(
            second,
            await Browse.Page(second, $"/audits/readings/{reading}"),
            "main form[data-kith-draft]",
            [
                .. tool.Sections.Where(x => x.Graded).SelectMany(x => new (string, string?)[] { ($"Input.Grades[{x.Key}]", "Good"), ($"Input.Reasons[{x.Key}]", "Seen so") }),
                ("Input.Grade", "Good"),
                ("Input.Summary", "A step less"),
            ]
        );
        Assert.Equal(place, given.Headers.Location?.ToString());
        var both = (await Browse.Page(second, place)).QuerySelector("main")!.TextContent;
        Assert.Contains(Secret, both);
        Assert.Contains("Two grades: outstanding and good", both);
        Assert.Contains(
            "Practice audit: outstanding",
            (await Browse.Page(second, $"/children/{child}/chronology")).QuerySelector("main")!.TextContent,
            StringComparison.OrdinalIgnoreCase
        );
        using var word = await second.GetAsync($"{place}?handler=Word");
        Assert.Equal(HttpStatusCode.OK, word.StatusCode);

        // Somebody of another team finds nothing; whoever has nothing to do with audits neither.
        foreach (var role in new[] { Role.LeadMember, Role.Inspector, Role.Partner, Role.Administrator, Role.DataOfficer })
        {
            using var other = await host.SignedIn(role);
            using var reply = await other.GetAsync(place);
            Assert.NotEqual(HttpStatusCode.OK, reply.StatusCode);
        }
    }

    private static async Task<(Guid Audit, Guid Reading, AuditTool Tool)> Prepare(IServiceProvider s, Guid child, Guid auditor, Guid reader)
    {
        var db = s.GetRequiredService<KithDb>();
        var today = s.GetRequiredService<Practice.Clock>().Today;
        var tool = ReadyTools.All.First(t => t.Key == "dip").Make(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7);
        tool.Publish(today, "Ruth");
        db.AuditTools.Add(tool);
        var assignment = new AuditAssignment
        {
            Id = Guid.CreateVersion7(),
            PersonId = child,
            ToolId = tool.Id,
            Why = "Drawn",
            ChosenOn = today,
            DueOn = today.AddDays(20),
            AuditorId = auditor,
            NamedOn = today,
            SecondWanted = true,
        };
        db.AuditAssignments.Add(assignment);
        var reading = new AuditReading
        {
            Id = Guid.CreateVersion7(),
            PersonId = child,
            AuditId = assignment.Id,
            ToolId = tool.Id,
            ReaderId = reader,
            AskedOn = today,
        };
        db.AuditReadings.Add(reading);
        await db.SaveChangesAsync();
        return (assignment.Id, reading.Id, tool);
    }
}
