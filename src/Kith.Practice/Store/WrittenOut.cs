using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace Kith.Practice.Store;

/// <summary>
/// Marks a method that stands in a query for a longer expression. EF Core takes a query's whole expression apart each
/// time it is asked, to see whether it has met it before: a rule of thirty conditions that many statements hold costs
/// more there than the statement itself. Such a rule is one call in the query, and is written out only when the
/// statement is translated, which happens once.
/// </summary>
/// <param name="text">The static field of the same class that holds the expression: a lambda of a context and the method's arguments.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WrittenOutAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>Writes out the marked calls of a query before it is translated; each engine's contexts have it.</summary>
public sealed class WritesOut : IQueryExpressionInterceptor
{
    public static readonly WritesOut Instance = new();

    private static readonly ConcurrentDictionary<MethodInfo, LambdaExpression?> Texts = [];

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => new Calls((KithDb)eventData.Context!).Visit(queryExpression);

    private static LambdaExpression? TextOf(MethodInfo method) =>
        Texts.GetOrAdd(
            method,
            m =>
                m.GetCustomAttribute<WrittenOutAttribute>() is { } mark
                    ? (LambdaExpression)m.DeclaringType!.GetField(mark.Text, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.GetValue(null)!
                    : null
        );

    private sealed class Calls(KithDb db) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (TextOf(node.Method) is not { } text)
            {
                return base.VisitMethodCall(node);
            }
            var given = text.Parameters.Skip(1).Zip(node.Arguments).ToDictionary(p => p.First, p => p.Second);
            return Visit(new Body(db, text.Parameters[0], given).Visit(text.Body));
        }

        // What EF Core has made of a query so far may hold nodes that are not to be looked into.
        protected override Expression VisitExtension(Expression node) => node is QueryRootExpression ? node : base.VisitExtension(node);
    }

    private sealed class Body(KithDb db, ParameterExpression context, Dictionary<ParameterExpression, Expression> given) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => given.GetValueOrDefault(node, node);

        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression == context && node.Type.IsGenericType && node.Type.GetGenericTypeDefinition() == typeof(DbSet<>)
                ? new EntityQueryRootExpression(db.Model.FindEntityType(node.Type.GetGenericArguments()[0])!)
                : base.VisitMember(node);

        protected override Expression VisitExtension(Expression node) => node is QueryRootExpression ? node : base.VisitExtension(node);
    }
}
