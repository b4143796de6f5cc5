using System.Globalization;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Mail;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection.Meetings;

/// <summary>
/// Writes to the professionals who are asked to a meeting: asked, changed, called off. Neither the mail nor the calendar
/// names a child; who it is about stands on the partners' pages.
/// </summary>
[UseCase]
public sealed class InvitePeople(KithDb db, DatabaseEngine engine, MailOptions options, ReadCouncil council, Clock clock)
{
    /// <summary>How long a meeting takes in a calendar.</summary>
    private const int Minutes = 120;

    /// <summary>Makes the way for mail, before an act begins. False where the authority sends none.</summary>
    public async Task<bool> Ready(CancellationToken ct = default)
    {
        if (!options.IsOn)
        {
            return false;
        }
        await MailCarrier.Ensure(db, engine, ct);
        return true;
    }

    /// <summary>Puts up the mail for each professional of the meeting that <paramref name="whom"/> chooses; saved with the caller's act.</summary>
    public async Task Write(Meeting meeting, CalendarMethod method, Func<Participant, bool> whom, CancellationToken ct = default)
    {
        if (!options.IsOn || meeting.PlannedOn is not { } on)
        {
            return;
        }
        var people = meeting.Participants.Where(p => p.ProfessionalId is not null && WorkAddress.Normal(p.Address) is not null && whom(p)).ToList();
        if (people.Count == 0)
        {
            return;
        }
        var name = (await council.Show(ct)).Name is { Length: > 0 } known ? known : "The council";
        var kind = MeetingWords.Kind(meeting.Kind);
        TimeOnly? starts = TimeOnly.TryParse(meeting.StartsAt, CultureInfo.InvariantCulture, out var time) ? time : null;
        var when = $"{DateWords.Full(on)}{(starts is null ? "" : $", {meeting.StartsAt}")}{(meeting.Place is null ? "" : $", {meeting.Place}")}";
        var page = options.Address is { Length: > 0 } address ? $"{address.TrimEnd('/')}/partner" : null;
        foreach (var p in people)
        {
            var text = string.Join(
                "\n\n",
                new[]
                {
                    $"Hello {p.Name},",
                    method == CalendarMethod.Cancel ? $"the meeting ({kind.ToLowerInvariant()}) of {when} is called off."
                    : meeting.InvitationSequence == 0 || p.InvitedOn == clock.Today ? $"you are asked to a meeting ({kind.ToLowerInvariant()}): {when}."
                    : $"a meeting you are asked to ({kind.ToLowerInvariant()}) has changed. It is now: {when}.",
                    method == CalendarMethod.Cancel
                        ? null
                        : "For the child's sake this mail does not say whom it is about. Sign in with your work address to see it, to answer, and to send your report.",
                    page,
                    name,
                }.Where(t => t is not null)
            );
            var calendar = new CalendarInvitation(
                method,
                $"{meeting.Id:N}@kith",
                meeting.InvitationSequence,
                on,
                starts,
                Minutes,
                kind,
                meeting.Place,
                page is null ? "Sign in to the partners' pages to answer and to send your report." : $"Answer and send your report: {page}",
                options.From,
                p.Address!,
                p.Name
            );
            db.Parcels.Add(
                MailCarrier.Pack(
                    new Letter(p.Address!, method == CalendarMethod.Cancel ? "A meeting is called off" : "A meeting you are asked to", text)
                    {
                        Calendar = calendar.Write(clock.UtcNow),
                        CalendarMethod = calendar.MethodName,
                    },
                    "An invitation",
                    clock
                )
            );
        }
    }
}
