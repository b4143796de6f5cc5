using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kith.Web.Offline;

/// <summary>
/// What a browser needs besides the page itself: the worker that keeps the page (and nothing else of Kith) for places without
/// signal, and the manifest by which it is installed. Neither holds anything of anybody.
/// </summary>
public static class OfflineFiles
{
    /// <summary>Where the page is; the worker's reach ends with this folder.</summary>
    public const string Page = "/offline/visits";

    /// <summary>The files that the page's scripts fetch by name. Those that the page itself names are found in the page.</summary>
    private static readonly string[] Imported = ["/assets/offline-store.js", "/assets/govuk-frontend.min.js", "/offline/manifest.webmanifest"];

    /// <summary>What the page is made of: when one of these changes, so does the worker, and browsers keep the new page.</summary>
    private static readonly string[] MadeOf = ["offline.js", "offline-store.js", "offline-worker.js", "kith.js", "govuk-frontend.min.js", "govuk.css", "moj.css", "kith.css"];

    public static void MapOfflineFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet(
                "/offline/worker.js",
                async (IWebHostEnvironment host, CouncilIdentity council, HttpContext http) =>
                {
                    var script = host.WebRootFileProvider.GetFileInfo("assets/offline-worker.js");
                    if (!script.Exists)
                    {
                        return Results.NotFound();
                    }
                    using var reader = new StreamReader(script.CreateReadStream());
                    var text = await reader.ReadToEndAsync(http.RequestAborted);
                    var version = await Version(host, council, http.RequestAborted);
                    return Results.Text(
                        $"const version = {JsonSerializer.Serialize(version)};\nconst page = {JsonSerializer.Serialize(Page)};\nconst imported = {JsonSerializer.Serialize(Imported)};\n{text}",
                        "text/javascript",
                        Encoding.UTF8
                    );
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        endpoints
            .MapGet(
                "/offline/manifest.webmanifest",
                (CouncilIdentity council) =>
                    Results.Text(
                        JsonSerializer.Serialize(
                            new
                            {
                                name = $"{council.ServiceName}: visits without signal",
                                short_name = "Visits",
                                description = $"Visits without signal, for {council.Name}",
                                lang = "en-GB",
                                start_url = Page,
                                scope = "/",
                                display = "minimal-ui",
                                background_color = "#ffffff",
                                theme_color = council.Colour,
                                icons = new[]
                                {
                                    new
                                    {
                                        src = "/favicon.svg",
                                        sizes = "any",
                                        type = "image/svg+xml",
                                    },
                                },
                            }
                        ),
                        "application/manifest+json",
                        Encoding.UTF8
                    )
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static async Task<string> Version(IWebHostEnvironment host, CouncilIdentity council, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{typeof(OfflineFiles).Module.ModuleVersionId} {council.Name} {council.ServiceName} {council.StyleSheetPath}"));
        foreach (var name in MadeOf)
        {
            var file = host.WebRootFileProvider.GetFileInfo($"assets/{name}");
            if (file.Exists)
            {
                await using var stream = file.CreateReadStream();
                hash.AppendData(await SHA256.HashDataAsync(stream, ct));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
