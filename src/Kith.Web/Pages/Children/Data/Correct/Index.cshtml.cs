using Kith.Practice.Returns.Census;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Data.Correct;

/// <summary>Puts one field of a record right, with a reason.</summary>
public sealed class IndexModel(CorrectRecord correct) : RecordFormPage
{
    [BindProperty]
    public CorrectionInput Input { get; set; } = new();

    /// <summary>Table and element, as the issue names it.</summary>
    [BindProperty(SupportsGet = true, Name = "field")]
    public string? Name { get; set; }
    public FieldToCorrect Field { get; private set; } = null!;
    public Guid RecordId { get; private set; }
    public static IReadOnlyList<Choice> YesNo { get; } = [new("true", "Yes"), new("false", "No")];
    public IReadOnlyList<Choice> Codes => [.. Field.Codes.Select(c => new Choice(c.Code, $"{c.Code}: {c.Words}"))];

    public async Task<IActionResult> OnGet(Guid id, Guid record)
    {
        if (await Open(id, "Correct a record") is { } refused)
        {
            return refused;
        }
        if (await correct.Show(id, record, Name, Actor, HttpContext.RequestAborted) is not { } field)
        {
            return NotFound();
        }
        Field = field;
        RecordId = record;
        if (HttpMethods.IsGet(Request.Method))
        {
            Input.On = Standards.CinCensus.CensusValue.Date(field.Value);
            Input.Code = field.Value;
            Input.Codes = field.Field.Form == FieldForm.Codes ? [.. field.Value?.Split(',') ?? []] : [];
            Input.Yes = Standards.CinCensus.CensusValue.Boolean(field.Value);
            Input.Count = Standards.CinCensus.CensusValue.Integer(field.Value);
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id, Guid record) =>
        Try(
            () => correct.Handle(id, record, Name, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Corrected. What the record said before is kept with the reason.",
            () => $"/children/{id}/data",
            () => OnGet(id, record)
        );
}
