using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>
/// Books a place on a session, or a turn in the waiting list; and gives it up again. There are never more bookings than
/// places: each booking changes the count on the session, and of two who read the same count one reads it again.
/// </summary>
[UseCase]
public sealed class BookPlace(KithDb db, Acts.Acts acts, KeepSessions sessions, Clock clock)
{
    /// <summary>So often a booking is tried when others book at the same instant.</summary>
    private const int Tries = 20;

    /// <returns>True with a place; false in the waiting list.</returns>
    /// <exception cref="AccessRefusedException">The worker is not the actor or the actor's to book for, or there is no such session.</exception>
    /// <exception cref="NotAcceptedException">It was held or called off, or they are booked already.</exception>
    public async Task<bool> Book(Guid sessionId, Guid workerId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(sessionId, workerId, actor, key, ct);
            }
            catch (SecondEditorException) when (attempt < Tries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Gives a place up; the first who waits gets it and is told.</summary>
    /// <exception cref="AccessRefusedException">The booking is not the actor's or of someone the actor books for.</exception>
    public async Task GiveUp(Guid sessionId, Guid workerId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await GiveUpOnce(sessionId, workerId, actor, key, ct);
                return;
            }
            catch (SecondEditorException) when (attempt < Tries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> Once(Guid sessionId, Guid workerId, Actor actor, Guid? key, CancellationToken ct)
    {
        var today = clock.Today;
        await TrainingAccess.Demand(db, workerId, actor, "book training", today, ct);
        var session = await db.TrainingSessions.FirstOrDefaultAsync(s => s.Id == sessionId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "book training");
        var there = await db.Bookings.AsNoTracking().FirstOrDefaultAsync(b => b.SessionId == sessionId && b.WorkerId == workerId && b.GivenUpOn == null, ct);
        if (there is not null && await acts.AlreadyDone(key, ct) is not null)
        {
            return there.HasPlace;
        }
        if (session.CalledOffOn is not null || session.On < today)
        {
            throw new NotAcceptedException("", session.CalledOffOn is null ? "This session is over. Choose a later one" : "This session was called off. Choose another");
        }
        if (there is not null)
        {
            throw new NotAcceptedException("", there.HasPlace ? "They have a place on this session already" : "They are in the waiting list already");
        }
        var waiting = await db.Bookings.AnyAsync(b => b.SessionId == sessionId && b.GivenUpOn == null && !b.HasPlace, ct);
        var act = acts.Begin(actor, "Book training", key: key);
        var booking = new Booking
        {
            Id = clock.NewId(),
            SessionId = sessionId,
            WorkerId = workerId,
            On = session.On,
            AskedAt = act.At,
            HasPlace = !waiting && session.Taken < session.Places,
            ByAccountId = actor.WorkerId == workerId ? null : actor.AccountId,
        };
        db.Bookings.Add(booking);
        session.Taken += booking.HasPlace ? 1 : 0;
        // Also with a turn in the waiting list: two who ask at once ask one after the other.
        db.Entry(session).Property(s => s.Taken).IsModified = true;
        act.Happened(new PlaceBooked(sessionId, workerId, booking.HasPlace));
        if (booking.ByAccountId is not null)
        {
            var title = await db.Courses.Where(c => c.Id == session.CourseId).Select(c => c.Title).FirstAsync(ct);
            await sessions.Tell(
                [booking],
                $"{actor.Name} {(booking.HasPlace ? "booked you a place on" : "put you in the waiting list for")} {title} on {Standards.Calendar.DateWords.Long(session.On)}, {session.Place}.",
                act.At,
                ct
            );
        }
        await act.Save(booking.Id, ct);
        return booking.HasPlace;
    }

    private async Task GiveUpOnce(Guid sessionId, Guid workerId, Actor actor, Guid? key, CancellationToken ct)
    {
        var today = clock.Today;
        await TrainingAccess.Demand(db, workerId, actor, "give up training", today, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var session = await db.TrainingSessions.FirstOrDefaultAsync(s => s.Id == sessionId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "give up training");
        var bookings = await db.Bookings.Where(b => b.SessionId == sessionId && b.GivenUpOn == null).ToListAsync(ct);
        var mine = bookings.Find(b => b.WorkerId == workerId) ?? throw new NotAcceptedException("", "There is no booking to give up");
        if (session.On < today || mine.Came is not null)
        {
            throw new NotAcceptedException("", "This session is over");
        }
        var act = acts.Begin(actor, "Give up training", key: key);
        mine.GivenUpOn = today;
        act.Happened(new PlaceGivenUp(sessionId, workerId, mine.HasPlace));
        var title = await db.Courses.Where(c => c.Id == session.CourseId).Select(c => c.Title).FirstAsync(ct);
        if (mine.HasPlace)
        {
            await sessions.MoveUp(act, session, title, bookings, ct);
        }
        await act.Save(mine.Id, ct);
    }
}
