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
// Whoever starts the host within a process of their own hears the reason itself.
catch (Exception problem) when (System.Reflection.Assembly.GetEntryAssembly() == typeof(Program).Assembly && StartProblem.InWords(problem) is { } words)
{
    await Console.Error.WriteLineAsync($"kith: {words}");
    return 2;
}

/// <summary>The web host; named so that tests can start it.</summary>
public partial class Program;
