namespace Kith.Practice.Access.Accounts;

/// <summary>
/// What a password must be. Length is what makes it hard to guess; rules about digits and signs only make it hard to
/// remember (NCSC, «three random words»). What everyone tries first is refused.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>Longer ones only cost the server time.</summary>
    public const int Longest = 128;

    /// <summary>
    /// How well a password must stand against guessing, as zxcvbn counts it (Wheeler 2016): from 0, what is tried first, to 4. It
    /// knows thirty thousand passwords that people use, names, English words, dates, rows of keys, and signs put for letters.
    /// </summary>
    private const int LeastStrength = 3;

    /// <summary>Words of this service that are tried here before they would be elsewhere.</summary>
    private static readonly string[] Ours = ["kith", "children", "childrens", "services", "social", "worker", "safeguarding", "council"];

    /// <summary>What is judged: more takes longer and only makes it stronger.</summary>
    private const int Judged = 64;

    private static readonly Zxcvbn.Zxcvbn Guesses = new();
    private static readonly Lock Gate = new();

    /// <summary>What is wrong with a password in plain words; null when nothing is.</summary>
    public static string? Problem(string? password, string? userName, string? name)
    {
        if (string.IsNullOrEmpty(password))
        {
            return "Enter a password";
        }
        if (password.Length < Shortest)
        {
            return $"Password must be {Shortest} characters or more. Three random words are easy to remember";
        }
        if (password.Length > Longest)
        {
            return $"Password must be {Longest} characters or fewer";
        }
        string[] own = [.. Ours, .. Words(userName), .. Words(name)];
        int strength;
        lock (Gate)
        {
            strength = Guesses.EvaluatePassword(password.Length > Judged ? password[..Judged] : password, own).Score;
        }
        return strength >= LeastStrength
            ? null
            : "Password is too easy to guess: it is made of what people try first, such as names, dates and common words. Three other words, chosen by chance, are hard to guess and easy to remember";
    }

    private static IEnumerable<string> Words(string? text) =>
        (text ?? "").ToLowerInvariant().Split([' ', '.', '@', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 3);
}
