using System.Globalization;
using System.Text.Json;

namespace Kith.Practice.Visits.Offline;

/// <summary>One child's part of a visit as the device wrote it. Everything is text: what is half written is not wrong yet.</summary>
public sealed record WrittenChild
{
    public Guid Id { get; init; }
    public string? Part { get; init; }
    public string? WhyNotSeen { get; init; }
    public bool Alone { get; init; }
    public bool Bedroom { get; init; }
    public string? WhoElse { get; init; }
    public string? Words { get; init; }
    public string? Method { get; init; }
    public string? WhatMatters { get; init; }
    public string? Shown { get; init; }
    public string? Feeling { get; init; }
    public string? Text { get; init; }
}

/// <summary>A visit as the device wrote it, in the words of its form.</summary>
public sealed record WrittenVisit
{
    public Guid? Planned { get; init; }

    /// <summary>«yyyy-MM-dd».</summary>
    public string? On { get; init; }

    /// <summary>«HH:mm».</summary>
    public string? At { get; init; }
    public string? Place { get; init; }
    public bool Unannounced { get; init; }
    public string? Purpose { get; init; }
    public bool NotHeld { get; init; }
    public string? Missed { get; init; }
    public string? MissedText { get; init; }
    public IReadOnlyList<WrittenChild> Children { get; init; } = [];
    public string? SharedText { get; init; }
    public string? Observations { get; init; }
    public string? Analysis { get; init; }
    public string? Changed { get; init; }
    public string? Next { get; init; }

    /// <summary>False: still being written when the device had to let it go.</summary>
    public bool Finished { get; init; }

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    /// <summary>Reads it; null where it is nothing of the kind.</summary>
    public static WrittenVisit? Of(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<WrittenVisit>(json, Shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As a device writes it.</summary>
    public string Json() => JsonSerializer.Serialize(this, Shape);

    /// <summary>The same as the ordinary form holds it. What cannot be read is left empty, and then the form asks for it.</summary>
    public VisitInput Input(Guid? worker, VisitKind? kind) =>
        new()
        {
            PlannedId = Planned,
            On = DateOnly.TryParseExact(On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null,
            At = TimeOnly.TryParseExact(At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null,
            Kind = kind,
            WorkerId = worker,
            Place = Place,
            Unannounced = Unannounced,
            Purpose = Purpose,
            NotHeld = NotHeld,
            Missed = Named<VisitMissed>(Missed),
            MissedText = MissedText,
            SharedText = SharedText,
            Observations = Observations,
            Analysis = Analysis,
            Changed = Changed,
            Next = Next,
            Children =
            [
                .. (Children ?? []).Select(c => new VisitChildInput
                {
                    PersonId = c.Id,
                    Part = Named<VisitPart>(c.Part) ?? VisitPart.NotPart,
                    WhyNotSeen = c.WhyNotSeen,
                    Alone = c.Alone,
                    Bedroom = c.Bedroom,
                    WhoElse = c.WhoElse,
                    Words = c.Words,
                    Method = c.Method,
                    WhatMatters = c.WhatMatters,
                    Shown = c.Shown,
                    Feeling = Named<Voice.Feeling>(c.Feeling),
                    Text = c.Text,
                }),
            ],
        };

    /// <summary>A visit as the fields of its form would be sent: so that it can be a draft of that form.</summary>
    public static IReadOnlyDictionary<string, string[]> Fields(VisitInput input)
    {
        var fields = new Dictionary<string, string[]>();
        Put("PlannedId", input.PlannedId?.ToString());
        Put("On", input.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Put("At", input.At?.ToString("HH:mm", CultureInfo.InvariantCulture));
        Put("Kind", input.Kind?.ToString());
        Put("WorkerId", input.WorkerId?.ToString());
        Put("Place", input.Place);
        Put("Unannounced", Yes(input.Unannounced));
        Put("Purpose", input.Purpose);
        Put("NotHeld", Yes(input.NotHeld));
        Put("Missed", input.Missed?.ToString());
        Put("MissedText", input.MissedText);
        Put("SharedText", input.SharedText);
        Put("Observations", input.Observations);
        Put("Analysis", input.Analysis);
        Put("Changed", input.Changed);
        Put("Next", input.Next);
        for (var i = 0; i < input.Children.Count; i++)
        {
            var child = input.Children[i];
            Put($"Children[{i}].PersonId", child.PersonId.ToString());
            Put($"Children[{i}].Part", child.Part?.ToString());
            Put($"Children[{i}].WhyNotSeen", child.WhyNotSeen);
            Put($"Children[{i}].Alone", Yes(child.Alone));
            Put($"Children[{i}].Bedroom", Yes(child.Bedroom));
            Put($"Children[{i}].WhoElse", child.WhoElse);
            Put($"Children[{i}].Words", child.Words);
            Put($"Children[{i}].Method", child.Method);
            Put($"Children[{i}].WhatMatters", child.WhatMatters);
            Put($"Children[{i}].Shown", child.Shown);
            Put($"Children[{i}].Feeling", child.Feeling?.ToString());
            Put($"Children[{i}].Text", child.Text);
        }
        return fields;

        void Put(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                fields[$"Input.{name}"] = [value];
            }
        }

        static string? Yes(bool value) => value ? "true" : null;
    }

    private static T? Named<T>(string? name)
        where T : struct, Enum => Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) && value.ToString() == name ? value : null;
}
