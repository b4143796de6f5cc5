using System.Data.Common;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Practice.Retention;

/// <summary>Who goes in one disposal, and what is written about them elsewhere.</summary>
/// <param name="People">The child, records merged into it, and adults kept only because of the child.</param>
/// <param name="Numbers">Ids of the child in returns and extracts.</param>
public sealed record Going(IReadOnlyList<Guid> People, IReadOnlyList<string> Numbers);

/// <summary>Carries the steps of a plan to the database: one statement counts all of them, one each takes them away.</summary>
internal sealed class DisposalStatements(KithDb db, DatabaseEngine engine)
{
    private readonly DisposalPlan plan = new(db);

    /// <summary>How many rows of what would go now, in words; kinds of which there are none are left out.</summary>
    public async Task<IReadOnlyList<RowsCounted>> Count(Going going, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = Command(going);
            command.CommandText = string.Join(" UNION ALL ", plan.Steps.Select((s, i) => $"SELECT {i} AS step, count(*) AS n FROM {s.Table} WHERE {Filled(s.Where, going)}"));
            var counted = new List<(int Step, long Rows)>();
            await using (var reader = await command.ExecuteReaderAsync(ct))
            {
                while (await reader.ReadAsync(ct))
                {
                    counted.Add((reader.GetInt32(0), reader.GetInt64(1)));
                }
            }
            return
            [
                .. counted
                    .Where(c => c.Rows > 0)
                    .GroupBy(c => plan.Steps[c.Step].What)
                    .Select(g => new RowsCounted(g.Key, g.Sum(c => c.Rows)))
                    .OrderBy(c => c.What, StringComparer.Ordinal),
            ];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Takes everything away, inside the caller's transaction.</summary>
    public async Task Delete(Going going, CancellationToken ct)
    {
        // Stays as the recommendation's, without what it says of the child.
        await Run(
            $"UPDATE action_item SET person_id = NULL, what = 'An action in a record that was disposed of', owner_name = NULL, owner_agency = NULL, last_change = NULL, evidence = NULL, ended_reason = NULL WHERE person_id IN ({Ids(going.People)}) AND EXISTS (SELECT 1 FROM recommendation r WHERE r.action_id = action_item.id)",
            going,
            ct
        );
        foreach (var step in plan.Steps)
        {
            await Run($"DELETE FROM {step.Table} WHERE {Filled(step.Where, going)}", going, ct);
        }
    }

    /// <summary>Empties the entries of the trail that a disposal's rows name, inside the caller's transaction.</summary>
    public Task Empty(Guid disposal, CancellationToken ct) =>
        Run(
            $"UPDATE trail_entry SET payload = '{Trail.EmptiedEntries.Form}', reason = NULL WHERE id IN (SELECT entry_id FROM trail_emptied WHERE disposal_id = {Id(disposal)})",
            null,
            ct
        );

    private async Task Run(string sql, Going? going, CancellationToken ct)
    {
        await using var command = Command(going);
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private DbCommand Command(Going? going)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (number, i) in (going?.Numbers ?? []).Select((n, i) => (n, i)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@n{i}", number);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private string Filled(string where, Going going) =>
        where
            .Replace("{P}", Ids(going.People), StringComparison.Ordinal)
            .Replace("{L}", going.Numbers.Count == 0 ? "NULL" : string.Join(", ", going.Numbers.Select((_, i) => $"@n{i}")), StringComparison.Ordinal)
            .Replace("{OFFLINE}", Mentions("children", going, numbers: false), StringComparison.Ordinal)
            .Replace("{PARCEL}", Mentions("body", going, numbers: false), StringComparison.Ordinal)
            .Replace("{REFUSAL}", Mentions("raw", going, numbers: true), StringComparison.Ordinal);

    /// <summary>A text that names one of the people by id, in either form, or by a number in returns.</summary>
    private string Mentions(string column, Going going, bool numbers)
    {
        var place = engine.Name == "SQLite" ? "instr" : "strpos";
        var tests = going.People.SelectMany(p => new[] { $"{place}({column}, '{p:D}') > 0", $"{place}({column}, '{p:N}') > 0" });
        return "(" + string.Join(" OR ", numbers ? tests.Concat(going.Numbers.Select((_, i) => $"{place}({column}, @n{i}) > 0")) : tests) + ")";
    }

    private string Ids(IReadOnlyList<Guid> people) => string.Join(", ", people.Select(Id));

    private string Id(Guid id) => engine.Name == "SQLite" ? $"X'{Convert.ToHexString(id.ToByteArray(bigEndian: true))}'" : $"'{id}'::uuid";
}
