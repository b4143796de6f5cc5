using System.Text.Json;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>
/// Carries codes to work addresses. The code is made at the moment of sending and lies nowhere in the outbox: what waits
/// there says only which asking is to be answered. A try that has to be made again makes a new code, and the one before
/// works no more.
/// </summary>
internal sealed class CodeCarrier(KithDb db, DatabaseEngine engine, IPostOffice office, MailOptions options, Settings.ReadCouncil council, Clock clock) : ICarrier
{
    /// <summary>The channel's key.</summary>
    public const string Channel = "partner-codes";

    private static readonly Answer Nothing = new(204, "Nothing to send");

    public string Name => "Partner sign-in";

    /// <summary>A code that comes later than it works is of no use.</summary>
    public TimeSpan? GivesUpAfter => PartnerCodes.Lasts;

    public bool Carries(string channel) => channel == Channel;

    /// <summary>What waits: the asking, and the address until it was answered.</summary>
    private sealed record Asked(Guid Asking, string To);

    public static Parcel Pack(Guid asking, string to, Clock clock) =>
        new()
        {
            Id = clock.NewId(),
            Channel = Channel,
            Body = JsonSerializer.Serialize(new Asked(asking, to)),
            About = "A code to sign in",
            Items = 1,
            MadeAt = clock.UtcNow,
            DueAt = clock.UtcNow,
        };

    public async Task<Answer> Send(Parcel parcel, CancellationToken ct)
    {
        var asked = JsonSerializer.Deserialize<Asked>(parcel.Body)!;
        await Tidy(ct);
        var (now, today) = (clock.UtcNow, clock.Today);
        var who = await (
            from p in db.Professionals.AsNoTracking()
            where p.Email == asked.To && p.AccountId != null
            join a in db.PartnerAgencies.AsNoTracking() on p.AgencyId equals a.Id
            select new { Professional = p, Agency = a }
        ).FirstOrDefaultAsync(ct);
        if (who is null || !who.Professional.IsActive(today) || !who.Agency.IsActive(today) || !who.Agency.Owns(asked.To))
        {
            return Nothing;
        }
        var code = PartnerCodes.New();
        var digest = PartnerCodes.Digest(code, asked.Asking);
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            var kept = await db
                .PartnerCodes.Where(c => c.Id == asked.Asking && c.UsedAt == null && c.ExpiresAt > now)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.CodeDigest, digest).SetProperty(c => c.ProfessionalId, who.Professional.Id), ct);
            await turn.Commit(ct);
            if (kept == 0)
            {
                return Nothing;
            }
        }
        var name = (await council.Show(ct)).Name;
        return await office.Send(
            parcel.Id,
            new Letter(
                asked.To,
                "Your code to sign in",
                $"""
                Hello {who.Professional.Name},

                your code for the partners' pages of {name} is

                {PartnerCodes.Spaced(code)}

                Type it into the page where you asked for it. It works there only, once, for {PartnerCodes.Lasts.TotalMinutes:0} minutes.

                If you did not ask for a code, somebody may have typed your address by mistake. You need do nothing: without the page it is of no use. Tell nobody the code; we never ask for it by telephone.
                {(options.Address is { Length: > 0 } address ? $"\n{address.TrimEnd('/')}/partner\n" : "")}
                """
            ),
            ct
        );
    }

    public async Task<IReadOnlyList<TrailEvent>> Delivered(Parcel parcel, CancellationToken ct)
    {
        if (parcel.Status == Nothing.Status && parcel.Said == Nothing.Said)
        {
            return [];
        }
        var asked = JsonSerializer.Deserialize<Asked>(parcel.Body)!;
        var account = await (
            from c in db.PartnerCodes
            where c.Id == asked.Asking
            join p in db.Professionals on c.ProfessionalId equals p.Id
            select p.AccountId
        ).FirstOrDefaultAsync(ct);
        return account is { } id ? [new PartnerCodeSent(id)] : [];
    }

    public Task<IReadOnlyList<TrailEvent>> Refused(Parcel parcel, Answer answer, CancellationToken ct) => Task.FromResult<IReadOnlyList<TrailEvent>>([]);

    /// <summary>Askings of yesterday count for nothing any more.</summary>
    private async Task Tidy(CancellationToken ct)
    {
        var before = clock.UtcNow.AddDays(-1);
        if (await db.PartnerCodes.AnyAsync(c => c.MadeAt < before, ct))
        {
            await using var turn = await engine.BeginWrite(db, ct);
            await db.PartnerCodes.Where(c => c.MadeAt < before).ExecuteDeleteAsync(ct);
            await turn.Commit(ct);
        }
    }
}
