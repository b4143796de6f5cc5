using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Wellbeing;

/// <summary>A survey as a form holds it.</summary>
public sealed record SurveyInput
{
    public string? Title { get; set; }
    public DateOnly? OpensOn { get; set; }
    public DateOnly? ClosesOn { get; set; }

    /// <summary>One statement to a line.</summary>
    public string? Questions { get; set; }
}

/// <summary>Opens surveys; counts them once they are over, and throws the answers away.</summary>
[UseCase]
public sealed class KeepSurveys(KithDb db, Acts.Acts acts, DocumentCipher cipher, Clock clock)
{
    /// <summary>Days that a survey is open at least: a survey of one day would tell of each answer when it came.</summary>
    public const int LeastDays = 5;

    /// <summary>Opens a survey, and tells everyone who works here.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or another is open then.</exception>
    public async Task<Guid> Open(SurveyInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepWorkforce, "open a survey");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var today = clock.Today;
        var statements = (input.Questions ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Title), input.Title, "Enter a title, for example «Autumn 2026»", 60) is { } title)
        {
            problems.Add(title);
        }
        if (input.OpensOn is not { } opens || opens < today || opens > today.AddYears(1))
        {
            problems.Add(new(nameof(input.OpensOn), "Enter the first day: today or later, within a year"));
        }
        else if (input.ClosesOn is not { } closes || closes < opens.AddDays(LeastDays - 1) || closes > opens.AddDays(42))
        {
            problems.Add(new(nameof(input.ClosesOn), $"Enter the last day: {LeastDays} to 43 days are open, so that no answer stands out by when it came"));
        }
        else if (await db.PulseSurveys.AnyAsync(s => s.OpensOn <= closes && s.ClosesOn >= opens && s.CountedOn == null, ct))
        {
            problems.Add(new(nameof(input.OpensOn), "Another survey is open then"));
        }
        if (statements.Length is 0 or > PulseQuestions.Most || statements.Any(s => s.Length > PulseQuestions.Longest))
        {
            problems.Add(new(nameof(input.Questions), $"Enter 1 to {PulseQuestions.Most} statements, each on a line of at most {PulseQuestions.Longest} characters"));
        }
        Editing.Refuse(problems);
        var survey = new PulseSurvey
        {
            Id = clock.NewId(),
            Title = input.Title!.Trim(),
            Questions = string.Join('\n', statements),
            OpensOn = input.OpensOn!.Value,
            ClosesOn = input.ClosesOn!.Value,
        };
        db.PulseSurveys.Add(survey);
        var act = acts.Begin(actor, "Open a survey", key: key);
        foreach (
            var account in await db
                .Users.AsNoTracking()
                .Where(u => db.Workers.Any(w => w.Id == u.WorkerId && (w.LeftOn == null || w.LeftOn > today)))
                .OrderBy(u => u.Id)
                .Select(u => u.Id)
                .ToListAsync(ct)
        )
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    Text =
                        $"How is work for you? {statements.Length} short statements, from {DateWords.Medium(survey.OpensOn)} to {DateWords.Medium(survey.ClosesOn)}, under Workforce, Wellbeing. Nobody can see who said what.",
                    At = act.At,
                }
            );
        }
        act.Happened(new SurveyOpened(survey.Id, survey.Title, survey.OpensOn, survey.ClosesOn, statements.Length));
        return await act.Save(survey.Id, ct);
    }

    /// <summary>Counts a survey whose last day is over. What may be shown is kept; the answers, and who gave one, are thrown away.</summary>
    /// <exception cref="NotAcceptedException">It can still be answered.</exception>
    public async Task Count(Guid id, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepWorkforce, "count a survey");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        await CountNow(id, actor, key, ct);
    }

    /// <summary>
    /// Counts every survey whose last day is over, by itself: nobody has to remember it, and no answer waits in its box longer
    /// than it must. Two nodes may try at once; the first count stands.
    /// </summary>
    /// <returns>How many were counted.</returns>
    public async Task<int> CountOver(CancellationToken ct = default)
    {
        var today = clock.Today;
        var over = await db
            .PulseSurveys.AsNoTracking()
            .Where(s => s.CountedOn == null && s.ClosesOn < today)
            .OrderBy(s => s.ClosesOn)
            .ThenBy(s => s.Id)
            .Select(s => s.Id)
            .ToListAsync(ct);
        foreach (var id in over)
        {
            await CountNow(id, Actor.System("Surveys"), null, ct);
        }
        return over.Count;
    }

    private async Task CountNow(Guid id, Actor actor, Guid? key, CancellationToken ct)
    {
        var today = clock.Today;
        var survey = await db.PulseSurveys.FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "count a survey");
        if (survey.CountedOn is not null || survey.ClosesOn >= today)
        {
            throw new NotAcceptedException(
                "",
                survey.CountedOn is null ? $"It can be answered until {DateWords.Long(survey.ClosesOn)}, and is counted afterwards" : "It is counted already"
            );
        }
        var box = await db.SurveyBoxes.FirstOrDefaultAsync(b => b.SurveyId == id, ct);
        var answers = box is null ? SurveyAnswers.None() : SurveyAnswers.Unpack(cipher.Open(id, box.Sealed));
        var teams = await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var results = Results(id, answers.Cells(), teams);
        db.PulseResults.AddRange(results);
        if (box is not null)
        {
            db.SurveyBoxes.Remove(box);
        }
        survey.CountedOn = today;
        survey.Asked = await db.Workers.CountAsync(w => (w.StartedOn == null || w.StartedOn <= survey.ClosesOn) && (w.LeftOn == null || w.LeftOn > survey.ClosesOn), ct);
        survey.Answered = results.Count == 0 ? 0 : answers.Count;
        var act = acts.Begin(actor, "Count a survey", key: key);
        act.Happened(new SurveyCounted(id, survey.Asked, results.Count));
        await act.Save(id, ct);
    }

    /// <summary>What is kept of the answers.</summary>
    internal static List<PulseResult> Results(Guid survey, IReadOnlyCollection<SurveyCell> cells, IReadOnlyDictionary<Guid, string> teams) =>
        [
            .. Disclosure
                .Tables(cells)
                .Select(t => new PulseResult
                {
                    SurveyId = survey,
                    Group = t.Group.Key,
                    Name = t.Group.Kind switch
                    {
                        SurveyGroupKind.All => "Everybody",
                        SurveyGroupKind.Role => StaffRoles.Name(t.Group.Role),
                        _ => teams.GetValueOrDefault(t.Group.Id, "A team"),
                    },
                    Answers = t.Answers,
                    Agree = string.Join(' ', t.Agree.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))),
                }),
        ];
}

/// <summary>
/// Takes an answer to a survey. It is no act of the trail and keeps no key of its form: both would write down when somebody
/// answered. A second sending is known by who has answered, which is kept apart from what they said.
/// </summary>
[UseCase]
public sealed class AnswerSurvey(KithDb db, DatabaseEngine engine, DocumentCipher cipher, Clock clock)
{
    private const int Tries = 20;

    /// <returns>False where this person had answered already: the first answer stands.</returns>
    /// <exception cref="AccessRefusedException">The actor works in no team here, or there is no such survey.</exception>
    /// <exception cref="NotAcceptedException">It is not open, or a statement has no answer.</exception>
    public async Task<bool> Handle(Guid id, IReadOnlyList<int?> agree, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var worker = actor.WorkerId is { } me ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == me && (w.LeftOn == null || w.LeftOn > today), ct) : null;
        var survey = await db.PulseSurveys.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct);
        if (worker?.TeamId is not { } team || survey is null)
        {
            throw new AccessRefusedException(Sight.Nothing, "answer a survey");
        }
        if (survey.CountedOn is not null || survey.OpensOn > today || survey.ClosesOn < today)
        {
            throw new NotAcceptedException("", "This survey is not open now");
        }
        var statements = survey.Statements.Count;
        var problems = Enumerable
            .Range(0, statements)
            .Where(i => i >= agree.Count || agree[i] is not (>= 1 and <= 5))
            .Select(i => new Problem($"Agree[{i}]", $"Choose an answer to «{survey.Statements[i]}»"))
            .ToList();
        Editing.Refuse(problems);
        var service = ServiceOf(team, await db.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, ct));
        for (var attempt = 1; ; attempt++)
        {
            await using var turn = await engine.BeginWrite(db, ct);
            var box = await db.SurveyBoxes.FirstOrDefaultAsync(b => b.SurveyId == id, ct);
            var answers = box is null ? SurveyAnswers.None() : SurveyAnswers.Unpack(cipher.Open(id, box.Sealed));
            if (!answers.Add(worker.Id, team, service, StaffRoles.Of(worker), [.. agree.Take(statements).Select(a => (byte)a!.Value)]))
            {
                return false;
            }
            if (box is null)
            {
                // The first answer brings the box.
                box = new SurveyBox { SurveyId = id, Sealed = [] };
                db.SurveyBoxes.Add(box);
            }
            box.Sealed = cipher.Close(id, answers.Pack());
            box.Turn++;
            try
            {
                await db.SaveChangesAsync(ct);
                await turn.Commit(ct);
                return true;
            }
            catch (DbUpdateException error) when (attempt < Tries && (error is DbUpdateConcurrencyException || engine.IsDuplicateKey(error)))
            {
                // Someone else's answer came in between: with it in the box, once more.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Whether the actor has answered: asked for their own page alone, and written down nowhere else.</summary>
    internal async Task<bool> HasAnswered(Guid id, Guid worker, CancellationToken ct) =>
        await db.SurveyBoxes.AsNoTracking().FirstOrDefaultAsync(b => b.SurveyId == id, ct) is { } box && SurveyAnswers.Unpack(cipher.Open(id, box.Sealed)).Has(worker);

    /// <summary>The service that a team belongs to: itself, or the nearest above it, that is one.</summary>
    internal static Guid? ServiceOf(Guid team, IReadOnlyDictionary<Guid, Team> teams)
    {
        var seen = new HashSet<Guid>();
        for (Guid? next = team; next is { } id && seen.Add(id) && teams.TryGetValue(id, out var t); next = t.ParentId)
        {
            if (t.Kind == TeamKind.Service)
            {
                return id;
            }
        }
        return null;
    }
}
