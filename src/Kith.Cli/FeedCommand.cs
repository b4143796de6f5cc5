using System.CommandLine;
using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Returns.Feed;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith feed`: the payloads of the national daily feed.</summary>
internal static class FeedCommand
{
    public static void Register(RootCommand root)
    {
        var target = new Option<string?>("--out") { Description = "Write what changed since the last feed that was received: JSON files of at most a hundred children." };
        var received = new Option<string?>("--received") { Description = "The Department received the files of this folder: the next feed tells what changed since." };
        var command = new Command("feed", "Writes the payloads of the national children's social care feed, held to its contract.") { target, received };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    services =>
                        (parsed.GetValue(target), parsed.GetValue(received)) switch
                        {
                            ({ } folder, null) => Write(services, folder, ct),
                            (null, { } folder) => Received(services, Path.GetFullPath(folder), ct),
                            _ => throw new ArgumentException("Give --out DIR to write the feed, or --received DIR when it has been received."),
                        }
                )
        );
        root.Subcommands.Add(command);
    }

    private static async Task<int> Write(IServiceProvider services, string folder, CancellationToken ct)
    {
        using var unfinished = UnfinishedFolder.ForNew(folder, "calls of another day would be sent with those of today");
        var written = await services.GetRequiredService<WriteFeed>().Handle(unfinished.Folder, Actor.System("The person at the machine"), n => Progress.Say($"{n:N0} people"), ct);
        Progress.End();
        unfinished.Finish();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{written.Children:N0} children new or changed, {written.TakenBack:N0} to be taken back, {written.Unchanged:N0} unchanged; {written.Calls:N0} {(written.Calls == 1 ? "call" : "calls")}: {unfinished.Target}"
            )
        );
        foreach (var (child, fault) in written.Faults.Take(20))
        {
            Console.WriteLine($"  left out: {child}: {fault.Path}: {fault.Problem}");
        }
        return written.Faults.Count == 0 ? 0 : 1;
    }

    private static async Task<int> Received(IServiceProvider services, string folder, CancellationToken ct)
    {
        try
        {
            var received = await services.GetRequiredService<WriteFeed>().Received(folder, Actor.System("The person at the machine"), ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{received.Children:N0} children noted as received, {received.TakenBack:N0} as taken back."));
            return 0;
        }
        catch (NotAcceptedException refused)
        {
            throw new InvalidDataException(refused.Message, refused);
        }
    }
}
