using Kith.Practice.Training;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Workers;
using Kith.Standards.Calendar;
using Kith.Web.Forms;

namespace Kith.Web.Pages.Training;

/// <summary>Choices and words that the pages of training share.</summary>
public static class TrainingWords
{
    public static IReadOnlyList<Choice> Roles { get; } = [.. StaffRoles.Each.Select(r => new Choice(r.ToString(), StaffRoles.Name(r)))];

    public static IReadOnlyList<Choice> Sources { get; } = [.. Enum.GetValues<NeedSource>().Select(s => new Choice(s.ToString(), TrainingRules.Name(s)))];

    public static IReadOnlyList<Choice> Useful { get; } = [new("5", "Very"), new("4", "Quite"), new("3", "Somewhat"), new("2", "A little"), new("1", "Not at all")];

    public static IReadOnlyList<Choice> Changes { get; } =
    [
        new(nameof(PracticeChange.Much), "Yes, much"),
        new(nameof(PracticeChange.Little), "Yes, a little"),
        new(nameof(PracticeChange.Nothing), "No, nothing yet", "That is worth knowing too: it says something about the course or the work, and nothing about you"),
    ];

    /// <summary>«Registered to 30 November 2026».</summary>
    public static string Registration(RegistrationState state, DateOnly? ends) =>
        state switch
        {
            RegistrationState.Current => ends is { } e ? $"registered to {DateWords.Medium(e)}" : "registered; no end is recorded",
            RegistrationState.EndsSoon => $"ends {DateWords.Medium(ends!.Value)}: renew it",
            RegistrationState.Ended => $"ended {DateWords.Medium(ends!.Value)}",
            _ => "no registration is recorded",
        };

    /// <summary>«10:00, Town Hall».</summary>
    public static string Where(TimeOnly? at, string place) => at is { } t ? $"{t:HH\\:mm}, {place}" : place;
}
