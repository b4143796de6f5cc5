using Kith.Practice.Retention;

namespace Kith.Web.Background;

/// <summary>
/// Carries out disposals whose days to think again are over, throws away what is kept for a short while only, and once a
/// day works out whose time is up.
/// </summary>
internal sealed class RetentionKeeper(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<RetentionKeeper> log)
    : Keeper(scopes, jobs, time, log, Job.Retention, atStart: false)
{
    private DateOnly? workedOut;

    protected override async Task Work(IServiceProvider services, CancellationToken ct)
    {
        var (gone, stopped) = await services.GetRequiredService<CarryOutDisposals>().Handle(ct);
        if (gone + stopped > 0)
        {
            log.LogInformation("Records disposed of: {Gone}; stopped because something holds them: {Stopped}", gone, stopped);
        }
        var tidied = await services.GetRequiredService<TidyShortLived>().Handle(ct);
        if (tidied.All > 0)
        {
            log.LogInformation(
                "Thrown away: {Keys} keys of forms, {Drafts} drafts, {Refusals} refused rows, {Copies} copies of returns",
                tidied.ActKeys,
                tidied.Drafts,
                tidied.Refusals,
                tidied.Copies
            );
        }
        var today = services.GetRequiredService<Kith.Practice.Clock>().Today;
        if (workedOut != today)
        {
            log.LogInformation("Children looked at for retention: {Looked}", await services.GetRequiredService<WorkOutDue>().Handle(ct));
            workedOut = today;
        }
    }
}
