using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Keys;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Practice.Store;
using Kith.Web.Security;
using Kith.Web.Telemetry;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Kith.Web;

/// <summary>How the host is put together. Settings come from the command line, the environment (`Kith__Data`) and appsettings.</summary>
public static class KithApplication
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot() });
        builder.Configuration.AddCommandLine(args, CommandLine.Switches.ToDictionary());
        // Run from a build rather than a published folder, the compressed files are elsewhere; when published this does nothing.
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
        {
            // Otherwise a build serves its styles as if they were being edited: not compressed, never kept by browsers.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }

        // What the platform says of itself is noise until something is wrong; no statement or address of a request is logged.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Being asked before one is ready is no fault: whoever asks gets 503, and the checks are not told again in the log.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        var awaited = new Load.DatabaseAwaited(builder.Configuration);
        builder.Services.AddSingleton(awaited);
        foreach (var asks in new[] { "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore.DataProtection" })
        {
            builder.Logging.AddFilter(asks, level => level >= LogLevel.Warning && awaited.IsOver);
        }
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        var telemetry = builder.Configuration.GetSection("Kith:Telemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();
        builder.Services.AddSingleton(telemetry);
        if (telemetry.IsOn)
        {
            Exporting.Add(builder, telemetry);
        }
        AddServices(builder);
        var app = builder.Build();
        UsePipeline(app);
        Foresee(app);
        return app;
    }

    /// <summary>Works out what needs no database while the host waits for the model: the routes, and what is read from Kith's own files.</summary>
    private static void Foresee(IEndpointRouteBuilder app) =>
        Task.Run(() =>
        {
            foreach (var source in app.DataSources)
            {
                _ = source.Endpoints;
            }
            Load.WarmUp.OwnFiles();
        });

    /// <summary>Before serving: the embedded database is brought up to date; PostgreSQL only by `kith migrate`.</summary>
    public static async Task Prepare(WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<KithOptions>>().Value;
        if (options.Mode is not null)
        {
            StartProblem.DemandAddresses(app.Configuration);
            StartProblem.DemandFree(app.Configuration["urls"]);
        }
        await using var scope = app.Services.CreateAsyncScope();
        var engine = scope.ServiceProvider.GetRequiredService<DatabaseEngine>();
        if (options.Mode is not null && engine is SqliteEngine)
        {
            var held = FolderInUse.Hold(engine.Folder);
            app.Lifetime.ApplicationStopped.Register(held.Dispose);
        }
        if (engine is SqliteEngine)
        {
            await engine.Migrate(scope.ServiceProvider.GetRequiredService<KithDb>());
        }
        await DemandRightKey(app.Services, scope.ServiceProvider.GetRequiredService<KithDb>(), engine is SqliteEngine);
        if (options.Mode == "demo")
        {
            await Demonstration.Prepare(app, scope.ServiceProvider);
        }
        else if (options.Mode == "serve" && engine is SqliteEngine && await scope.ServiceProvider.GetRequiredService<FirstAccount>().IsNeeded())
        {
            // Not a log line: it is for the person at the machine, once, who otherwise faces a sign-in page without an account.
            var command = FirstAccount.CommandFor(engine.Folder, Path.Combine(Directory.GetCurrentDirectory(), "data", "kith"), app.Configuration["urls"]?.Split(';')[0]);
            Console.WriteLine($"Nobody has an account yet. Make the first administrator in another terminal: {command}");
        }
        try
        {
            if (await app.Services.GetRequiredService<Load.SchemaArrival>().Look(CancellationToken.None))
            {
                app.Services.GetRequiredService<Load.WarmUp>().Begin();
            }
        }
        catch (Npgsql.NpgsqlException)
        {
            // It is away, and is asked again once the node runs.
        }
    }

    /// <summary>A node may start before its PostgreSQL does, and before `kith migrate`: then the keys are looked at when they are needed.</summary>
    private static async Task DemandRightKey(IServiceProvider services, KithDb db, bool embedded)
    {
        List<string?> kept;
        try
        {
            kept = await db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).ToListAsync();
        }
        catch (Npgsql.NpgsqlException) when (!embedded)
        {
            return;
        }
        LockedKeys.DemandRight(services.GetRequiredService<AuthorityKeys>(), kept);
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var kith = builder.Configuration.GetSection("Kith");
        services.AddOptions<KithOptions>().Bind(kith);
        var demo = kith["Mode"] == "demo";
        if (demo)
        {
            builder.Configuration["Kith:Demo"] = "true";
        }
        var folder = kith["Data"] ?? Path.Combine(Directory.GetCurrentDirectory(), "data", demo ? "demo" : "kith");
        var copy = kith["Database"] is { Length: > 0 } ? null : Copied(folder);
        AddDatabase(services, kith["Database"], folder, copy);
        MakeModel(kith["Database"], folder, copy);
        services.AddSingleton(new ServedCopy(copy));
        services.AddPractice();

        // Keys live in the database, locked with one that does not: any node can read any cookie, a restart signs nobody
        // out, and whoever has only the database has nothing.
        services.AddDataProtection().SetApplicationName("Kith").PersistKeysToDbContext<KithDb>();
        services.AddAuthorityKeys(new AuthorityKeys(name => kith[name], folder, kith["Database"] is not { Length: > 0 }));
        // Before all that is done by itself: it waits for this.
        services.AddSingleton<Load.SchemaArrival>();
        services.AddHostedService(s => s.GetRequiredService<Load.SchemaArrival>());
        services.AddSingleton<Load.WarmUp>();
        // By the machine's own time: what a clock in a test says is not how long a request takes.
        services.AddSingleton(s => new Load.Turns(s.GetRequiredService<Kith.Practice.Store.DatabaseEngine>().RequestsAtOnce, TimeSpan.FromMilliseconds(250), TimeProvider.System));
        services.AddHostedService(s => s.GetRequiredService<Load.WarmUp>());
        services
            .AddHealthChecks()
            .AddDbContextCheck<KithDb>(tags: ["ready"])
            .AddCheck<Load.SchemaArrival>("schema", tags: ["ready"])
            .AddCheck<Load.WarmUp>("warm", tags: ["ready"]);
        services.AddKithSecurity(builder.Configuration);
        Api.ApiSecurity.AddKithApi(services);
        services.AddDesignSystem(builder.Configuration);
        AddDocuments(services, kith);
        services
            .AddRazorPages(PagePermissions.Apply)
            .AddMvcOptions(o =>
            {
                o.Filters.Add<NavigationFilter>();
                o.Filters.Add<PlainAddresses>();
            });
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["text/html", "text/csv", "application/json"];
        });
        services.AddRouting(r => r.LowercaseUrls = true);
        services.AddHttpContextAccessor();
        services.AddSingleton<RecentTroubles>();
        services.AddSingleton<ILoggerProvider>(s => s.GetRequiredService<RecentTroubles>());
        services.AddSingleton<Background.JobLog>();
        services.AddSingleton<Background.ThisNode>();
        services.AddSingleton<Background.ImportSignal>();
        services.AddSingleton(kith.GetSection("Import").Get<Kith.Practice.Import.ImportLimits>() ?? new Kith.Practice.Import.ImportLimits());
        AddMail(services, kith, demo ? Path.Combine(folder, "outbox") : null);
        if (kith.GetSection("Pds").Get<Kith.Practice.Children.NhsNumbers.PdsOptions>() is { IsOn: true } pds)
        {
            services.AddSingleton(pds);
            services.AddSingleton<Kith.Practice.Children.NhsNumbers.INhsDirectory, Kith.Practice.Children.NhsNumbers.PdsDirectory>();
        }
        services.AddSingleton(kith.GetSection("Webhooks").Get<Kith.Practice.Api.Webhooks.WebhookOptions>() ?? new Kith.Practice.Api.Webhooks.WebhookOptions());
        services.AddSingleton(kith.GetSection("Feed").Get<Kith.Practice.Returns.Feed.FeedOptions>() ?? new Kith.Practice.Returns.Feed.FeedOptions());
        if (copy is null)
        {
            AddJobs(services);
        }
    }

    private static void AddDatabase(IServiceCollection services, string? address, string folder, CopyMark? copy)
    {
        if (string.IsNullOrEmpty(address))
        {
            services.AddKithSqlite(folder, copy?.ChainPrefix ?? "");
            return;
        }
        try
        {
            services.AddKithPostgres(address, folder);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            throw new StartProblemException($"--database (Kith__Database) cannot be used. {wrong.Message.TrimEnd('.')}", wrong);
        }
    }

    /// <summary>
    /// Begins to work out how records and tables belong together, the longest part of a start, while another processor puts
    /// the host together: from services of its own, since EF Core keeps what it finds for all contexts of the same options.
    /// Whoever needs it first waits for it there; if it fails, that is where it is told.
    /// </summary>
    private static void MakeModel(string? address, string folder, CopyMark? copy) =>
        Task.Run(async () =>
        {
            var services = new ServiceCollection().AddLogging();
            AddDatabase(services, address, folder, copy);
            await using var provider = services.BuildServiceProvider();
            await using var scope = provider.CreateAsyncScope();
            _ = scope.ServiceProvider.GetRequiredService<KithDb>().Model;
        });

    private static CopyMark? Copied(string folder)
    {
        try
        {
            return CopyMark.Of(folder);
        }
        catch (InvalidDataException unclear)
        {
            throw new StartProblemException(unclear.Message, unclear);
        }
    }

    /// <summary>What goes on by itself. Never in a continuity copy: it would send, count and dispose a second time.</summary>
    private static void AddJobs(IServiceCollection services)
    {
        services.AddHostedService<Background.TrailSealer>();
        services.AddHostedService<Background.ImportWorker>();
        services.AddHostedService<Background.CensusKeeper>();
        services.AddHostedService<Background.SurveyKeeper>();
        services.AddHostedService<Background.WordLocker>();
        services.AddHostedService<Background.DocumentLocker>();
        services.AddHostedService<Background.QueueWatcher>();
        services.AddHostedService<Background.RetentionKeeper>();
        services.AddHostedService<Background.TallyKeeper>();
        services.AddHostedService<Background.Dispatcher>();
    }

    /// <summary>Mail: by the council's server where one is named, by GOV.UK Notify where that is set up, otherwise into a folder beside the data, where that is on this machine.</summary>
    private static void AddMail(IServiceCollection services, IConfigurationSection kith, string? outbox)
    {
        var mail = kith.GetSection("Mail").Get<Kith.Practice.Mail.MailOptions>() ?? new Kith.Practice.Mail.MailOptions();
        services.AddSingleton(mail);
        if (!string.IsNullOrWhiteSpace(mail.Host))
        {
            services.AddSingleton<Kith.Practice.Mail.IPostOffice, Documents.SmtpPostOffice>();
        }
        else if (kith.GetSection("Notify").Get<Kith.Practice.Mail.NotifyOptions>() is { IsOn: true } notify)
        {
            // Mail goes somewhere: what asks whether it does must hear so.
            mail.Folder ??= "GOV.UK Notify";
            services.AddSingleton(notify);
            services.AddSingleton<Kith.Practice.Mail.IPostOffice, Kith.Practice.Mail.NotifyPostOffice>();
        }
        else
        {
            mail.Folder ??= outbox;
        }
    }

    /// <summary>Documents: in the database and unscanned unless the authority has a folder for them, a scanner, a printer of PDF.</summary>
    private static void AddDocuments(IServiceCollection services, IConfigurationSection kith)
    {
        services.AddSingleton<Documents.PdfPrinter>();
        services.AddScoped<Documents.PaperFiles>();
        if (kith["Documents:Folder"] is { Length: > 0 } folder)
        {
            services.AddSingleton<Kith.Practice.Documents.IDocumentStore>(new Kith.Practice.Documents.FolderDocuments(Path.GetFullPath(folder)));
        }
        if (kith["Documents:Clamd"] is { Length: > 0 } address)
        {
            // «host» or «host:port»; 3310 is where clamd listens.
            var at = address.LastIndexOf(':');
            var (host, port) =
                at > 0 && int.TryParse(address[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var given) ? (address[..at], given) : (address, 3310);
            services.AddSingleton<Kith.Practice.Documents.IMalwareScan>(new Kith.Practice.Documents.ClamdScan(host, port, TimeSpan.FromSeconds(20)));
        }
    }

    private static void UsePipeline(WebApplication app)
    {
        var traced = app.Services.GetRequiredService<TelemetryOptions>().IsOn;
        if (traced)
        {
            app.Services.GetRequiredService<StatementSpans>();
            app.UseMiddleware<RequestSpans>();
        }
        // First: whatever asks who calls must hear of the person, not of the council's proxy.
        app.UseTrustedProxies(app.Services.GetRequiredService<IOptions<KithOptions>>().Value.TrustedProxies);
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseWhen(c => c.Request.Path.StartsWithSegments("/api"), c => c.Use(Api.Problems.InsteadOfNothing));
        app.UseMiddleware<SecurityHeaders>();
        // Not for what another site had the browser ask: the size of a compressed page can give away what is in it to
        // whoever chooses words that come back in it and listens on the line (BREACH).
        app.UseWhen(c => !string.Equals(c.Request.Headers["Sec-Fetch-Site"], "cross-site", StringComparison.OrdinalIgnoreCase), c => c.UseResponseCompression());
        app.UseMiddleware<Load.Shedding>();
        app.UseMiddleware<Load.Unavailable>();
        app.UseRouting();
        if (traced)
        {
            app.Use(RequestSpans.Note);
        }
        app.UseMiddleware<CouncilRefresh>();
        app.UseRateLimiter();
        app.UseMiddleware<Load.OneConnection>();
        app.UseAuthentication();
        if (app.Services.GetRequiredService<ServedCopy>().IsCopy)
        {
            app.UseMiddleware<CopyGate>();
        }
        app.UseMiddleware<SecondFactorGate>();
        app.UseAuthorization();
        app.UseMiddleware<Load.LargeForms>();
        app.MapStaticAssets().AllowAnonymous();
        app.MapDesignSystem();
        Offline.OfflineFiles.MapOfflineFiles(app);
        app.MapRazorPages().WithStaticAssets();
        Api.Version20261126.Map(app);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Tags.Contains("ready"), ResponseWriter = Readiness }).AllowAnonymous();
    }

    /// <summary>One word, and for whoever looks why the node is not ready a line for each reason that Kith itself knows.</summary>
    private static async Task Readiness(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var reasons = report.Entries.Values.Where(e => e.Status != HealthStatus.Healthy && e.Exception is null).Select(e => e.Description).OfType<string>();
        await context.Response.WriteAsync(string.Join('\n', reasons.Prepend($"{report.Status}")), context.RequestAborted);
    }

    /// <summary>Beside the assembly when published; the project folder when run from a checkout.</summary>
    private static string ContentRoot() => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : Directory.GetCurrentDirectory();
}

/// <summary>Settings of the host under «Kith».</summary>
public sealed class KithOptions
{
    /// <summary>«demo» makes a synthetic authority first when there is none; «serve» (and nothing) does not.</summary>
    public string? Mode { get; set; }

    /// <summary>True in the demonstration: the sign-in page lists the demo people.</summary>
    public bool Demo { get; set; }
    public int DemoChildren { get; set; } = 2100;
    public int DemoSeed { get; set; } = 1;

    /// <summary>Whether a password alone is not enough for roles that read records. Only a demonstration should turn it off.</summary>
    public bool RequireSecondFactor { get; set; } = true;

    /// <summary>Whether a node does the commonest things once before it says that it is ready.</summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>Requests worked on at once; more wait their turn.</summary>
    public int AtOnce { get; set; } = Math.Max(32, Environment.ProcessorCount * 16);

    /// <summary>How many may wait for each place; the rest are asked to come back.</summary>
    public int WaitingForEach { get; set; } = 8;

    /// <summary>How long anyone waits for a place.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tries to sign in that one address may make in a minute; a whole office may share one.</summary>
    public int SignInsAMinute { get; set; } = 60;

    /// <summary>What one token may ask in a minute.</summary>
    public int ApiCallsAMinute { get; set; } = 600;

    /// <summary>Where Chromium is, for documents as PDF; without it they are given as Word documents and printed from the browser.</summary>
    public string? Chromium { get; set; }

    /// <summary>Addresses and networks of the council's own proxies, with commas between; nobody's word is taken otherwise.</summary>
    public string? TrustedProxies { get; set; }
}
