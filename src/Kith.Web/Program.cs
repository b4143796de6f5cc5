using Kith.Web;

if (CommandLine.AsksForHelp(args))
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}
if (CommandLine.Problem(args) is { } slip)
{
    await Console.Error.WriteLineAsync($"kith: {slip}");
    return 2;
}
try
{
    var app = KithApplication.Build(args);
    await KithApplication.Prepare(app);
    await app.RunAsync();
    return 0;
}
catch (Exception problem) when (StartProblem.InWords(problem) is { } words)
{
    await Console.Error.WriteLineAsync($"kith: {words}");
    return 2;
}

/// <summary>The web host; named so that tests can start it.</summary>
public partial class Program;
