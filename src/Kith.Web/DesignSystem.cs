using System.Text.Encodings.Web;
using System.Text.Unicode;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.WebEncoders;

namespace Kith.Web;

/// <summary>What pages need from the host to look and read right.</summary>
public static class DesignSystem
{
    /// <summary>Where a page leaves the sentence for the next one; also used by <c>KithPage.Done</c>.</summary>
    public const string ConfirmationKey = "Done";

    /// <summary>Where a page leaves for itself why the same was not recorded a second time.</summary>
    public const string AskedKey = "Asked";

    /// <summary>Where a page leaves for its list of what is to be put right where that is to be seen.</summary>
    public const string SeeKey = "See";

    /// <summary>Registers the council's identity, the date and time binders, plain words for binding errors, and readable encoding of names.</summary>
    public static IServiceCollection AddDesignSystem(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<CouncilIdentity>()
            .Configure(c => c.Name = configuration["Kith:Mode"] == "serve" ? CouncilIdentity.Unnamed : c.Name)
            .Bind(configuration.GetSection(CouncilIdentity.Section));
        services.AddSingleton<CurrentCouncil>();
        services.AddTransient(provider => provider.GetRequiredService<CurrentCouncil>().Current);
        // Otherwise every letter beyond ASCII is sent as an entity: Siân stays readable in the source.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<MvcOptions>(o =>
        {
            o.ModelBinderProviders.Insert(0, new DateAndTimeBinderProvider());
            o.ValueProviderFactories.Add(new ChosenLists());
            // «required» is said by the page in its own words, not by the type of a property.
            o.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            var messages = o.ModelBindingMessageProvider;
            messages.SetValueIsInvalidAccessor(_ => "This could not be read. Enter it again");
            messages.SetValueMustNotBeNullAccessor(_ => "Enter an answer");
            messages.SetMissingBindRequiredValueAccessor(field => $"Enter {FieldName.Inside(FieldName.Words(field))}");
            messages.SetAttemptedValueIsInvalidAccessor((_, field) => $"{FieldName.Words(field)} could not be read. Enter it again");
            messages.SetUnknownValueIsInvalidAccessor(field => $"{FieldName.Words(field)} could not be read. Enter it again");
            messages.SetValueMustBeANumberAccessor(field => $"{FieldName.Words(field)} must be a number");
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "This could not be read. Enter it again");
            messages.SetNonPropertyValueMustBeANumberAccessor(() => "Enter a number");
        });
        return services;
    }

    /// <summary>Maps the sheet with the council's colour, open to all.</summary>
    public static IEndpointRouteBuilder MapDesignSystem(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet(
                "/council.css",
                (CouncilIdentity council, HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                    return Results.Text(council.StyleSheet, "text/css");
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        return endpoints;
    }

    /// <summary>Says on the next page what was done, in a green banner. One sentence: «Visit recorded.»</summary>
    public static void Confirm(this ITempDataDictionary tempData, string sentence) => tempData[ConfirmationKey] = sentence;

    /// <summary>The sentence left by the page before, once.</summary>
    public static string? Confirmation(this ITempDataDictionary tempData) => tempData[ConfirmationKey] as string;
}
