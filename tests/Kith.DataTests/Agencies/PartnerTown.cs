using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Kith.Practice.Protection.Meetings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.DataTests.Agencies;

/// <summary>A post office that keeps what it is given, and can be out of order.</summary>
internal sealed class KeptPost : IPostOffice
{
    public ConcurrentQueue<Letter> Sent { get; } = new();
    public bool OutOfOrder { get; set; }

    public Task<Answer> Send(Guid id, Letter letter, CancellationToken ct)
    {
        Sent.Enqueue(letter);
        return Task.FromResult(OutOfOrder ? new Answer(null, "It could not be reached") : new Answer(250, "Taken"));
    }

    /// <summary>The code in the latest letter.</summary>
    public string Code => Regex.Match(Sent.Last().Text, @"\b(\d{4}) (\d{4})\b").Value.Replace(" ", "", StringComparison.Ordinal);
}

/// <summary>Everything that is logged, however fine.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose() { }
}

/// <summary>
/// The town with a front door and two schools: Nisha of Ashgrove and Sam of Hillside sign in; Tom of Ashgrove is only known.
/// </summary>
internal sealed class PartnerTown : IAsyncDisposable
{
    public static readonly Actor Keeper = Actor.System("Keeper of the directory");

    public Authority Authority = null!;
    public KeptPost Post = new();
    public KeptLog Log = new();
    public Door Door = null!;
    public Guid Ashgrove,
        Hillside,
        Nisha,
        Sam,
        Tom;
    public Actor AsNisha = null!,
        AsSam = null!;

    public static async Task<PartnerTown> On(string engine, Action<IServiceCollection>? more = null)
    {
        var town = new PartnerTown();
        town.Authority = await Authority.On(
            engine,
            s =>
            {
                s.AddSingleton<IPostOffice>(town.Post);
                more?.Invoke(s);
                s.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(town.Log));
            }
        );
        town.Door = await town.Authority.Do(Door.Build);
        town.Ashgrove = await town.Agency("Ashgrove Primary School", "ashgrove.example");
        town.Hillside = await town.Agency("Hillside Academy", "hillside.example");
        town.Nisha = await town.Person(town.Ashgrove, "Nisha Rao", "nisha.rao@ashgrove.example", letIn: true);
        town.Sam = await town.Person(town.Hillside, "Sam Hill", "sam@office.hillside.example", letIn: true);
        town.Tom = await town.Person(town.Ashgrove, "Tom Reed", "tom.reed@ashgrove.example", letIn: false);
        town.AsNisha = await town.ActorOf(town.Nisha);
        town.AsSam = await town.ActorOf(town.Sam);
        return town;
    }

    public Task<T> Use<TCase, T>(Func<TCase, Task<T>> use)
        where TCase : notnull => Authority.Do(s => use(s.GetRequiredService<TCase>()));

    public Task Use<TCase>(Func<TCase, Task> use)
        where TCase : notnull => Authority.Do(s => use(s.GetRequiredService<TCase>()));

    public Task<Guid> Agency(string name, string domain) =>
        Use<KeepDirectory, Guid>(k =>
            k.Add(
                new AgencyInput
                {
                    Name = name,
                    Kind = Kith.Practice.Protection.Meetings.Agency.Education,
                    Domains = domain,
                    Phone = "01632 960 200",
                },
                Keeper,
                null
            )
        );

    public async Task<Guid> Person(Guid agency, string name, string email, bool letIn)
    {
        var id = await Use<KeepDirectory, Guid>(k =>
            k.AddPerson(
                agency,
                new ProfessionalInput
                {
                    Name = name,
                    JobTitle = "Safeguarding lead",
                    Email = email,
                },
                Keeper,
                null
            )
        );
        if (letIn)
        {
            await Use<KeepDirectory>(k => k.LetIn(id, Keeper, null));
        }
        return id;
    }

    public async Task<Actor> ActorOf(Guid professional)
    {
        var account = await Authority.Db(db => Task.FromResult(db.Professionals.Single(p => p.Id == professional).AccountId!.Value));
        return (await Use<Actors, Actor?>(a => a.Of(account)))!;
    }

    /// <summary>Asks for a code and lets the post carry what waits.</summary>
    public async Task<PartnerCodeAsking> Ask(string address, string source = "203.0.113.9")
    {
        var asking = await Use<AskPartnerCode, PartnerCodeAsking>(a => a.Handle(address, source));
        await Carry();
        return asking;
    }

    public Task<int> Carry() => Use<Courier, int>(c => c.Handle("partner-codes"));

    public Task<Guid?> Enter(PartnerCodeAsking asking, string? code) => Use<EnterPartnerCode, Guid?>(e => e.Handle(asking.Id, asking.Browser, code));

    public ValueTask DisposeAsync() => Authority.DisposeAsync();
}
