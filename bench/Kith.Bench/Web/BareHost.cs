using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice;

namespace Kith.Bench;

/// <summary>A host of nothing but the bare page, in a process of its own like Kith's: `Kith.Bench bare-host ADDRESS FOLDER [DATABASE]`.</summary>
internal static class BareHost
{
    public const string Word = "bare-host";

    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[1]);
        builder.Services.AddPractice();
        _ = args.Length > 3 ? builder.Services.AddKithPostgres(args[3], args[2]) : builder.Services.AddKithSqlite(args[2]);
        var pages = builder.Services.AddRazorPages();
        pages.PartManager.ApplicationParts.Remove(pages.PartManager.ApplicationParts.First(p => p.Name == "Kith.Web"));
        // The compiled views of Kith.Web are a part of the same name.
        foreach (var part in pages.PartManager.ApplicationParts.Where(p => p.Name == "Kith.Web").ToList())
        {
            pages.PartManager.ApplicationParts.Remove(part);
        }
        await using var app = builder.Build();
        app.MapRazorPages();
        await app.RunAsync();
        return 0;
    }
}
