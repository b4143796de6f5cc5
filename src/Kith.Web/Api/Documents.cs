using System.Text.Json.Nodes;
using Kith.Practice.Access.Api;
using Kith.Practice.Api.Webhooks;
using Microsoft.OpenApi;

namespace Kith.Web.Api;

/// <summary>The document of the API (OpenAPI), made from the operations themselves.</summary>
internal static class Documents
{
    public static void Add(IServiceCollection services) =>
        services.AddOpenApi(
            Version20261126.Name,
            o =>
            {
                o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                o.ShouldInclude = d => d.GroupName == Version20261126.Name;
                o.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo
                        {
                            Title = "Kith",
                            Version = Version20261126.Name,
                            Description =
                                "Children's records of one authority, under the same access as its pages; every reading stands on the child's record. A version is a date in the path and stays as it is: fields may be added, none are renamed or taken away.",
                        };
                        document.Servers = [];
                        document.Components ??= new OpenApiComponents();
                        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                        {
                            ["token"] = new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.Http,
                                Scheme = "bearer",
                                Description = "A token that a person made under Your account, Tokens for programs. It carries no more than the person's own roles.",
                            },
                            ["system"] = new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.OAuth2,
                                Description = "For another system of the council: an administrator lets it ask under Admin, Systems.",
                                Flows = new OpenApiOAuthFlows
                                {
                                    ClientCredentials = new OpenApiOAuthFlow
                                    {
                                        TokenUrl = new Uri("/api/token", UriKind.Relative),
                                        Scopes = ApiScopes.All.ToDictionary(s => s.Name, s => s.InWords),
                                    },
                                },
                            },
                        };
                        document.Webhooks = Webhooks();
                        return Task.CompletedTask;
                    }
                );
                o.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<NeedsScope>().FirstOrDefault() is { } needs)
                        {
                            operation.Security =
                            [
                                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", context.Document)] = [] },
                                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("system", context.Document)] = [needs.Scope] },
                            ];
                            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
                            operation.Extensions["x-scope"] = new JsonNodeExtension(JsonValue.Create(needs.Scope)!);
                        }
                        return Task.CompletedTask;
                    }
                );
            }
        );

    /// <summary>What systems are told without asking (see <see cref="WebhookDelivery"/>): the shape and the headers of a delivery.</summary>
    private static Dictionary<string, IOpenApiPathItem> Webhooks()
    {
        static OpenApiSchema Text(string? format, string words) =>
            new()
            {
                Type = JsonSchemaType.String,
                Format = format,
                Description = words,
            };
        static OpenApiParameter Header(string name, string words) =>
            new()
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = true,
                Description = words,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        var told = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "id", "kind", "at" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["id"] = Text("uuid", "Of the event. Told twice, it is the same."),
                ["kind"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = string.Join("; ", WebhookKinds.All.Select(k => $"{k.Name}: {k.InWords}").Append($"{WebhookKinds.Test}: a delivery that only tries the way")),
                    Enum = [.. WebhookKinds.All.Select(k => JsonValue.Create(k.Name)).Append(JsonValue.Create(WebhookKinds.Test))],
                },
                ["at"] = Text("date-time", "When it was recorded."),
                ["childId"] = Text("uuid", "The child whose record it stands on; none in a try."),
                ["recordId"] = Text("uuid", "The record that it is about, where there is one besides the child."),
            },
        };
        var delivery = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "events" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["events"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = told,
                    MaxItems = TellWebhooks.MostTold,
                },
            },
        };
        return new()
        {
            ["happened"] = new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation>
                {
                    [HttpMethod.Post] = new()
                    {
                        OperationId = "Happened",
                        Summary = "Things that happened on records that the system may read, the earliest of the delivery first.",
                        Description =
                            "Sent to the address that was given under Data, Webhooks. Answer with 2xx once it is kept; 400, 413 and 422 refuse it for good; anything else, and no answer, has it sent again for three days with the same webhook-id. Ids and kinds are all that is told: ask the API for more.",
                        Parameters =
                        [
                            Header(WebhookSignature.IdHeader, "The delivery; the same when it is sent again."),
                            Header(WebhookSignature.TimeHeader, "Seconds since 1970 at which it was sent. Refuse what is more than five minutes off."),
                            Header(
                                WebhookSignature.SignatureHeader,
                                "One or two signatures with a blank between, as Standard Webhooks has them: «v1,» and the base64 of HMAC-SHA256 over «id.timestamp.body», under the bytes of the secret that follow whsec_ in base64. One that is right is enough."
                            ),
                        ],
                        RequestBody = new OpenApiRequestBody
                        {
                            Required = true,
                            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = delivery } },
                        },
                        Responses = new OpenApiResponses { ["2XX"] = new OpenApiResponse { Description = "It is kept." } },
                    },
                },
            },
        };
    }
}

/// <summary>Says in the document which scope an operation needs.</summary>
internal sealed record NeedsScope(string Scope);
