using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Kith.WebTests.Support;

/// <summary>Uses pages as a browser without JavaScript does: reads them, fills in their forms, presses their buttons.</summary>
public static class Browse
{
    /// <summary>A page that must answer 200.</summary>
    public static async Task<IHtmlDocument> Page(HttpClient client, string address)
    {
        using var reply = await client.GetAsync(address);
        return reply.StatusCode == HttpStatusCode.OK
            ? await Read(reply, address)
            : throw new InvalidOperationException($"{address} answered {(int)reply.StatusCode} {reply.Headers.Location}");
    }

    /// <summary>What a search through the box on the page finds.</summary>
    public static async Task<IHtmlDocument> Search(HttpClient client, string words)
    {
        using var sent = await Submit(client, await Page(client, "/search"), "main form[role=search]", ("q", words));
        return await Page(client, sent.Headers.Location!.ToString());
    }

    /// <summary>The page in a reply.</summary>
    public static async Task<IHtmlDocument> Read(HttpResponseMessage reply, string? address = null)
    {
        var document = await new HtmlParser(new HtmlParserOptions(), BrowsingContext.New(Configuration.Default)).ParseDocumentAsync(await reply.Content.ReadAsStringAsync());
        document.Location.Href = new Uri(new Uri("http://localhost"), address ?? reply.RequestMessage!.RequestUri!.PathAndQuery).ToString();
        return document;
    }

    /// <summary>Presses a button: sends its form as filled in by the page and by <paramref name="fields"/>.</summary>
    public static Task<HttpResponseMessage> Press(HttpClient client, IHtmlDocument page, string button, params (string Name, string? Value)[] fields)
    {
        var pressed = page.QuerySelector(button) as IHtmlElement ?? throw new InvalidOperationException($"The page {page.Location.PathName} has no {button}");
        var form = (pressed as IHtmlButtonElement)?.Form ?? pressed.Closest("form") as IHtmlFormElement ?? throw new InvalidOperationException($"{button} stands in no form");
        return Send(client, page, form, pressed, fields);
    }

    /// <summary>Sends the form that <paramref name="selector"/> finds (the first in main when not given).</summary>
    public static Task<HttpResponseMessage> Submit(HttpClient client, IHtmlDocument page, string selector, params (string Name, string? Value)[] fields) =>
        Send(
            client,
            page,
            page.QuerySelector(selector) as IHtmlFormElement ?? throw new InvalidOperationException($"The page {page.Location.PathName} has no form {selector}"),
            null,
            fields
        );

    /// <summary>The text of a page's errors, as the summary lists them.</summary>
    public static IReadOnlyList<string> Errors(IDocument page) => [.. page.QuerySelectorAll(".govuk-error-summary__list li").Select(e => e.TextContent.Trim())];

    private static async Task<HttpResponseMessage> Send(HttpClient client, IHtmlDocument page, IHtmlFormElement form, IHtmlElement? pressed, (string Name, string? Value)[] fields)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { IsDisabled: false, Name: { Length: > 0 } name } input
                    when input.Type is not ("submit" or "button" or "file") && (input.Type is not ("checkbox" or "radio") || input.IsChecked):
                    values.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement { IsDisabled: false, Name: { Length: > 0 } name } area:
                    values.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement { IsDisabled: false, Name: { Length: > 0 } name } select:
                    values.AddRange(select.Options.Where(o => o.IsSelected).Select(o => new KeyValuePair<string, string>(name, o.Value)));
                    break;
            }
        }
        if (pressed?.GetAttribute("name") is { Length: > 0 } button)
        {
            values.Add(new(button, pressed.GetAttribute("value") ?? ""));
        }
        foreach (var group in fields.GroupBy(f => f.Name))
        {
            values.RemoveAll(v => v.Key == group.Key);
            values.AddRange(group.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Name, f.Value!)));
        }
        var target = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var address = string.IsNullOrEmpty(target) ? page.Location.PathName + page.Location.Search : target;
        if (string.Equals(form.GetAttribute("method"), "get", StringComparison.OrdinalIgnoreCase))
        {
            return await client.GetAsync(address.Split('?')[0] + "?" + await new FormUrlEncodedContent(values).ReadAsStringAsync());
        }
        return await client.PostAsync(address, new FormUrlEncodedContent(values));
    }
}
