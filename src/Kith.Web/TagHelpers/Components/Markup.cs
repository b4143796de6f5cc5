using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers.Components;

/// <summary>The few verbs the component generators need for building encoded HTML.</summary>
internal static class Markup
{
    private static readonly HtmlString Space = new(" ");

    /// <summary>An element with its classes; null or empty parts of the class list are left out.</summary>
    public static TagBuilder El(string name, params string?[] classes)
    {
        var tag = new TagBuilder(name);
        var list = string.Join(' ', classes.Where(c => !string.IsNullOrWhiteSpace(c)).Select(c => c!.Trim()));
        if (list.Length > 0)
        {
            tag.Attributes["class"] = list;
        }

        return tag;
    }

    /// <summary>Sets an attribute, or leaves it out when the value is null.</summary>
    public static TagBuilder Attr(this TagBuilder tag, string name, string? value)
    {
        if (value is not null)
        {
            tag.Attributes[name] = value;
        }

        return tag;
    }

    /// <summary>Sets an attribute, or leaves it out when the value is null or empty.</summary>
    public static TagBuilder AttrIfAny(this TagBuilder tag, string name, string? value) => tag.Attr(name, string.IsNullOrEmpty(value) ? null : value);

    /// <summary>Sets a boolean attribute such as <c>disabled</c>.</summary>
    public static TagBuilder Flag(this TagBuilder tag, string name, bool? on) => on == true ? tag.Attr(name, "") : tag;

    /// <summary>Sets the caller's own attributes, which win over ours, except that classes are added.</summary>
    public static TagBuilder Attrs(this TagBuilder tag, IReadOnlyDictionary<string, string?>? attributes)
    {
        foreach (var (name, value) in attributes ?? new Dictionary<string, string?>())
        {
            if (name.Equals("class", StringComparison.OrdinalIgnoreCase))
            {
                tag.AddCssClass(value ?? "");
            }
            else
            {
                tag.Attributes[name] = value ?? "";
            }
        }

        return tag;
    }

    /// <summary>Appends content, null meaning nothing.</summary>
    public static TagBuilder Add(this TagBuilder tag, IHtmlContent? content)
    {
        if (content is not null)
        {
            tag.InnerHtml.AppendHtml(content);
        }

        return tag;
    }

    /// <summary>Appends text, encoded.</summary>
    public static TagBuilder Add(this TagBuilder tag, string? text)
    {
        tag.InnerHtml.Append(text ?? "");
        return tag;
    }

    /// <summary>Appends a space, so that neighbours are not read as one word.</summary>
    public static TagBuilder Gap(this TagBuilder tag) => tag.Add(Space);

    /// <summary>Renders a tag without an end, such as input.</summary>
    public static TagBuilder Void(this TagBuilder tag)
    {
        tag.TagRenderMode = TagRenderMode.SelfClosing;
        return tag;
    }

    /// <summary>Markup when given, otherwise encoded text, otherwise null.</summary>
    public static IHtmlContent? Either(IHtmlContent? html, string? text)
    {
        if (html is HtmlString { Value: "" })
        {
            html = null;
        }

        return html ?? (string.IsNullOrEmpty(text) ? null : new EncodedText(text));
    }

    /// <summary>Adds an id to a space-separated list of ids.</summary>
    public static string Also(string? ids, string id) => string.IsNullOrEmpty(ids) ? id : ids + " " + id;

    /// <summary>The design system's treatment of options: unset and empty are the same.</summary>
    public static bool Has(string? value) => !string.IsNullOrEmpty(value);

    public static string? OrNull(this string? value) => string.IsNullOrEmpty(value) ? null : value;

    /// <summary>An attribute's value as text. Razor hands static values over already encoded; ours are encoded on the way out.</summary>
    public static string Plain(TagHelperAttribute attribute)
    {
        switch (attribute.Value)
        {
            case null:
                return "";
            case IHtmlContent html:
                using (var writer = new StringWriter())
                {
                    html.WriteTo(writer, NullHtmlEncoder.Default);
                    return html is HtmlString ? System.Net.WebUtility.HtmlDecode(writer.ToString()) : writer.ToString();
                }

            case var other:
                return Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        }
    }

    /// <summary>The attributes that a helper does not know, for the element it draws.</summary>
    public static Dictionary<string, string?> Plain(TagHelperAttributeList attributes) =>
        attributes.ToDictionary(a => a.Name, a => (string?)Plain(a), StringComparer.OrdinalIgnoreCase);

    private sealed class EncodedText(string text) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, System.Text.Encodings.Web.HtmlEncoder encoder) => encoder.Encode(writer, text);
    }
}
