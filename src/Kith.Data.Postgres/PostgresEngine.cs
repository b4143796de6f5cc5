using System.Diagnostics;
using Kith.Practice.Operation;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kith.Data.Postgres;

/// <summary>Production: PostgreSQL 15 or later, one database for one authority.</summary>
public sealed class PostgresEngine : DatabaseEngine
{
    public required NpgsqlDataSource DataSource { get; init; }

    /// <summary>For pg_dump and pg_restore.</summary>
    public required string ConnectionString { get; init; }

    public override string Name => "PostgreSQL";

    protected override IReadOnlyList<string> Watches => Kith.Practice.Measures.Kept.FactTriggers.Postgres;

    public override async Task<WriteTurn> BeginWrite(KithDb db, CancellationToken ct = default) => new(await db.Database.BeginTransactionAsync(ct), null);

    /// <summary>How often a table is asked for, each time for three seconds, with two between.</summary>
    private const int Turns = 24;

    // Whoever waits for a whole table has everybody else wait behind it: three seconds are a slow page, a minute is an outage.
    protected override async Task Patiently(KithDb db, Func<Task> what, CancellationToken ct)
    {
        for (var turn = 1; ; turn++)
        {
            // Of a database that is not there yet EF Core makes one, and nobody is in it.
            if (!await db.Database.CanConnectAsync(ct))
            {
                await what();
                return;
            }
            await db.Database.OpenConnectionAsync(ct);
            try
            {
                await db.Database.ExecuteSqlRawAsync("SET lock_timeout = '3s'", ct);
                await what();
                return;
            }
            catch (Exception held) when (IsHeld(held))
            {
                if (turn == Turns)
                {
                    throw new InvalidDataException(
                        "Others held the tables for two minutes: a backup, a load, or a transaction that was left open. Try again when that is over.",
                        held
                    );
                }
            }
            finally
            {
                if (db.Database.GetDbConnection().State == System.Data.ConnectionState.Open)
                {
                    await db.Database.ExecuteSqlRawAsync("RESET lock_timeout", CancellationToken.None);
                }
                await db.Database.CloseConnectionAsync();
            }
            await Task.Delay(TimeSpan.FromSeconds(2), ct);
        }

        static bool IsHeld(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } || (error.InnerException is { } inner && IsHeld(inner));
    }

    public override async Task BulkInsert<T>(KithDb db, IEnumerable<T> rows, CancellationToken ct = default)
    {
        var table = BulkTable.Of<T>(db);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c}\""))}) FROM STDIN (FORMAT BINARY)",
            ct
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            for (var i = 0; i < table.Width; i++)
            {
                switch (table.Value(i, row))
                {
                    case null:
                        await copy.WriteNullAsync(ct);
                        break;
                    case string s:
                        await copy.WriteAsync(s, ct);
                        break;
                    case Guid g:
                        await copy.WriteAsync(g, ct);
                        break;
                    case int n:
                        await copy.WriteAsync(n, ct);
                        break;
                    case long n:
                        await copy.WriteAsync(n, ct);
                        break;
                    case bool b:
                        await copy.WriteAsync(b, ct);
                        break;
                    case decimal d:
                        await copy.WriteAsync(d, ct);
                        break;
                    case double d:
                        await copy.WriteAsync(d, ct);
                        break;
                    case DateOnly d:
                        await copy.WriteAsync(d, ct);
                        break;
                    case TimeOnly t:
                        await copy.WriteAsync(t, ct);
                        break;
                    case DateTime t:
                        await copy.WriteAsync(t, NpgsqlTypes.NpgsqlDbType.TimestampTz, ct);
                        break;
                    case DateTimeOffset t:
                        await copy.WriteAsync(t, NpgsqlTypes.NpgsqlDbType.TimestampTz, ct);
                        break;
                    case byte[] b:
                        await copy.WriteAsync(b, NpgsqlTypes.NpgsqlDbType.Bytea, ct);
                        break;
                    case var other:
                        throw new NotSupportedException($"{table.Name}: a {other.GetType().Name} cannot be written in bulk");
                }
            }
        }
        await copy.CompleteAsync(ct);
    }

    public override Task TakeStock(KithDb db, CancellationToken ct = default) => db.Database.ExecuteSqlRawAsync("ANALYZE", ct);

    public override async Task<EngineFacts> Facts(KithDb db, CancellationToken ct = default)
    {
        await using var command = DataSource.CreateCommand(
            """
            SELECT current_setting('server_version'), pg_database_size(current_database()), pg_total_relation_size(to_regclass('document_content')),
                (SELECT count(*) FROM pg_stat_replication), current_setting('synchronous_standby_names')
            """
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new EngineFacts(
            $"PostgreSQL {reader.GetString(0).Split(' ')[0]}",
            reader.GetInt64(1),
            reader.IsDBNull(2) ? null : reader.GetInt64(2),
            (int)reader.GetInt64(3),
            reader.GetString(4).Length > 0
        );
    }

    public override bool IsDuplicateKey(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } || (error.InnerException is { } inner && IsDuplicateKey(inner));

    // No connection, resources at an end (a full disk among them), a disk that fails or is read-only, shutting down or starting up,
    // a standby that cannot be written, or whoever looks after it has changed the password, the certificate or the name.
    protected override bool IsAway(Exception error) =>
        error switch
        {
            PostgresException answered => answered.SqlState.StartsWith("53", StringComparison.Ordinal)
                || answered.SqlState.StartsWith("57P", StringComparison.Ordinal)
                || answered.SqlState.StartsWith("58", StringComparison.Ordinal)
                || answered.SqlState.StartsWith("08", StringComparison.Ordinal)
                || answered.SqlState.StartsWith("28", StringComparison.Ordinal)
                || answered.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InvalidCatalogName,
            NpgsqlException { InnerException: IOException or TimeoutException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException } =>
                true,
            NpgsqlException { IsTransient: true } => true,
            // Of several hosts none takes what is asked: all are away, or while one is being made the primary none is it yet.
            NpgsqlException { InnerException: null } => error.Message.StartsWith("No suitable host", StringComparison.Ordinal),
            AggregateException several => several.InnerExceptions.Any(IsAway),
            _ => error.InnerException is { } inner && IsAway(inner),
        };

    public override async Task<List<KeyMet>> Meeting(KithDb db, IReadOnlyList<long> keys, int most, CancellationToken ct = default)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = ((NpgsqlConnection)db.Database.GetDbConnection()).CreateCommand();
            command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            // Each key stops at the limit by itself; all in one round trip.
            command.CommandText =
                "SELECT k.key, p.person_id FROM unnest(@keys) AS k(key) CROSS JOIN LATERAL (SELECT s.person_id FROM person_search_key s WHERE s.key = k.key LIMIT @most) p";
            command.Parameters.Add(new NpgsqlParameter<long[]>("keys", [.. keys]));
            command.Parameters.Add(new NpgsqlParameter<int>("most", most));
            var met = new List<KeyMet>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                met.Add(new KeyMet(reader.GetInt64(0), reader.GetGuid(1)));
            }
            return met;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public override Task<List<Guid>> NamesLike(KithDb db, string folded, int most, CancellationToken ct = default) =>
        db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM person WHERE sort_name % {folded} ORDER BY similarity(sort_name, {folded}) DESC LIMIT {most}").ToListAsync(ct);

    public override async Task Backup(KithDb db, string file, CancellationToken ct = default)
    {
        var part = $"{file}.part";
        File.Delete(part);
        try
        {
            MakePrivate(part);
            await Run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={part}"], ct);
            await using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            // Half a backup is no backup, and it takes the room that was short.
            File.Delete(part);
        }
    }

    public override async Task Restore(string file, CancellationToken ct = default)
    {
        // Listing reads the table of contents; writing to nowhere reads every block and checks it: only a whole file passes.
        try
        {
            await Run("pg_restore", ["--file=/dev/null", file], ct);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)} is not a whole Kith backup ({error.Message}). Nothing was changed.", error);
        }
        // All that is there goes first, in the same transaction: a later release may have put tables there that refer to
        // what the backup brings, and that would be in its own way when the database is brought up to date again.
        using var into = Start("psql", ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--file=-"]);
        var problems = into.StandardError.ReadToEndAsync(ct);
        var said = into.StandardOutput.ReadToEndAsync(ct);
        try
        {
            var words = into.StandardInput;
            words.AutoFlush = true;
            await words.WriteAsync($"BEGIN;\n{Clear}\n");
            using var from = Start("pg_restore", ["--no-owner", "--no-privileges", "--file=-", file]);
            from.StandardInput.Close();
            var unread = from.StandardError.ReadToEndAsync(ct);
            try
            {
                await from.StandardOutput.BaseStream.CopyToAsync(words.BaseStream, ct);
            }
            finally
            {
                from.StandardOutput.Close();
            }
            await from.WaitForExitAsync(ct);
            if (from.ExitCode != 0)
            {
                throw new InvalidDataException($"pg_restore could not finish: {(await unread).Trim().Split('\n')[0]}");
            }
            await words.WriteAsync("\nCOMMIT;\n");
        }
        catch (IOException)
        {
            // psql stopped listening: it says why.
        }
        finally
        {
            // Closed without COMMIT nothing was changed.
            try
            {
                into.StandardInput.Close();
            }
            catch (IOException)
            {
                // It is gone already.
            }
        }
        await into.WaitForExitAsync(ct);
        await said;
        if (into.ExitCode != 0)
        {
            var why = await problems;
            throw new InvalidDataException($"{PostgresProblem.OfProgram(why) ?? $"psql could not finish: {why.Trim().Split('\n')[0]}."} Nothing was changed.");
        }
    }

    /// <summary>Takes away whatever stands in the schema but what belongs to an extension; rights and defaults of the schema stay.</summary>
    private const string Clear = """
        DO $clear$
        DECLARE one record;
        BEGIN
            FOR one IN
                SELECT format(
                    'DROP %s IF EXISTS public.%I CASCADE',
                    CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                    c.relname
                ) AS line
                FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm', 'S', 'r', 'p')
                    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
                ORDER BY c.relkind = 'S'
            LOOP
                EXECUTE one.line;
            END LOOP;
            FOR one IN
                SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) AS line
                FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
            LOOP
                EXECUTE one.line;
            END LOOP;
        END
        $clear$;
        """;

    /// <summary>Hosts and ports as PostgreSQL's own programs take them: each list with commas.</summary>
    public static (string Hosts, string Ports) Hosts(NpgsqlConnectionStringBuilder at)
    {
        var each = (at.Host ?? "")
            .Split(',')
            .Select(h =>
                h.LastIndexOf(':') is var colon and > 0 && int.TryParse(h.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture, out var port)
                    ? (Host: h[..colon], Port: port)
                    : (Host: h, at.Port)
            )
            .ToList();
        return (string.Join(',', each.Select(h => h.Host)), string.Join(',', each.Select(h => h.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    /// <summary>Where the certificates of well-known authorities stand, for programs that are told of no other.</summary>
    private static readonly string[] WellKnown = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

    /// <summary>
    /// How secure the line must be, as PostgreSQL's own programs are told by their environment: a backup goes over the same
    /// line as everything else. What the address does not say is left to the environment.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Secure(NpgsqlConnectionStringBuilder at)
    {
        var said = new Dictionary<string, string>();
        // Only what was set stands in the string.
        var set = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = at.ConnectionString };
        if (set.ContainsKey("SSL Mode"))
        {
            said["PGSSLMODE"] = at.SslMode switch
            {
                SslMode.Disable => "disable",
                SslMode.Allow => "allow",
                SslMode.Prefer => "prefer",
                SslMode.Require => "require",
                SslMode.VerifyCA => "verify-ca",
                _ => "verify-full",
            };
        }
        if (at.RootCertificate is { Length: > 0 } root)
        {
            said["PGSSLROOTCERT"] = root;
        }
        else if (
            at.SslMode is SslMode.VerifyCA or SslMode.VerifyFull
            && Environment.GetEnvironmentVariable("PGSSLROOTCERT") is not { Length: > 0 }
            && Array.Find(WellKnown, File.Exists) is { } wellKnown
        )
        {
            said["PGSSLROOTCERT"] = wellKnown;
        }
        if (at.SslCertificate is { Length: > 0 } own)
        {
            said["PGSSLCERT"] = own;
        }
        if (at.SslKey is { Length: > 0 } key)
        {
            said["PGSSLKEY"] = key;
        }
        return said;
    }

    private async Task Run(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await output;
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidDataException(PostgresProblem.OfProgram(errors) ?? $"{program} could not finish: {errors.Trim().Split('\n')[0]}");
        }
    }

    /// <summary>Starts one of PostgreSQL's own programs on this database.</summary>
    private Process Start(string program, string[] arguments)
    {
        var at = new NpgsqlConnectionStringBuilder(ConnectionString);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var (hosts, ports) = Hosts(at);
        start.Environment["PGHOST"] = hosts;
        start.Environment["PGPORT"] = ports;
        if (hosts.Contains(',', StringComparison.Ordinal))
        {
            start.Environment["PGTARGETSESSIONATTRS"] = "read-write";
        }
        start.Environment["PGUSER"] = at.Username;
        start.Environment["PGPASSWORD"] = at.Password ?? "";
        start.Environment["PGDATABASE"] = at.Database;
        foreach (var (name, value) in Secure(at))
        {
            start.Environment[name] = value;
        }
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidOperationException($"{program} is not installed; it comes with the PostgreSQL client programs.", error);
        }
    }
}

/// <summary>Adds an authority on PostgreSQL to a container.</summary>
public static class PostgresServices
{
    /// <summary>
    /// The authority at a `postgres://user:password@host:port/database` address (or a plain Npgsql connection string);
    /// files such as uploads wait in <paramref name="folder"/>.
    /// </summary>
    public static IServiceCollection AddKithPostgres(this IServiceCollection services, string address, string folder)
    {
        DatabaseEngine.MakeFolder(folder);
        var text = ConnectionString(address);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(text).Build());
        services.AddSingleton<DatabaseEngine>(s => new PostgresEngine
        {
            Folder = Path.GetFullPath(folder),
            DataSource = s.GetRequiredService<NpgsqlDataSource>(),
            ConnectionString = text,
        });
        services.AddDbContextPool<KithDb>((s, o) => Configure(o, s.GetRequiredService<NpgsqlDataSource>()), poolSize: 128);
        return services;
    }

    /// <summary>The options of a context on a data source.</summary>
    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options
            .UseNpgsql(source, o => o.MigrationsAssembly(typeof(PostgresEngine).Assembly.FullName).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .UseSnakeCaseNamingConvention()
            .KeepKindsByName()
            .AddInterceptors(WritesOut.Instance);

    /// <summary>Settings of an address as PostgreSQL's own documents spell them; Npgsql's own names pass as they are.</summary>
    private static (string Name, string Value) Npgsqls(string name, string value) =>
        name.ToLowerInvariant() switch
        {
            "sslmode" => ("SSL Mode", value.Replace("-", "", StringComparison.Ordinal)),
            "sslrootcert" => ("Root Certificate", value),
            "sslcert" => ("SSL Certificate", value),
            "sslkey" => ("SSL Key", value),
            "sslpassword" => ("SSL Password", value),
            "connect_timeout" => ("Timeout", value),
            "application_name" => ("Application Name", value),
            "target_session_attrs" => ("Target Session Attributes", value),
            _ => (name, value),
        };

    /// <summary>Npgsql's own form of a postgres:// address; of one with several hosts (`postgres://user:password@a,b,c/kith`) whichever is the primary is used.</summary>
    /// <exception cref="FormatException">The address names no database.</exception>
    public static string ConnectionString(string address)
    {
        if (!address.StartsWith("postgres://", StringComparison.Ordinal) && !address.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            try
            {
                return new NpgsqlConnectionStringBuilder(address).ConnectionString;
            }
            catch (ArgumentException)
            {
                throw new FormatException("The database address must be like postgres://user:password@host:5432/kith");
            }
        }
        // Of several hosts («a:5432,b:5432») an address of the usual form knows nothing: it is read with the first alone.
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = address.IndexOfAny(['/', '?'], start) is var at and >= 0 ? at : address.Length;
        var from = address.LastIndexOf('@', end - 1, end - start) is var sign and >= 0 ? sign + 1 : start;
        var hosts = address[from..end];
        var several = hosts.Contains(',', StringComparison.Ordinal);
        if (
            address.Contains('#', StringComparison.Ordinal)
            || !Uri.TryCreate(several ? address[..from] + hosts.Split(',')[0] + address[end..] : address, UriKind.Absolute, out var uri)
        )
        {
            throw new FormatException(
                "The database address cannot be read: it is like postgres://user:password@host:5432/kith, and in a password @ : / ? # and % are written %40 %3A %2F %3F %23 and %25."
            );
        }
        var database = uri.AbsolutePath.Trim('/');
        if (database.Length == 0)
        {
            throw new FormatException("The database address must end with the name of a database: postgres://user:password@host:5432/kith");
        }
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort || uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(database),
            Username = Uri.UnescapeDataString(user[0]),
            MaxPoolSize = 60,
            // Planning costs more than most of our statements: those asked for again are planned once for each connection.
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            // Nothing is left on a connection that the next request must not find (no temporary table, no lock of a session, and
            // what a migration sets it sets back): seven statements before each question would undo what nobody did.
            NoResetOnClose = true,
        };
        if (user.Length == 2)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }
        if (several)
        {
            builder.Host = hosts;
            // Every page writes that it was read, so every connection must be to the primary, wherever that is just now:
            // asked again soon after it moved.
            builder.TargetSessionAttributes = "primary";
            builder.HostRecheckSeconds = 2;
        }
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var (name, value) = Npgsqls(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
            try
            {
                builder[name] = value;
            }
            catch (Exception unknown) when (unknown is ArgumentException or FormatException or InvalidCastException or NotSupportedException)
            {
                throw new FormatException(
                    $"The database address sets «{Uri.UnescapeDataString(parts[0])}», which is no setting of PostgreSQL's or Npgsql's, or to a value that it does not take.",
                    unknown
                );
            }
        }
        return builder.ConnectionString;
    }
}
