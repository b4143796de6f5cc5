namespace Kith.Practice.Import;

/// <summary>The workers and teams of an extract by its own keys, and teams by name.</summary>
internal sealed class WorkforceKeys
{
    private readonly Dictionary<string, (Guid Id, string Name)> workers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> teams = new(StringComparer.OrdinalIgnoreCase);

    public void AddWorker(string key, Guid id, string name) => workers[key] = (id, name);

    public void AddTeam(string keyOrName, Guid id) => teams.TryAdd(keyOrName.Trim(), id);

    public Guid? Worker(string? key) => key is not null && workers.TryGetValue(key, out var worker) ? worker.Id : null;

    public string? WorkerName(string? key) => key is not null && workers.TryGetValue(key, out var worker) ? worker.Name : null;

    public Guid? Team(string? keyOrName) => keyOrName is not null && teams.TryGetValue(keyOrName.Trim(), out var id) ? id : null;
}
