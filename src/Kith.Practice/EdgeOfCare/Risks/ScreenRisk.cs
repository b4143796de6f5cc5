using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A look at a risk as a form holds it.</summary>
public sealed record RiskScreeningInput
{
    public DateOnly? On { get; set; }

    /// <summary>Answers by the key of the tool's line: «Yes», «Suspected», «No», «NotKnown»; 1 to 5 for grades.</summary>
    public Dictionary<string, string?> Answers { get; set; } = [];
    public string? Judgement { get; set; }
    public string? Level { get; set; }
    public string? Reason { get; set; }
    public string? ChildSays { get; set; }
    public DateOnly? ReviewOn { get; set; }
    public DateOnly? MaracOn { get; set; }
    public string? MaracWhat { get; set; }

    /// <summary>The level that the form saw before: somebody else may have judged meanwhile.</summary>
    public string? Seen { get; set; }
}

/// <summary>A risk was looked at with a tool.</summary>
public sealed record RiskScreened(Guid Person, Guid Screening, string Risk, string Tool, int ToolVersion, DateOnly On, string Level, DateOnly? ReviewOn) : PersonEvent(Person);

/// <summary>The judged level of a risk changed, with the reason.</summary>
public sealed record RiskLevelChanged(Guid Person, string Risk, string? Before, string After, DateOnly On, string Reason) : PersonEvent(Person);

/// <summary>Looks at a risk: what is seen, what protects, what is judged. Every change of level has its reason.</summary>
[UseCase]
public sealed class ScreenRisk(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 4000;

    /// <summary>Months until the next look at most: sooner where more may happen.</summary>
    public static int MostMonths(string level) => level == RiskLevels.High ? 2 : 6;

    private static readonly string[] Answers = ["Yes", "Suspected", "No", "NotKnown"];

    /// <returns>The id of the screening.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Somebody judged the level meanwhile.</exception>
    public async Task<Guid> Handle(Guid childId, string risk, RiskScreeningInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "look at a risk", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        if (!RiskTools.Risks.ContainsKey(risk))
        {
            throw new NotAcceptedException("", "Choose a risk");
        }
        var standing = await db
            .RiskLevels.Where(l => l.PersonId == childId && l.Risk == risk && l.To == null && l.Source == null && l.SourceEndedOn == null)
            .OrderByDescending(l => l.From)
            .ThenByDescending(l => l.Id)
            .ToListAsync(ct);
        var before = standing.FirstOrDefault();
        if (input.Seen is { } seen && seen != (before?.Level ?? RiskLevels.None))
        {
            throw new SecondEditorException(before?.Id, childId);
        }
        if (input.On is not { } on || on > clock.Today)
        {
            problems.Add(new(nameof(input.On), "Enter the day: today or in the past"));
        }
        else if (before is not null && on < (before.LookedOn ?? before.From))
        {
            problems.Add(new(nameof(input.On), $"This risk was looked at on {DateWords.Medium(before.LookedOn ?? before.From)} already: a look comes after the one before"));
        }
        Need(problems, nameof(input.Judgement), input.Judgement, "Say what you make of it, in your own words");
        if (input.Level is not { } level || !RiskLevels.All.Contains(level))
        {
            problems.Add(new(nameof(input.Level), "Judge the level"));
        }
        else if (level != RiskLevels.None)
        {
            var latest = (input.On ?? clock.Today).AddMonths(MostMonths(level));
            if (input.ReviewOn is null || input.ReviewOn <= input.On || input.ReviewOn > latest)
            {
                problems.Add(new(nameof(input.ReviewOn), $"Enter when it is looked at again, at most {MostMonths(level)} months after this look"));
            }
        }
        Need(
            problems,
            nameof(input.Reason),
            input.Reason,
            before is null ? "Say why you judge it so" : $"Say why the level is another than before, or still {RiskLevels.InWords(before.Level).ToLowerInvariant()}"
        );
        foreach (var (field, text) in new[] { (nameof(input.ChildSays), input.ChildSays), (nameof(input.MaracWhat), input.MaracWhat) })
        {
            if (text?.Length > Longest)
            {
                problems.Add(new(field, $"This must be {Longest:N0} characters or fewer"));
            }
        }
        var tool = RiskTools.On(risk, input.On ?? clock.Today) ?? RiskTools.All.First(t => t.Risk == risk);
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in tool.Lines)
        {
            if (input.Answers.GetValueOrDefault(line.Key) is not { Length: > 0 } given)
            {
                continue;
            }
            var known = line.Kind switch
            {
                RiskLineKind.Grade => given is "1" or "2" or "3" or "4" or "5",
                RiskLineKind.Type => given is "true" or "false" or "Yes",
                _ => Answers.Contains(given),
            };
            if (!known)
            {
                problems.Add(new($"Answers[{line.Key}]", $"Choose an answer from the list: {line.Words}"));
            }
            else if (line.Kind != RiskLineKind.Type || given != "false")
            {
                answers[line.Key] = line.Kind == RiskLineKind.Type ? "Yes" : given;
            }
        }
        foreach (var line in tool.Lines.Where(l => l.Kind == RiskLineKind.Grade && !answers.ContainsKey(l.Key)))
        {
            problems.Add(new($"Answers[{line.Key}]", $"Grade from 1 to 5: {line.Words}"));
        }
        Editing.Refuse(problems);

        var screening = new RiskScreening
        {
            Id = clock.NewId(),
            PersonId = childId,
            Risk = risk,
            ToolKey = tool.Key,
            ToolVersion = tool.Version,
            On = input.On!.Value,
            WorkerId = actor.WorkerId,
            ByName = actor.Name,
            Answers = JsonSerializer.Serialize(answers),
            Judgement = input.Judgement!.Trim(),
            Level = input.Level!,
            LevelBefore = before?.Level,
            Reason = input.Reason!.Trim(),
            ChildSays = PersonRules.Clean(input.ChildSays),
            ReviewOn = input.Level == RiskLevels.None ? null : input.ReviewOn,
            MaracOn = risk == "DomesticAbuse" ? input.MaracOn : null,
            MaracWhat = risk == "DomesticAbuse" ? PersonRules.Clean(input.MaracWhat) : null,
        };
        db.RiskScreenings.Add(screening);
        var act = acts.Begin(actor, "Look at a risk", key: key);
        act.Happened(new RiskScreened(childId, screening.Id, risk, tool.Key, tool.Version, screening.On, screening.Level, screening.ReviewOn));
        foreach (var change in Judge(standing, screening, clock.NewId))
        {
            db.RiskLevels.Add(change);
        }
        if ((before?.Level ?? RiskLevels.None) != screening.Level)
        {
            act.Happened(new RiskLevelChanged(childId, risk, before?.Level, screening.Level, screening.On, screening.Reason));
        }
        return await act.Save(screening.Id, ct);
    }

    /// <summary>What a look does to the levels: the same level goes on with a later review; another one ends what stood and begins.</summary>
    /// <returns>The level that begins, if one.</returns>
    internal static IEnumerable<RiskLevel> Judge(IReadOnlyList<RiskLevel> standing, RiskScreening look, Func<Guid> newId)
    {
        if (standing.Count > 0 && standing[0].Level == look.Level)
        {
            (standing[0].LookedOn, standing[0].ReviewOn) = (look.On, look.ReviewOn);
            yield break;
        }
        foreach (var level in standing)
        {
            (level.To, level.ReviewOn) = (look.On, null);
            level.EndedReason = look.Level == RiskLevels.None ? look.Reason : null;
        }
        if (look.Level != RiskLevels.None)
        {
            yield return new RiskLevel
            {
                Id = newId(),
                PersonId = look.PersonId,
                Risk = look.Risk,
                Level = look.Level,
                From = look.On,
                Reason = look.Reason,
                LookedOn = look.On,
                ReviewOn = look.ReviewOn,
            };
        }
    }

    private static void Need(List<Problem> problems, string field, string? text, string missing)
    {
        if (Editing.Text(field, text, missing, Longest) is { } problem)
        {
            problems.Add(problem);
        }
    }
}
