using System.CommandLine;
using Kith.Cli.Sbom;

namespace Kith.Cli;

/// <summary>`kith sbom`: the bill of materials.</summary>
internal static class SbomCommand
{
    public static void Register(RootCommand root)
    {
        var target = new Option<FileInfo?>("--out") { Description = "Write it here instead of to the terminal." };
        var command = new Command("sbom", "Writes what Kith is built from: every package with its version, hash and licence, as CycloneDX 1.6.") { target };
        command.SetAction(
            async (parsed, ct) =>
            {
                if (parsed.GetValue(target) is { } file)
                {
                    using var unfinished = UnfinishedFile.For(file);
                    await File.WriteAllTextAsync(unfinished.Path, BillOfMaterials.Write(), ct);
                    unfinished.Finish();
                }
                else
                {
                    await Console.Out.WriteAsync(BillOfMaterials.Write());
                }
                return 0;
            }
        );
        root.Subcommands.Add(command);
    }
}
