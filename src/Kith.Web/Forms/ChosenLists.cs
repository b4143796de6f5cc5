using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace Kith.Web.Forms;

/// <summary>
/// Lets a choice between two lists be one radio button: its value is the list, with commas between, under the name of
/// the field with <see cref="Prefix"/> before it. Values of such lists are codes and ids, never people's words.
/// </summary>
public sealed class ChosenLists : IValueProviderFactory
{
    public const string Prefix = "list:";

    public async Task CreateValueProviderAsync(ValueProviderFactoryContext context)
    {
        var request = context.ActionContext.HttpContext.Request;
        if (!request.HasFormContentType)
        {
            return;
        }
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(context.ActionContext.HttpContext.RequestAborted);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // As the framework's own providers say it: the sender is told, nothing breaks.
            throw new ValueProviderException("This form could not be read. Send it again", error);
        }
        var lists = form.Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(f => f.Key[Prefix.Length..], f => f.Value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
        if (lists.Count > 0)
        {
            context.ValueProviders.Add(new Chosen(lists));
        }
    }

    private sealed class Chosen(Dictionary<string, string[]> lists) : IValueProvider
    {
        public bool ContainsPrefix(string prefix) =>
            prefix.Length == 0 || lists.Keys.Any(k => k.Equals(prefix, StringComparison.OrdinalIgnoreCase) || k.StartsWith(prefix + ".", StringComparison.OrdinalIgnoreCase));

        public ValueProviderResult GetValue(string key) =>
            lists.TryGetValue(key, out var values) && values.Length > 0
                ? new ValueProviderResult(new StringValues(values), CultureInfo.InvariantCulture)
                : ValueProviderResult.None;
    }
}
