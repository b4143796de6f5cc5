using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Kith.Web.Forms;

/// <summary>Offers the binders for dates in three parts and for times as people write them.</summary>
public sealed class DateAndTimeBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var type = Nullable.GetUnderlyingType(context.Metadata.ModelType) ?? context.Metadata.ModelType;
        return type == typeof(DateOnly) ? new DateInputBinder()
            : type == typeof(TimeOnly) ? new TimeBinder()
            : null;
    }
}

/// <summary>
/// Binds a date from <c>X.Day</c>, <c>X.Month</c> and <c>X.Year</c> (the date input), or from <c>X</c> as yyyy-MM-dd (links and hidden fields).
/// Errors stand on <c>X</c>; the parts keep what was typed.
/// </summary>
public sealed class DateInputBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext context)
    {
        var name = context.ModelName;
        var field = FieldName.Of(context.ModelMetadata);
        var (day, month, year) = (Part(context, name + ".Day"), Part(context, name + ".Month"), Part(context, name + ".Year"));
        if (day is null && month is null && year is null)
        {
            return Whole(context, name, field);
        }

        var parts = DateParts.Read(day, month, year, field);
        if (parts.Error is not null)
        {
            context.ModelState.TryAddModelError(name, parts.Error);
            context.Result = ModelBindingResult.Failed();
        }
        else
        {
            Succeed(context, name, field, parts.Date);
        }

        return Task.CompletedTask;
    }

    private static Task Whole(ModelBindingContext context, string name, string field)
    {
        var value = context.ValueProvider.GetValue(name);
        if (value == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        context.ModelState.SetModelValue(name, value);
        var text = value.FirstValue?.Trim() ?? "";
        if (text.Length == 0)
        {
            Succeed(context, name, field, null);
        }
        else if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            context.Result = ModelBindingResult.Success(date);
        }
        else
        {
            context.ModelState.TryAddModelError(name, $"{field} must be a real date");
            context.Result = ModelBindingResult.Failed();
        }

        return Task.CompletedTask;
    }

    private static void Succeed(ModelBindingContext context, string name, string field, DateOnly? date)
    {
        if (date is null && !context.ModelMetadata.IsReferenceOrNullableType)
        {
            context.ModelState.TryAddModelError(name, $"Enter {FieldName.Inside(field)}");
            context.Result = ModelBindingResult.Failed();
        }
        else
        {
            context.Result = ModelBindingResult.Success(date);
        }
    }

    private static string? Part(ModelBindingContext context, string name)
    {
        var value = context.ValueProvider.GetValue(name);
        if (value == ValueProviderResult.None)
        {
            return null;
        }

        context.ModelState.SetModelValue(name, value);
        // The date as a whole is what is right or wrong. Where it is a page's own and is left empty, nobody else would look at
        // its parts, and a form on which nothing is wrong would come back without a word.
        context.ModelState.MarkFieldSkipped(name);
        return value.FirstValue ?? "";
    }
}

/// <summary>Binds a time from what people write: 14:30, 14.30, 1430, 2:30pm, 2pm.</summary>
public sealed partial class TimeBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext context)
    {
        var value = context.ValueProvider.GetValue(context.ModelName);
        if (value == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        context.ModelState.SetModelValue(context.ModelName, value);
        var field = FieldName.Of(context.ModelMetadata);
        var text = value.FirstValue?.Trim() ?? "";
        if (text.Length == 0 && context.ModelMetadata.IsReferenceOrNullableType)
        {
            context.Result = ModelBindingResult.Success(null);
        }
        else if (Read(text) is { } time)
        {
            context.Result = ModelBindingResult.Success(time);
        }
        else
        {
            context.ModelState.TryAddModelError(context.ModelName, text.Length == 0 ? $"Enter {FieldName.Inside(field)}" : $"{field} must be a time, such as 2:30pm or 14:30");
            context.Result = ModelBindingResult.Failed();
        }

        return Task.CompletedTask;
    }

    /// <summary>Reads a time, or null when it is none. An hour alone needs «am» or «pm».</summary>
    public static TimeOnly? Read(string text)
    {
        text = text.Trim().ToLowerInvariant();
        if (text is "midday" or "noon")
        {
            return new TimeOnly(12, 0);
        }

        if (text == "midnight")
        {
            return TimeOnly.MinValue;
        }

        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var half = match.Groups["half"].Value;
        var minutes = match.Groups["minute"];
        if (!minutes.Success && half.Length == 0)
        {
            return null;
        }

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = minutes.Success ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : 0;
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half[0] == 'p' ? 12 : 0);
        }

        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex(@"^(?<hour>\d{1,2}?)(?:[:.]?(?<minute>\d{2}))?\s*(?<half>[ap]\.?m\.?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
