using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>A competency as a form holds it.</summary>
public sealed record CompetencyInput
{
    public string? Name { get; set; }
    public string? Description { get; set; }
    public List<StaffRole> Roles { get; set; } = [];
    public bool Ended { get; set; }
}

/// <summary>A course as a form holds it.</summary>
public sealed record CourseInput
{
    public string? Title { get; set; }
    public string? About { get; set; }
    public List<Guid> Teaches { get; set; } = [];
    public List<StaffRole> MandatoryFor { get; set; } = [];
    public int? WithinMonths { get; set; } = 3;
    public int? RenewMonths { get; set; }
    public decimal? Cost { get; set; }
    public int? Places { get; set; } = 16;
    public string? Provider { get; set; }
    public bool Ended { get; set; }
}

/// <summary>The year's money and aims, as a form holds them.</summary>
public sealed record BudgetInput
{
    public decimal? Amount { get; set; }
    public string? Aims { get; set; }
}

/// <summary>Keeps what people need to be able to do, what teaches it, and what there is to spend.</summary>
[UseCase]
public sealed class KeepCatalogue(KithDb db, Acts.Acts acts, Clock clock)
{
    private const int LongestName = 120;
    private const int LongestText = 2000;

    /// <summary>Adds or changes a competency.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Competency(Guid? id, CompetencyInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "keep competencies");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var found = id is null ? null : await db.Competencies.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "keep competencies");
        var problems = new List<Problem>();
        Text(problems, nameof(input.Name), input.Name, "Enter what people need to be able to do");
        Long(problems, nameof(input.Description), input.Description);
        var name = input.Name?.Trim();
        if (await db.Competencies.AnyAsync(c => c.Name == name && c.Id != (id ?? Guid.Empty), ct))
        {
            problems.Add(new(nameof(input.Name), "The catalogue has a competency with this name"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, id is null ? "Add a competency" : "Change a competency", key: key);
        var competency = found ?? new Competency { Id = clock.NewId(), Name = name! };
        if (found is null)
        {
            db.Competencies.Add(competency);
        }
        else
        {
            Editing.SameVersion(found, version);
        }
        (competency.Name, competency.Description, competency.Roles) = (name!, PersonRules.Clean(input.Description), StaffRoles.Together(input.Roles));
        competency.EndedOn = input.Ended ? competency.EndedOn ?? clock.Today : null;
        if (found is null)
        {
            act.Happened(new CompetencyAdded(competency.Id, competency.Name, competency.Roles));
        }
        else if (act.ChangesOf(found) is { Count: > 0 } changes)
        {
            act.Happened(new CompetencyChanged(found.Id, changes));
        }
        return await act.Save(competency.Id, ct);
    }

    /// <summary>Adds or changes a course. Made mandatory, it is asked for from that day: nobody is late by the change itself.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Course(Guid? id, CourseInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "keep courses");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var found = id is null
            ? null
            : await db.Courses.Include(c => c.Teaches).FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "keep courses");
        var teaches = input.Teaches.Distinct().ToList();
        var problems = new List<Problem>();
        Text(problems, nameof(input.Title), input.Title, "Enter the title of the course");
        Long(problems, nameof(input.About), input.About);
        Long(problems, nameof(input.Provider), input.Provider, LongestName);
        if (input.WithinMonths is not (>= 1 and <= 36))
        {
            problems.Add(new(nameof(input.WithinMonths), "Enter 1 to 36 months for newcomers"));
        }
        if (input.RenewMonths is < 1 or > 120)
        {
            problems.Add(new(nameof(input.RenewMonths), "Enter 1 to 120 months, or leave it empty where once is enough"));
        }
        if (input.Cost is < 0 or > 1_000_000)
        {
            problems.Add(new(nameof(input.Cost), "Enter the cost of one session in pounds, 0 where it costs nothing"));
        }
        if (input.Places is not (>= 1 and <= 1000))
        {
            problems.Add(new(nameof(input.Places), "Enter 1 to 1,000 places"));
        }
        if (await db.Competencies.CountAsync(c => teaches.Contains(c.Id), ct) != teaches.Count)
        {
            problems.Add(new(nameof(input.Teaches), "Select competencies from the list"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, id is null ? "Add a course" : "Change a course", key: key);
        var course =
            found
            ?? new Course
            {
                Id = clock.NewId(),
                Title = "",
                From = clock.Today,
            };
        if (found is null)
        {
            db.Courses.Add(course);
        }
        else
        {
            Editing.SameVersion(found, version);
        }
        var mandatory = StaffRoles.Together(input.MandatoryFor);
        if (found is not null && (mandatory & ~found.MandatoryFor) != StaffRole.None)
        {
            course.From = clock.Today;
        }
        course.Title = input.Title!.Trim();
        course.About = PersonRules.Clean(input.About);
        course.MandatoryFor = mandatory;
        course.WithinMonths = input.WithinMonths!.Value;
        course.RenewMonths = input.RenewMonths;
        course.Cost = input.Cost ?? 0;
        course.Places = input.Places!.Value;
        course.Provider = PersonRules.Clean(input.Provider);
        course.EndedOn = input.Ended ? course.EndedOn ?? clock.Today : null;
        var before = course.Teaches.Select(t => t.CompetencyId).ToHashSet();
        course.Teaches.RemoveAll(t => !teaches.Contains(t.CompetencyId));
        course.Teaches.AddRange(teaches.Where(t => !before.Contains(t)).Select(t => new CourseCompetency { CourseId = course.Id, CompetencyId = t }));
        if (found is null)
        {
            act.Happened(new CourseAdded(course.Id, course.Title, mandatory, course.RenewMonths, teaches));
        }
        else if (act.ChangesOf(found) is var changes && (changes.Count > 0 || !before.SetEquals(teaches)))
        {
            act.Happened(new CourseChanged(found.Id, changes, teaches));
        }
        return await act.Save(course.Id, ct);
    }

    /// <summary>Takes up the catalogue that comes with Kith, where there is none yet.</summary>
    /// <exception cref="NotAcceptedException">There are competencies or courses already.</exception>
    public async Task TakeReady(Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "take up the ready catalogue");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (await db.Competencies.AnyAsync(ct) || await db.Courses.AnyAsync(ct))
        {
            throw new NotAcceptedException("", "There is a catalogue already. Change what stands in it");
        }
        var act = acts.Begin(actor, "Take up the ready catalogue", key: key);
        var (competencies, courses) = Ready(clock.NewId, clock.Today);
        db.Competencies.AddRange(competencies);
        db.Courses.AddRange(courses);
        foreach (var c in competencies)
        {
            act.Happened(new CompetencyAdded(c.Id, c.Name, c.Roles));
        }
        foreach (var c in courses)
        {
            act.Happened(new CourseAdded(c.Id, c.Title, c.MandatoryFor, c.RenewMonths, [.. c.Teaches.Select(t => t.CompetencyId)]));
        }
        await act.Save(courses[0].Id, ct);
    }

    /// <summary>The ready catalogue as records.</summary>
    internal static (List<Competency> Competencies, List<Course> Courses) Ready(Func<Guid> id, DateOnly from)
    {
        var competencies = ReadyCatalogue
            .Competencies.Select(c => new Competency
            {
                Id = id(),
                Name = c.Name,
                Description = c.Description,
                Roles = c.Roles,
            })
            .ToList();
        var byName = competencies.ToDictionary(c => c.Name, c => c.Id);
        var courses = ReadyCatalogue
            .Courses.Select(c =>
            {
                var course = new Course
                {
                    Id = id(),
                    Title = c.Title,
                    MandatoryFor = c.MandatoryFor,
                    WithinMonths = c.WithinMonths,
                    RenewMonths = c.RenewMonths,
                    Cost = c.Cost,
                    Places = c.Places,
                    From = from,
                };
                course.Teaches = [.. c.Teaches.Select(t => new CourseCompetency { CourseId = course.Id, CompetencyId = byName[t] })];
                return course;
            })
            .ToList();
        return (competencies, courses);
    }

    /// <summary>Sets what a year from April has to spend, and what it is about.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task Budget(int year, BudgetInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepTraining, "set the training budget");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        if (year < 2000 || year > clock.Today.Year + 2)
        {
            problems.Add(new("", "The year must be one of the last, this or the next two"));
        }
        if (input.Amount is not (>= 0 and <= 100_000_000))
        {
            problems.Add(new(nameof(input.Amount), "Enter the budget of the year in pounds"));
        }
        Long(problems, nameof(input.Aims), input.Aims);
        Editing.Refuse(problems);
        var budget = await db.TrainingBudgets.FirstOrDefaultAsync(b => b.Year == year, ct);
        if (budget is null ? version is not null : version != budget.Version)
        {
            throw new SecondEditorException(budget?.Id);
        }
        var was = budget?.Amount;
        if (budget is null)
        {
            budget = new TrainingBudget { Id = clock.NewId(), Year = year };
            db.TrainingBudgets.Add(budget);
        }
        (budget.Amount, budget.Aims) = (input.Amount!.Value, PersonRules.Clean(input.Aims));
        var act = acts.Begin(actor, "Set the training budget", key: key);
        act.Happened(new TrainingBudgetSet(year, budget.Amount, was));
        await act.Save(budget.Id, ct);
    }

    private static void Text(List<Problem> problems, string field, string? text, string missing)
    {
        if (Editing.Text(field, text, missing, LongestName) is { } problem)
        {
            problems.Add(problem);
        }
    }

    private static void Long(List<Problem> problems, string field, string? text, int longest = LongestText)
    {
        if (text?.Trim().Length > longest)
        {
            problems.Add(new(field, $"This must be {longest} characters or fewer"));
        }
    }
}
