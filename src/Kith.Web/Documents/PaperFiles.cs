using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Documents;

/// <summary>How a document is to be taken out.</summary>
public enum PaperKind
{
    Word,
    Pdf,
}

/// <summary>Gives documents out as files, and writes in the trail of every child whom one is about that it left.</summary>
public sealed class PaperFiles(ReadLedger ledger, CouncilIdentity council, PdfPrinter pdf)
{
    /// <param name="about">Every child of whom the document says something.</param>
    /// <param name="name">The name of the file, without ending: it says what it is and never of whom.</param>
    public async Task<IActionResult> Give(Actor actor, IEnumerable<Guid> about, Paper paper, string name, PaperKind kind, CancellationToken ct)
    {
        var head = new Letterhead(council.Name, council.Colour);
        byte[]? bytes;
        if (kind == PaperKind.Word)
        {
            bytes = WordWriter.Write(paper, head);
        }
        else if (!pdf.IsSetUp)
        {
            return Said(
                StatusCodes.Status400BadRequest,
                "PDF is not set up for this service. Take the Word document, or print the page and choose «Save as PDF». Whoever runs the service can set up Kith:Chromium."
            );
        }
        else if ((bytes = await pdf.Print(paper, head, ct)) is null)
        {
            return Said(StatusCodes.Status503ServiceUnavailable, "The PDF could not be made just now. Take the Word document, or try again in a minute.");
        }
        foreach (var child in about.Distinct())
        {
            await ledger.Write(actor, "Take out a document", new RecordTakenOut(child, $"{paper.Title} as {(kind == PaperKind.Word ? "a Word document" : "PDF")}"));
        }
        return kind == PaperKind.Word
            ? new FileContentResult(bytes, WordWriter.Type.ContentType) { FileDownloadName = $"{name}.docx" }
            : new FileContentResult(bytes, PdfPrinter.ContentType) { FileDownloadName = $"{name}.pdf" };
    }

    private static ContentResult Said(int status, string words) =>
        new()
        {
            StatusCode = status,
            Content = words,
            ContentType = "text/plain; charset=utf-8",
        };
}
