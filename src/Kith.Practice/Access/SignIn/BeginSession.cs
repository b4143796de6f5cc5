using System.Globalization;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.SignIn;

/// <summary>How someone came in; kept with the session, since some ways count as two factors.</summary>
public enum SignInMethod
{
    Password,
    PasswordAndCode,
    RecoveryCode,
    Passkey,
    Directory,
    Demonstration,

    /// <summary>A one-time code to a partner's work address.</summary>
    WorkAddressCode,
}

/// <summary>A session that has begun: its id goes into the cookie, never into an address.</summary>
public sealed record SessionBegun(Guid AccountId, string SessionId, string Name);

/// <summary>One of an account's sessions, for its own person to see and end.</summary>
public sealed record SessionView(string Id, DateTime StartedAt, SignInMethod Method, string Device, bool IsThis);

/// <summary>What is kept of a session.</summary>
internal sealed record KeptSession(DateTime StartedAt, SignInMethod Method, string Device)
{
    /// <summary>After this a session ends however busy it was: a working day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>A partner's is over sooner: often at a machine that others use, and never with a second factor.</summary>
    public static readonly TimeSpan LongestOfPartners = TimeSpan.FromHours(2);

    public override string ToString() => $"{StartedAt.Ticks.ToString(CultureInfo.InvariantCulture)}|{Method}|{Device}";

    public static KeptSession? Of(string? text) =>
        text?.Split('|', 3) is [var at, var how, var device] && long.TryParse(at, CultureInfo.InvariantCulture, out var ticks) && Enum.TryParse<SignInMethod>(how, out var method)
            ? new(new DateTime(ticks, DateTimeKind.Utc), method, device)
            : null;

    /// <summary>When the session ends however busy it is.</summary>
    public DateTime EndsAt => StartedAt + (Method == SignInMethod.WorkAddressCode ? LongestOfPartners : Longest);

    public bool IsOver(DateTime now) => EndsAt <= now;
}

/// <summary>
/// Begins a session for someone who has shown who they are. Sessions are kept by the server, so that each can be ended
/// at once: by signing out, from another machine, or by an administrator.
/// </summary>
[UseCase]
public sealed class BeginSession(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <returns>The session; null when the account is disabled or out of its dates.</returns>
    public async Task<SessionBegun?> Handle(Guid accountId, SignInMethod method, string? device, CancellationToken ct = default)
    {
        var account = await db.Users.FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is null || !SignInRules.InDates(account, clock.Today))
        {
            return null;
        }
        await db.Entry(account).ReloadAsync(ct);
        account.LastSignedInAt = clock.UtcNow;
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        var kept = await db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == AccountTokens.Sessions).ToListAsync(ct);
        db.UserTokens.RemoveRange(kept.Where(t => KeptSession.Of(t.Value) is not { } s || s.IsOver(clock.UtcNow)));
        var id = AccountTokens.NewSecret();
        db.UserTokens.Add(
            new IdentityUserToken<Guid>
            {
                UserId = accountId,
                LoginProvider = AccountTokens.Sessions,
                Name = AccountTokens.Digest(id),
                Value = new KeptSession(clock.UtcNow, method, Devices.Of(device)).ToString(),
            }
        );
        var act = acts.Begin(SignInAttempts.Self(account), "Sign in");
        act.Happened(new SignedIn(accountId, Words(method)));
        await act.Save(accountId, ct);
        return new SessionBegun(accountId, id, account.DisplayName);
    }

    /// <summary>The way in, as people say it.</summary>
    public static string Words(SignInMethod method) =>
        method switch
        {
            SignInMethod.Password => "password",
            SignInMethod.PasswordAndCode => "password and code",
            SignInMethod.RecoveryCode => "password and recovery code",
            SignInMethod.Passkey => "passkey",
            SignInMethod.Directory => "the council's directory",
            SignInMethod.Demonstration => "demonstration",
            SignInMethod.WorkAddressCode => "a code to the work address",
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
}

/// <summary>Ends sessions.</summary>
[UseCase]
public sealed class EndSession(KithDb db, Acts.Acts acts)
{
    /// <summary>Signs out of this session.</summary>
    public async Task Handle(Guid accountId, string sessionId, CancellationToken ct = default)
    {
        var digest = AccountTokens.Digest(sessionId);
        await End(
            accountId,
            await db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == AccountTokens.Sessions && t.Name == digest).ToListAsync(ct),
            new SignedOut(accountId),
            "Sign out",
            ct
        );
    }

    /// <summary>Signs out everywhere, this session too.</summary>
    public async Task HandleAll(Guid accountId, CancellationToken ct = default) =>
        await End(
            accountId,
            await db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == AccountTokens.Sessions).ToListAsync(ct),
            new SignedOutEverywhere(accountId),
            "Sign out everywhere",
            ct
        );

    /// <summary>
    /// Ends one of the actor's own sessions, named as <see cref="ListSessions"/> names it. One that is over already, or
    /// is someone else's, is passed over: either way it is not among the actor's.
    /// </summary>
    public async Task HandleOne(Actor actor, string session, Guid? key, CancellationToken ct = default)
    {
        var kept = await db.UserTokens.FirstOrDefaultAsync(t => t.UserId == actor.AccountId && t.LoginProvider == AccountTokens.Sessions && t.Name == session, ct);
        if (kept is null)
        {
            return;
        }
        db.UserTokens.Remove(kept);
        var act = acts.Begin(actor, "End a session", key: key);
        var facts = KeptSession.Of(kept.Value);
        act.Happened(new SessionEnded(actor.AccountId, facts?.Device ?? "", facts?.StartedAt ?? act.At));
        // A lost phone: what it carries goes with its session.
        await Visits.Offline.Packets.End(db, act, actor.AccountId, session, ct);
        await act.Save(actor.AccountId, ct);
    }

    private async Task End(Guid accountId, List<IdentityUserToken<Guid>> sessions, AccountEvent what, string name, CancellationToken ct)
    {
        if (sessions.Count == 0)
        {
            return;
        }
        var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == accountId, ct);
        db.UserTokens.RemoveRange(sessions);
        var act = acts.Begin(SignInAttempts.Self(account), name);
        act.Happened(what);
        if (what is SignedOutEverywhere)
        {
            await Visits.Offline.Packets.End(db, act, accountId, null, ct);
        }
        await act.Save(accountId, ct);
    }
}

/// <summary>An account's sessions that still run.</summary>
[UseCase]
public sealed class ListSessions(KithDb db, Clock clock)
{
    /// <summary>Newest first; <paramref name="current"/> is the id of the session that asks.</summary>
    public async Task<IReadOnlyList<SessionView>> List(Actor actor, string? current, CancellationToken ct = default)
    {
        var digest = AccountTokens.Digest(current ?? "");
        var kept = await db.UserTokens.AsNoTracking().Where(t => t.UserId == actor.AccountId && t.LoginProvider == AccountTokens.Sessions).ToListAsync(ct);
        return
        [
            .. from t in kept
            let s = KeptSession.Of(t.Value)
            where s is not null && !s.IsOver(clock.UtcNow)
            orderby s.StartedAt descending
            select new SessionView(t.Name, s.StartedAt, s.Method, s.Device, t.Name == digest),
        ];
    }
}

/// <summary>A device in a few plain words, so that people know their own; the browser's whole description is not kept.</summary>
public static class Devices
{
    /// <summary>«Firefox on Windows».</summary>
    public static string Of(string? userAgent)
    {
        var text = userAgent ?? "";
        var browser =
            text.Contains("Edg/", StringComparison.Ordinal) ? "Edge"
            : text.Contains("Firefox/", StringComparison.Ordinal) ? "Firefox"
            : text.Contains("Chrome/", StringComparison.Ordinal) ? "Chrome"
            : text.Contains("Safari/", StringComparison.Ordinal) ? "Safari"
            : "a browser";
        var system =
            text.Contains("Android", StringComparison.Ordinal) ? "an Android phone or tablet"
            : text.Contains("iPhone", StringComparison.Ordinal) ? "an iPhone"
            : text.Contains("iPad", StringComparison.Ordinal) ? "an iPad"
            : text.Contains("Windows", StringComparison.Ordinal) ? "Windows"
            : text.Contains("Mac OS", StringComparison.Ordinal) ? "a Mac"
            : text.Contains("Linux", StringComparison.Ordinal) ? "Linux"
            : "an unknown device";
        return $"{browser} on {system}";
    }
}
