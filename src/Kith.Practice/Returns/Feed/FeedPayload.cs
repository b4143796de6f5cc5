using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Practice.Import;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Returns.Ssd;
using Kith.Practice.Workforce;
using Kith.Standards.AnnexA;
using Kith.Standards.Identifiers;

namespace Kith.Practice.Returns.Feed;

/// <summary>
/// The stretch of time that the national feed tells of: from 1 April of the financial year that is reached by going back
/// 24 months, to the day after the run (data-to-insight/dfe-csc-api-data-flows, staging script v0.4.8).
/// </summary>
public sealed record FeedWindow(DateOnly From, DateOnly To)
{
    public static FeedWindow Of(DateOnly today)
    {
        var back = today.AddMonths(-24);
        return new FeedWindow(new DateOnly(back.Month >= 4 ? back.Year : back.Year - 1, 4, 1), today.AddDays(1));
    }

    public bool Meets(DateOnly from, DateOnly? to) => from <= To && (to is null || to >= From);

    public bool Has(DateOnly? day) => day >= From && day <= To;
}

/// <summary>
/// One child as the Department asks to be told: details and, episode by episode, dates and codes. Nothing that anybody
/// wrote about the child. Pure: the same records and window give the same bytes.
/// </summary>
public sealed class FeedPayload
{
    private const int OldestAge = 25;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly AnnexAList CareList = AnnexAEdition.Latest[8];

    /// <summary>Properties that hold an episode's parts, with the property of their id.</summary>
    private static readonly (string Part, string Id)[] Parts =
    [
        ("child_and_family_assessments", "child_and_family_assessment_id"),
        ("child_in_need_plans", "child_in_need_plan_id"),
        ("section_47_assessments", "section_47_assessment_id"),
        ("child_protection_plans", "child_protection_plan_id"),
        ("child_looked_after_placements", "child_looked_after_placement_id"),
    ];

    private FeedPayload(JsonObject child)
    {
        Child = child;
        var text = JsonSerializer.SerializeToUtf8Bytes(child, Plain);
        Hash = Convert.ToHexStringLower(SHA256.HashData(text));
        Ids = [.. IdsOf(child)];
    }

    public JsonObject Child { get; }
    public string Hash { get; }
    public IReadOnlyList<string> Ids { get; }
    public string LaChildId => (string)Child["la_child_id"]!;

    /// <summary>The child's payload; null for a child whom the feed does not concern.</summary>
    /// <param name="registrations">Social Work England numbers of workers, by their id.</param>
    public static FeedPayload? Of(SsdRecords r, FeedWindow window, IReadOnlyDictionary<Guid, string> registrations)
    {
        var p = r.Person;
        if (!p.HasChildRecord || p.LaChildId is not { Length: > 0 and <= 20 } id || !id.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }
        var born = p.DateOfBirth is { } dob ? dob <= window.To && dob.AddYears(OldestAge + 1) > window.From : window.Has(p.ExpectedDateOfBirth);
        var episodes = r
            .Episodes.Where(e => window.Meets(e.ReferredOn, e.NoFurtherAction ? e.ClosedOn ?? e.ReferredOn : e.ClosedOn))
            .OrderBy(e => e.ReferredOn)
            .ThenBy(e => e.Id)
            .ToList();
        if (!born || episodes.Count == 0)
        {
            return null;
        }
        var child = new JsonObject
        {
            ["la_child_id"] = id,
            ["purge"] = false,
            ["child_details"] = Details(r),
        };
        if (Wellbeing(r, window) is { } wellbeing)
        {
            child["health_and_wellbeing"] = wellbeing;
        }
        child["social_care_episodes"] = new JsonArray([.. episodes.Select(e => Episode(e, r, window, registrations, e == episodes[^1]))]);
        return new FeedPayload(child);
    }

    /// <summary>A payload that was written before, without what it only takes back.</summary>
    public static FeedPayload Received(JsonObject written)
    {
        var child = written.DeepClone().AsObject();
        foreach (var episode in (child["social_care_episodes"] as JsonArray)?.ToList() ?? [])
        {
            if (IsPurged(episode))
            {
                child["social_care_episodes"]!.AsArray().Remove(episode);
                continue;
            }
            foreach (var (part, _) in Parts)
            {
                if (episode![part] is JsonArray many)
                {
                    foreach (var one in many.Where(IsPurged).ToList())
                    {
                        many.Remove(one);
                    }
                    // A part that was there only to take something back was not in the payload itself.
                    if (many.Count == 0)
                    {
                        episode.AsObject().Remove(part);
                    }
                }
            }
        }
        return new FeedPayload(child);
    }

    /// <summary>A child who is to be taken back whole.</summary>
    public static JsonObject Purged(string laChildId) => new() { ["la_child_id"] = laChildId, ["purge"] = true };

    /// <summary>Whether something is only there to be taken back.</summary>
    public static bool IsPurged(JsonNode? node) => node?["purge"] is JsonValue value && value.TryGetValue<bool>(out var purge) && purge;

    /// <summary>The payload with what the Department holds and these records no longer do, marked to be taken back.</summary>
    public JsonObject TakingBack(IEnumerable<string> received)
    {
        var gone = received.Except(Ids, StringComparer.Ordinal).ToList();
        if (gone.Count == 0)
        {
            return Child;
        }
        var child = Child.DeepClone().AsObject();
        var episodes = child["social_care_episodes"]!.AsArray();
        foreach (var id in gone.Order(StringComparer.Ordinal))
        {
            var path = id.Split('/');
            var episode = episodes.FirstOrDefault(e => (string?)e!["social_care_episode_id"] == path[0])?.AsObject();
            if (path.Length == 1)
            {
                episodes.Add(new JsonObject { ["social_care_episode_id"] = path[0], ["purge"] = true });
            }
            else if (episode is not null && !IsPurged(episode))
            {
                // The parts of an episode that goes whole go with it.
                var (part, key) = Parts.First(p => p.Part == path[1]);
                if (episode[part] is not JsonArray many)
                {
                    episode[part] = many = [];
                }
                many.Add(new JsonObject { [key] = path[2], ["purge"] = true });
            }
        }
        return child;
    }

    private static IEnumerable<string> IdsOf(JsonObject child)
    {
        foreach (var episode in child["social_care_episodes"]?.AsArray() ?? [])
        {
            var id = (string)episode!["social_care_episode_id"]!;
            yield return id;
            foreach (var (part, key) in Parts)
            {
                foreach (var one in episode[part] as JsonArray ?? [])
                {
                    yield return $"{id}/{part}/{(string)one![key]!}";
                }
            }
        }
    }

    private static JsonObject Details(SsdRecords r)
    {
        var p = r.Person;
        var home = r.Addresses.Where(a => a.To is null && a.Postcode is not null && !a.Confidential).OrderByDescending(a => a.From).ThenByDescending(a => a.Id).FirstOrDefault();
        var status = r.Kept.Where(k => k.Row.Table == "ssd_immigration_status" && IsUnaccompanied(k.Row["immi_immigration_status"])).Select(k => k.Row).LastOrDefault();
        var disabilities = r.Disabilities.Select(d => d.Code).Where(c => c.Length <= 4 && c != "NONE").Distinct().Order(StringComparer.Ordinal).Take(12).ToList();
        return Object(
            ("unique_pupil_number", Exactly(p.Upn, 13)),
            ("former_unique_pupil_number", Exactly(p.FormerUpn, 13)),
            ("unique_pupil_number_unknown_reason", p.Upn is null ? AtMost(p.UpnUnknown, 4) : null),
            ("first_name", p.GivenName),
            ("surname", p.FamilyName),
            ("date_of_birth", Day(p.DateOfBirth)),
            ("expected_date_of_birth", p.DateOfBirth is null ? Day(p.ExpectedDateOfBirth) : null),
            ("sex", p.Sex is "M" or "F" ? p.Sex : "U"),
            ("ethnicity", AtMost(p.Ethnicity, 4)),
            ("disabilities", new JsonArray([.. (disabilities.Count == 0 ? ["NONE"] : disabilities).Select(d => (JsonNode)d)])),
            ("postcode", AtMost(home?.Postcode, 8)),
            ("uasc_flag", status is not null || IsUnaccompanied(p.ImmigrationStatus)),
            ("uasc_end_date", Day(Date(status?["immi_immigration_status_end_date"]))),
            ("purge", false)
        );
    }

    private static JsonObject? Wellbeing(SsdRecords r, FeedWindow window)
    {
        var scores = r
            .Kept.Where(k => k.Row.Table == "ssd_sdq_scores")
            .Select(k => (On: Date(k.Row["csdq_sdq_completed_date"]), Score: ExtractValues.Integer(k.Row["csdq_sdq_score"])))
            .Where(s => window.Has(s.On) && s.Score is not null)
            .OrderBy(s => s.On)
            .Select(s => (JsonNode)Object(("date", Day(s.On)), ("score", s.Score)))
            .ToArray();
        return scores.Length == 0 ? null : new JsonObject { ["sdq_assessments"] = new JsonArray(scores), ["purge"] = false };
    }

    private static JsonObject Episode(Episode e, SsdRecords r, FeedWindow window, IReadOnlyDictionary<Guid, string> registrations, bool isLatest)
    {
        bool Of(Guid? episode, DateOnly on) => episode == e.Id || (episode is null && e == Within(r, on));
        var conferences = r.Conferences.Where(c => c.HeldOn is not null).ToLookup(c => c.EnquiryId);
        var permanence = r.Kept.Where(k => k.Row.Table == "ssd_permanence").Select(k => k.Row).LastOrDefault();
        var leaver = r.Kept.Where(k => k.Row.Table == "ssd_care_leavers").Select(k => k.Row).LastOrDefault();
        return Object(
            ("social_care_episode_id", SsdIds.Of(e.Id)),
            ("referral_date", Day(e.ReferredOn)),
            ("referral_source", AtMost(e.SourceCode, 2)),
            ("referral_no_further_action_flag", e.NoFurtherAction),
            ("closure_date", Day(e.ClosedOn)),
            ("closure_reason", AtMost(e.ClosureReason, 3)),
            (
                "care_worker_details",
                Many(
                    r.Allocations.Where(a =>
                            a.Role == AllocationRole.Lead && a.WorkerId is not null && a.From <= (e.ClosedOn ?? window.To) && (a.To is null || a.To >= e.ReferredOn)
                        )
                        .OrderBy(a => a.From)
                        .ThenBy(a => a.Id)
                        .Select(a => (a, Number: registrations.GetValueOrDefault(a.WorkerId!.Value)))
                        .Where(a => a.Number is { Length: > 0 and <= 12 })
                        .Select(a => Object(("worker_id", a.Number), ("start_date", Day(a.a.From)), ("end_date", Day(a.a.To))))
                )
            ),
            (
                Parts[0].Part,
                Many(
                    r.Assessments.Where(a => Of(a.EpisodeId, a.StartedOn) && (window.Has(a.StartedOn) || window.Has(a.AuthorisedOn)))
                        .OrderBy(a => a.StartedOn)
                        .ThenBy(a => a.Id)
                        .Select(a =>
                            Object(
                                (Parts[0].Id, SsdIds.Of(a.Id)),
                                ("start_date", Day(a.StartedOn)),
                                ("authorisation_date", Day(a.AuthorisedOn)),
                                (
                                    "factors",
                                    new JsonArray([
                                        .. a.Factors.Select(f => f.Code).Where(c => c.Length <= 3).Distinct().Order(StringComparer.Ordinal).Take(41).Select(c => (JsonNode)c),
                                    ])
                                ),
                                ("purge", false)
                            )
                        )
                )
            ),
            (
                Parts[1].Part,
                Many(
                    r.CinPlans.Where(p => Of(p.EpisodeId, p.StartedOn) && window.Meets(p.StartedOn, p.EndedOn))
                        .OrderBy(p => p.StartedOn)
                        .ThenBy(p => p.Id)
                        .Select(p => Object((Parts[1].Id, SsdIds.Of(p.Id)), ("start_date", Day(p.StartedOn)), ("end_date", Day(p.EndedOn)), ("purge", false)))
                )
            ),
            (
                Parts[2].Part,
                Many(
                    r.Enquiries.Where(s => Of(s.EpisodeId, s.StartedOn) && (window.Meets(s.StartedOn, AnnexARows.EndOf(s)) || conferences[s.Id].Any(c => window.Has(c.HeldOn))))
                        .OrderBy(s => s.StartedOn)
                        .ThenBy(s => s.Id)
                        .Select(s =>
                            Object(
                                (Parts[2].Id, SsdIds.Of(s.Id)),
                                ("start_date", Day(s.StartedOn)),
                                // The contract asks the opposite of what the census asks.
                                ("icpc_required_flag", s.ConferenceNotRequired is { } not ? !not : null),
                                ("icpc_date", Day(conferences[s.Id].Select(c => c.HeldOn).Append(s.ConferenceOn).Max())),
                                ("end_date", Day(s.EndedOn)),
                                ("purge", false)
                            )
                        )
                )
            ),
            (
                Parts[3].Part,
                Many(
                    r.Plans.Where(p => !p.OtherAuthority && Of(p.EpisodeId, p.StartedOn) && window.Meets(p.StartedOn, p.EndedOn))
                        .OrderBy(p => p.StartedOn)
                        .ThenBy(p => p.Id)
                        .Select(p => Object((Parts[3].Id, SsdIds.Of(p.Id)), ("start_date", Day(p.StartedOn)), ("end_date", Day(p.EndedOn)), ("purge", false)))
                )
            ),
            (Parts[4].Part, Many(Placements(e, r, window))),
            (
                "adoption",
                isLatest && permanence is not null
                    ? Object(
                        ("initial_decision_date", Day(Date(permanence["perm_adm_decision_date"]))),
                        ("matched_date", Day(Date(permanence["perm_matched_date"]))),
                        ("placed_date", Day(Date(permanence["perm_placed_for_adoption_date"]))),
                        ("purge", false)
                    )
                    : null
            ),
            (
                "care_leavers",
                isLatest && leaver is not null
                    ? Object(
                        ("contact_date", Day(Date(leaver["clea_care_leaver_latest_contact"]))),
                        ("activity", AtMost(leaver["clea_care_leaver_activity"], 2)),
                        ("accommodation", AtMost(leaver["clea_care_leaver_accommodation"], 1)),
                        ("purge", false)
                    )
                    : null
            ),
            ("purge", false)
        );
    }

    private static IEnumerable<JsonObject> Placements(Episode e, SsdRecords r, FeedWindow window)
    {
        foreach (var p in r.Placements.Where(p => window.Meets(p.StartedOn, p.EndedOn)).OrderBy(p => p.StartedOn).ThenBy(p => p.Id))
        {
            var care = r
                .Care.Where(c => c.StartedOn <= p.StartedOn && (c.CeasedOn is null || c.CeasedOn >= p.StartedOn))
                .OrderByDescending(c => c.StartedOn)
                .ThenBy(c => c.Id)
                .FirstOrDefault();
            if ((care?.EpisodeId ?? Within(r, p.StartedOn)?.Id) != e.Id)
            {
                continue;
            }
            yield return Object(
                (Parts[4].Id, SsdIds.Of(p.Id)),
                ("start_date", Day(p.StartedOn)),
                ("start_reason", care?.StartedOn == p.StartedOn ? AtMost(care.StartReason ?? "S", 1) : null),
                ("placement_type", Code("Placement Type", p.Kind)),
                ("postcode", AtMost(p.Postcode, 8)),
                ("end_date", Day(p.EndedOn)),
                ("end_reason", p.EndedOn is not null && care?.CeasedOn == p.EndedOn ? Code("Reason Ceased to be Looked After", care!.CeasedReason) : null),
                ("change_reason", AtMost(p.ChangeReason, 6)),
                ("purge", false)
            );
        }
    }

    /// <summary>The episode during which something happened whose episode nobody recorded: the latest that had begun.</summary>
    private static Episode? Within(SsdRecords r, DateOnly on) =>
        r.Episodes.Where(e => e.ReferredOn <= on).OrderByDescending(e => e.ReferredOn).ThenByDescending(e => e.Id).FirstOrDefault();

    private static string? Code(string column, string? value) => AtMost(CareList[column].Find(value)?.Code ?? value, 3);

    private static bool IsUnaccompanied(string? status) =>
        status is not null && (status.Contains("UASC", StringComparison.OrdinalIgnoreCase) || status.Contains("unaccompanied", StringComparison.OrdinalIgnoreCase));

    private static JsonArray? Many(IEnumerable<JsonObject> all) => all.ToArray() is { Length: > 0 } some ? new JsonArray(some) : null;

    /// <summary>An object of what there is: the contract has no null.</summary>
    private static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> properties)
    {
        var made = new JsonObject();
        foreach (var (name, value) in properties)
        {
            if (value is not null)
            {
                made[name] = value;
            }
        }
        return made;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Date(string? text) => ExtractValues.TryDate(text, out var day) ? day : null;

    /// <summary>A value that would be cut is left out: half a code is another code.</summary>
    private static string? AtMost(string? text, int most) => text is { Length: > 0 } && text.Length <= most ? text : null;

    private static string? Exactly(string? text, int length) => text?.Length == length ? text : null;
}
