using System.CommandLine;
using Kith.Cli.Census;

namespace Kith.Cli;

/// <summary>Every command, and how their failures are told.</summary>
public static class Commands
{
    /// <summary>Runs one. 0: done; 1: done, and something is wrong with the data; 2: could not run, with the reason in one line on standard error.</summary>
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Kith: the practice system of a council's children's services.");
        root.Options.Add(AuthorityOptions.Data);
        root.Options.Add(AuthorityOptions.Database);
        AuthorityCommands.Register(root);
        AuthoritiesCommand.Register(root);
        ImportCommands.Register(root);
        SynthesiseCommand.Register(root);
        CensusCommands.Register(root);
        CensusWriteCommand.Register(root);
        AnnexACommand.Register(root);
        SsdCommands.Register(root);
        FeedCommand.Register(root);
        ExportCommand.Register(root);
        MeasuresCommand.Register(root);
        MatchCommand.Register(root);
        UserCommands.Register(root);
        KeyCommand.Register(root);
        ContinuityCommand.Register(root);
        SbomCommand.Register(root);
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                await Console.Error.WriteLineAsync($"kith: {parsed.Errors[0].Message} `kith --help` lists the commands.");
                return 2;
            }
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception error)
        {
            // One line that a person at the machine can act on; the whole of it only when asked for.
            Progress.End();
            var cause = error is Microsoft.EntityFrameworkCore.DbUpdateException { InnerException: { } database } ? database : error;
            await Console.Error.WriteLineAsync($"kith: {cause.Message.ReplaceLineEndings(" ")}");
            if (Environment.GetEnvironmentVariable("KITH_TRACE") is not null)
            {
                await Console.Error.WriteLineAsync(error.ToString());
            }
            return 2;
        }
    }
}
