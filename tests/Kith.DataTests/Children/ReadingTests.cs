using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Children.Lists;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Children;

public sealed class ReadingTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_childs_page_tells_the_story(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var page = (await authority.Do(s => s.GetRequiredService<ShowChild>().Show(f.Mia, f.Worker)))!;

        Assert.Equal("Mia Thompson", page.Head.Name);
        Assert.Equal("9", page.Head.Age);
        Assert.Equal("Neglect", page.Head.Category);
        Assert.Equal("Safeguarding One", page.Head.TeamName);
        Assert.Equal("Dog: ring first", Assert.Single(page.Head.Warnings).Text);
        Assert.Equal(("We worry that the children go hungry.", "Priya N."), (page.WhyInvolved!.Text, page.WhyInvolved.By));
        Assert.Equal(["Mia is often hungry.", "School saw bruises."], page.Worries.Select(w => w.Text));
        Assert.Equal(("Priya N.", 2, "Tom B."), (page.Who.Lead!.Worker, page.Who.NthInTwoYears, page.Who.Longest!.Worker));
        Assert.Equal((true, true, "Priya N."), (page.Seen!.Alone!.Value, page.Seen.Bedroom!.Value, page.Seen.By!));
        Assert.Equal("I like it at Gran's.", page.Said!.Words);
        Assert.Null(page.Said.Answer);
        Assert.Equal(("Jean Thompson, grandmother: has a key and comes over", (string?)null), (page.Contingency!.Tonight!, page.Contingency.LongTerm));
        Assert.Contains(page.Due, d => d.Clock == "cp_visit");
        Assert.Contains(page.Plan, s => s.Text.StartsWith("Child protection plan began: neglect"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_restricted_brother_is_neither_named_nor_counted(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var page = (await authority.Do(s => s.GetRequiredService<ShowChild>().Show(f.Mia, f.Worker)))!;
        Assert.Equal(["Dawn Thompson", "Ellie Marsh", "Jean Thompson"], page.Relatives.Select(r => r.Person.Name));
        Assert.Equal(["Dawn Thompson"], page.Household.Select(p => p.Name));
        Assert.Equal(Sight.Known, page.Relatives.Single(r => r.Person.Id == f.Ellie).Person.Sight);

        var visit = (await authority.Do(s => s.GetRequiredService<ShowChronologyItem>().Show(f.Mia, "visit", f.Visit, f.Worker)))!;
        Assert.Empty(visit.AlsoThere);
        Assert.Contains(visit.Facts, x => x is { Name: "Bedroom seen", Value: "Yes" });
        var list = await authority.Do(s => s.GetRequiredService<ListChildren>().List(new ChildrenFilter(), f.Worker));
        Assert.Equal(["Mia Thompson"], list.Lines.Select(l => l.Name));
        Assert.Equal(1, list.Total);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_chronology_filters_by_group_date_author_text_and_significance(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        Task<ChronologyPage?> Show(ChronologyFilter filter) => authority.Do(s => s.GetRequiredService<ListChronology>().List(f.Mia, filter, null));

        var all = (await Show(new()))!;
        Assert.Equal(all.Lines.OrderByDescending(l => l.On).Select(l => l.On), all.Lines.Select(l => l.On));
        Assert.Equal(["Priya N.", "Tom B."], all.Authors.Select(a => a.Name));
        Assert.Equal(all.Lines.Select(l => l.On).Reverse(), (await Show(new() { OldestFirst = true }))!.Lines.Select(l => l.On));
        Assert.Equal(["visit"], (await Show(new() { Groups = ["Visits"] }))!.Lines.Select(l => l.Kind));
        Assert.Equal(["visit"], (await Show(new() { Text = "Kitchen WARM" }))!.Lines.Select(l => l.Kind));
        Assert.Equal(["worker"], (await Show(new() { AuthorId = f.Tom }))!.Lines.Select(l => l.Kind));
        Assert.Equal(2, (await Show(new() { From = all.Today.AddDays(-10) }))!.Total);
        Assert.Equal(["protection-plan-start", "referral"], (await Show(new() { SignificantOnly = true }))!.Lines.Select(l => l.Kind));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_chooses_what_is_significant(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var key = Guid.NewGuid();
        var mark = new SignificanceInput("visit", f.Visit, true, "First time Mia spoke of Gran");
        await authority.Do(s => s.GetRequiredService<ChooseSignificance>().Handle(f.Mia, mark, f.Worker, key));
        await authority.Do(s => s.GetRequiredService<ChooseSignificance>().Handle(f.Mia, mark, f.Worker, key));
        var page = (await authority.Do(s => s.GetRequiredService<ListChronology>().List(f.Mia, new() { SignificantOnly = true }, null)))!;
        Assert.Equal("First time Mia spoke of Gran", page.Lines[0].Note);
        var referral = page.Lines.Single(l => l.Kind == "referral");
        await authority.Do(s => s.GetRequiredService<ChooseSignificance>().Handle(f.Mia, new("referral", referral.RecordId, false, null), f.Worker, Guid.NewGuid()));
        page = (await authority.Do(s => s.GetRequiredService<ListChronology>().List(f.Mia, new() { SignificantOnly = true }, null)))!;
        Assert.Equal(["visit", "protection-plan-start"], page.Lines.Select(l => l.Kind));
        Assert.Equal(2, await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.PersonId == f.Mia && e.Event == nameof(SignificanceChosen))));
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.Do(s => s.GetRequiredService<ChooseSignificance>().Handle(f.Mia, mark, f.Stranger, null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Lists_filter_sort_and_go_out_as_a_safe_file(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var ellie = await db.ChildOverviews.SingleAsync(o => o.PersonId == f.Ellie);
            ellie.DisplayName = "=HYPERLINK(\"x\")";
            await db.SaveChangesAsync();
        });
        Task<ChildrenPage> List(ChildrenFilter filter) => authority.Do(s => s.GetRequiredService<ListChildren>().List(filter, f.Auditor));
        Assert.Equal([f.Ellie, f.Mia], (await List(new())).Lines.Select(l => l.Id));
        Assert.Equal([f.Mia, f.Ellie], (await List(new() { Sort = "-name" })).Lines.Select(l => l.Id));
        Assert.Equal([f.Mia, f.Ellie], (await List(new() { Sort = "status" })).Lines.Select(l => l.Id));
        foreach (var sort in new[] { "age", "-age", "-status", "worker-since", "-worker-since", "seen", "-seen", "due", "-due", "nonsense" })
        {
            Assert.Equal(2, (await List(new() { Sort = sort })).Lines.Count);
        }
        Assert.Equal([f.Mia], (await List(new() { Status = "ChildProtection" })).Lines.Select(l => l.Id));
        Assert.Equal([f.Mia], (await List(new() { Disabled = true })).Lines.Select(l => l.Id));
        Assert.Equal([f.Ellie], (await List(new() { NotSeenDays = 30 })).Lines.Select(l => l.Id));
        // Ellie is late for oversight alone, as every open child is whom no manager has looked at.
        Assert.Equal([f.Ellie, f.Mia], (await List(new() { Due = "late" })).Lines.Select(l => l.Id));
        Assert.Equal([f.Ellie], (await List(new() { TeamId = f.TeamTwo, WorkerId = f.Tom })).Lines.Select(l => l.Id));
        Assert.Empty((await List(new() { Unallocated = true, Due = "soon" })).Lines);

        var file = System.Text.Encoding.UTF8.GetString(await authority.Do(s => s.GetRequiredService<ExportChildren>().Run(new(), f.Auditor)));
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", file);
        Assert.DoesNotContain("Kyle", file);
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.PersonId == f.Mia && e.Event == nameof(RecordTakenOut))));
    }
}
