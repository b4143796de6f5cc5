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

    private static readonly string[] Guessed =
    [
        "password",
        "passw0rd",
        "qwerty",
        "letmein",
        "welcome",
        "changeme",
        "iloveyou",
        "football",
        "monkey",
        "dragon",
        "admin",
        "childrensservices",
        "socialworker",
        "kith",
    ];

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
        if (password.Distinct().Count() < 5 || IsRun(password))
        {
            return "Password is too easy to guess. Three random words are hard to guess and easy to remember";
        }
        // What is left when the guessable part is taken out must still be long enough to be a secret.
        var rest = password.ToLowerInvariant();
        foreach (var word in Guessed.Concat(Words(userName)).Concat(Words(name)))
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }
        return rest.Count(char.IsLetter) < 5 && rest.Length < Shortest ? "Password is made of words that people try first, such as your name. Use three other words" : null;
    }

    private static IEnumerable<string> Words(string? text) =>
        (text ?? "").ToLowerInvariant().Split([' ', '.', '@', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 3);

    private static bool IsRun(string text)
    {
        var steps = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (Math.Abs(text[i] - text[i - 1]) <= 1)
            {
                steps++;
            }
        }
        return steps >= text.Length - 2;
    }
}
