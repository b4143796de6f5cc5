using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>What a field is to say, and why: the one of <see cref="On"/>, <see cref="Code"/>, <see cref="Codes"/>, <see cref="Count"/> and <see cref="Yes"/> that its form asks for.</summary>
public sealed record CorrectionInput
{
    public DateOnly? On { get; set; }
    public string? Code { get; set; }
    public List<string> Codes { get; set; } = [];
    public int? Count { get; set; }
    public bool? Yes { get; set; }

    /// <summary>True: there was no such day, and the date goes.</summary>
    public bool NoDate { get; set; }
    public string? Reason { get; set; }
}

/// <summary>A field of a record was put right; what it said before is kept here.</summary>
public sealed record RecordCorrected(Guid Person, Guid Record, string Field, IReadOnlyList<FieldChange> Changes, string Reason) : PersonEvent(Person);

/// <summary>A field as it stands, to be put right.</summary>
/// <param name="WhyNot">Why it cannot be put right here; null when it can.</param>
/// <param name="Codes">The codes that may stand there.</param>
public sealed record FieldToCorrect(
    CorrectableField Field,
    string? Value,
    int Version,
    string? WhyNot,
    IReadOnlyList<(string Code, string Words)> Codes,
    IReadOnlyList<string> Wrong
);

/// <summary>
/// Puts one field of a finished record right, with a reason: a day that was mistyped, a code that was left out. The
/// record says what it said before, in the trail; its clocks, measures and census issues follow.
/// </summary>
[UseCase]
public sealed class CorrectRecord(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int LongestReason = 500;
    private static readonly DateOnly Earliest = new(1990, 1, 1);

    /// <summary>The field as it stands; null when the child has no such record or the field is not put right by itself. The caller guards the record.</summary>
    public async Task<FieldToCorrect?> Show(Guid personId, Guid recordId, string? name, Actor actor, CancellationToken ct = default)
    {
        if (CorrectableField.Find(name) is not { } field || await Find(personId, recordId, field, ct) is not { } record)
        {
            return null;
        }
        var rules = CensusJudge.For(clock.Today)?.Rules;
        var wrong = await db
            .CensusIssues.AsNoTracking()
            .Where(i => i.PersonId == personId && i.RecordId == recordId && (i.Field == name || i.Field == field.Field))
            .Select(i => i.Rule)
            .ToListAsync(ct);
        return new FieldToCorrect(
            field,
            field.Read(record),
            record.Version,
            WhyNot(record, field)
                ?? (field.IsADecision && !actor.May(Permission.Decide) ? "A manager decided this, and a manager puts it right. Ask yours, and say what you know" : null),
            [.. Codes(field, field.Read(record)).Select(c => (c, field.Set!.Describe(c)))],
            [.. wrong.Select(r => rules?.Find(r)?.WhatToDo).OfType<string>()]
        );
    }

    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">The record is kept elsewhere, or something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else saved the record since the form was filled.</exception>
    public async Task Handle(Guid personId, Guid recordId, string? name, CorrectionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "correct a record", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (CorrectableField.Find(name) is not { } field || await Find(personId, recordId, field, ct) is not { } record)
        {
            throw new NotAcceptedException("", "This record is no longer there");
        }
        Editing.SameVersion(record, version);
        if (field.IsADecision)
        {
            await access.Demand(actor, personId, Permission.Decide, "correct a decision", ct);
        }
        if (WhyNot(record, field) is { } why)
        {
            throw new NotAcceptedException("", why);
        }
        var was = field.Read(record);
        var (value, problem) = Value(field, input, was);
        Editing.Refuse([
            .. new[]
            {
                problem,
                Editing.Text(nameof(input.Reason), input.Reason, "Say why this is corrected: what was wrong, and how you know what is right", LongestReason),
            }.OfType<Problem>(),
        ]);
        if (value == was)
        {
            throw new NotAcceptedException(Named(field), "This is what is recorded already");
        }
        if (await Lawful.Refusal(db, record, field, was, value, ct) is { } unlawful)
        {
            throw new NotAcceptedException(Named(field), unlawful);
        }
        if (field.Form == FieldForm.Codes)
        {
            Factors((Assessment)record, input.Codes);
        }
        else
        {
            field.Write(record, value);
            await WithIt(record, field, was, value, ct);
        }
        var act = acts.Begin(actor, "Correct a record", input.Reason!.Trim(), key);
        act.Happened(new RecordCorrected(personId, recordId, field.Field, [new FieldChange(field.Field, was, value)], input.Reason!.Trim()));
        await act.Save(recordId, ct);
    }

    private static string? WhyNot(PersonRecord record, CorrectableField field) =>
        record.Source is { } source
            ? $"This came with the {Sources.Describe(source)}. Change it in the system it is kept in; it comes right here with the next extract"
            : field.WhyNot(record);

    private (string? Value, Problem? Problem) Value(CorrectableField field, CorrectionInput input, string? was)
    {
        switch (field.Form)
        {
            case FieldForm.Day when input.NoDate:
                return (null, field.MayBeTakenAway ? null : new(nameof(input.NoDate), "This record has to have a date here. Enter the right one"));
            case FieldForm.YesNo:
                return (CensusValue.Write(input.Yes), input.Yes is null ? new(nameof(input.Yes), "Choose yes or no") : null);
            case FieldForm.Day:
                return (
                    CensusValue.Write(input.On),
                    input.On is not { } on ? new(nameof(input.On), "Enter the right date")
                    : on < Earliest ? new(nameof(input.On), $"The date must be in {Earliest.Year.ToString(CultureInfo.InvariantCulture)} or later")
                    : on > clock.Today && !field.MayBeAhead ? new(nameof(input.On), "The date must be today or in the past")
                    : null
                );
            case FieldForm.Count:
                return (CensusValue.Write(input.Count), input.Count is not (>= 0 and < 100) ? new(nameof(input.Count), "Enter a number; 0 when there was none") : null);
            case FieldForm.Codes:
                var codes = input.Codes.Distinct().Order(StringComparer.Ordinal).ToList();
                return (
                    string.Join(',', codes),
                    codes.Count == 0 || codes.Exists(c => !Codes(field, null).Contains(c)) ? new(nameof(input.Codes), "Choose what was found")
                    : codes.Contains("21") && codes.Count > 1 ? new(nameof(input.Codes), "«No factors identified» stands alone")
                    : null
                );
            default:
                return (input.Code, Codes(field, was).Contains(input.Code) ? null : new(nameof(input.Code), "Choose what is right"));
        }
    }

    /// <summary>The codes in use this year, and the one that is there, which may be older.</summary>
    private IEnumerable<string> Codes(CorrectableField field, string? now)
    {
        var year = CollectionYear.Of(clock.Today)?.EndYear ?? CollectionYear.Latest.EndYear;
        return field.Set is null ? [] : field.Set.Entries.Where(e => e.IsInUse(year) || e.Code == now).Select(e => e.Code);
    }

    private static string Named(CorrectableField field) =>
        field.Form switch
        {
            FieldForm.Day => nameof(CorrectionInput.On),
            FieldForm.Count => nameof(CorrectionInput.Count),
            FieldForm.YesNo => nameof(CorrectionInput.Yes),
            FieldForm.Codes => nameof(CorrectionInput.Codes),
            _ => nameof(CorrectionInput.Code),
        };

    private async Task<PersonRecord?> Find(Guid person, Guid id, CorrectableField field, CancellationToken ct) =>
        field.Field.Split('.')[0] switch
        {
            nameof(CensusTable.CINdetails) => await db.Episodes.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == person, ct),
            nameof(CensusTable.Assessments) => await db.Assessments.Include(a => a.Factors).FirstOrDefaultAsync(r => r.Id == id && r.PersonId == person, ct),
            nameof(CensusTable.CINplanDates) => await db.CinPlans.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == person, ct),
            nameof(CensusTable.Section47) => await db.Section47Enquiries.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == person, ct),
            nameof(CensusTable.ChildProtectionPlans) => await db.ProtectionPlans.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == person, ct),
            nameof(CensusTable.PreProceedingsandFGDM) => await db.PreProceedings.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == person, ct),
            _ => await db.ReviewConferences.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == person, ct),
        };

    /// <summary>A conference is a record of its own beside the enquiry or episode that carries its day: both say the same day.</summary>
    private async Task WithIt(PersonRecord record, CorrectableField field, string? was, string? value, CancellationToken ct)
    {
        if (!field.Field.EndsWith(".DateOfInitialCPC", StringComparison.Ordinal))
        {
            return;
        }
        if (CensusValue.Date(was) is not { } before || CensusValue.Date(value) is not { } now)
        {
            return;
        }
        foreach (
            var conference in await db
                .InitialConferences.Where(c =>
                    c.PersonId == record.PersonId && c.HeldOn == before && c.Source == null && (c.EnquiryId == record.Id || (c.TransferIn && c.EpisodeId == record.Id))
                )
                .ToListAsync(ct)
        )
        {
            conference.HeldOn = now;
        }
    }

    private void Factors(Assessment assessment, List<string> codes)
    {
        foreach (var gone in assessment.Factors.Where(f => !codes.Contains(f.Code)).ToList())
        {
            assessment.Factors.Remove(gone);
            db.AssessmentFactors.Remove(gone);
        }
        foreach (var code in codes.Distinct().Where(c => !assessment.Factors.Exists(f => f.Code == c)).ToList())
        {
            var factor = new AssessmentFactor
            {
                Id = clock.NewId(),
                AssessmentId = assessment.Id,
                Code = code,
            };
            assessment.Factors.Add(factor);
            db.AssessmentFactors.Add(factor);
        }
        // The version of the assessment goes up with its factors, so that a second editor notices.
        db.Entry(assessment).State = EntityState.Modified;
    }
}
