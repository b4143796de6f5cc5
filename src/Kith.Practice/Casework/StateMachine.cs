using System.Globalization;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Acts;

namespace Kith.Practice.Casework;

/// <summary>Why an act may not be done now, in words for the person who asked.</summary>
public sealed record Refusal(string Words);

/// <summary>
/// Something that must hold before an act: in words for the documentation, and the check, which says what is wrong
/// and what to do about it, or null when nothing is.
/// </summary>
public sealed record Rule<TRecord>(string InWords, Func<TRecord, string?> Problem);

/// <summary>One line of a machine's table: from these states this act leads to one of those.</summary>
/// <param name="InWords">The act as staff call it, a verb phrase that follows «to»: «accept the referral».</param>
/// <param name="To">Where it may lead; which of them follows from the facts that the act records.</param>
/// <param name="By">Who may: the permission that the act's handler demands.</param>
/// <param name="Who">Who does it in practice, for the documentation.</param>
public sealed record Step<TRecord, TState, TAct>(
    TAct Act,
    string InWords,
    IReadOnlyList<TState> From,
    IReadOnlyList<TState> To,
    Permission By,
    string Who,
    IReadOnlyList<Rule<TRecord>> Rules
);

/// <summary>What the documentation and its test need of a machine, whatever it is about.</summary>
public interface IStateMachine
{
    /// <summary>What it is about, as staff call it: «Referral».</summary>
    string Name { get; }

    /// <summary>The name of its page in docs/machines.</summary>
    string FileName { get; }

    /// <summary>Its page: a diagram, the states in plain words and the table of acts.</summary>
    string Document();
}

/// <summary>
/// Which acts a record permits, in which state, to whom, and why not otherwise. The state is a pure function of the
/// record's own facts (dates, decisions) and is kept nowhere else, so that it can never disagree with them: an act
/// changes facts, and the state follows. Handlers ask <see cref="Demand"/> before they change anything; pages ask
/// <see cref="Permitted"/> for what to offer.
/// </summary>
public sealed class StateMachine<TRecord, TState, TAct> : IStateMachine
    where TState : struct, Enum
    where TAct : struct, Enum
{
    private readonly Func<TRecord, TState> of;
    private readonly List<(TState State, string InWords, bool Begins)> states = [];
    private readonly List<Step<TRecord, TState, TAct>> steps = [];

    /// <param name="of">The state of a record, from its facts alone.</param>
    public StateMachine(string name, Func<TRecord, TState> of)
    {
        Name = name;
        this.of = of;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string FileName => string.Join('-', Name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)) + ".md";

    /// <summary>The table, in the order in which it was written.</summary>
    public IReadOnlyList<Step<TRecord, TState, TAct>> Steps => steps;

    /// <summary>The states that were described, in order.</summary>
    public IReadOnlyList<TState> States => [.. states.Select(s => s.State)];

    /// <summary>The states that a record can come to: those in which it may begin, and whatever acts lead to from there.</summary>
    public IReadOnlySet<TState> Reachable()
    {
        var reached = states.Where(s => s.Begins).Select(s => s.State).ToHashSet();
        while (steps.Where(s => s.From.Any(reached.Contains)).SelectMany(s => s.To).FirstOrDefault(s => !reached.Contains(s)) is var next && reached.Add(next)) { }
        return reached;
    }

    /// <summary>Describes a state. <paramref name="begins"/>: a record may come into being in it.</summary>
    public StateMachine<TRecord, TState, TAct> State(TState state, string inWords, bool begins = false)
    {
        if (states.Any(s => s.State.Equals(state)))
        {
            throw new InvalidOperationException($"{Name}: the state {state} is described twice.");
        }
        states.Add((state, inWords, begins));
        return this;
    }

    /// <summary>Adds a line to the table.</summary>
    public StateMachine<TRecord, TState, TAct> Act(
        TAct act,
        string inWords,
        IReadOnlyList<TState> from,
        IReadOnlyList<TState> to,
        Permission by,
        string who,
        params IReadOnlyList<Rule<TRecord>> rules
    )
    {
        foreach (var state in from.Concat(to).Where(s => states.All(d => !d.State.Equals(s))))
        {
            throw new InvalidOperationException($"{Name}: {act} names the state {state}, which is not described.");
        }
        steps.Add(new(act, inWords, from, to, by, who, rules));
        return this;
    }

    /// <summary>The record's state today.</summary>
    public TState Of(TRecord record) => of(record);

    /// <summary>A state in plain words.</summary>
    public string InWords(TState state) => states.First(s => s.State.Equals(state)).InWords;

    /// <summary>An act in plain words.</summary>
    public string InWords(TAct act) => steps.First(s => s.Act.Equals(act)).InWords;

    /// <summary>Who may do the act, apart from the record.</summary>
    public Permission By(TAct act) => steps.First(s => s.Act.Equals(act)).By;

    /// <summary>What the record permits now, in the order of the table.</summary>
    public IReadOnlyList<TAct> Permitted(TRecord record) => [.. steps.Select(s => s.Act).Distinct().Where(a => Why(record, a) is null)];

    /// <summary>The same, for someone: only what their roles allow too.</summary>
    public IReadOnlyList<TAct> Permitted(TRecord record, Actor actor) => [.. Permitted(record).Where(a => actor.May(By(a)))];

    /// <summary>Why the record does not permit the act now; null when it does.</summary>
    public Refusal? Why(TRecord record, TAct act)
    {
        var state = of(record);
        var lines = steps.Where(s => s.Act.Equals(act)).ToList();
        if (lines.Count == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(act), act, $"{Name} has no such act.");
        }
        var line = lines.Find(s => s.From.Contains(state));
        if (line is null)
        {
            return new Refusal($"It is not possible to {lines[0].InWords} now: {Lower(InWords(state))}");
        }
        return line.Rules.Select(r => r.Problem(record)).FirstOrDefault(p => p is not null) is { } problem ? new Refusal(problem) : null;
    }

    /// <summary>Stops a handler unless the record permits the act now.</summary>
    /// <exception cref="NotAcceptedException">It does not; the message says why.</exception>
    public void Demand(TRecord record, TAct act, string field = "")
    {
        if (Why(record, act) is { } refusal)
        {
            throw new NotAcceptedException(field, refusal.Words);
        }
    }

    /// <summary>
    /// Whether the table foresees that an act led from a state to another: what property tests hold every walk to.
    /// </summary>
    public bool Foresees(TState before, TAct act, TState after) => steps.Any(s => s.Act.Equals(act) && s.From.Contains(before) && s.To.Contains(after));

    /// <summary>The machine as a Mermaid state diagram.</summary>
    public string Mermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var (state, inWords, _) in states)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {state} : {inWords}\n");
        }
        foreach (var (state, _, _) in states.Where(s => s.Begins))
        {
            text.Append(CultureInfo.InvariantCulture, $"    [*] --> {state}\n");
        }
        foreach (var step in steps)
        {
            foreach (var from in step.From)
            {
                foreach (var to in step.To)
                {
                    text.Append(CultureInfo.InvariantCulture, $"    {from} --> {to} : {step.InWords}\n");
                }
            }
        }
        foreach (var state in Ends())
        {
            text.Append(CultureInfo.InvariantCulture, $"    {state} --> [*]\n");
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public string Document()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Name}\n\n");
        text.Append("Made from the code; a test holds the two equal (`KITH_WRITE_MACHINES=1` writes it).\n\n");
        text.Append(CultureInfo.InvariantCulture, $"```mermaid\n{Mermaid()}```\n\n");
        text.Append("| State | In words |\n|---|---|\n");
        foreach (var (state, inWords, begins) in states)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {state}{(begins ? " (begins)" : "")} | {inWords} |\n");
        }
        text.Append("\n| Act | From | To | Who | Only when |\n|---|---|---|---|---|\n");
        foreach (var step in steps)
        {
            var only = string.Join("; ", step.Rules.Select(r => r.InWords));
            text.Append(CultureInfo.InvariantCulture, $"| {step.InWords} | {string.Join(", ", step.From)} | {string.Join(", ", step.To)} | {step.Who} | {only} |\n");
        }
        return text.ToString();
    }

    /// <summary>The states that no act leaves.</summary>
    private IEnumerable<TState> Ends() => states.Select(s => s.State).Where(s => steps.All(t => !t.From.Contains(s)));

    private static string Lower(string words) => words.Length == 0 ? words : char.ToLowerInvariant(words[0]) + words[1..];
}

/// <summary>Every machine of the practice: each is the public static property <c>Machine</c> of a static class beside its record.</summary>
public static class StateMachines
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<IStateMachine> All { get; } =
    [
        .. typeof(StateMachines)
            .Assembly.GetTypes()
            .Select(t => t.GetProperty("Machine", System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static))
            .Where(p => p is not null && typeof(IStateMachine).IsAssignableFrom(p.PropertyType))
            .Select(p => (IStateMachine)p!.GetValue(null)!)
            .OrderBy(m => m.Name, StringComparer.Ordinal),
    ];
}
