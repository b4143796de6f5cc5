using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Documents;
using Kith.Practice.Documents.Letters;
using Kith.Practice.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Casework;

/// <summary>Documents come in checked, lie encrypted, go out as they came in, and only to those who may read the child.</summary>
public sealed class DocumentTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 the school's report about Mia");

    private static Task<Authority> With(string engine, Action<IServiceCollection>? more = null) =>
        Authority.On(
            engine,
            s =>
            {
                s.AddDataProtection().SetApplicationName("Kith").PersistKeysToDbContext<KithDb>();
                more?.Invoke(s);
            }
        );

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_comes_in_goes_out_unchanged_and_lies_unreadable(string engine)
    {
        await using var authority = await With(engine);
        var town = await authority.Do(Town.Build);
        var id = await Upload(authority, town, Pdf, "..\\..\\ev\u202Eil.exe");
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var kept = await db.StoredDocuments.SingleAsync();
            Assert.Equal(("application/pdf", "evil", "evil.pdf", (long)Pdf.Length), (kept.ContentType, kept.Title, kept.FileName, kept.Size));
            Assert.DoesNotContain("school", Encoding.Latin1.GetString((await db.DocumentContents.SingleAsync()).Bytes));
            var (_, bytes) = (await s.GetRequiredService<KeepDocuments>().Open(town.Mia, id))!.Value;
            Assert.Equal(Pdf, bytes);
            // Asked for through another child's record, it is not there.
            Assert.Null(await s.GetRequiredService<KeepDocuments>().Open(town.Noah, id));
        });
        // Changed on the disk, or put under another's id: it does not open.
        await authority.Do(async s =>
        {
            var content = await s.GetRequiredService<KithDb>().DocumentContents.SingleAsync();
            content.Bytes = [.. content.Bytes[..^1], (byte)(content.Bytes[^1] ^ 1)];
            await s.GetRequiredService<KithDb>().SaveChangesAsync();
            await Assert.ThrowsAsync<InvalidDataException>(() => s.GetRequiredService<KeepDocuments>().Open(town.Mia, id));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Only_those_who_may_write_add_and_what_was_withdrawn_is_not_opened(string engine)
    {
        await using var authority = await With(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s =>
            await Assert.ThrowsAsync<AccessRefusedException>(async () =>
                await s.GetRequiredService<KeepDocuments>().Upload(town.Rex, new DocumentInput(), "a.pdf", Pdf, await s.As(town.PriyaAccount), null)
            )
        );
        await authority.Do(async s =>
            Assert.Contains(
                "cannot be added",
                (
                    await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                        await s.GetRequiredService<KeepDocuments>().Upload(town.Mia, new DocumentInput(), "a.pdf", "MZ\0\0"u8.ToArray(), await s.As(town.PriyaAccount), null)
                    )
                ).Message
            )
        );
        var id = await Upload(authority, town, Pdf, "a.pdf");
        await authority.Do(async s =>
        {
            var keep = s.GetRequiredService<KeepDocuments>();
            var priya = await s.As(town.PriyaAccount);
            await Assert.ThrowsAsync<NotAcceptedException>(() => keep.Withdraw(town.Mia, id, " ", priya, null));
        });
        await authority.Do(async s =>
        {
            var keep = s.GetRequiredService<KeepDocuments>();
            await keep.Withdraw(town.Mia, id, "About another child", await s.As(town.PriyaAccount), null);
            Assert.Null(await keep.Open(town.Mia, id));
            Assert.Equal("About another child", (await keep.List(town.Mia)).Single().WithdrawnReason);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_same_file_is_added_a_second_time_only_when_it_is_meant(string engine)
    {
        await using var authority = await With(engine);
        var town = await authority.Do(Town.Build);
        // That another child has it, here one whom she may not read, is told to nobody.
        await authority.Do(async s =>
        {
            var documents = s.GetRequiredService<KeepDocuments>();
            var admin = await s.As(town.PriyaAccount);
            var act = s.GetRequiredService<Acts>().Begin(admin, "Add a document");
            await documents.Add(act, admin, town.Rex, DocumentKind.Other, "Of Rex", FileSniffer.Sniff(Pdf).Type!, Pdf, null);
            await act.Save(town.Rex);
        });
        var first = await Upload(authority, town, Pdf, "report.pdf");

        var told = await Assert.ThrowsAsync<SameDocumentException>(() => Upload(authority, town, Pdf, "report again.pdf"));
        Assert.Equal((first, true), (told.Document, told.Openable));
        var problem = Assert.Single(told.Problems);
        Assert.StartsWith("This file is on this record already: «report», added ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(" by Priya Nair", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Rex", problem.Message, StringComparison.Ordinal);
        Assert.Equal($"/children/{town.Mia}/documents?handler=File&document={first}", problem.See!.Href);
        // One letter more is another file; a document of another child's is none that she was told of.
        await Upload(authority, town, [.. Pdf, (byte)'.'], "report.pdf");
        await Assert.ThrowsAsync<SameDocumentException>(() => Upload(authority, town, Pdf, "report.pdf", Guid.CreateVersion7()));
        var second = await Upload(authority, town, Pdf, "report.pdf", first);
        Assert.NotEqual(first, second);

        // What was withdrawn is named with its reason, and not opened; one that stands comes before it.
        await Withdraw(second);
        Assert.Equal(first, (await Assert.ThrowsAsync<SameDocumentException>(() => Upload(authority, town, Pdf, "report.pdf"))).Document);
        await Withdraw(first);
        var gone = await Assert.ThrowsAsync<SameDocumentException>(() => Upload(authority, town, Pdf, "report.pdf"));
        Assert.False(gone.Openable);
        Assert.Contains("About another child", gone.Message, StringComparison.Ordinal);
        Assert.Null(gone.Problems[0].See);
        await Upload(authority, town, Pdf, "report.pdf", gone.Document);

        Task Withdraw(Guid id) =>
            authority.Do(async s => await s.GetRequiredService<KeepDocuments>().Withdraw(town.Mia, id, "About another child", await s.As(town.PriyaAccount), null));
    }

    private sealed class Finds : IMalwareScan
    {
        public Task<string?> Scan(byte[] bytes, CancellationToken ct = default) => Task.FromResult<string?>("The file holds something harmful and was not kept");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_scanner_finds_is_not_kept(string engine)
    {
        await using var authority = await With(engine, s => s.AddSingleton<IMalwareScan, Finds>());
        var town = await authority.Do(Town.Build);
        await Assert.ThrowsAsync<NotAcceptedException>(() => Upload(authority, town, Pdf, "a.pdf"));
        Assert.Equal(0, await authority.Do(s => s.GetRequiredService<KithDb>().DocumentContents.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_letter_is_worded_by_the_authority_filled_in_and_kept_as_Word(string engine)
    {
        await using var authority = await With(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s =>
        {
            var letters = s.GetRequiredService<KeepLetters>();
            var admin = await s.As(town.AdminAccount);
            Assert.Contains("{{horoscope}}", (await Assert.ThrowsAsync<NotAcceptedException>(() => letters.Save(null, "Odd", "Dear {{horoscope}}", null, admin, null))).Message);
            await letters.Save("appointment", "Appointment", "Dear {{recipient}}\n\nI visit {{child first name}} on [day].\n\n{{sender}}", null, admin, null);
        });
        await authority.Do(async s =>
            await Assert.ThrowsAsync<AccessRefusedException>(async () =>
                await s.GetRequiredService<KeepLetters>().Save(null, "Mine", "Dear", null, await s.As(town.PriyaAccount), null)
            )
        );
        var begun = await authority.Do(async s =>
            await s.GetRequiredService<WriteLetter>().Begin(town.Mia, "appointment", "Ms Thompson", "Amberdale", await s.As(town.PriyaAccount))
        );
        Assert.Equal("Dear Ms Thompson\n\nI visit Mia on [day].\n\nPriya Nair", begun.Body);
        begun.Address = "1 High Street";
        begun.Checked = true;
        Assert.Contains("[day] has not been filled in", await Refused(begun));
        Assert.Contains("Check the name", await Refused(begun with { Body = "Dear", Checked = false }));
        var id = await authority.Do(async s =>
            await s.GetRequiredService<WriteLetter>()
                .Handle(town.Mia, begun with { Body = begun.Body!.Replace("[day]", "Friday") }, new Letterhead("Amberdale", "#0b4f5c"), await s.As(town.PriyaAccount), null)
        );
        var (kept, bytes) = (await authority.Do(s => s.GetRequiredService<KeepDocuments>().Open(town.Mia, id)))!.Value;
        Assert.Equal(("Ms Thompson, 1 High Street", "Appointment Ms Thompson.docx"), (kept.Recipient, kept.FileName));
        using var word = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator().Validate(word).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Contains("I visit Mia on Friday.", word.MainDocumentPart!.Document!.InnerText);

        Task<string> Refused(LetterInput input) =>
            authority.Do(async s =>
                (
                    await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                        await s.GetRequiredService<WriteLetter>().Handle(town.Mia, input, new Letterhead("Amberdale", "#0b4f5c"), await s.As(town.PriyaAccount), null)
                    )
                ).Message
            );
    }

    [Fact]
    public async Task The_folder_keeps_what_the_database_keeps()
    {
        var folder = Directory.CreateTempSubdirectory("kith-docs-").FullName;
        try
        {
            IDocumentStore store = new FolderDocuments(folder);
            var id = Guid.CreateVersion7();
            Assert.Null(await store.Get(id));
            await store.Put(id, Pdf);
            Assert.Equal(Pdf, await store.Get(id));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<Guid> Upload(Authority authority, Town town, byte[] bytes, string name, Guid? beside = null) =>
        authority.Do(async s =>
            await s.GetRequiredService<KeepDocuments>().Upload(town.Mia, new DocumentInput { Beside = beside }, name, bytes, await s.As(town.PriyaAccount), null)
        );
}
