using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.LookedAfter;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;

namespace Kith.Practice.Import;

// Children looked after, children missing, and who worked with a child and when.
internal sealed partial class SsdMapping
{
    /// <summary>
    /// The dataset has a row for each change of placement or legal status (SSDA903 episodes); a period of being looked
    /// after begins with reason S and ends with any reason but X1, which says that the next row goes on.
    /// </summary>
    private void Care()
    {
        var good = new List<(Row Row, DateOnly From, DateOnly? To)>();
        Each(
            "ssd_cla_episodes",
            () =>
            {
                if (Dates("clae_cla_episode_start_date", "clae_cla_episode_ceased_date") is [{ } from, var to])
                {
                    good.Add((now, from, to));
                    Keep();
                }
            }
        );
        CareEpisode? open = null;
        var key = "";
        Row begun = default;
        foreach (var (row, from, to) in good.OrderBy(r => r.From).ThenBy(r => r.To ?? DateOnly.MaxValue))
        {
            if (open is null || row["clae_cla_episode_start_reason"]?.Trim().ToUpperInvariant() is "S")
            {
                Close();
                begun = row;
                key = $"ssd_cla_episodes/{PersonDraft.Safe(row["clae_cla_id"] ?? row["clae_cla_episode_id"]!)}";
                now = row;
                open = new CareEpisode
                {
                    StartedOn = from,
                    StartReason = row["clae_cla_episode_start_reason"],
                    EpisodeId = Episode("clae_referral_id"),
                };
            }
            var reason = row["clae_cla_episode_ceased_reason"]?.Trim();
            open.CeasedOn = to is not null && reason?.ToUpperInvariant().StartsWith("X1", StringComparison.Ordinal) != true ? to : null;
            open.CeasedReason = open.CeasedOn is null ? null : reason;
            if (open.CeasedOn is not null)
            {
                Close();
            }
        }
        Close();

        void Close()
        {
            if (open is { } done)
            {
                for (var n = 2; draft.Has<CareEpisode>(key); n++)
                {
                    key = $"{key.Split('#')[0]}#{n}";
                }
                draft.Add(done, key, files["ssd_cla_episodes"].Name, begun.Line, () => SsdTables.Raw(begun.Values));
                open = null;
            }
        }
    }

    private void Missing()
    {
        var (from, to) = (V("miss_missing_episode_start_date"), V("miss_missing_episode_end_date"));
        if (!ExtractValues.TryInstant(from, out var gone, out _) || !ExtractValues.TryInstant(to, out var found, out _))
        {
            Refuse($"«{FactValues.Short((ExtractValues.TryInstant(from, out _, out _) ? to : from)!)}» {ExtractValues.NoDate}");
        }
        else if (gone is null)
        {
            Refuse("The row has no miss_missing_episode_start_date");
        }
        else if (ExtractValues.ToCome("miss_missing_episode_start_date", DateOnly.FromDateTime(gone.Value), clock.Today) is { } why)
        {
            Refuse($"miss_missing_episode_start_date «{FactValues.Short(from!)}» {why}");
        }
        else
        {
            if (found is { } back && ExtractValues.ToCome("miss_missing_episode_end_date", DateOnly.FromDateTime(back), clock.Today) is { } notYet)
            {
                Refuse($"miss_missing_episode_end_date «{FactValues.Short(to!)}» {notYet}; the row was taken without it");
                found = null;
            }
            Add(
                new MissingEpisode
                {
                    MissingFrom = ExtractValues.ToUtc(gone.Value),
                    FoundAt = found is { } at ? ExtractValues.ToUtc(at) : null,
                    Kind = V("miss_missing_episode_type"),
                    InterviewOffered = ExtractValues.YesNo(V("miss_missing_rhi_offered")),
                    InterviewAccepted = ExtractValues.YesNo(V("miss_missing_rhi_accepted")),
                }
            );
        }
    }

    private void Involvement()
    {
        if (Dates("invo_involvement_start_date", "invo_involvement_end_date") is [{ } from, var to])
        {
            Add(
                new Allocation
                {
                    WorkerId = Worker("invo_professional_id"),
                    TeamId = Team("invo_professional_team"),
                    Role = RoleOf(V("invo_professional_role_id")),
                    From = from,
                    To = to,
                    ChangeReason = V("invo_worker_change_reason"),
                    EpisodeId = Episode("invo_referral_id"),
                }
            );
        }
    }

    /// <summary>The role of an involvement, in each system's own words: the one who holds the case is the lead.</summary>
    internal static AllocationRole RoleOf(string? role)
    {
        var words = (role ?? "").ToUpperInvariant();
        return words.Length == 0
            || words is "CW" or "SW" or "1"
            || Any("CASE WORKER", "CASEWORKER", "ALLOCATED", "LEAD", "KEY WORKER", "KEYWORKER", "CASE HOLDER", "RESPONSIBLE")
            || (Any("SOCIAL WORKER") && !Any("SECOND", "CO-", "CO ", "ASSISTANT", "FORMER"))
                ? AllocationRole.Lead
            : Any("IRO", "CHAIR", "REVIEWING OFFICER", "CONFERENCE") ? AllocationRole.ConferenceChair
            : Any("EDGE OF CARE") ? AllocationRole.EdgeOfCare
            : Any("FAMILY SUPPORT", "FAMILY PRACTITIONER", "FAMILY WORKER") ? AllocationRole.FamilyPractitioner
            : AllocationRole.CoWorker;

        bool Any(params string[] parts) => parts.Any(p => words.Contains(p, StringComparison.Ordinal));
    }
}
