using System.Threading.Channels;

namespace Kith.Practice.Dispatch;

/// <summary>Says to this node's dispatcher that something is to leave now, for what somebody waits for at a screen.</summary>
public sealed class DispatchBell
{
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Rings. Many rings before anybody listens are one.</summary>
    public void Ring() => rung.Writer.TryWrite(true);

    /// <summary>Waits for the next ring.</summary>
    public async Task Heard(CancellationToken ct) => await rung.Reader.ReadAsync(ct);
}
