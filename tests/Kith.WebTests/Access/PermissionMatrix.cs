using System.Net;
using System.Text;
using Kith.Practice.Access;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Access;

/// <summary>Something the running application answers: a method, a route and, for pages, a handler.</summary>
public sealed record Operation(string Method, string Route, RoutePattern Pattern)
{
    /// <summary>True when the route names a child or other person.</summary>
    public bool AboutPerson =>
        Pattern.Parameters.Any(p => p.Name == "id")
        && (
            Route.StartsWith("/children/", StringComparison.Ordinal)
            || Route.StartsWith("/people/", StringComparison.Ordinal)
            || Route.StartsWith("/inspection-room/children/", StringComparison.Ordinal)
            || Route.StartsWith("/retention/children/", StringComparison.Ordinal)
            || (IsApi && Route.Contains("/children/{id", StringComparison.Ordinal))
        );

    /// <summary>True for what programs ask, with a token.</summary>
    public bool IsApi => Route.StartsWith("/api/", StringComparison.Ordinal);
}

/// <summary>One row of docs/permissions.tsv: an operation, over whom, and the answer to a stranger and to each role.</summary>
public sealed record MatrixRow(string Method, string Route, string Child, IReadOnlyList<string> Answers)
{
    public string Key => $"{Method}\t{Route}\t{Child}";
}

/// <summary>
/// Asks the running application every question: each operation, as a stranger and as each role, over the worker's own
/// child, a child of the team, of another service, a restricted one and a secret one (restricted, existence not shown).
/// Answers: allowed; known (who works with the child, no more); restricted (that a restricted record exists); hidden
/// (as if it did not exist); refused; sign-in; invalid (the empty form was refused).
/// </summary>
public static class PermissionMatrix
{
    public static readonly IReadOnlyList<string> Children = ["own", "team", "other", "restricted", "secret"];
    public static readonly IReadOnlyList<Role> Roles = Enum.GetValues<Role>();

    /// <summary>docs/permissions.tsv in this checkout.</summary>
    public static string File
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Kith.slnx")))
            {
                folder = folder.Parent;
            }
            return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("Not in a checkout"), "docs", "permissions.tsv");
        }
    }

    /// <summary>Everything the application answers, static files apart.</summary>
    public static async Task<IReadOnlyList<Operation>> Operations(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var found = new List<Operation>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            {
                continue;
            }
            var route = "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                foreach (var handler in compiled.HandlerMethods)
                {
                    found.Add(new(handler.HttpMethod.ToUpperInvariant(), handler.Name is { Length: > 0 } name ? $"{route}?handler={name}" : route, endpoint.RoutePattern));
                }
            }
            else
            {
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                {
                    found.Add(new(method, route, endpoint.RoutePattern));
                }
            }
        }
        return [.. found.DistinctBy(o => (o.Method, o.Route)).OrderBy(o => o.Route, StringComparer.Ordinal).ThenBy(o => o.Method, StringComparer.Ordinal)];
    }

    /// <summary>Endpoints for files that everyone needs before signing in; each must say that it is open.</summary>
    public static IEnumerable<RouteEndpoint> StaticFiles(IServiceProvider services) =>
        services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is not null);

    /// <summary>The matrix as the application answers it. Reading first for everyone, then sending forms.</summary>
    public static async Task<IReadOnlyList<MatrixRow>> Ask(KithHost host)
    {
        var operations = await Operations(host.Factory.Services);
        var questions = operations.SelectMany(o => o.AboutPerson ? Children.Select(c => (Operation: o, Child: c)) : [(Operation: o, Child: "-")]).ToList();
        var answers = questions.ToDictionary(q => q, _ => new string[Roles.Count + 1]);
        foreach (var reading in new[] { true, false })
        {
            for (var who = 0; who <= Roles.Count; who++)
            {
                Role? role = who == 0 ? null : Roles[who - 1];
                var visitor = await Visitor.Of(host, role);
                foreach (var question in questions.Where(q => q.Operation.Method is "GET" or "HEAD" == reading))
                {
                    answers[question][who] = await visitor.Answer(question.Operation, question.Child);
                }
            }
        }
        return [.. questions.Select(q => new MatrixRow(q.Operation.Method, q.Operation.Route, q.Child, answers[q]))];
    }

    /// <summary>What one role is answered, about one child; operations that name no person with them.</summary>
    public static async Task<IReadOnlyDictionary<Operation, string>> AskAs(KithHost host, Role role, string child)
    {
        var visitor = await Visitor.Of(host, role);
        var answers = new Dictionary<Operation, string>();
        foreach (var operation in (await Operations(host.Factory.Services)).OrderBy(o => o.Method is not ("GET" or "HEAD")))
        {
            answers[operation] = await visitor.Answer(operation, operation.AboutPerson ? child : "-");
        }
        return answers;
    }

    /// <summary>The rows as the file holds them.</summary>
    public static string Write(IEnumerable<MatrixRow> rows)
    {
        var text = new StringBuilder("method\troute\tchild\tstranger");
        foreach (var role in Roles)
        {
            text.Append('\t').Append(role);
        }
        text.Append('\n');
        foreach (var row in rows)
        {
            text.Append(row.Key).Append('\t').AppendJoin('\t', row.Answers).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The rows of a file.</summary>
    public static IReadOnlyList<MatrixRow> Read(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split('\t')).Select(c => new MatrixRow(c[0], c[1], c[2], c[3..]))];

    /// <summary>Where the file and the application differ, both ways.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<MatrixRow> file, IReadOnlyList<MatrixRow> application)
    {
        var said = new List<string>();
        var kept = file.ToDictionary(r => r.Key);
        foreach (var row in application)
        {
            if (!kept.Remove(row.Key, out var expected))
            {
                said.Add($"no entry: {row.Key}");
                continue;
            }
            for (var i = 0; i < row.Answers.Count; i++)
            {
                if (i >= expected.Answers.Count || expected.Answers[i] != row.Answers[i])
                {
                    said.Add(
                        $"{row.Key}: {(i == 0 ? "stranger" : Roles[i - 1].ToString())} was {(i < expected.Answers.Count ? expected.Answers[i] : "nothing")}, is {row.Answers[i]}"
                    );
                }
            }
        }
        said.AddRange(kept.Keys.Select(k => $"entry without a route: {k}"));
        return said;
    }

    /// <summary>A stranger or someone of a role, asking.</summary>
    private sealed class Visitor(KithHost host, Role? role, HttpClient client, string token, string? bearer)
    {
        public static async Task<Visitor> Of(KithHost host, Role? role)
        {
            var client = role is null ? host.Stranger() : await host.SignedInAnew(host.People.Accounts[role.Value]);
            var page = await Browse.Page(
                client,
                role is null ? "/sign-in"
                    : role == Role.Partner ? "/partner"
                    : "/account"
            );
            return new Visitor(
                host,
                role,
                client,
                page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
                role is { } r ? await ApiTokens.For(host, host.People.Accounts[r]) : null
            );
        }

        public async Task<string> Answer(Operation operation, string child)
        {
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Address(operation, child));
            if (operation.IsApi)
            {
                // With every scope: what is refused is refused by the role.
                request.Headers.Authorization = bearer is null ? null : new("Bearer", bearer);
                request.Headers.Add("Idempotency-Key", "matrix");
                request.Headers.Add("If-Match", "\"1\"");
                request.Content = operation.Method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
            }
            else if (operation.Method is not ("GET" or "HEAD"))
            {
                request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
            }
            using var reply = await client.SendAsync(request);
            var location = reply.Headers.Location?.ToString() ?? "";
            // An operation that signs its visitor out must not make the next one a stranger.
            if (role is not null && Cookies.Line(reply, "kith") is { } cookie && cookie.Contains("1970", StringComparison.Ordinal))
            {
                var again = await Of(host, role);
                (client, token) = (again.Client, again.Token);
            }
            return (int)reply.StatusCode switch
            {
                // The error page shows itself under the status it speaks of.
                _ when operation.Route.StartsWith("/error", StringComparison.Ordinal) => "allowed",
                200 or 201 or 204 => "allowed",
                401 when operation.IsApi => "sign-in",
                422 when operation.IsApi => "invalid",
                302 or 303 when location.Contains("/sign-in?to=", StringComparison.Ordinal) => "sign-in",
                302 or 303 when location.EndsWith("/known", StringComparison.Ordinal) => "known",
                302 or 303 when location.EndsWith("/restricted", StringComparison.Ordinal) => "restricted",
                302 or 303 => "allowed",
                400 => "invalid",
                403 => "refused",
                404 => "hidden",
                var status => $"fault {status}",
            };
        }

        private HttpClient Client => client;
        private string Token => token;

        private string Address(Operation operation, string child)
        {
            var path = new StringBuilder();
            foreach (var segment in operation.Pattern.PathSegments)
            {
                var text = string.Concat(segment.Parts.Select(p => Text(p)));
                if (text.Length > 0)
                {
                    path.Append('/').Append(text);
                }
            }
            var handler = operation.Route.IndexOf('?', StringComparison.Ordinal);
            return (path.Length == 0 ? "/" : path.ToString()) + (handler < 0 ? "" : operation.Route[handler..]);

            string Text(RoutePatternPart part) =>
                part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart parameter => parameter.IsOptional || parameter.IsCatchAll ? "" : Value(operation, parameter, child),
                    _ => "",
                };
        }

        /// <summary>What a parameter is filled with: children by convention, a few records by name, otherwise something that does not exist.</summary>
        private string Value(Operation operation, RoutePatternParameterPart parameter, string child)
        {
            var people = host.People;
            if (parameter.Name == "id" && operation.AboutPerson)
            {
                return child switch
                    {
                        "own" => people.Own,
                        "team" => people.Team,
                        "other" => people.Other,
                        "restricted" => people.Restricted,
                        "secret" => people.Secret,
                        _ => throw new ArgumentOutOfRangeException(nameof(child)),
                    } + "";
            }
            var first = operation.Route.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var known = (string.Join('/', first.TakeWhile(s => !s.StartsWith('{'))), parameter.Name) switch
            {
                ("teams", "id") => people.TeamA,
                ("workers", "id") => people.ColleagueWorker,
                // Not one of the roles' own: forms that stop or reset an account must not stop the walk.
                ("admin/accounts", "id") => people.Stranger,
                ("admin/teams", "id") => people.TeamB,
                ("admin/people", "id") => people.StrangerWorker,
                ("agencies", "id") => people.Agency,
                // Not the one whose account asks: forms that shut somebody out must not stop the walk.
                ("agencies/people", "id") => people.OtherProfessional,
                _ => Guid.Empty,
            };
            if (operation.Route.StartsWith("/admin/policies/", StringComparison.Ordinal))
            {
                return "clock.cp_visit";
            }
            if (known != Guid.Empty)
            {
                return known.ToString();
            }
            var policies = parameter.ParameterPolicies.Select(p => p.Content ?? "").ToList();
            // «regex(^(chronology|visits)$)»: the first of the words.
            if (policies.FirstOrDefault(p => p.StartsWith("regex(^", StringComparison.Ordinal)) is { } words)
            {
                return new string([.. words["regex(^".Length..].TrimStart('(').TakeWhile(char.IsAsciiLetterOrDigit)]);
            }
            return policies.Contains("guid") ? "01900000-0000-7000-8000-000000000001"
                : policies.Any(p => p is "int" or "long") ? "1"
                : "x";
        }
    }
}
