using Kith.Practice.Access;
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

    public async Task<IReadOnlyList<LearningDue>> Of(Actor actor, CancellationToken ct = default)
    {
        if (actor.WorkerId is not { } me)
        {
            return [];
        }
        var today = clock.Today;
        var back = today.AddMonths(-TrainingRules.AskUntilMonths);
        var staff = db.Workers.AsNoTracking().Where(w => (w.Id == me || w.LineManagerId == me) && (w.LeftOn == null || w.LeftOn > today));
        // Each worker with each mandatory course and when it was done; one's own sessions that may be asked about; steps taken.
        var courses =
            from w in staff
            from c in db.Courses.Where(c => c.EndedOn == null && c.MandatoryFor != StaffRole.None)
            select new
            {
                Kind = 0,
                WorkerId = w.Id,
                RefId = c.Id,
                c.Title,
                Done = db.CoursesDone.Where(d => d.WorkerId == w.Id && d.CourseId == c.Id).Select(d => (DateOnly?)d.On).FirstOrDefault(),
                Other = (DateOnly?)c.From,
                Later = (DateOnly?)null,
                Months = c.RenewMonths,
                Within = (int?)c.WithinMonths,
                Roles = (int?)(int)c.MandatoryFor,
            };
        var asked =
            from b in db.Bookings
            where b.WorkerId == me && b.On >= back && b.On <= today && b.Came == true
            join s in db.TrainingSessions on b.SessionId equals s.Id
            join c in db.Courses on s.CourseId equals c.Id
            select new
            {
                Kind = 1,
                b.WorkerId,
                RefId = b.Id,
                c.Title,
                Done = (DateOnly?)b.On,
                Other = b.EvaluatedOn,
                Later = b.LookedBackOn,
                Months = (int?)null,
                Within = (int?)null,
                Roles = (int?)null,
            };
        var people = await staff.Select(w => new { Worker = w, Steps = db.AsyeSteps.Where(s => s.WorkerId == w.Id).ToList() }).ToListAsync(ct);
        var rows = (await courses.Concat(asked).ToListAsync(ct)).ToLookup(r => r.Kind);
        var due = new List<LearningDue>();
        foreach (var p in people.OrderByDescending(p => p.Worker.Id == me).ThenBy(p => p.Worker.Name, StringComparer.Ordinal))
        {
            var self = p.Worker.Id == me;
            var who = self ? null : p.Worker.Name;
            var place = self ? "/training" : $"/training/workers/{p.Worker.Id}";
            var role = StaffRoles.Of(p.Worker);
            var of = rows[0].Where(r => r.WorkerId == p.Worker.Id).ToList();
            var requirements = TrainingRules
                .Requirements(
                    role,
                    p.Worker.StartedOn,
                    of.Select(r => new Course
                    {
                        Id = r.RefId,
                        Title = r.Title,
                        From = r.Other!.Value,
                        RenewMonths = r.Months,
                        WithinMonths = r.Within!.Value,
                        MandatoryFor = (StaffRole)r.Roles!.Value,
                    }),
                    c => of.Find(r => r.RefId == c)?.Done,
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
            if (p.Worker is { NewlyQualified: true, StartedOn: { } started })
            {
                due.AddRange(
                    TrainingRules
                        .Asye(started, p.Steps)
                        .Where(a => a.TakenOn is null && a.DueOn <= today.AddDays(Ahead))
                        .Take(1)
                        .Select(a => new LearningDue($"First year: {TrainingRules.Name(a.Step).ToLowerInvariant()}", place, a.DueOn, who))
                );
            }
            if (ShowWorker.Registration(p.Worker, today) is RegistrationState.EndsSoon or RegistrationState.Ended)
            {
                due.Add(new("Registration with Social Work England: renew it", place, p.Worker.RegistrationExpiresOn, who));
            }
        }
        foreach (var r in rows[1])
        {
            var booking = new Booking
            {
                On = r.Done!.Value,
                Came = true,
                EvaluatedOn = r.Other,
                LookedBackOn = r.Later,
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
