using Kith.Practice.Wellbeing;

namespace Kith.Web.Background;

/// <summary>Counts surveys once their last day is over, in the first quarter of an hour of the day after.</summary>
internal sealed class SurveyKeeper(IServiceScopeFactory scopes, JobLog jobs, TimeProvider time, ILogger<SurveyKeeper> log)
    : Keeper(scopes, jobs, time, log, Job.Surveys, atStart: true)
{
    protected override async Task Work(IServiceProvider services, CancellationToken ct)
    {
        if (await services.GetRequiredService<KeepSurveys>().CountOver(ct) is var counted and > 0)
        {
            log.LogInformation("Surveys counted: {Counted}", counted);
        }
    }
}
