using System.Security.Cryptography;
using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Microsoft.Net.Http.Headers;

namespace Kith.Web.Api;

/// <summary>
/// What every operation shares: an answer carries an ETag, and whoever has it already is told so in few bytes; what a use
/// case refuses is a problem in words.
/// </summary>
internal sealed class Answers(ILogger<Answers> log) : IEndpointFilter
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>An answer whose mark is its version, so that it can be asked for again in If-Match.</summary>
    public sealed record Marked(object Body, int Version);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        object? answer;
        try
        {
            answer = await next(context);
        }
        catch (AccessRefusedException refused)
        {
            // The answer is the same whether the record is hidden or was never there.
            return refused.Sight == Sight.Read ? Problems.Of(403, "Not allowed", "The account may read this, but not do that.") : Missing;
        }
        catch (NotAcceptedException wrong)
        {
            return Problems.Of(422, "Not accepted", wrong.Message, [.. wrong.Problems.Select(p => new Problems.Fault(Camel(p.Field), p.Message))]);
        }
        catch (SecondEditorException)
        {
            return Problems.Of(412, "Changed in the meantime", "Somebody changed it since. Read it again, and send its new version in If-Match.");
        }
        catch (FormatException wrong)
        {
            return Problems.Of(400, "Not understood", wrong.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException && !http.RequestServices.GetRequiredService<Practice.Store.DatabaseEngine>().IsUnavailable(error))
        {
            // The kind alone: a message may quote what was asked.
            log.LogError("An operation of the API failed: {Kind} in {Operation}", error.GetBaseException().GetType().Name, http.GetEndpoint()?.DisplayName);
            return Problems.Of(500, "Something went wrong in Kith", "Nothing was changed. Try again later, and if it stays tell whoever looks after Kith.");
        }
        switch (answer)
        {
            case null:
                return Missing;
            case IResult result:
                return result;
        }
        var (body, version) = answer is Marked marked ? (marked.Body, (int?)marked.Version) : (answer, null);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Web);
        var tag = new EntityTagHeaderValue(version is { } v ? $"\"{v}\"" : $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known && known.Any(k => k.Compare(tag, useStrongComparison: false) || k == EntityTagHeaderValue.Any)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(bytes, "application/json; charset=utf-8");
    }

    /// <summary>Nothing here that the caller may know of.</summary>
    public static IResult Missing => Problems.Of(404, "Not found", "There is nothing here that this token may read.");

    private static string Camel(string field) => field.Length == 0 ? "" : char.ToLowerInvariant(field[0]) + field[1..];
}
