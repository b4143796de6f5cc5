using System.Text.Json.Nodes;
using Kith.Practice.Access.Api;
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
}

/// <summary>Says in the document which scope an operation needs.</summary>
internal sealed record NeedsScope(string Scope);
