namespace Kith.Practice.Help;

/// <summary>Who is new here. An account's id tells when it was made, so nothing has to be asked.</summary>
public static class NewHere
{
    /// <summary>For so many days after their account was made people are shown where to begin.</summary>
    public const int Days = 28;

    /// <summary>Whether an account was made lately; false where its id does not tell.</summary>
    public static bool Is(Guid account, DateOnly today) =>
        account.Version == 7
        && DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(account.ToString("N")[..12], 16)).UtcDateTime) is var made
        && made <= today.AddDays(1)
        && made > today.AddDays(-Days);
}
