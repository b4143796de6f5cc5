using System.Globalization;
using System.Runtime.CompilerServices;
using Kith.DataTests.Support;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Store;

/// <summary>What is written many rows at once on SQLite stands there as if the driver had written it row by row.</summary>
public sealed class RowWriterTests
{
    [Fact]
    public async Task Every_column_of_every_table_is_kept_as_the_driver_keeps_it()
    {
        await using var authority = await Authority.On("SQLite");
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.Database.OpenConnectionAsync();
            var tables = 0;
            foreach (var entity in db.Model.GetEntityTypes().Where(e => e.GetTableName() is not null && !e.IsOwned() && !e.HasSharedClrType).DistinctBy(e => e.ClrType))
            {
                var compared = (Task)
                    typeof(RowWriterTests)
                        .GetMethod(nameof(Compare), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                        .MakeGenericMethod(entity.ClrType)
                        .Invoke(null, [db, s.GetRequiredService<DatabaseEngine>(), entity])!;
                await compared;
                tables++;
            }
            Assert.True(tables > 150, $"{tables} tables");
        });
    }

    [Fact]
    public async Task A_row_that_is_there_already_is_told_apart_from_other_faults()
    {
        await using var authority = await Authority.On("SQLite");
        await authority.Do(async s =>
        {
            var (db, engine) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<DatabaseEngine>());
            var team = new Kith.Practice.Workforce.Team { Id = Guid.CreateVersion7(), Name = "Amberdale" };
            await engine.BulkInsert(db, [team]);
            var error = await Assert.ThrowsAnyAsync<Exception>(() => engine.BulkInsert(db, [team]));
            Assert.True(engine.IsDuplicateKey(error), error.ToString());
            var nameless = await Assert.ThrowsAnyAsync<Exception>(() => engine.BulkInsert(db, [new Kith.Practice.Workforce.Team { Id = Guid.CreateVersion7(), Name = null! }]));
            Assert.False(engine.IsDuplicateKey(nameless), nameless.ToString());
            Assert.Equal(1, await db.Teams.CountAsync());
        });
    }

    [Fact]
    public async Task A_table_that_is_filled_has_the_indexes_it_had_and_one_with_rows_keeps_them_meanwhile()
    {
        await using var authority = await Authority.On("SQLite");
        await authority.Do(async s =>
        {
            var (db, engine) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<DatabaseEngine>());
            await db.Database.OpenConnectionAsync();
            var before = await Indexes(db);
            Assert.Contains("ix_person_search_key_person_id", before, StringComparison.Ordinal);
            await using (var turn = await engine.BeginWrite(db))
            {
                await engine.BulkFill(db, Keys(0, () => Assert.DoesNotContain("ix_person_search_key_person_id", Indexes(db).Result, StringComparison.Ordinal)));
                Assert.Equal(before, await Indexes(db));
            }
            // Not kept: as it was.
            Assert.Equal((0, before), (await db.PersonSearchKeys.CountAsync(), await Indexes(db)));
            await engine.BulkFill(db, Keys(0, () => Assert.Equal(before, Indexes(db).Result)));
            await using var second = await engine.BeginWrite(db);
            await engine.BulkFill(db, Keys(100, () => Assert.Equal(before, Indexes(db).Result)));
            Assert.Equal((200, before), (await db.PersonSearchKeys.CountAsync(), await Indexes(db)));
        });

        static IEnumerable<PersonSearchKey> Keys(int from, Action meanwhile)
        {
            for (var i = from; i < from + 100; i++)
            {
                yield return new PersonSearchKey { Key = i, PersonId = Guid.CreateVersion7() };
            }
            meanwhile();
        }

        static async Task<string> Indexes(KithDb db)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = "SELECT group_concat(name || sql ORDER BY name) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
            return (string)(await command.ExecuteScalarAsync())!;
        }
    }

    // Into a table beside the real one that refuses nothing: the rows are of chance and belong together in no way.
    private static async Task Compare<T>(KithDb db, DatabaseEngine engine, IEntityType entity)
        where T : class
    {
        var table = BulkTable.Of<T>(db);
        var rows = Enumerable.Range(0, 12).Select(i => Chance<T>(entity, i)).ToList();
        await Run(db, $"CREATE TEMP TABLE \"{table.Name}\" AS SELECT * FROM main.\"{table.Name}\" WHERE 0");
        try
        {
            await engine.BulkInsert(db, rows);
            var many = await Read(db, table);
            await Run(db, $"DELETE FROM temp.\"{table.Name}\"");
            foreach (var row in rows)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText =
                    $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", Enumerable.Range(0, table.Width).Select(i => $"@p{i}"))})";
                for (var i = 0; i < table.Width; i++)
                {
                    command.Parameters.Add(table.Parameter(command, $"@p{i}", i, row));
                }
                await command.ExecuteNonQueryAsync();
            }
            Assert.Equal(await Read(db, table), many);
        }
        finally
        {
            await Run(db, $"DROP TABLE temp.\"{table.Name}\"");
        }
    }

    private static async Task Run(KithDb db, string text)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> Read(KithDb db, BulkTable table)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT {string.Join(" || '|' || ", table.Columns.Select(c => $"typeof(\"{c}\") || quote(\"{c}\")"))} FROM temp.\"{table.Name}\" ORDER BY rowid";
        await using var reader = await command.ExecuteReaderAsync();
        var read = new List<string>();
        while (await reader.ReadAsync())
        {
            read.Add(reader.GetString(0));
        }
        return read;
    }

    private static T Chance<T>(IEntityType entity, int which)
    {
        var random = new Random(HashCode.Combine(which, 7));
        var row = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        foreach (var property in entity.GetProperties().Where(p => p.PropertyInfo?.SetMethod is not null))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            // Every third is nothing where nothing may be, and the first two are the edges of what can be.
            property.PropertyInfo!.SetValue(row, property.IsNullable && which % 3 == 2 ? null : Value(type, which, random));
        }
        return row;
    }

    private static object? Value(Type type, int which, Random random) =>
        type == typeof(string)
            ? which switch
            {
                0 => "",
                1 => "O'Brien – Ł\u0000ódź 王 🙂",
                _ => new string('x', random.Next(1, 3000)),
            }
        : type == typeof(byte[])
            ? which == 0 ? []
                : Bytes(random)
        : type == typeof(Guid)
            ? which == 0 ? Guid.Empty
                : new Guid(Bytes(random).AsSpan(0, 16))
        : type == typeof(bool) ? which % 2 == 0
        : type == typeof(int)
            ? which switch
            {
                0 => int.MinValue,
                1 => int.MaxValue,
                _ => random.Next(),
            }
        : type == typeof(long)
            ? which switch
            {
                0 => long.MinValue,
                1 => long.MaxValue,
                _ => random.NextInt64(),
            }
        : type == typeof(double)
            ? which switch
            {
                0 => double.MinValue,
                1 => double.Epsilon,
                _ => random.NextDouble() * 1e6,
            }
        : type == typeof(decimal)
            ? which switch
            {
                0 => decimal.MinValue,
                1 => 0m,
                _ => (decimal)random.NextDouble() * 1000m,
            }
        : type == typeof(DateOnly)
            ? which switch
            {
                0 => DateOnly.MinValue,
                1 => DateOnly.MaxValue,
                _ => new DateOnly(2026, 1, 1).AddDays(random.Next(400)),
            }
        : type == typeof(TimeOnly)
            ? which switch
            {
                0 => TimeOnly.MinValue,
                1 => TimeOnly.MaxValue,
                _ => new TimeOnly(random.Next(24), random.Next(60), random.Next(60)),
            }
        : type == typeof(DateTime) ? new DateTime(2026, 3, 29, 0, 59, 59, DateTimeKind.Utc).AddTicks(which < 2 ? which : random.NextInt64(TimeSpan.TicksPerDay))
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 3, 29, 2, 0, 0, TimeSpan.FromHours(which % 2)).AddTicks(which)
        : type.IsEnum ? Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"say here what {type} may hold"));

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(16, 300)];
        random.NextBytes(bytes);
        return bytes;
    }
}
