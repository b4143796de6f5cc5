using System.CommandLine;
using Kith.Cli.Sbom;

namespace Kith.Cli;

/// <summary>`kith sbom`: the bill of materials.</summary>
internal static class SbomCommand
{
    public static void Register(RootCommand root)
    {
        var target = new Option<string?>("--out") { Description = "Write it here instead of to the terminal." };
        var command = new Command("sbom", "Writes what Kith is built from: every package with its version, hash and licence, as CycloneDX 1.6.") { target };
        command.SetAction(
            async (parsed, ct) =>
            {
                if (parsed.GetValue(target) is { } file)
                {
                    await File.WriteAllTextAsync(file, BillOfMaterials.Write(), ct);
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
