using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Documents.Letters;

/// <summary>The authority worded a letter anew, or took it out of use.</summary>
public sealed record LetterTemplateChanged(Guid Template, string Key, string Name, string? Old, string? New, bool Retired) : TrailEvent
{
    public override string Chain => "letters";
}

/// <summary>A template as it is offered.</summary>
public sealed record LetterChoice(string Key, string Name, string Body, int? Version, bool Own);

/// <summary>Keeps the authority's letters.</summary>
[UseCase]
public sealed class KeepLetters(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>The letters that are offered: the authority's own, and the suggested ones that it has not replaced or retired.</summary>
    public async Task<IReadOnlyList<LetterChoice>> List(CancellationToken ct = default)
    {
        var own = await db.LetterTemplates.AsNoTracking().OrderBy(t => t.Name).ToListAsync(ct);
        var taken = own.Select(o => o.Key).ToHashSet();
        return
        [
            .. own.Where(o => o.RetiredOn is null).Select(o => new LetterChoice(o.Key, o.Name, o.Body, o.Version, true)),
            .. SuggestedLetters.All.Where(s => !taken.Contains(s.Key)).Select(s => new LetterChoice(s.Key, s.Name, s.Body, null, false)),
        ];
    }

    /// <summary>Saves the words of a letter; a new one gets a key of its own.</summary>
    /// <exception cref="AccessRefusedException">The actor does not administer.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or a place is not known.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task<Guid> Save(string? templateKey, string? name, string? body, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "word a letter");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        Editing.Refuse(LetterTemplate.Check(name, body));
        var template = templateKey is null ? null : await db.LetterTemplates.FirstOrDefaultAsync(t => t.Key == templateKey, ct);
        var old = template?.Body;
        if (template is null)
        {
            var id = clock.NewId();
            template = new LetterTemplate
            {
                Id = id,
                Key = templateKey ?? id.ToString("N"),
                Name = "",
                Body = "",
            };
            db.LetterTemplates.Add(template);
        }
        else
        {
            Editing.SameVersion(template, version);
        }
        var act = acts.Begin(actor, "Word a letter", key: key);
        (template.Name, template.Body, template.ChangedAt, template.RetiredOn) = (name!.Trim(), body!.Replace("\r\n", "\n", StringComparison.Ordinal).Trim(), act.At, null);
        act.Happened(new LetterTemplateChanged(template.Id, template.Key, template.Name, old, template.Body, false));
        return await act.Save(template.Id, ct);
    }

    /// <summary>Takes a letter out of use.</summary>
    /// <exception cref="AccessRefusedException">The actor does not administer.</exception>
    public async Task Retire(string templateKey, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "take a letter out of use");
        var suggested = SuggestedLetters.All.FirstOrDefault(s => s.Key == templateKey);
        var template = await db.LetterTemplates.FirstOrDefaultAsync(t => t.Key == templateKey, ct);
        if (template is null && suggested.Key is null)
        {
            throw new NotAcceptedException("", "This letter is no longer there");
        }
        if (template is null)
        {
            template = new LetterTemplate
            {
                Id = clock.NewId(),
                Key = templateKey,
                Name = suggested.Name,
                Body = suggested.Body,
            };
            db.LetterTemplates.Add(template);
        }
        var act = acts.Begin(actor, "Take a letter out of use", key: key);
        (template.RetiredOn, template.ChangedAt) = (clock.Today, act.At);
        act.Happened(new LetterTemplateChanged(template.Id, template.Key, template.Name, null, null, true));
        await act.Save(template.Id, ct);
    }
}

/// <summary>A letter as the form holds it.</summary>
public sealed record LetterInput
{
    public string? Template { get; set; }
    public string? Recipient { get; set; }
    public string? Address { get; set; }
    public string? Title { get; set; }
    public string? Body { get; set; }

    /// <summary>The writer has looked at the name and the address.</summary>
    public bool Checked { get; set; }
}

/// <summary>Writes a letter about a child: from a template, edited, kept as a Word document on the record.</summary>
[UseCase]
public sealed class WriteLetter(KithDb db, RecordAccess access, Acts.Acts acts, KeepDocuments documents, KeepLetters letters, Clock clock)
{
    /// <summary>The words of a template with what is known filled in. The caller has been allowed to read the child's record.</summary>
    public async Task<LetterInput> Begin(Guid childId, string? template, string? recipient, string council, Actor actor, CancellationToken ct = default)
    {
        var choice = (await letters.List(ct)).FirstOrDefault(l => l.Key == template);
        if (choice is null)
        {
            return new LetterInput();
        }
        var child = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => o.PersonId == childId)
            .Select(o => new
            {
                o.DisplayName,
                o.BornOn,
                o.WorkerId,
                o.TeamId,
            })
            .FirstOrDefaultAsync(ct);
        var worker = child?.WorkerId is { } w ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == w, ct) : null;
        var team = child?.TeamId is { } t ? await db.Teams.AsNoTracking().Where(x => x.Id == t).Select(x => x.Name).FirstOrDefaultAsync(ct) : null;
        var values = new Dictionary<string, string?>
        {
            ["child"] = child?.DisplayName,
            ["child first name"] = child is null ? null : PersonNames.First(child.DisplayName),
            ["date of birth"] = child?.BornOn is { } born ? DateWords.Long(born) : null,
            ["recipient"] = recipient,
            ["today"] = DateWords.Long(clock.Today),
            ["worker"] = worker?.Name,
            ["worker phone"] = worker?.Phone,
            ["worker email"] = worker?.Email,
            ["team"] = team,
            ["council"] = council,
            ["sender"] = actor.Name,
        };
        return new LetterInput
        {
            Template = choice.Key,
            Recipient = recipient,
            Title = choice.Name,
            Body = LetterTemplate.Fill(choice.Body, values),
        };
    }

    /// <returns>The id of the document.</returns>
    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or a place was left open.</exception>
    public async Task<Guid> Handle(Guid childId, LetterInput input, Letterhead head, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "write a letter", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        foreach (
            var (field, value, missing, longest) in new[]
            {
                (nameof(input.Recipient), input.Recipient, "Enter to whom the letter goes", 200),
                (nameof(input.Address), input.Address, "Enter the address, or how it is handed over", 500),
                (nameof(input.Title), input.Title, "Enter what the letter is about", 200),
                (nameof(input.Body), input.Body, "Write the letter", 20_000),
            }
        )
        {
            if (Editing.Text(field, value, missing, longest) is { } problem)
            {
                problems.Add(problem);
            }
        }
        if (System.Text.RegularExpressions.Regex.Match(input.Body ?? "", @"\[[^\[\]\n]{1,60}\]") is { Success: true } open)
        {
            problems.Add(new(nameof(input.Body), $"{open.Value} has not been filled in yet"));
        }
        if (!input.Checked)
        {
            problems.Add(new(nameof(input.Checked), "Check the name and the address, then tick this"));
        }
        Editing.Refuse(problems);
        var child = await db.ChildOverviews.AsNoTracking().Where(o => o.PersonId == childId).Select(o => o.DisplayName).FirstOrDefaultAsync(ct);
        var paper = new Paper(input.Title!.Trim(), child is null ? null : $"About {child}", [.. Blocks(input.Body!).Select(p => (PaperPart)new PaperText(p))])
        {
            AddressedTo = $"{input.Recipient!.Trim()}\n{input.Address!.Trim()}",
            Dated = DateWords.Long(clock.Today),
        };
        var act = acts.Begin(actor, "Write a letter", key: key);
        var recipient = $"{input.Recipient.Trim()}, {string.Join(", ", Paragraphs(input.Address))}";
        var document = await documents.Add(
            act,
            actor,
            childId,
            DocumentKind.Letter,
            $"{input.Title.Trim()}, {input.Recipient.Trim()}",
            WordWriter.Type,
            WordWriter.Write(paper, head),
            clock.Today,
            input.Template,
            recipient.Length > 400 ? recipient[..400] : recipient,
            ct
        );
        return await act.Save(document.Id, ct);
    }

    /// <summary>What stands between empty lines.</summary>
    private static IEnumerable<string> Blocks(string text) => text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[] Paragraphs(string text) =>
        text.Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
