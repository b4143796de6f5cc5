using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Practice.Store;

/// <summary>
/// A kind of something (an enumeration) is kept by its name. EF Core has a converter for that, generic in the kind: of the
/// hundred kinds here each would have some twenty methods compiled while a node starts, a quarter of a second for which
/// people wait. This one serves all of them, and finds a name in a table rather than by reading it.
/// </summary>
public sealed class WordOfKind : ValueConverter
{
    private readonly Dictionary<string, object> kinds = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException"><paramref name="kind"/> is not an enumeration.</exception>
    public WordOfKind(Type kind)
        : this(kind, Named(kind)) { }

    private WordOfKind(Type kind, Dictionary<string, object> kinds)
        : base(Writing(kind), Reading(kind, kinds))
    {
        ModelClrType = kind;
        this.kinds = kinds;
    }

    public override Type ModelClrType { get; }

    public override Type ProviderClrType => typeof(string);

    public override Func<object?, object?> ConvertToProvider => kind => kind?.ToString();

    public override Func<object?, object?> ConvertFromProvider => word => word is null ? null : Read(kinds, ModelClrType, (string)word);

    public override Expression ConstructorExpression => Expression.New(typeof(WordOfKind).GetConstructor([typeof(Type)])!, Expression.Constant(ModelClrType));

    /// <exception cref="InvalidOperationException">The database holds a name that this release does not know.</exception>
    internal static object Read(Dictionary<string, object> kinds, Type kind, string word) =>
        // Several at once («Manager, Auditor») are no name of the table.
        kinds.TryGetValue(word, out var known) || Enum.TryParse(kind, word, ignoreCase: true, out known)
            ? known
            : throw new InvalidOperationException($"The database says «{word}» where {kind.Name} has no such name.");

    private static Dictionary<string, object> Named(Type kind) => Enum.GetNames(kind).ToDictionary(n => n, n => Enum.Parse(kind, n), StringComparer.Ordinal);

    private static LambdaExpression Writing(Type kind)
    {
        var value = Expression.Parameter(kind, "value");
        return Expression.Lambda(typeof(Func<,>).MakeGenericType(kind, typeof(string)), Expression.Call(value, typeof(object).GetMethod(nameof(ToString))!), value);
    }

    private static LambdaExpression Reading(Type kind, Dictionary<string, object> kinds)
    {
        var word = Expression.Parameter(typeof(string), "word");
        var read = Expression.Call(typeof(WordOfKind), nameof(Read), null, Expression.Constant(kinds), Expression.Constant(kind, typeof(Type)), word);
        return Expression.Lambda(typeof(Func<,>).MakeGenericType(typeof(string), kind), Expression.Convert(read, kind), word);
    }
}

/// <summary>
/// Whether two of a kind are the same. EF Core asks a comparer that is generic in the kind, and would compile for each how it
/// makes the very same three expressions; here they are made once for all.
/// </summary>
internal static class SameOfKind
{
    private static readonly ConcurrentDictionary<Type, ValueComparer> Made = [];

    /// <summary>The comparer of a kind that is there, or may be absent.</summary>
    public static ValueComparer Of(Type kind) =>
        Made.GetOrAdd(kind, k => (ValueComparer)Activator.CreateInstance(typeof(ValueComparer<>).MakeGenericType(k), Same(k), Hash(k), Keep(k))!);

    private static LambdaExpression Same(Type kind)
    {
        var (a, b) = (Expression.Parameter(kind, "a"), Expression.Parameter(kind, "b"));
        return Expression.Lambda(typeof(Func<,,>).MakeGenericType(kind, kind, typeof(bool)), Expression.Equal(a, b), a, b);
    }

    private static LambdaExpression Hash(Type kind)
    {
        var value = Expression.Parameter(kind, "value");
        return Expression.Lambda(typeof(Func<,>).MakeGenericType(kind, typeof(int)), Expression.Call(value, kind.GetMethod(nameof(GetHashCode), [])!), value);
    }

    private static LambdaExpression Keep(Type kind)
    {
        var value = Expression.Parameter(kind, "value");
        return Expression.Lambda(typeof(Func<,>).MakeGenericType(kind, kind), value, value);
    }
}

/// <summary>EF Core's choice of converters, with <see cref="WordOfKind"/> for every kind.</summary>
internal sealed class KithConverters(ValueConverterSelectorDependencies dependencies) : ValueConverterSelector(dependencies)
{
    private readonly ConcurrentDictionary<Type, ValueConverterInfo[]> words = [];

    public override IEnumerable<ValueConverterInfo> Select(Type modelClrType, Type? providerClrType = null)
    {
        var kind = Nullable.GetUnderlyingType(modelClrType) ?? modelClrType;
        return kind.IsEnum && (providerClrType is null || providerClrType == typeof(string))
            ? words.GetOrAdd(kind, k => [new ValueConverterInfo(k, typeof(string), i => new WordOfKind(i.ModelClrType))])
            : base.Select(modelClrType, providerClrType);
    }
}

/// <summary>Has a statement ask for the name of a kind where a query says ToString(): for EF Core's own converter it would by itself.</summary>
internal sealed class KindsInStatements(ISqlExpressionFactory sql) : IMethodCallTranslatorPlugin, IMethodCallTranslator
{
    public IEnumerable<IMethodCallTranslator> Translators => [this];

    public SqlExpression? Translate(SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments, IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method.Name == nameof(ToString) && arguments.Count == 0 && instance?.TypeMapping?.Converter is WordOfKind ? sql.Convert(instance, typeof(string)) : null;
}

/// <summary>What both engines say of kinds.</summary>
public static class KindsByName
{
    /// <summary>Has every kind (an enumeration) kept by its name, at little cost when a node starts.</summary>
    public static DbContextOptionsBuilder KeepKindsByName(this DbContextOptionsBuilder options)
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new Extension());
        return options.ReplaceService<IValueConverterSelector, KithConverters>();
    }

    private sealed class Extension : IDbContextOptionsExtension
    {
        public DbContextOptionsExtensionInfo Info => new AboutIt(this);

        public void ApplyServices(IServiceCollection services) => services.AddScoped<IMethodCallTranslatorPlugin, KindsInStatements>();

        public void Validate(IDbContextOptions options) { }
    }

    private sealed class AboutIt(Extension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is AboutIt;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) { }
    }
}
