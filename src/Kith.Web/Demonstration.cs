using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kith.Web;

/// <summary>`kith demo`: makes the synthetic council the first time, then says where it is and who to be.</summary>
internal static class Demonstration
{
    public static async Task Prepare(WebApplication app, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<KithOptions>>().Value;
        var db = services.GetRequiredService<KithDb>();
        var engine = services.GetRequiredService<DatabaseEngine>();
        await engine.Migrate(db);
        if (!await db.People.AnyAsync())
        {
            Console.WriteLine($"Making a synthetic council with {options.DemoChildren:N0} children and ten years of history …");
            var terminal = !Console.IsOutputRedirected;
            var council = await services
                .GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions { Children = options.DemoChildren, Seed = options.DemoSeed },
                    (what, share) =>
                    {
                        if (terminal)
                        {
                            Console.Write($"\r  {share, 4:P0}  {what, -60}");
                        }
                    }
                );
            await services.GetRequiredService<KeepSyntheticLetters>().Handle("Amberdale", "Ms Clarke");
            await services.GetRequiredService<KeepSyntheticRetention>().Handle();
            var identity = services.GetRequiredService<CouncilIdentity>();
            await services.GetRequiredService<KeepSyntheticRequests>().Handle("Lukasz Nowak", "Owen Griffiths", new Letterhead(identity.Name, identity.Colour));
            if (terminal)
            {
                Console.Write($"\r{"", -70}\r");
            }
            Console.WriteLine($"Made {council.People:N0} people, {council.OpenChildren:N0} of them children with open work, and {council.Rows:N0} records.");
        }
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine();
            Console.WriteLine($"Kith is ready at {app.Urls.FirstOrDefault() ?? "its address"}");
            Console.WriteLine("Everyone in it is invented. Come in as one of these people from the sign-in page, no password needed:");
            foreach (var person in DemoPeople.All)
            {
                Console.WriteLine($"  {person.Name, -18} {person.What}");
            }
            Console.WriteLine("Stop with Ctrl+C.");
        });
    }
}
