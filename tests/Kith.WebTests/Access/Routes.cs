using Microsoft.AspNetCore.Routing.Patterns;

namespace Kith.WebTests.Access;

/// <summary>Addresses of operations, with their parameters filled in.</summary>
internal static class Routes
{
    /// <summary>An address of the operation about <paramref name="id"/>.</summary>
    public static string Address(Operation operation, Guid id)
    {
        var path = string.Concat(operation.Pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => Text(p)))).Where(t => t.Length > 0).Select(t => "/" + t));
        var handler = operation.Route.IndexOf("?handler=", StringComparison.Ordinal);
        return (path.Length == 0 ? "/" : path) + (handler < 0 ? "" : operation.Route[handler..]);

        string Text(RoutePatternPart part) =>
            part switch
            {
                RoutePatternLiteralPart literal => literal.Content,
                RoutePatternSeparatorPart separator => separator.Content,
                RoutePatternParameterPart { IsOptional: true } or RoutePatternParameterPart { IsCatchAll: true } => "",
                RoutePatternParameterPart parameter => Value(parameter),
                _ => "",
            };

        string Value(RoutePatternParameterPart parameter)
        {
            var policies = parameter.ParameterPolicies.Select(p => p.Content ?? "").ToList();
            if (policies.FirstOrDefault(p => p.StartsWith("regex(^", StringComparison.Ordinal)) is { } words)
            {
                return new string([.. words["regex(^".Length..].TrimStart('(').TakeWhile(char.IsAsciiLetterOrDigit)]);
            }
            return policies.Contains("guid") ? id.ToString()
                : policies.Any(p => p is "int" or "long") ? "1"
                : "x";
        }
    }
}
