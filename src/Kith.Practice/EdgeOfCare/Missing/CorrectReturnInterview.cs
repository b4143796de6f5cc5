using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>What was said in a return interview was put right; its times and who listened stay.</summary>
public sealed record ReturnInterviewCorrected(Guid Person, Guid Episode, IReadOnlyList<FieldChange> Changes, string Reason) : PersonEvent(Person);

/// <summary>Puts right what a return interview that was held says, with a reason that everybody who reads it sees.</summary>
[UseCase]
public sealed class CorrectReturnInterview(KithDb db, RecordAccess access, Acts.Acts acts, Amendments amendments)
{
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, something is missing, or none was held.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Handle(Guid childId, Guid episode, ReturnInterviewInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "correct a return interview", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var i =
            await db.ReturnInterviews.FirstOrDefaultAsync(x => x.EpisodeId == episode && x.PersonId == childId && x.HeldAt != null, ct)
            ?? throw new NotAcceptedException("", "No interview was held");
        Editing.SameVersion(i, version);
        var problems = new List<Problem>();
        if (Editing.Reason(nameof(input.Reason), input.Reason, "Say why this changes", 1000) is { } why)
        {
            problems.Add(why);
        }
        if (Editing.Text(nameof(input.Why), input.Why, "Say why the child went, in the child’s words where there are any", KeepReturnInterview.Longest) is { } missing)
        {
            problems.Add(missing);
        }
        foreach (
            var (field, text) in new[]
            {
                (nameof(input.WhatHappened), input.WhatHappened),
                (nameof(input.WhatWouldHelp), input.WhatWouldHelp),
                (nameof(input.PassedOn), input.PassedOn),
            }
        )
        {
            if (text?.Length > KeepReturnInterview.Longest)
            {
                problems.Add(new(field, $"This must be {KeepReturnInterview.Longest:N0} characters or fewer"));
            }
        }
        Editing.Refuse(problems);
        var before = Facts(i);
        (i.Why, i.WhatHappened) = (input.Why!.Trim(), PersonRules.Clean(input.WhatHappened));
        (i.WhatWouldHelp, i.PassedOn) = (PersonRules.Clean(input.WhatWouldHelp), PersonRules.Clean(input.PassedOn));
        i.Themes = input.Themes.Count == 0 ? null : string.Join(',', MissingWords.Themes.Keys.Where(input.Themes.Contains));
        var changes = before.Zip(Facts(i)).Where(f => f.First.Text != f.Second.Text).Select(f => new FieldChange(f.First.Field, f.First.Text, f.Second.Text)).ToList();
        if (changes.Count == 0)
        {
            return;
        }
        var act = acts.Begin(actor, "Correct a return interview", input.Reason!.Trim(), key);
        act.Happened(new ReturnInterviewCorrected(childId, episode, changes, input.Reason.Trim()));
        amendments.Add(act, actor, SubjectKind.MissingEpisode, episode, childId, changes, input.Reason);
        await act.Save(episode, ct);
    }

    private static IReadOnlyList<(string Field, string? Text)> Facts(ReturnInterview i) =>
        [
            ("Interview: why the child went", i.Why),
            ("Interview: where, with whom, what happened", i.WhatHappened),
            ("Interview: what would help", i.WhatWouldHelp),
            ("Interview: what it was about", i.Themes is null ? null : string.Join("; ", i.ThemeKeys.Select(MissingWords.Theme))),
            ("Interview: what was passed on", i.PassedOn),
        ];
}
