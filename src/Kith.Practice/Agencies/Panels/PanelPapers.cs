using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Documents;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>The minutes of a meeting of a panel on paper, with the children whom the reader sees and no others.</summary>
[UseCase]
public sealed class PanelPapers(KithDb db, ReadLedger ledger, Clock clock)
{
    /// <summary>The minutes, or the list where the meeting is to come. That each child was read stands in the trail.</summary>
    public async Task<Paper> Minutes(PanelMeetingPage view, Actor actor, CancellationToken ct = default)
    {
        var m = view.Meeting;
        var parts = new List<PaperPart>
        {
            new PaperFacts([
                (m.HeldOn is null ? "Planned for" : "Held", $"{DateWords.Full(m.On)}{(m.StartsAt is null ? "" : $", {m.StartsAt}")}"),
                ("Place", m.Place),
                ("Chair", view.Chair),
                ("Called off", m.CalledOffOn is { } off ? $"{DateWords.Full(off)}: {m.CalledOffWhy}" : null),
            ]),
            new PaperTable(
                "Who was asked",
                ["Name", "Speaks for", "Attendance"],
                [
                    .. view.Seats.Select(s =>
                        (IReadOnlyList<string?>)
                            [
                                s.Part is null ? s.Name : $"{s.Name}, {s.Part}",
                                s.AgencyId is { } a ? view.Agencies.GetValueOrDefault(a) : "The council",
                                s.Attended switch
                                {
                                    true => "Took part",
                                    false when s.Reply == Reply.Apologies => "Sent apologies",
                                    false => "Did not come",
                                    _ => s.Reply switch
                                    {
                                        Reply.Coming => "Is coming",
                                        Reply.Apologies => "Sent apologies",
                                        _ => "",
                                    },
                                },
                            ]
                    ),
                ]
            ),
        };
        Text("Agenda", m.Agenda);
        Text("What was said", m.Minutes);
        var entries = view.Children.Select(c => c.Entry.Id).ToList();
        var actions = (
            await db.ActionItems.AsNoTracking().Where(a => a.Source == ActionSource.Panel && entries.Contains(a.SourceId)).OrderBy(a => a.DueOn).ThenBy(a => a.Id).ToListAsync(ct)
        ).ToLookup(a => a.SourceId);
        var workers = actions.SelectMany(a => a).Select(a => a.OwnerWorkerId).OfType<Guid>().Distinct().ToList();
        var names = await db.Workers.AsNoTracking().Where(w => workers.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        foreach (var c in view.Children)
        {
            await ledger.Write(actor, "Read a record", new RecordRead(c.Entry.PersonId, "Minutes of a panel"));
            parts.Add(new PaperHeading(c.Name));
            parts.Add(
                new PaperFacts([
                    ("Born", c.BornOn is { } born ? DateWords.Long(born) : null),
                    ("Put forward", $"{DateWords.Long(c.Entry.PutForwardOn)}, {c.Entry.ByName}"),
                    ("Why", c.Entry.Why),
                    ("Asked for", c.Entry.Asked),
                    ("The child and the family", c.Entry.FamilySays),
                    ("Decision", c.Entry.Decision ?? "Not decided yet"),
                    ("Reasons", c.Entry.Reasons),
                    ("Who did not agree", c.Entry.Dissent),
                ])
            );
            var agreed = actions[c.Entry.Id].ToList();
            if (agreed.Count > 0)
            {
                parts.Add(
                    new PaperTable(
                        $"What was agreed for {c.Name}",
                        ["What", "Who", "By when"],
                        [
                            .. agreed.Select(a =>
                                (IReadOnlyList<string?>)
                                    [a.What, a.Whose(a.OwnerWorkerId is { } w ? names.GetValueOrDefault(w) : null), a.DueOn is { } due ? DateWords.Medium(due) : null]
                            ),
                        ]
                    )
                );
            }
        }
        if (view.Hidden > 0)
        {
            parts.Add(
                new PaperText(
                    view.Hidden == 1 ? "1 more child is not shown: the record is restricted." : $"{view.Hidden} more children are not shown: their records are restricted.",
                    Quiet: true
                )
            );
        }
        return new Paper(m.HeldOn is null ? $"{view.Panel.Name}: the list" : $"{view.Panel.Name}: minutes", null, parts) { Dated = DateWords.Full(m.HeldOn ?? clock.Today) };

        void Text(string heading, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                parts.Add(new PaperHeading(heading));
                parts.Add(new PaperText(text));
            }
        }
    }
}
