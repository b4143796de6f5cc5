namespace Kith.Web;

/// <summary>
/// What may stand on the host's command line. The platform passes over what it does not know, so that a slip in `--data`
/// would be answered with an empty authority in another folder.
/// </summary>
public static class CommandLine
{
    /// <summary>What each switch of Kith's own sets.</summary>
    public static readonly IReadOnlyDictionary<string, string> Switches = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["--mode"] = "Kith:Mode",
        ["--data"] = "Kith:Data",
        ["--database"] = "Kith:Database",
        ["--demo"] = "Kith:Demo",
        ["--children"] = "Kith:DemoChildren",
        ["--seed"] = "Kith:DemoSeed",
    };

    /// <summary>The platform's own.</summary>
    private static readonly HashSet<string> Platform = new(StringComparer.OrdinalIgnoreCase)
    {
        "--urls",
        "--http_ports",
        "--https_ports",
        "--environment",
        "--contentRoot",
        "--applicationName",
        "--AllowedHosts",
    };

    /// <summary>What is told to whoever asks.</summary>
    public const string Help = """
        ./kith serve [--port 5080] [--data DIR | --database postgres://user:password@host/name]
            serves an authority; one of its own is made in DIR (data/kith unless told) where there is none
        ./kith demo [--port 5080] [--data DIR] [--children 2100] [--seed 1]
            makes a synthetic council in DIR (data/demo unless told) the first time, and serves it

        Without the launcher: --mode serve or demo, and --urls http://127.0.0.1:5080 instead of --port.
        All settings, and how they are given in the environment: docs/operate/configuration.md
        """;

    /// <summary>Whether somebody asks what may be said.</summary>
    public static bool AsksForHelp(string[] args) => args.Any(a => a is "--help" or "-h" or "-?" or "/?");

    /// <summary>What is wrong with a command line, in one line; null for nothing.</summary>
    public static string? Problem(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var parts = args[i].Split('=', 2);
            var name = parts[0];
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                return $"there is no place for «{args[i]}» here. {Ask}";
            }
            // A setting by its whole name («--Kith:Mail:Host=…») is the platform's way to write any of them.
            // A group of settings, which has no value of its own, comes so from whoever starts the host within a process.
            var isGroup = parts is [_, ""] && !Switches.ContainsKey(name);
            if (!isGroup && !Switches.ContainsKey(name) && !Platform.Contains(name) && !name.Contains(':', StringComparison.Ordinal))
            {
                return $"there is no option «{name}» here. {Ask}";
            }
            if (parts.Length == 1 && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
            {
                return $"{name} needs a value. {Ask}";
            }
            var value = parts.Length == 2 ? parts[1] : args[i];
            if (name.Equals("--mode", StringComparison.OrdinalIgnoreCase) && value is not ("serve" or "demo"))
            {
                return $"--mode is serve or demo, not «{value}»";
            }
            if (value.Length == 0 && Switches.ContainsKey(name))
            {
                return $"{name} needs a value. {Ask}";
            }
        }
        return null;
    }

    private const string Ask = "`./kith serve --help` lists the options";
}
