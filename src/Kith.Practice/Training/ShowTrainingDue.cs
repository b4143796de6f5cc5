using Kith.Practice.Access;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Workers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>Something about learning or registration that belongs on a day.</summary>
/// <param name="Who">Of whom, where it is not one's own.</param>
public sealed record LearningDue(string What, string Href, DateOnly? DueOn, string? Who);

/// <summary>
/// What of learning belongs on one's day: one's own mandatory courses, questions about training, steps of the first year and
/// registration; and of those whom one manages what is late. One query, of as many rows as one has people and courses.
/// </summary>
[UseCase]
public sealed class ShowTrainingDue(KithDb db, Clock clock)
{
    /// <summary>Days ahead from which one's own courses are shown.</summary>
    public const int Ahead = 30;

    public const int Most = 12;

    private enum RowKind
    {
        Worker,
        Course,
        Step,
        Asked,
    }

    public async Task<IReadOnlyList<LearningDue>> Of(Actor actor, PolicyBook policies, CancellationToken ct = default)
    {
        if (actor.WorkerId is not { } me)
        {
            return [];
        }
        var today = clock.Today;
        var back = today.AddMonths(-TrainingRules.AskUntilMonths);
        var staff = db.Workers.AsNoTracking().Where(w => (w.Id == me || w.LineManagerId == me) && (w.LeftOn == null || w.LeftOn > today));
        // One's people; each with each mandatory course and when it was done; steps of their first year that were taken; one's
        // own sessions that may be asked about: one statement for the page that everybody opens most.
        var people = staff.Select(w => new
        {
            Kind = RowKind.Worker,
            WorkerId = w.Id,
            RefId = w.Id,
            Title = w.Name,
            More = w.JobTitle,
            First = w.StartedOn,
            Second = w.RegistrationExpiresOn,
            Third = w.StartedOn,
            One = (int?)(w.NewlyQualified ? 1 : 0),
            Two = (int?)(w.RegistrationNumber != null && w.RegistrationNumber != "" ? 1 : 0),
            Three = (int?)0,
        });
        var courses =
            from w in staff
            from c in db.Courses.Where(c => c.EndedOn == null && c.MandatoryFor != StaffRole.None)
            select new
            {
                Kind = RowKind.Course,
                WorkerId = w.Id,
                RefId = c.Id,
                c.Title,
                More = w.JobTitle,
                First = db.CoursesDone.Where(d => d.WorkerId == w.Id && d.CourseId == c.Id).Select(d => (DateOnly?)d.On).FirstOrDefault(),
                Second = (DateOnly?)c.From,
                Third = w.StartedOn,
                One = c.RenewMonths,
                Two = (int?)c.WithinMonths,
                Three = (int?)(int)c.MandatoryFor,
            };
        var steps =
            from w in staff
            join s in db.AsyeSteps on w.Id equals s.WorkerId
            select new
            {
                Kind = RowKind.Step,
                WorkerId = w.Id,
                RefId = s.Id,
                Title = s.Step.ToString(),
                More = w.JobTitle,
                First = (DateOnly?)s.On,
                Second = w.StartedOn,
                Third = w.StartedOn,
                One = (int?)0,
                Two = (int?)0,
                Three = (int?)0,
            };
        var asked =
            from b in db.Bookings
            where b.WorkerId == me && b.On >= back && b.On <= today && b.Came == true
            join s in db.TrainingSessions on b.SessionId equals s.Id
            join c in db.Courses on s.CourseId equals c.Id
            select new
            {
                Kind = RowKind.Asked,
                b.WorkerId,
                RefId = b.Id,
                c.Title,
                More = c.About,
                First = (DateOnly?)b.On,
                Second = b.EvaluatedOn,
                Third = b.LookedBackOn,
                One = (int?)0,
                Two = (int?)0,
                Three = (int?)0,
            };
        var rows = (await people.Concat(courses).Concat(steps).Concat(asked).ToListAsync(ct)).ToLookup(r => r.Kind);
        var due = new List<LearningDue>();
        foreach (var p in rows[RowKind.Worker].OrderByDescending(p => p.WorkerId == me).ThenBy(p => p.Title, StringComparer.Ordinal))
        {
            var self = p.WorkerId == me;
            var who = self ? null : p.Title;
            var place = self ? "/training" : $"/training/workers/{p.WorkerId}";
            var (newlyQualified, registered) = (p.One == 1, p.Two == 1);
            var of = rows[RowKind.Course].Where(r => r.WorkerId == p.WorkerId).ToList();
            var requirements = TrainingRules
                .Requirements(
                    StaffRoles.Of(p.More, newlyQualified, registered),
                    p.First,
                    of.Select(r => new Course
                    {
                        Id = r.RefId,
                        Title = r.Title,
                        From = r.Second!.Value,
                        RenewMonths = r.One,
                        WithinMonths = r.Two!.Value,
                        MandatoryFor = (StaffRole)r.Three!.Value,
                    }),
                    c => of.Find(r => r.RefId == c)?.First,
                    today
                )
                .Where(r => r.DueOn < today || (self && r.DueOn <= today.AddDays(Ahead)))
                .OrderBy(r => r.DueOn)
                .ToList();
            due.AddRange(
                self ? requirements.Select(r => new LearningDue(r.Title, place, r.DueOn, null))
                : requirements.Count == 0 ? []
                : [new(requirements.Count == 1 ? requirements[0].Title : $"{requirements.Count} courses are late", place, requirements[0].DueOn, who)]
            );
            if (newlyQualified && p.First is { } started)
            {
                var taken = rows[RowKind.Step].Where(r => r.WorkerId == p.WorkerId).Select(r => new AsyeStepTaken { Step = Enum.Parse<AsyeStep>(r.Title), On = r.First!.Value });
                due.AddRange(
                    TrainingRules
                        .Asye(started, taken, new AsyePolicy(policies).Of(started))
                        .Where(a => a.TakenOn is null && a.DueOn <= today.AddDays(Ahead))
                        .Take(1)
                        .Select(a => new LearningDue($"First year: {TrainingRules.Name(a.Step).ToLowerInvariant()}", place, a.DueOn, who))
                );
            }
            if (registered && p.Second <= today.AddDays(ShowWorker.RegistrationNoticeDays))
            {
                due.Add(new("Registration with Social Work England: renew it", place, p.Second, who));
            }
        }
        foreach (var r in rows[RowKind.Asked])
        {
            var booking = new Booking
            {
                On = r.First!.Value,
                Came = true,
                EvaluatedOn = r.Second,
                LookedBackOn = r.Third,
            };
            if (TrainingRules.AskAtOnce(booking, today))
            {
                due.Add(new($"How was it? {r.Title}", $"/training/evaluate/{r.RefId}", null, null));
            }
            else if (TrainingRules.AskWhatChanged(booking, today))
            {
                due.Add(new($"Three months on, what changed? {r.Title}", $"/training/evaluate/{r.RefId}", null, null));
            }
        }
        return [.. due.OrderBy(d => d.Who is not null).ThenBy(d => d.DueOn ?? today)];
    }
}
