using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Questions;

/// <summary>The next version of a form's own questions changed, or was tried out.</summary>
public sealed record QuestionsChanged(Guid Set, QuestionForm Form, int Number, string What) : TrailEvent
{
    public override string Chain => "questions";
}

/// <summary>A version of a form's own questions goes live.</summary>
public sealed record QuestionsPublished(Guid Set, QuestionForm Form, int Number, DateOnly From, IReadOnlyList<string> Questions) : TrailEvent
{
    public override string Chain => "questions";
}

/// <summary>A question as the form holds it.</summary>
public sealed record QuestionInput
{
    public Guid? Key { get; set; }
    public string? Words { get; set; }
    public string? Guidance { get; set; }
    public AnswerKind Kind { get; set; }

    /// <summary>One answer on each line.</summary>
    public string? Choices { get; set; }
    public bool Required { get; set; }
    public Guid? OnlyIf { get; set; }
    public string? OnlyIfAnswer { get; set; }

    /// <summary>A question to be changed.</summary>
    public static QuestionInput Of(Question q) =>
        new()
        {
            Key = q.Key,
            Words = q.Words,
            Guidance = q.Guidance,
            Kind = q.Kind,
            Choices = string.Join("\n", q.Choices),
            Required = q.Required,
            OnlyIf = q.OnlyIf,
            OnlyIfAnswer = q.OnlyIfAnswer,
        };
}

/// <summary>How often a question or field was filled in the last year.</summary>
/// <param name="Own">False for a field that every authority has.</param>
public sealed record Filled(string Question, int Asked, int Answered, bool Own)
{
    /// <summary>Asked often, and almost never answered: the form would be shorter without it.</summary>
    public bool NobodyFills => Asked >= 20 && Answered * 20 < Asked;
}

/// <summary>The questions of one form: what is asked, what comes next, what is filled.</summary>
/// <param name="Live">The version that is asked today; null when none is.</param>
/// <param name="Next">The version that is being made; null when none is.</param>
/// <param name="Coming">Versions that begin on a later day, and those that were asked, newest first.</param>
public sealed record QuestionsOfForm(QuestionForm Form, QuestionSet? Live, QuestionSet? Next, IReadOnlyList<QuestionSet> Coming, IReadOnlyList<Filled> Report);

/// <summary>Makes, tries out and publishes the authority's own questions; says which ones nobody answers.</summary>
[UseCase]
public sealed class MakeQuestions(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>How many questions each form asks today, and whether a next version is being made.</summary>
    public async Task<IReadOnlyList<(QuestionForm Form, int Asked, bool BeingMade)>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see the authority's questions");
        var sets = await db.QuestionSets.AsNoTracking().OrderBy(s => s.Number).ToListAsync(ct);
        return [.. Enum.GetValues<QuestionForm>().Select(f => (f, Live([.. sets.Where(s => s.Form == f)])?.Questions.Count ?? 0, sets.Exists(s => s.Form == f && s.From is null)))];
    }

    /// <summary>The questions of one form.</summary>
    public async Task<QuestionsOfForm> Show(QuestionForm form, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see the authority's questions");
        var sets = await db.QuestionSets.AsNoTracking().Where(s => s.Form == form).OrderByDescending(s => s.Number).ToListAsync(ct);
        var since = clock.Today.AddYears(-1);
        var counts = await db
            .OwnAnswers.AsNoTracking()
            .Where(a => a.Form == form && a.AskedOn >= since)
            .GroupBy(a => a.QuestionKey)
            .Select(g => new
            {
                g.Key,
                Asked = g.Count(),
                Answered = g.Count(a => a.Value != null),
            })
            .ToDictionaryAsync(g => g.Key, ct);
        var live = Live(sets);
        var report = (live?.Questions ?? [])
            .Select(q => counts.TryGetValue(q.Key, out var c) ? new Filled(q.Words, c.Asked, c.Answered, true) : new Filled(q.Words, 0, 0, true))
            .ToList();
        if (form == QuestionForm.Visit)
        {
            report.AddRange(await VisitFields(since, ct));
        }
        return new(form, live, sets.Find(s => s.From is null), [.. sets.Where(s => s.From is not null && s.Id != live?.Id)], report);
    }

    /// <summary>Adds a question to the version that is being made, or changes one; without one, it begins as a copy of the latest.</summary>
    /// <exception cref="NotAcceptedException">It cannot be asked so.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the version since.</exception>
    public Task Put(QuestionForm form, QuestionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            form,
            input.Key is null ? "Add a question" : "Change a question",
            set =>
            {
                var choices = (input.Choices ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
                set.Put(
                    new Question(
                        input.Key ?? clock.NewId(),
                        input.Words?.Trim() ?? "",
                        PersonRules.Clean(input.Guidance),
                        input.Kind,
                        input.Kind == AnswerKind.Choice ? choices : [],
                        input.Required,
                        input.OnlyIf,
                        input.OnlyIf is null ? null : PersonRules.Clean(input.OnlyIfAnswer)
                    )
                );
                return input.Words!.Trim();
            },
            version,
            actor,
            key,
            ct
        );

    /// <summary>Takes a question out of the version that is being made.</summary>
    /// <exception cref="NotAcceptedException">Another question hangs on it.</exception>
    public Task Remove(QuestionForm form, Guid question, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            form,
            "Take a question out",
            set =>
            {
                var words = set.Questions.FirstOrDefault(q => q.Key == question)?.Words ?? "";
                set.Remove(question);
                return words;
            },
            null,
            actor,
            key,
            ct
        );

    /// <summary>Moves a question one place up.</summary>
    /// <exception cref="NotAcceptedException">It hangs on the one above.</exception>
    public Task MoveUp(QuestionForm form, Guid question, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            form,
            "Move a question",
            set =>
            {
                set.MoveUp(question);
                return set.Questions.FirstOrDefault(q => q.Key == question)?.Words ?? "";
            },
            null,
            actor,
            key,
            ct
        );

    /// <summary>Tries the version out with answers that are not kept.</summary>
    /// <returns>What the record would show.</returns>
    /// <exception cref="NotAcceptedException">What the form would refuse, in the words of the form.</exception>
    public async Task<IReadOnlyList<Answered>> TryOut(QuestionForm form, IReadOnlyDictionary<string, string?> given, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "try questions out");
        var set = await Next(form, ct) ?? throw new NotAcceptedException("", "No version is being made. Change a question first");
        var answers = new GivenAnswers(form, set.Questions, given, true);
        Editing.Refuse([.. answers.Problems]);
        if (set.TriedAt is null)
        {
            var act = acts.Begin(actor, "Try questions out");
            set.TriedAt = act.At;
            act.Happened(new QuestionsChanged(set.Id, form, set.Number, "Tried out"));
            await act.Save(set.Id, ct);
        }
        return [.. answers.Questions.Select(q => (q.Words, Said: q.Read(answers.Given))).Where(a => a.Said is not null).Select(a => new Answered(a.Words, a.Said!))];
    }

    /// <summary>The version that is being made is asked from a day on.</summary>
    /// <exception cref="NotAcceptedException">It was not tried out as it stands, or the day is past.</exception>
    public async Task Publish(QuestionForm form, DateOnly? from, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "publish questions");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var set = await Next(form, ct) ?? throw new NotAcceptedException("", "No version is being made. Change a question first");
        Editing.SameVersion(set, version);
        if (from is null || from < clock.Today || from > clock.Today.AddYears(1))
        {
            throw new NotAcceptedException("From", "Enter the day from which the questions are asked: today or within a year");
        }
        if (set.TriedAt is null && set.Questions.Count > 0)
        {
            throw new NotAcceptedException("From", "Try the questions out first, as they stand now");
        }
        var act = acts.Begin(actor, "Publish questions", key: key);
        (set.From, set.PublishedByName) = (from, actor.Name);
        act.Happened(new QuestionsPublished(set.Id, form, set.Number, from.Value, [.. set.Questions.Select(q => q.Words)]));
        await act.Save(set.Id, ct);
    }

    private async Task Change(QuestionForm form, string name, Func<QuestionSet, string> change, int? version, Actor actor, Guid? key, CancellationToken ct)
    {
        RecordAccess.Demand(actor, Permission.Administer, "change the authority's questions");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var set = await Next(form, ct);
        if (set is null)
        {
            var latest = await db.QuestionSets.AsNoTracking().Where(s => s.Form == form).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);
            set = new QuestionSet
            {
                Id = clock.NewId(),
                Form = form,
                Number = (latest?.Number ?? 0) + 1,
                Content = latest?.Content ?? "[]",
            };
            db.QuestionSets.Add(set);
        }
        else
        {
            Editing.SameVersion(set, version);
        }
        var words = change(set);
        var act = acts.Begin(actor, name, key: key);
        act.Happened(new QuestionsChanged(set.Id, form, set.Number, $"{name}: {words}"));
        await act.Save(set.Id, ct);
    }

    private Task<QuestionSet?> Next(QuestionForm form, CancellationToken ct) => db.QuestionSets.FirstOrDefaultAsync(s => s.Form == form && s.From == null, ct);

    private QuestionSet? Live(IReadOnlyList<QuestionSet> sets) =>
        sets.Where(s => s.From <= clock.Today).OrderByDescending(s => s.From).ThenByDescending(s => s.Number).FirstOrDefault();

    /// <summary>The fields of a visit that may be left empty: they too can be what nobody fills.</summary>
    private async Task<IEnumerable<Filled>> VisitFields(DateOnly since, CancellationToken ct)
    {
        var n = await db
            .Visits.Where(v => v.On >= since && v.RecordedAt != null && v.Missed == null)
            .GroupBy(_ => 1)
            .Select(g => new
            {
                All = g.Count(),
                Purpose = g.Count(v => v.Purpose != null),
                Observations = g.Count(v => v.Observations != null),
                Analysis = g.Count(v => v.Analysis != null),
                Changed = g.Count(v => v.Changed != null),
                Next = g.Count(v => v.Next != null),
            })
            .SingleOrDefaultAsync(ct);
        return n is null
            ? []
            :
            [
                new("What the visit was for", n.All, n.Purpose, false),
                new("What you saw", n.All, n.Observations, false),
                new("What it means for the children", n.All, n.Analysis, false),
                new("What has changed", n.All, n.Changed, false),
                new("What happens next", n.All, n.Next, false),
            ];
    }
}
