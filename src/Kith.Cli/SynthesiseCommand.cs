using System.CommandLine;
using Kith.Practice.Synthetic;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith synthesise`: makes an authority of invented people; the same arguments give the same records.</summary>
internal static class SynthesiseCommand
{
    public static void Register(RootCommand root)
    {
        var children = new Option<int>("--children") { Description = "Children with open work.", DefaultValueFactory = _ => 2100 };
        var years = new Option<int>("--years") { Description = "Years of history.", DefaultValueFactory = _ => 10 };
        var seed = new Option<int>("--seed") { Description = "The seed.", DefaultValueFactory = _ => 1 };
        var asAt = new Option<DateOnly?>("--as-at") { CustomParser = AuthorityOptions.Day, Description = "The day the story ends; today unless told." };
        var authorities = new Option<int>("--authorities") { Description = "How many authorities' worth in one database (load tests).", DefaultValueFactory = _ => 1 };
        var command = new Command("synthesise", "Makes an authority of invented people; the same arguments give the same records.") { children, years, seed, asAt, authorities };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var many = parsed.GetValue(authorities);
                        var options = new SyntheticOptions
                        {
                            Children = parsed.GetValue(children),
                            Years = parsed.GetValue(years),
                            Seed = parsed.GetValue(seed),
                            AsAt = parsed.GetValue(asAt),
                            Authorities = many,
                            DemoPeople = many == 1,
                        };
                        var made = await services.GetRequiredService<SyntheticCouncil>().Make(options, (what, share) => Progress.Say($"{share:P0} {what}"), ct);
                        Progress.End();
                        Console.WriteLine(
                            $"Made {made.People:N0} people, {made.OpenChildren:N0} of them children with open work as at {made.AsAt:d MMMM yyyy}, {made.Workers:N0} workers in {made.Teams:N0} teams: {made.Rows:N0} rows."
                        );
                        return 0;
                    },
                    makes: true
                )
        );
        root.Subcommands.Add(command);
    }
}
