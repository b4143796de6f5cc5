using Kith.Practice;
using Kith.Practice.Agencies;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Record = Kith.Practice.Store.Record;

namespace Kith.WebTests.Support;

/// <summary>
/// Puts one record of every kind that Kith keeps into the database, found in the model, so that a kind added tomorrow is planted
/// without being named here. Each is about one child, belongs to another partner and his agency, and carries a word that is met
/// nowhere else in every text that has room for it.
/// </summary>
internal sealed class Planting
{
    /// <summary>The id of the planted record of each kind.</summary>
    public Dictionary<Type, Guid> Ids { get; } = [];

    /// <summary>Kinds of which the database took none, with what it said.</summary>
    public Dictionary<Type, string> Refused { get; } = [];

    private Guid agency;

    /// <summary>Where the end of a name does not say of what kind the other record is.</summary>
    private static readonly Dictionary<(Type, string), Type> Elsewhere = new()
    {
        [(typeof(PanelSeat), nameof(PanelSeat.MeetingId))] = typeof(PanelMeeting),
        [(typeof(PanelChild), nameof(PanelChild.MeetingId))] = typeof(PanelMeeting),
        [(typeof(PanelGiven), nameof(PanelGiven.EntryId))] = typeof(PanelChild),
        [(typeof(PanelPaper), nameof(PanelPaper.EntryId))] = typeof(PanelChild),
    };

    public static async Task<Planting> Of(KithHost host, Guid child, string word)
    {
        var planting = new Planting();
        List<IEntityType> left;
        await using (var scope = host.Factory.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<KithDb>();
            planting.agency = await db.Professionals.Where(p => p.Id == host.People.OtherProfessional).Select(p => p.AgencyId).SingleAsync();
            left =
            [
                .. db
                    .Model.GetEntityTypes()
                    .Where(t => t.ClrType.IsSubclassOf(typeof(Record)) && !t.ClrType.IsAbstract && !t.IsOwned())
                    .OrderBy(t => t.Name, StringComparer.Ordinal),
            ];
        }
        // What stands under another is taken once the other is there.
        for (var before = int.MaxValue; left.Count > 0 && left.Count < before; )
        {
            before = left.Count;
            var again = new List<IEntityType>();
            foreach (var type in left)
            {
                if (await planting.Plant(host, type, child, word) is { } why)
                {
                    planting.Refused[type.ClrType] = why;
                    again.Add(type);
                }
                else
                {
                    planting.Refused.Remove(type.ClrType);
                }
            }
            left = again;
        }
        return planting;
    }

    private async Task<string?> Plant(KithHost host, IEntityType type, Guid child, string word)
    {
        await using var scope = host.Factory.Services.CreateAsyncScope();
        var (db, clock) = (scope.ServiceProvider.GetRequiredService<KithDb>(), scope.ServiceProvider.GetRequiredService<Clock>());
        var record = (Record)Activator.CreateInstance(type.ClrType)!;
        record.Id = clock.NewId();
        foreach (var property in type.GetProperties().Where(p => p.PropertyInfo is { CanWrite: true } && p.Name is not (nameof(Record.Id) or nameof(Record.Version))))
        {
            if (Value(host, type.ClrType, property, child, word, clock) is { } value)
            {
                property.PropertyInfo!.SetValue(record, value);
            }
        }
        try
        {
            db.Add(record);
            await db.SaveChangesAsync();
        }
        catch (Exception e) when (e is DbUpdateException or InvalidOperationException)
        {
            return (e.InnerException ?? e).Message;
        }
        Ids[type.ClrType] = record.Id;
        return null;
    }

    private object? Value(KithHost host, Type of, IProperty property, Guid child, string word, Clock clock)
    {
        var name = property.Name;
        var plain = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (plain == typeof(Guid))
        {
            return Other(host, of, property, child) is { } id ? id
                : property.IsNullable ? null
                : clock.NewId();
        }
        if (plain == typeof(string))
        {
            // Where a record came from is not its text.
            return name.StartsWith("Source", StringComparison.Ordinal) && property.IsNullable ? null
                : property.GetMaxLength() is { } most && most < word.Length ? "Z"
                : word;
        }
        return plain == typeof(DateOnly)
            ? property.IsNullable && name is not (nameof(Participant.InvitedOn) or "PlannedOn")
                ? null
                : clock.Today
            : plain == typeof(DateTime)
                ? property.IsNullable
                    ? null
                    : clock.UtcNow
                : plain == typeof(byte[]) && !property.IsNullable
                    ? Array.Empty<byte>()
                    : null;
    }

    /// <summary>The record that an id points to: by its key, by where it is said above, or by its name.</summary>
    private Guid? Other(KithHost host, Type of, IProperty property, Guid child)
    {
        var people = host.People;
        var name = property.Name;
        var principal = property.GetContainingForeignKeys().Select(k => k.PrincipalEntityType.ClrType).FirstOrDefault();
        if (principal == typeof(Kith.Practice.Children.Person) || name == nameof(PersonRecord.PersonId))
        {
            return child;
        }
        if (name.EndsWith("ProfessionalId", StringComparison.Ordinal))
        {
            return people.OtherProfessional;
        }
        if (name.EndsWith("AccountId", StringComparison.Ordinal))
        {
            return of == typeof(Professional) ? null : people.Stranger;
        }
        if (name.EndsWith("WorkerId", StringComparison.Ordinal) || principal == typeof(Kith.Practice.Workforce.Worker))
        {
            return people.ColleagueWorker;
        }
        if (name.EndsWith("TeamId", StringComparison.Ordinal) || principal == typeof(Kith.Practice.Workforce.Team))
        {
            return people.TeamA;
        }
        if (Elsewhere.TryGetValue((of, name), out var told) || (told = principal) is not null)
        {
            return Ids.TryGetValue(told, out var there) ? there : null;
        }
        // The agency is that of the other partner, whom the population has.
        if (name == "AgencyId")
        {
            return agency;
        }
        return name.EndsWith("Id", StringComparison.Ordinal) && Ids.Keys.FirstOrDefault(t => t.Name.EndsWith(name[..^2], StringComparison.Ordinal)) is { } kind ? Ids[kind] : null;
    }
}
