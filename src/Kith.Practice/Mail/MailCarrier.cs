using System.Text.Json;
using Kith.Practice.Dispatch;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Mail;

/// <summary>Carries mail: as the outbox carries everything, with retries, rests and an end.</summary>
internal sealed class MailCarrier(IPostOffice office) : ICarrier
{
    /// <summary>The channel's key.</summary>
    public const string Channel = "mail";

    public string Name => "Mail";

    /// <summary>Figures of last week are no news any more.</summary>
    public TimeSpan? GivesUpAfter => TimeSpan.FromDays(3);

    public bool Carries(string channel) => channel == Channel;

    public Task<Answer> Send(Parcel parcel, CancellationToken ct) => office.Send(parcel.Id, JsonSerializer.Deserialize<Letter>(parcel.Body)!, ct);

    public Task<IReadOnlyList<TrailEvent>> Delivered(Parcel parcel, CancellationToken ct) => Task.FromResult<IReadOnlyList<TrailEvent>>([]);

    /// <summary>Whose mail it was is kept: what it said goes, and an address that takes nothing must be found and put right.</summary>
    public Task<IReadOnlyList<TrailEvent>> Refused(Parcel parcel, Answer answer, CancellationToken ct)
    {
        if (JsonSerializer.Deserialize<Letter>(parcel.Body) is { } letter)
        {
            parcel.About = $"{parcel.About}, to {letter.To}";
        }
        return Task.FromResult<IReadOnlyList<TrailEvent>>([]);
    }

    /// <summary>A mail as a parcel.</summary>
    public static Parcel Pack(Letter letter, string about, Clock clock) =>
        new()
        {
            Id = clock.NewId(),
            Channel = Channel,
            Body = JsonSerializer.Serialize(letter),
            About = about,
            Items = 1,
            MadeAt = clock.UtcNow,
            DueAt = clock.UtcNow,
        };

    /// <summary>Makes the channel the first time that anything is to go by it.</summary>
    public static async Task Ensure(KithDb db, DatabaseEngine engine, CancellationToken ct)
    {
        if (await db.DispatchChannels.AnyAsync(c => c.Key == Channel, ct))
        {
            return;
        }
        try
        {
            await using var turn = await engine.BeginWrite(db, ct);
            db.DispatchChannels.Add(new DispatchChannel { Key = Channel });
            await db.SaveChangesAsync(ct);
            await turn.Commit(ct);
        }
        catch (DbUpdateException error) when (engine.IsDuplicateKey(error))
        {
            // Another node was quicker.
        }
        db.ChangeTracker.Clear();
    }
}
