using System.CommandLine;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith key change`: a new key for the authority, while it is being served.</summary>
internal static class KeyCommand
{
    public static void Register(RootCommand root)
    {
        var key = new Command("key", "The authority's key, which locks documents, cookies and drafts.");
        key.Subcommands.Add(Change());
        key.Subcommands.Add(Show());
        root.Subcommands.Add(key);
    }

    private static Command Show()
    {
        var command = new Command("show", "Which key locks, told by its mark, and how many documents are still to be locked anew since it was changed.");
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        Console.WriteLine(DocumentKeys.Of(parsed).Current() is { } key ? $"The key that locks: {key.Mark}." : "There is no key: what locks lies open.");
                        var state = await services.GetRequiredService<DocumentLockProgress>().State(ct);
                        Console.WriteLine($"{state.InWords(at => $"{at:yyyy-MM-dd HH:mm} UTC")}.");
                        if (state.ChangedAt is null)
                        {
                            return 0;
                        }
                        Console.WriteLine(
                            state.NeedsEarlierKeys
                                ? "Whoever has a key from before, and a copy of the database of its time, may open documents of today. Look again later."
                                : "No key from before opens a document of today. Backups of its time still need it."
                        );
                        return 0;
                    },
                    services => DocumentKeys.Add(services, parsed)
                )
        );
        return command;
    }

    private static Command Change()
    {
        var to = new Option<string?>("--to")
        {
            Description = "The file of the new key; made if it is not there. Needed where Kith__Key or Kith__KeyFile says the key; else the key in the data folder is replaced.",
        };
        var lost = new Option<bool>("--lost") { Description = "Go on although the key before is lost for good. What it locked stays shut until it is found." };
        var command = new Command("change", "Locks everything with a new key. People stay signed in. Where several machines serve the authority, read docs/operate first.")
        {
            to,
            lost,
        };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var keys = DocumentKeys.Of(parsed);
                        var own = parsed.GetValue(to) is null ? keys.File : null;
                        var next =
                            parsed.GetValue(to)
                            ?? keys.NextFile
                            ?? throw new InvalidDataException(
                                "Say with --to where the new key is, or is to be: the key of this authority comes from a setting, not from its folder."
                            );
                        if (!File.Exists(next))
                        {
                            UnfinishedFile.Demand(new FileInfo(next));
                        }
                        var into = AuthorityKey.MakeFile(next);
                        var done = await services.GetRequiredService<ChangeAuthorityKey>().Handle(keys, into, parsed.GetValue(lost), Actor.System("The person at the machine"), ct);
                        if (own is not null)
                        {
                            Console.WriteLine(
                                keys.PutNextInPlace() is { } kept
                                    ? $"The key before is {kept}. Keep it apart for as long as backups of its time are kept, then destroy it."
                                    : "There was no key before."
                            );
                        }
                        Console.WriteLine($"Locked with the new key ({done.Mark}): {done.Changed}.");
                        Console.WriteLine(
                            "Documents are locked anew by the service, within two hours or, with several nodes or a folder of documents, after three days. How far it is: kith key show"
                        );
                        if (done.GivenUp > 0)
                        {
                            Console.WriteLine($"Still shut: {done.GivenUp}. Documents behind them cannot be opened until their key is found and given as Kith__OtherKeyFile.");
                        }
                        if (own is null)
                        {
                            Console.WriteLine(
                                $"Now give {Path.GetFullPath(next)} as Kith__KeyFile to every machine that serves this authority, and restart them one after another."
                            );
                        }
                        return done.GivenUp > 0 ? 1 : 0;
                    }
                )
        );
        return command;
    }
}
