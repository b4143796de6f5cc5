using System.Globalization;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Mail;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection.Meetings;

/// <summary>A meeting as mail and calendars are told of it.</summary>
/// <param name="Id">The same for every mail about it.</param>
/// <param name="Kind">«Review conference»: no child's name.</param>
/// <param name="Path">The page on which one answers: «/partner».</param>
/// <param name="What">What one signs in for, after «Sign in»: «to answer, and to send your report».</param>
/// <param name="SignIn">Why the mail says no more, and where it stands.</param>
internal sealed record AskedMeeting(Guid Id, int Sequence, string Kind, DateOnly On, string? StartsAt, string? Place, string Path, string What, string SignIn);

/// <summary>Somebody who is asked to a meeting.</summary>
/// <param name="Anew">True for who had no mail about it before.</param>
internal sealed record AskedPerson(string Name, string Address, bool Anew);

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
        await Post(
            new(
                meeting.Id,
                meeting.InvitationSequence,
                MeetingWords.Kind(meeting.Kind),
                on,
                meeting.StartsAt,
                meeting.Place,
                "/partner",
                "to answer, and to send your report",
                "For the child's sake this mail does not say whom it is about. Sign in with your work address to see it, to answer, and to send your report."
            ),
            method,
            [.. people.Select(p => new AskedPerson(p.Name, p.Address!, meeting.InvitationSequence == 0 || p.InvitedOn == clock.Today))],
            ct
        );
    }

    /// <summary>Puts up one mail for each person about one meeting; saved with the caller's act.</summary>
    internal async Task Post(AskedMeeting meeting, CalendarMethod method, IReadOnlyList<AskedPerson> people, CancellationToken ct)
    {
        var name = (await council.Show(ct)).Name is { Length: > 0 } known ? known : "The council";
        var (kind, on) = (meeting.Kind, meeting.On);
        // «review conference», and «MARAC» as it is.
        var inText = kind.Length > 1 && char.IsUpper(kind[1]) ? kind : char.ToLowerInvariant(kind[0]) + kind[1..];
        TimeOnly? starts = TimeOnly.TryParse(meeting.StartsAt, CultureInfo.InvariantCulture, out var time) ? time : null;
        var when = $"{DateWords.Full(on)}{(starts is null ? "" : $", {meeting.StartsAt}")}{(meeting.Place is null ? "" : $", {meeting.Place}")}";
        var page = options.Address is { Length: > 0 } address ? $"{address.TrimEnd('/')}{meeting.Path}" : null;
        foreach (var p in people)
        {
            var text = string.Join(
                "\n\n",
                new[]
                {
                    $"Hello {p.Name},",
                    method == CalendarMethod.Cancel ? $"the meeting ({inText}) of {when} is called off."
                    : p.Anew ? $"you are asked to a meeting ({inText}): {when}."
                    : $"a meeting you are asked to ({inText}) has changed. It is now: {when}.",
                    method == CalendarMethod.Cancel ? null : meeting.SignIn,
                    page,
                    name,
                }.Where(t => t is not null)
            );
            var calendar = new CalendarInvitation(
                method,
                $"{meeting.Id:N}@kith",
                meeting.Sequence,
                on,
                starts,
                Minutes,
                kind,
                meeting.Place,
                page is null ? $"Sign in {meeting.What}." : $"Sign in {meeting.What}: {page}",
                options.From,
                p.Address,
                p.Name
            );
            db.Parcels.Add(
                MailCarrier.Pack(
                    new Letter(p.Address, method == CalendarMethod.Cancel ? "A meeting is called off" : "A meeting you are asked to", text)
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
