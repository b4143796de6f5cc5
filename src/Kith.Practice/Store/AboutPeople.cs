using System.Data.Common;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Practice.Store;

/// <summary>
/// A list of what is kept about some people. EF Core translates it once for each engine, and again and again it is asked
/// about others: to look a query up by its expression, and to make what follows a list of rows, takes EF Core ten times
/// as long as it takes the database to answer. Several lists are asked together (<see cref="AskedAboutPeople"/>).
/// </summary>
internal abstract class AboutPeople
{
    private readonly ConditionalWeakTable<IModel, Statement> statements = [];

    internal Statement On(KithDb db) => statements.GetValue(db.Model, _ => Translate(db));

    protected abstract IQueryable Query(KithDb db, Guid[] people);

    private Statement Translate(KithDb db)
    {
        using var command = Query(db, [Guid.Empty]).CreateDbCommand();
        if (command.Parameters is not [DbParameter people])
        {
            throw new InvalidOperationException($"A list about people depends on them and on nothing else, and here on {command.Parameters.Count} things: {command.CommandText}");
        }
        // SQLite keeps identifiers as their bytes and is given a list as JSON.
        var asText = people.Value is string;
        return new Statement(command.CommandText, people.ParameterName, asText);
    }

    /// <param name="Text">The SQL.</param>
    /// <param name="People">The name of the parameter that holds whom it is about.</param>
    /// <param name="AsText">Whether that is JSON.</param>
    internal sealed record Statement(string Text, string People, bool AsText);
}

/// <param name="query">The list. It may select whole records, or <c>new T(…)</c> or <c>new T { … }</c> of single columns.</param>
internal sealed class AboutPeople<T>(Func<KithDb, Guid[], IQueryable<T>> query) : AboutPeople
    where T : class
{
    private readonly ConditionalWeakTable<IModel, Func<DbDataReader, T>> makers = [];

    /// <summary>Makes a row into what it says.</summary>
    internal Func<DbDataReader, T> Maker(KithDb db, DbDataReader rows) => makers.GetValue(db.Model, _ => Compile(db, rows));

    protected override IQueryable Query(KithDb db, Guid[] people) => query(db, people);

    private Func<DbDataReader, T> Compile(KithDb db, DbDataReader rows)
    {
        var row = Expression.Parameter(typeof(DbDataReader), "row");
        Expression made = db.Model.FindEntityType(typeof(T)) is { } entity && Selected(db) is null ? Record(entity, row, rows) : Columns(db, row, rows);
        return Expression.Lambda<Func<DbDataReader, T>>(made, row).Compile();
    }

    private static MemberInitExpression Record(IEntityType entity, ParameterExpression row, DbDataReader rows)
    {
        if (entity.GetComplexProperties().Any() || entity.GetNavigations().Any(n => n.TargetEntityType.IsOwned()))
        {
            throw new InvalidOperationException($"{entity.DisplayName()} holds more than columns");
        }
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        return Expression.MemberInit(
            Expression.New(typeof(T)),
            entity
                .GetProperties()
                .Select(p =>
                    Expression.Bind(
                        p.PropertyInfo ?? throw new InvalidOperationException($"{entity.DisplayName()}.{p.Name} is a column that the record does not show"),
                        Value(p.GetRelationalTypeMapping(), p.ClrType, p.IsNullable, row, rows.GetOrdinal(p.GetColumnName(table)!))
                    )
                )
        );
    }

    private Expression Columns(KithDb db, ParameterExpression row, DbDataReader rows)
    {
        var mappings = db.GetService<IRelationalTypeMappingSource>();
        Expression Column(Expression a, int i) => Value(MappingOf(db, a) ?? mappings.FindMapping(a.Type, db.Model)!, a.Type, MayBeNull(a.Type), row, i);
        return Selected(db) switch
        {
            NewExpression made when made.Arguments.Count == rows.FieldCount => made.Update(made.Arguments.Select(Column)),
            // Some columns of a record, by name: what is not named is not read.
            MemberInitExpression { NewExpression.Arguments.Count: 0 } made when made.Bindings.Count == rows.FieldCount => made.Update(
                made.NewExpression,
                made.Bindings.Cast<MemberAssignment>().Select((b, i) => b.Update(Column(b.Expression, i)))
            ),
            _ => throw new InvalidOperationException($"A list about people selects records, or new {typeof(T).Name} of a column each"),
        };
    }

    private Expression? Selected(KithDb db)
    {
        var list = query(db, []).Expression as MethodCallExpression;
        // Order and filters of what was selected come after it; what was joined is selected by the join.
        while (list is { Method.Name: nameof(Queryable.Where) or nameof(Queryable.OrderBy) })
        {
            list = list.Arguments[0] as MethodCallExpression;
        }
        return ((list?.Arguments[^1] as UnaryExpression)?.Operand as LambdaExpression)?.Body is (NewExpression or MemberInitExpression) and var made ? made : null;
    }

    private static RelationalTypeMapping? MappingOf(KithDb db, Expression column) =>
        column is MemberExpression { Expression: { } of } member ? db.Model.FindEntityType(of.Type)?.FindProperty(member.Member.Name)?.GetRelationalTypeMapping() : null;

    private static bool MayBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static Expression Value(RelationalTypeMapping mapping, Type type, bool mayBeNull, ParameterExpression row, int place)
    {
        var method = mapping.GetDataReaderMethod();
        var at = Expression.Constant(place);
        var value = mapping.CustomizeDataReaderExpression(
            Expression.Call(method.DeclaringType == typeof(DbDataReader) ? row : Expression.Convert(row, method.DeclaringType!), method, at)
        );
        if (mapping.Converter is { } converter)
        {
            var from = converter.ConvertFromProviderExpression;
            var given = from.Parameters[0];
            value = ReplacingExpressionVisitor.Replace(given, value.Type == given.Type ? value : Expression.Convert(value, given.Type), from.Body);
        }
        value = value.Type == type ? value : Expression.Convert(value, type);
        return mayBeNull ? Expression.Condition(Expression.Call(row, nameof(DbDataReader.IsDBNull), null, at), Expression.Default(type), value) : value;
    }
}

/// <summary>A connection that keeps what it compiled, for whoever asks the same again of others.</summary>
public interface IKeepsCommands
{
    /// <summary>The command of this text with its one parameter, which is yet to be given its value; to be disposed when it was read. Null where none are kept.</summary>
    DbCommand? Command(string text, string parameter);
}

/// <summary>
/// Lists about the same people, asked together. PostgreSQL is sent all of them at once and answers in one go; SQLite,
/// which works in this process, is asked one after the other. The answers are taken in the order of the lists.
/// </summary>
internal sealed class AskedAboutPeople : IAsyncDisposable
{
    private readonly KithDb db;
    private readonly IReadOnlyList<AboutPeople> lists;
    private readonly object people;
    private readonly DbBatch? batch;
    private readonly DbDataReader? all;
    private readonly IKeepsCommands? kept;
    private readonly DbTransaction? transaction;
    private int taken;

    private AskedAboutPeople(KithDb db, IReadOnlyList<AboutPeople> lists, object people, DbBatch? batch, DbDataReader? all)
    {
        (this.db, this.lists, this.people, this.batch, this.all) = (db, lists, people, batch, all);
        kept = db.GetService<IRelationalConnection>() as IKeepsCommands;
        transaction = db.Database.CurrentTransaction?.GetDbTransaction();
    }

    /// <summary>Asks. The connection is nobody else's until the answers are taken and this is disposed.</summary>
    public static async Task<AskedAboutPeople> Ask(KithDb db, IReadOnlyCollection<Guid> people, IReadOnlyList<AboutPeople> lists, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        DbBatch? batch = null;
        try
        {
            var asText = lists[0].On(db).AsText;
            object whom = asText ? Json(people) : people.ToArray();
            var connection = db.Database.GetDbConnection();
            if (!connection.CanCreateBatch)
            {
                return new AskedAboutPeople(db, lists, whom, null, null);
            }
            batch = connection.CreateBatch();
            batch.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (var list in lists)
            {
                var statement = list.On(db);
                var command = batch.CreateBatchCommand();
                command.CommandText = statement.Text;
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (statement.People, whom);
                command.Parameters.Add(parameter);
                batch.BatchCommands.Add(command);
            }
            return new AskedAboutPeople(db, lists, whom, batch, await batch.ExecuteReaderAsync(ct));
        }
        catch
        {
            batch?.Dispose();
            await db.Database.CloseConnectionAsync();
            throw;
        }
    }

    /// <summary>What the next list says, which is that one.</summary>
    public async Task<List<T>> Next<T>(AboutPeople<T> list, CancellationToken ct)
        where T : class
    {
        if (lists[taken++] != list)
        {
            throw new InvalidOperationException("Lists about people are taken in the order in which they were asked for");
        }
        if (all is not null)
        {
            if (taken > 1 && !await all.NextResultAsync(ct))
            {
                throw new InvalidOperationException("A list about people had no answer");
            }
            return await Rows(all, list, ct);
        }
        // In this process there is nothing to wait for, and EF Core's way of asking takes longer than most of the answers.
        var statement = list.On(db);
        using var command = kept?.Command(statement.Text, statement.People) ?? Command(statement);
        command.Transaction = transaction;
        command.Parameters[0].Value = people;
        using var answer = command.ExecuteReader();
        var make = list.Maker(db, answer);
        var rows = new List<T>();
        while (answer.Read())
        {
            rows.Add(make(answer));
        }
        return rows;
    }

    private DbCommand Command(AboutPeople.Statement statement)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = statement.Text;
        var parameter = command.CreateParameter();
        parameter.ParameterName = statement.People;
        command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>The next list, by whose it is.</summary>
    public async Task<ILookup<Guid, T>> NextByPerson<T>(AboutPeople<T> list, CancellationToken ct)
        where T : PersonRecord => (await Next(list, ct)).ToLookup(r => r.PersonId);

    public async ValueTask DisposeAsync()
    {
        if (all is not null)
        {
            await all.DisposeAsync();
        }
        if (batch is not null)
        {
            await batch.DisposeAsync();
        }
        await db.Database.CloseConnectionAsync();
    }

    private async Task<List<T>> Rows<T>(DbDataReader reader, AboutPeople<T> list, CancellationToken ct)
        where T : class
    {
        var make = list.Maker(db, reader);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(make(reader));
        }
        return rows;
    }

    private static string Json(IReadOnlyCollection<Guid> people) => $"[{string.Join(',', people.Select(p => $"\"{Convert.ToHexString(p.ToByteArray(bigEndian: true))}\""))}]";
}
