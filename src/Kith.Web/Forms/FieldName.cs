using System.Text;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Kith.Web.Forms;

/// <summary>A field's name in words, for labels and messages.</summary>
public static class FieldName
{
    /// <summary>The display name, or the property's name in words: DateOfBirth gives «Date of birth», On «Date» and At «Time».</summary>
    public static string Of(ModelMetadata metadata) =>
        metadata.DisplayName
        ?? (metadata.PropertyName ?? metadata.ParameterName) switch
        {
            "On" => "Date",
            "At" => "Time",
            var name => Words(name ?? "Value"),
        };

    /// <summary>The name inside a sentence: first letter small unless it is an abbreviation.</summary>
    public static string Inside(string field) => field.Length > 1 && char.IsUpper(field[0]) && !char.IsUpper(field[1]) ? char.ToLowerInvariant(field[0]) + field[1..] : field;

    /// <summary>An identifier in words: LastSeenOn gives «Last seen on», NhsNumber «Nhs number».</summary>
    public static string Words(string identifier)
    {
        var words = new StringBuilder();
        for (var i = 0; i < identifier.Length; i++)
        {
            var c = identifier[i];
            var starts = i > 0 && char.IsUpper(c) && (!char.IsUpper(identifier[i - 1]) || (i + 1 < identifier.Length && char.IsLower(identifier[i + 1])));
            var lone = starts && i + 1 < identifier.Length && char.IsUpper(identifier[i + 1]);
            words.Append(starts ? " " : "").Append(starts && !lone ? char.ToLowerInvariant(c) : c);
        }

        return words.ToString();
    }
}
