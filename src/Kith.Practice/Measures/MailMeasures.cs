using System.Globalization;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>How often a kept view comes by mail.</summary>
public enum MailRhythm
{
    Never,

    /// <summary>Each Monday.</summary>
    Weekly,

    /// <summary>On the first of each month.</summary>
    Monthly,
}

/// <summary>When a kept view comes by mail was changed.</summary>
public sealed record MeasureViewScheduled(Guid Account, string Name, MailRhythm Rhythm) : AccountEvent(Account);

/// <summary>The figures of a kept view were put up for mail, to its keeper's own address.</summary>
public sealed record MeasureViewMailed(Guid Account, string Name, DateOnly On) : AccountEvent(Account);

/// <summary>Says when somebody's own kept view comes to them by mail.</summary>
[UseCase]
public sealed class ScheduleMeasureView(KithDb db, Acts.Acts acts, MailOptions mail, Clock clock)
{
    /// <exception cref="NotAcceptedException">No mail is set up, or the account has no address.</exception>
    public async Task Handle(Guid id, MailRhythm rhythm, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadMeasures, "have a view mailed");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var view = await db.MeasureViews.FirstOrDefaultAsync(v => v.Id == id && v.AccountId == actor.AccountId, ct) ?? throw new NotAcceptedException("", "That view is gone");
        if (view.Rhythm == rhythm || !Enum.IsDefined(rhythm))
        {
            return;
        }
        if (rhythm != MailRhythm.Never && !mail.IsOn)
        {
            throw new NotAcceptedException("", "No mail leaves from here yet. Whoever looks after Kith sets it up (Kith:Mail)");
        }
        if (rhythm != MailRhythm.Never && !await db.Users.AnyAsync(a => a.Id == actor.AccountId && a.Email != null && a.Email != "", ct))
        {
            throw new NotAcceptedException("", "Your account has no mail address. An administrator can enter it");
        }
        (view.Rhythm, view.NextMailOn) = (rhythm, MailMeasures.Next(rhythm, clock.Today));
        var act = acts.Begin(actor, "Have a view of the measures mailed", null, key);
        act.Happened(new MeasureViewScheduled(actor.AccountId, view.Name, rhythm));
        await act.Save(view.Id, ct);
    }
}

/// <summary>
/// Puts the figures of kept views up for mail when their day has come, each to its keeper's own address and under their
/// access as it stands. The next day moves in the same transaction: a view is mailed once, whatever dies in between.
/// </summary>
[UseCase]
public sealed class MailMeasures(KithDb db, DatabaseEngine engine, Actors actors, Acts.Acts acts, ShowMeasures show, MailOptions options, Clock clock)
{
    /// <summary>From this hour in London.</summary>
    private const int FromHour = 6;

    /// <summary>Views of one run at most, so that other channels have their turn.</summary>
    private const int AtOnce = 20;

    /// <returns>How many were put up.</returns>
    public async Task<int> HandleIfDue(CancellationToken ct = default)
    {
        var today = clock.Today;
        if (!options.IsOn || LondonTime.FromUtc(clock.UtcNow).Hour < FromHour)
        {
            return 0;
        }
        var due = await db
            .MeasureViews.AsNoTracking()
            .Where(v => v.NextMailOn <= today)
            .OrderBy(v => v.NextMailOn)
            .ThenBy(v => v.Id)
            .Take(AtOnce)
            .Select(v => v.Id)
            .ToListAsync(ct);
        if (due.Count == 0)
        {
            return 0;
        }
        await MailCarrier.Ensure(db, engine, ct);
        var put = 0;
        foreach (var id in due)
        {
            db.ChangeTracker.Clear();
            var view = await db.MeasureViews.FirstOrDefaultAsync(v => v.Id == id && v.NextMailOn <= today, ct);
            if (view is null)
            {
                continue;
            }
            var to = await db.Users.Where(a => a.Id == view.AccountId).Select(a => a.Email).FirstOrDefaultAsync(ct);
            var actor = await actors.Of(view.AccountId, ct);
            var act = acts.Begin(Access.Actor.System("Figures by mail"), "Mail figures");
            if (actor is null || !actor.May(Permission.ReadMeasures) || string.IsNullOrWhiteSpace(to))
            {
                // Whoever may not see them any more gets nothing, and is not asked about again.
                (view.Rhythm, view.NextMailOn) = (MailRhythm.Never, null);
                act.Happened(new MeasureViewScheduled(view.AccountId, view.Name, MailRhythm.Never));
            }
            else
            {
                var page = await show.Show(null, ScopeOf(view.Query), actor, ct);
                db.Parcels.Add(MailCarrier.Pack(Write(page, view, to, options.Address), "Figures", clock));
                (view.NextMailOn, view.LastMailedOn) = (Next(view.Rhythm, today), today);
                act.Happened(new MeasureViewMailed(view.AccountId, view.Name, page.Day));
                put++;
            }
            try
            {
                await act.Save(view.Id, ct);
            }
            catch (SecondEditorException)
            {
                // Another node was quicker, or its keeper changed it at this moment: it is looked at again.
                put--;
            }
        }
        return Math.Max(0, put);
    }

    /// <summary>The first day after <paramref name="today"/> on which it comes; null for never.</summary>
    public static DateOnly? Next(MailRhythm rhythm, DateOnly today) =>
        rhythm switch
        {
            MailRhythm.Weekly => today.AddDays(7 - ((int)today.DayOfWeek + 6) % 7),
            MailRhythm.Monthly => new DateOnly(today.Year, today.Month, 1).AddMonths(1),
            _ => null,
        };

    /// <summary>The figures as a mail: plain words, small numbers left out, and where to look.</summary>
    public static Letter Write(MeasuresPage page, MeasureView view, string to, string? address)
    {
        // A mail is read where Kith cannot see by whom: it holds what may be told to anybody.
        var lines = page.Lines.Where(l => Suppression.IsForAll(l.Measure)).ToList();
        var hidden = Suppression.Hidden([.. lines.Select(l => l.Now)]).Concat(Suppression.Hidden([.. lines.Select(l => l.Before)])).ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{page.Scope.Name}, {MeasureScopes.YearInWords(page.Day)}.\n");
        foreach (var group in lines.Where(l => !l.Hidden && !hidden.Contains(l.Measure.Id)).GroupBy(l => l.Measure.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{group.Key}\n");
            foreach (var l in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {l.Measure.Name}: {l.Now.InWords} (a year ago {l.Before.InWords})");
                if (l.Months is not null && ProcessWords.Latest(l.Months, l.Measure) is { } says)
                {
                    text.Append(CultureInfo.InvariantCulture, $". {says}");
                }
                text.Append('\n');
            }
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nNumbers from 1 to {Suppression.Threshold}, and what would give them away, are left out of mail. All of them, their charts and the children behind them are in Kith: {Link(address, view.Query)}\n\nYou get this because you asked for it there. Under the same address you end it.\n"
        );
        return new(to, $"{view.Name}, {DateWords.Long(page.Day)}", text.ToString());
    }

    private static string Link(string? address, string query) => string.IsNullOrWhiteSpace(address) ? "Measures" : $"{address.TrimEnd('/')}/quality?{query}";

    /// <summary>A kept view names its scope first; its day is left aside, since a mail is about today.</summary>
    private static string? ScopeOf(string query) =>
        query.Split('&').Where(p => p.StartsWith("scope=", StringComparison.Ordinal)).Select(p => Uri.UnescapeDataString(p["scope=".Length..])).FirstOrDefault();
}
