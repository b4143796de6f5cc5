using Kith.Practice.Access;
using Kith.Practice.Workforce.Allocate;
using Kith.Web.Forms;

namespace Kith.Web.Pages.People.Allocate;

/// <summary>Who tells a child of a new worker, as a choice on the forms that change it.</summary>
public static class Handing
{
    /// <summary>Stands for whoever is chosen on the same form.</summary>
    private static readonly string NextWorker = Guid.Empty.ToString();

    /// <summary>The one who goes, where they are still here; the one who comes; the manager.</summary>
    public static IReadOnlyList<Choice> Tellers(Guid? earlier, string? name, Actor actor) =>
        [
            .. earlier is { } goes ? [new Choice($"{goes}", name ?? "The worker until now")] : Array.Empty<Choice>(),
            new Choice(NextWorker, "The new worker"),
            .. actor.WorkerId is { } me && me != earlier ? [new Choice($"{me}", "I")] : Array.Empty<Choice>(),
        ];

    /// <summary>The form's words with «the new worker» put in.</summary>
    public static HandoverInput? Teller(HandoverInput? input, Guid? next) =>
        input is null ? null : input with { TellByWorkerId = input.TellByWorkerId == Guid.Empty ? next : input.TellByWorkerId };
}
