using System.Text;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Kith.Practice.Measures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Measures;

/// <summary>Figures that come by mail: on their day, once, to their keeper, and no longer than their keeper may see them.</summary>
public sealed class MailMeasuresTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_kept_view_comes_each_monday_once_to_its_keeper_and_ends_with_their_access(string engine)
    {
        var mail = new MailOptions { Address = "https://kith.example" };
        await using var authority = await Authority.On(engine, s => s.AddSingleton(mail));
        var town = await authority.Do(Town.Build);
        var account = town.DirectorAccount;
        var director = (await authority.Do(s => s.GetRequiredService<Actors>().Of(account)))!;
        await authority.Do(s => s.GetRequiredService<KeepMeasureView>().Handle("Monday’s figures", null, "all", director, null));
        var view = await authority.Ask(db => db.MeasureViews.Select(v => v.Id).SingleAsync());
        Task Schedule() => authority.Do(s => s.GetRequiredService<ScheduleMeasureView>().Handle(view, MailRhythm.Weekly, director, null));

        // Neither a way nor an address: said, and nothing is kept.
        await Assert.ThrowsAsync<NotAcceptedException>(Schedule);
        mail.Folder = Path.Combine(authority.Folder, "mail");
        await authority.Ask(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.Email, (string?)null)));
        await Assert.ThrowsAsync<NotAcceptedException>(Schedule);
        await authority.Ask(db => db.Users.Where(a => a.Id == account).ExecuteUpdateAsync(u => u.SetProperty(a => a.Email, "dee@council.example")));
        await Schedule();
        Assert.Equal(0, await Put(authority));

        // Tuesday 24 November 2026 it was asked for: nothing on Sunday, nothing before six on Monday, and then once,
        // although two nodes look at the same moment.
        authority.Time.SetUtcNow(new DateTimeOffset(2026, 11, 29, 20, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, await Put(authority));
        authority.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 5, 59, 0, TimeSpan.Zero));
        Assert.Equal(0, await Put(authority));
        authority.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 6, 0, 0, TimeSpan.Zero));
        await Task.WhenAll(Put(authority), Put(authority));
        Assert.Equal(0, await Put(authority));
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<Courier>().Handle("mail")));
        var letter = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(mail.Folder, "*.eml")));
        Assert.Contains("To: dee@council.example\r\n", letter, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("Monday’s figures, 30 November 2026")), letter, StringComparison.Ordinal);
        Assert.Contains("https://kith.example/quality?scope=all", letter, StringComparison.Ordinal);
        // Not even the director's mail tells how many a handful is.
        Assert.DoesNotMatch(@": [1-5] \(a year ago", letter);

        // Whoever may not see measures any more gets nothing, and is asked about no more.
        await authority.Ask(db => db.RoleGrants.Where(g => g.AccountId == account).ExecuteDeleteAsync());
        authority.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await Put(authority));
        Assert.Null(await authority.Ask(db => db.MeasureViews.Select(v => v.NextMailOn).SingleAsync()));
        await authority.TrailIsWhole();
    }

    private static Task<int> Put(Authority authority) => authority.Do(s => s.GetRequiredService<MailMeasures>().HandleIfDue());
}
