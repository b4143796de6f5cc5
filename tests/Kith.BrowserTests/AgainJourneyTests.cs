using Kith.BrowserTests.Support;
using Kith.Practice.Audits.Doing;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Kith.BrowserTests.ImprovementJourneyTests;

namespace Kith.BrowserTests;

/// <summary>
/// A child is audited again: asked for from a finished audit, done by somebody who does not know how the first came out, and
/// laid beside it when it is finished.
/// </summary>
public sealed class AgainJourneyTests(Site site)
{
    [Fact]
    public async Task From_a_finished_audit_to_the_two_grades_beside_each_other()
    {
        var today = LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var ruth = await site.Visit("ruth.benson");
        // One that Ruth may follow by another: finished, with one grade, of a child who is worked with; and somebody can be named.
        var candidates = await site.Ask(db =>
            db.AuditAssignments.Where(a => a.FinishedOn != null && !db.AuditAssignments.Any(o => o.PersonId == a.PersonId && o.Id != a.Id && o.FinishedOn == null))
                .Where(a => !db.AuditReadings.Any(r => r.AuditId == a.Id) && a.AgainOfId == null)
                .OrderByDescending(a => a.FinishedOn)
                .ThenBy(a => a.Id)
                .Select(a => a.Id)
                .Take(20)
                .ToListAsync()
        );
        string? made = null;
        var first = Guid.Empty;
        string name = "",
            worker = "";
        foreach (var candidate in candidates)
        {
            await ruth.Go($"/audits/{candidate}/again");
            if (await ruth.Page.Locator("[name='Input.Words']").CountAsync() == 0)
            {
                continue;
            }
            await Tick(ruth, "Input.Because", "Changed");
            await Fill(ruth, "Input.Words", "A new worker has come: does the child know why?");
            await On(ruth, "Input.DueOn", today.AddDays(20));
            await ruth.IsWell("asking for another audit");
            await ruth.FitsAt(320, "asking for another audit");
            await Press(ruth, "Ask for it");
            (made, first) = (new Uri(ruth.Page.Url).AbsolutePath, candidate);
            (name, worker) = await site.Ask(async db =>
            {
                var free = await ruth.Page.Locator("select[name='AuditorId'] option").AllInnerTextsAsync();
                var one = await db
                    .Users.Where(u => u.UserName == "helen.marsh" || u.UserName == "grace.adeyemi")
                    .Select(u => new { u.UserName, Name = db.Workers.Where(w => w.Id == u.WorkerId).Select(w => w.Name).First() })
                    .ToListAsync();
                return one.Where(o => free.Any(f => f.Trim() == o.Name)).Select(o => (o.UserName ?? "", o.Name)).FirstOrDefault();
            });
            if (name is { Length: > 0 })
            {
                break;
            }
        }
        Assert.NotNull(made);
        Assert.NotEqual("", name ?? "");
        await Choose(ruth, "AuditorId", worker);
        await Press(ruth, "Save");
        await ruth.IsWell("an audit that looks again");

        // Whoever audits is told nothing of the first: not by its page, and not by the child's list.
        await using var auditor = await site.Visit(name!);
        await auditor.Go($"/audits/{first}");
        Assert.Contains("shown when yours is in", await auditor.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await auditor.IsWell("an earlier audit while one has a grade to give");
        await auditor.Go(made!);
        Assert.DoesNotContain("A new worker has come", await auditor.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await Press(auditor, "Begin the audit");
        // Every question answered by its first answer, every part graded alike.
        await auditor
            .Page.Locator("main form[data-kith-draft]")
            .EvaluateAsync(
                """
                form => {
                  const seen = new Set();
                  for (const r of form.querySelectorAll('input[type=radio]')) { if (!seen.has(r.name)) { seen.add(r.name); r.checked = true; } }
                  for (const r of form.querySelectorAll("input[name^='Input.Grade'][value='Good'], input[name='Input.Met'][value='false']")) { r.checked = true; }
                  for (const t of form.querySelectorAll('textarea')) { if (!t.value && !t.name.startsWith('Input.Asks') && t.name !== 'Input.Reflections') { t.value = 'As the record shows it now'; } }
                  for (const t of form.querySelectorAll("input[name^='Input.Answers'][type='text']")) { t.value = '1'; }
                  for (const t of form.querySelectorAll("input[name^='Input.Answers'][type='date']")) { t.value = '2026-01-05'; }
                }
                """
            );
        await Press(auditor, "Finish the audit");
        await auditor.IsWell("what to look at before an audit is finished");
        await Press(auditor, "Finish it as it is");
        Assert.Equal(AuditState.Finished, await site.Ask(async db => AuditFlow.Machine.Of(await db.AuditAssignments.SingleAsync(a => a.Id == Guid.Parse(made!.Substring(8))))));

        // Both stand there, part by part, with what they can and cannot say.
        var both = await auditor.Page.Locator("main").InnerTextAsync();
        Assert.Contains("Beside the earlier audit", both, StringComparison.Ordinal);
        Assert.Contains("One step is a sign and no proof", both, StringComparison.Ordinal);
        await auditor.IsWell("two audits beside each other");
        await auditor.FitsAt(320, "two audits beside each other");
        await auditor.Page.Locator("a:has-text('All audits of this child')").ClickAsync();
        await Assertions.Expect(auditor.Page.Locator("main")).ToContainTextAsync("part by part");
        await auditor.IsWell("the audits of a child");
        await auditor.FitsAt(320, "the audits of a child");

        // Leaders read counts, and that they are no proof.
        await using var owen = await site.Visit("owen.griffiths");
        await owen.Go("/audits/leaders#again");
        var said = await owen.Page.Locator("main").InnerTextAsync();
        Assert.Contains("audited before with the same tool", said, StringComparison.Ordinal);
        Assert.Contains("even where nothing has changed", said, StringComparison.Ordinal);
        await owen.IsWell("what audits show");
    }
}
