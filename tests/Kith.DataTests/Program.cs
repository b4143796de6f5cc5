using Kith.DataTests.Faults;

namespace Kith.DataTests;

/// <summary>
/// The beginning that xunit would make for us, but for one thing: started as a writer (<see cref="Writer"/>) or loader
/// (<see cref="Loader"/>) this program works until it ends or is killed, and runs no test.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (Writer.Asked is { } authority)
        {
            await Writer.Write(authority);
            return 0;
        }
        if (Loader.Asked is { } extract)
        {
            await Loader.Load(extract);
            return 0;
        }
        return args.Any(a => a is "--server" or "--internal-msbuild-node")
            ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }
}
