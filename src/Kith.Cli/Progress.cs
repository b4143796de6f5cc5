namespace Kith.Cli;

/// <summary>Progress on a terminal, silence in a pipe.</summary>
public static class Progress
{
    private static readonly bool Shown = !Console.IsErrorRedirected;

    /// <summary>Whether anybody sees it.</summary>
    public static bool IsShown => Shown;

    /// <summary>Rewrites the progress line.</summary>
    public static void Say(string words)
    {
        if (Shown)
        {
            Console.Error.Write($"\r{words, -78}");
        }
    }

    /// <summary>Clears the progress line.</summary>
    public static void End()
    {
        if (Shown)
        {
            Console.Error.Write($"\r{"", -78}\r");
        }
    }
}
