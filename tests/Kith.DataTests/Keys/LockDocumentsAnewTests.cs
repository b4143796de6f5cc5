using System.Globalization;
using System.Security.Cryptography;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kith.DataTests.Keys;

/// <summary>After a change of the authority's key all documents are locked anew: wherever they are kept, and whatever comes in between.</summary>
public sealed class LockDocumentsAnewTests
{
    public static TheoryData<string, bool> Stores => new MatrixTheoryData<string, bool>(["SQLite", "PostgreSQL"], [false, true]);

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task All_documents_are_locked_with_a_key_of_after_the_change_and_open_as_before(string engine, bool folder)
    {
        await using var place = await Place.On(engine, folder);
        // More than one step, and one that is as large as a step may be.
        var sizes = Enumerable.Range(0, LockDocumentsAnew.MostAtOnce + 5).Select(i => i == 3 ? 5 * 1024 * 1024 : 100 + i).ToList();
        foreach (var size in sizes)
        {
            await place.Add(size);
        }
        // Nothing to do while the key was never changed.
        Assert.False(await place.Step());
        Assert.Equal((null, false), ((await place.State()).ChangedAt, (await place.State()).NeedsEarlierKeys));
        var before = (await place.Locks()).Distinct().Single();

        await place.ChangeKey();
        Assert.True((await place.State()).NeedsEarlierKeys);
        Assert.Equal(sizes.Count, (await place.State()).Left);
        await place.Begin();
        // Where others lock too, none is touched before they know the new key.
        Assert.Equal(place.Alone, await place.Step());
        if (!place.Alone)
        {
            Assert.All(await place.Locks(), l => Assert.Equal(before, l));
            place.Authority.Time.Advance(TimeSpan.FromHours(74));
        }
        var steps = await place.All();

        // Two steps by number and one more by size, all of it twice.
        Assert.InRange(steps, 3, 8);
        Assert.DoesNotContain(before, await place.Locks());
        await place.DemandReadable();
        var state = await place.State();
        Assert.Equal((true, sizes.Count, 0, 0, false), (state.Done!.Ended, state.Done.Locked, state.Done.Shut, state.Left, state.NeedsEarlierKeys));
        Assert.Contains("105 documents", state.InWords(at => at.ToString("s", CultureInfo.InvariantCulture)), StringComparison.Ordinal);
        Assert.False(await place.Step());
        await place.Authority.Do(async s => Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken));

        // Changed once more, it begins once more.
        await place.ChangeKey();
        Assert.True((await place.State()).NeedsEarlierKeys);
        await place.Begin();
        place.Authority.Time.Advance(TimeSpan.FromHours(74));
        await place.All();
        Assert.Equal(sizes.Count, (await place.State()).Done!.Locked);
        await place.DemandReadable();
    }

    /// <summary>Each time it goes a little further before it is killed: before a document is put in place, and after.</summary>
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Killed_at_any_document_it_goes_on_and_every_document_opens_at_every_moment(string engine, bool folder)
    {
        await using var place = await Place.On(engine, folder);
        foreach (var size in Enumerable.Range(200, 6))
        {
            await place.Add(size);
        }
        var before = (await place.Locks()).Distinct().Single();
        await place.ChangeKey();
        await place.Begin();
        place.Authority.Time.Advance(TimeSpan.FromHours(74));
        // As a killed process leaves it, that was writing one.
        place.LeaveHalf();
        for (var kill = 1; kill <= 12; kill++)
        {
            place.KillAt = kill;
            try
            {
                await place.All();
            }
            catch (IOException)
            {
                await place.DemandReadable();
            }
        }
        place.KillAt = 0;
        await place.All();
        Assert.DoesNotContain(before, await place.Locks());
        Assert.True((await place.State()).Done!.Ended);
        await place.DemandReadable();
        Assert.Empty(place.Leftovers);
        await place.Authority.Do(async s => Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_came_in_with_the_key_before_while_all_were_gone_through_is_found_once_more_and_what_no_key_opens_is_told(string engine, bool folder)
    {
        await using var place = await Place.On(engine, folder);
        await place.Add(300);
        var late = await place.Add(301);
        var closed = await place.Take(late);
        var spoilt = await place.Add(302);
        await place.Spoil(spoilt);
        await place.ChangeKey();
        await place.Begin();
        place.Authority.Time.Advance(TimeSpan.FromHours(74));
        Assert.True(await place.Step());
        // Another node, which had begun before, puts one where this one has been: it is locked anew twice.
        await place.PutBack(late, closed);
        await place.All();

        var state = await place.State();
        Assert.Equal((true, 3, 1), (state.Done!.Ended, state.Done.Locked, state.Done.Shut));
        Assert.True(state.NeedsEarlierKeys);
        Assert.Contains("1 document cannot be opened", state.InWords(_ => "then"), StringComparison.Ordinal);
        await place.DemandReadable();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Two_nodes_at_once_lock_each_document_once(string engine, bool folder)
    {
        await using var place = await Place.On(engine, folder);
        foreach (var size in Enumerable.Range(200, 40))
        {
            await place.Add(size);
        }
        var before = (await place.Locks()).Distinct().Single();
        await place.ChangeKey();
        await place.Begin();
        place.Authority.Time.Advance(TimeSpan.FromHours(74));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(place.All)));
        await place.All();
        Assert.DoesNotContain(before, await place.Locks());
        await place.DemandReadable();
        Assert.Empty(place.Leftovers);
        Assert.True((await place.State()).Done!.Ended);
        await place.Authority.Do(async s => Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken));
    }

    /// <summary>A file that is taken away with its record, at the very moment at which it is put in place anew, does not come back.</summary>
    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_document_whose_record_is_disposed_of_meanwhile_does_not_come_back(string engine)
    {
        await using var place = await Place.On(engine, folder: true);
        var document = await place.Add(200);
        await place.ChangeKey();
        await place.Begin();
        place.Authority.Time.Advance(TimeSpan.FromHours(74));
        place.BeforeSwap = () => place.Authority.Do(s => s.GetRequiredService<KithDb>().StoredDocuments.Where(d => d.Id == document).ExecuteDeleteAsync());
        await place.All();
        Assert.Empty(Directory.GetFiles(place.Folder!, "*", SearchOption.AllDirectories));
    }

    private sealed class Place : IAsyncDisposable
    {
        private readonly Dictionary<Guid, string> digests = [];
        private readonly HashSet<Guid> spoilt = [];
        private Guid child;
        private int swaps;

        public required Authority Authority { get; init; }
        public required string Engine { get; init; }
        public required string? Folder { get; init; }

        /// <summary>At which putting in place it is killed: odd before, even after. Zero for never.</summary>
        public int KillAt { get; set; }
        public Func<Task>? BeforeSwap { get; set; }
        public bool Alone => Folder is null && Engine == "SQLite";

        public IEnumerable<string> Leftovers =>
            Folder is null ? [] : Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f).Contains('.', StringComparison.Ordinal));

        public void LeaveHalf()
        {
            foreach (var file in Folder is null ? [] : Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
            {
                File.WriteAllBytes(file + ".next-0123456789abcdef", [0x09, 0xF0, 0xC9]);
            }
        }

        public static async Task<Place> On(string engine, bool folder)
        {
            Place? place = null;
            var path = folder ? Directory.CreateTempSubdirectory("kith-anew-").FullName : null;
            var authority = await Authority.On(
                engine,
                s =>
                {
                    // The keys of the platform as they are kept, and not those that a test takes along.
                    s.RemoveAll<IDataProtectionProvider>();
                    s.AddDataProtection().SetApplicationName("Kith").PersistKeysToDbContext<KithDb>();
                    s.AddScoped<IDocumentStore>(p => new Dying(path is null ? new DatabaseDocuments(p.GetRequiredService<KithDb>()) : new FolderDocuments(path), () => place!));
                }
            );
            place = new Place
            {
                Authority = authority,
                Engine = engine,
                Folder = path,
            };
            place.child = (await authority.Do(Town.Build)).Mia;
            return place;
        }

        public Task<Guid> Add(int size) =>
            Authority.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                var bytes = RandomNumberGenerator.GetBytes(size);
                var id = s.GetRequiredService<Practice.Clock>().NewId();
                digests[id] = Convert.ToHexStringLower(SHA256.HashData(bytes));
                db.StoredDocuments.Add(
                    new StoredDocument
                    {
                        Id = id,
                        PersonId = child,
                        Title = "A letter",
                        FileName = "letter.pdf",
                        ContentType = "application/pdf",
                        Size = size,
                        Sha256 = digests[id],
                    }
                );
                await s.GetRequiredService<IDocumentStore>().Put(id, s.GetRequiredService<DocumentCipher>().Close(id, bytes));
                await db.SaveChangesAsync();
                return id;
            });

        public Task<byte[]> Take(Guid id) => Authority.Do(async s => (await s.GetRequiredService<IDocumentStore>().Get(id))!);

        public Task PutBack(Guid id, byte[] closed) =>
            Authority.Do(async s =>
            {
                await s.GetRequiredService<IDocumentStore>().Remove(id);
                await s.GetRequiredService<IDocumentStore>().Put(id, closed);
                await s.GetRequiredService<KithDb>().SaveChangesAsync();
            });

        public async Task Spoil(Guid id)
        {
            spoilt.Add(id);
            var closed = await Take(id);
            closed[^1] ^= 1;
            await PutBack(id, closed);
        }

        public Task ChangeKey() =>
            Authority.Do(async s =>
            {
                var act = s.GetRequiredService<Practice.Acts.Acts>().Begin(Actor.System("The person at the machine"), "Change the authority's key");
                act.Happened(new AuthorityKeyChanged([], Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), 1, 0));
                await act.Save(Guid.Empty);
            });

        /// <summary>The step that makes a new key; the platform takes it up beside whoever locks first, so that is waited for.</summary>
        public async Task Begin()
        {
            var before = await Present();
            Assert.True(await Step());
            // A key that is never taken up is a fault and no endless wait.
            using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (await Present() == before)
            {
                await Task.Delay(5, enough.Token);
            }
        }

        private Task<Guid?> Present() => Authority.Do(s => Task.FromResult(DocumentCipher.LockOf(s.GetRequiredService<DocumentCipher>().Close(Guid.Empty, [0]))));

        public Task<bool> Step() => Authority.Do(async s => await s.GetRequiredService<LockDocumentsAnew>().Step(new Prompt(s.GetRequiredService<IKeyManager>())));

        public async Task<int> All()
        {
            var steps = 0;
            while (await Step())
            {
                steps++;
                Assert.True(steps < 200, "It never ends");
            }
            return steps;
        }

        public Task<DocumentLockState> State() => Authority.Do(s => s.GetRequiredService<DocumentLockProgress>().State());

        public Task<List<Guid?>> Locks() =>
            Authority.Do(async s => (await s.GetRequiredService<IDocumentStore>().After(null, 1000)).Where(k => !spoilt.Contains(k.Id)).Select(k => k.Lock).ToList());

        /// <summary>Each as whoever opens it gets it: the bytes, and their digest.</summary>
        public Task DemandReadable() =>
            Authority.Do(async s =>
            {
                foreach (var (id, digest) in digests.Where(d => !spoilt.Contains(d.Key)))
                {
                    var (_, bytes) = (await s.GetRequiredService<KeepDocuments>().Open(child, id))!.Value;
                    Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(bytes)));
                }
            });

        public async ValueTask DisposeAsync()
        {
            await Authority.DisposeAsync();
            if (Folder is not null)
            {
                Directory.Delete(Folder, recursive: true);
            }
        }

        private sealed class Dying(IDocumentStore inner, Func<Place> place) : IDocumentStore
        {
            public bool IsInDatabase => inner.IsInDatabase;

            public Task Put(Guid id, byte[] cipher, CancellationToken ct = default) => inner.Put(id, cipher, ct);

            public Task<byte[]?> Get(Guid id, CancellationToken ct = default) => inner.Get(id, ct);

            public Task Remove(Guid id, CancellationToken ct = default) => inner.Remove(id, ct);

            public Task<IReadOnlyList<KeptLock>> After(Guid? id, int most, CancellationToken ct = default) => inner.After(id, most, ct);

            public Task<int> CountAfter(Guid? id, CancellationToken ct = default) => inner.CountAfter(id, ct);

            public async Task<bool> Swap(Guid id, byte[] was, byte[] now, CancellationToken ct = default)
            {
                var at = place();
                if (at.BeforeSwap is { } first)
                {
                    await first();
                }
                Die(at, before: true);
                var swapped = await inner.Swap(id, was, now, ct);
                Die(at, before: false);
                return swapped;
            }

            private static void Die(Place at, bool before)
            {
                if (at.KillAt > 0 && ++at.swaps % at.KillAt == 0 && before == (at.KillAt % 2 == 1))
                {
                    throw new IOException("Killed");
                }
            }
        }

        /// <summary>Where several nodes share a key it is used after two days by the machine's clock, which no test turns.</summary>
        private sealed class Prompt(IKeyManager inner) : IKeyManager
        {
            public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) =>
                inner.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow + (expirationDate - activationDate));

            public IReadOnlyCollection<IKey> GetAllKeys() => inner.GetAllKeys();

            public CancellationToken GetCacheExpirationToken() => inner.GetCacheExpirationToken();

            public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => inner.RevokeAllKeys(revocationDate, reason);

            public void RevokeKey(Guid keyId, string? reason = null) => inner.RevokeKey(keyId, reason);
        }
    }
}
