using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access.Api;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Api;
using Kith.Practice.Contacts;
using Kith.Practice.Projections;
using Kith.Practice.Voice;
using Kith.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Api;

/// <summary>The operations of the version of 26 November 2026.</summary>
internal static class Version20261126
{
    /// <summary>The version, as it stands in every path.</summary>
    public const string Name = "2026-11-26";

    public static void Map(WebApplication app)
    {
        var api = app.MapGroup($"/api/{Name}").WithGroupName(Name).WithTags("Kith").RequireRateLimiting(ApiSecurity.Limit).AddEndpointFilter<Answers>();

        Read<ApiPage<ApiChild>>(
            api.MapGet(
                "/children",
                async (ReadForSystems read, CurrentActor current, CancellationToken ct, string? status = null, Guid? team = null, string? cursor = null, int? limit = null) =>
                    (object?)await read.Children(Status(status), team, cursor, Limit(limit), await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ListChildren",
            "Children whose records the account may read, by id. «status» is one of the statuses of a child, «team» a team's id; «limit» at most 200."
        );
        Read<ApiChild>(
            api.MapGet(
                "/children/{id:guid}",
                async (Guid id, ReadForSystems read, CurrentActor current, CancellationToken ct) => (object?)await read.Child(id, await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ReadChild",
            "One child as the record stands today."
        );
        Read<ApiPage<ApiEvent>>(
            api.MapGet(
                "/children/{id:guid}/chronology",
                async (Guid id, ReadForSystems read, CurrentActor current, CancellationToken ct, string? cursor = null, int? limit = null) =>
                    (object?)await read.Events(id, cursor, Limit(limit), await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ReadChronology",
            "What happened to a child, the latest first."
        );
        Read<ApiList<ApiAllocation>>(
            api.MapGet(
                "/children/{id:guid}/allocations",
                async (Guid id, ReadForSystems read, CurrentActor current, CancellationToken ct) => (object?)await read.Allocations(id, await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ReadAllocations",
            "Who worked with a child, the latest first."
        );
        Read<ApiList<ApiPlan>>(
            api.MapGet(
                "/children/{id:guid}/plans",
                async (Guid id, ReadForSystems read, CurrentActor current, CancellationToken ct) => (object?)await read.Plans(id, await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ReadPlans",
            "A child's plans, the latest first."
        );
        Read<ApiList<ApiDue>>(
            api.MapGet(
                "/children/{id:guid}/due",
                async (Guid id, ReadForSystems read, CurrentActor current, CancellationToken ct) => (object?)await read.Due(id, await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ReadDue",
            "What is due for a child, the first first."
        );
        Read<ApiPage<ApiDueForChild>>(
            api.MapGet(
                "/due",
                async (
                    ReadForSystems read,
                    CurrentActor current,
                    CancellationToken ct,
                    Guid? workerId = null,
                    Guid? teamId = null,
                    DateOnly? until = null,
                    string? cursor = null,
                    int? limit = null
                ) => (object?)await read.DueOf(workerId, teamId, until, cursor, Limit(limit), await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ReadDueOf",
            "What is due for the children of a worker or a team, the first first. Name one of the two."
        );
        Read<ApiList<ApiAction>>(
            api.MapGet(
                "/children/{id:guid}/actions",
                async (Guid id, ReadForSystems read, CurrentActor current, CancellationToken ct) => (object?)await read.Actions(id, await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ReadActions",
            "A child's actions, open ones first."
        );
        Read<ApiList<ApiFault>>(
            api.MapGet(
                "/children/{id:guid}/census",
                async (Guid id, ReadForSystems read, CurrentActor current, CancellationToken ct) => (object?)await read.Faults(id, await Actor(current), ct)
            ),
            ApiScopes.ReadRecords,
            "ReadCensusOfChild",
            "What the rules of the running census find on a child."
        );
        Read<ApiPage<ApiFault>>(
            api.MapGet(
                "/census",
                async (ReadForSystems read, CurrentActor current, CancellationToken ct, string? cursor = null, int? limit = null) =>
                    (object?)await read.AllFaults(cursor, Limit(limit), await Actor(current), ct)
            ),
            ApiScopes.ReadReturns,
            "ReadCensus",
            "What the rules find on all children within reach; «limit» counts children."
        );
        Read<ApiAction>(
            api.MapGet(
                "/actions/{action:guid}",
                async (Guid action, ReadForSystems read, CurrentActor current, CancellationToken ct) =>
                    (object?)(await read.Action(action, await Actor(current), ct) is { } one ? new Answers.Marked(one, one.Version) : null)
            ),
            ApiScopes.ReadRecords,
            "ReadAction",
            "One action. Its ETag is its version."
        );
        Read<ApiList<ApiMeasure>>(api.MapGet("/measures", () => (object?)ReadForSystems.Catalogue()), ApiScopes.ReadMeasures, "ListMeasures", "Every measure as it is defined.");
        Read<ApiFigures>(
            api.MapGet(
                "/measures/figures",
                async (ReadForSystems read, CurrentActor current, CancellationToken ct, DateOnly? asAt = null, string? scope = null) =>
                    (object?)await read.Figures(asAt, scope, await Actor(current), ct)
            ),
            ApiScopes.ReadMeasures,
            "ReadFigures",
            "The figures of a day and scope: the very ones of the dashboard, and hidden where they are hidden there."
        );

        Write<ApiMade>(
            api.MapPost("/contacts", RecordAContact),
            201,
            ApiScopes.WriteContacts,
            "RecordContact",
            "Records a contact about one or several children into the queue of the duty team. Idempotency-Key is needed: the same key again answers as the first time."
        );
        Write<ApiMade>(
            api.MapPost("/children/{id:guid}/voice", RecordAVoice),
            201,
            ApiScopes.WriteVoice,
            "RecordVoice",
            "Records what a child said or showed outside a visit, as the page does. Idempotency-Key is needed: the same key again answers as the first time."
        );
        Write<ApiAction>(
            api.MapPost("/actions/{action:guid}/completion", CompleteAnAction),
            200,
            ApiScopes.WriteActions,
            "CompleteAction",
            "Calls an action done. If-Match carries the version that was read, Idempotency-Key is needed."
        );

        app.MapPost("/api/token", SignIn).AllowAnonymous().RequireRateLimiting(SecurityServices.SignInLimit).ExcludeFromDescription();
        app.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();
        app.Map(
                "/api/{**rest}",
                (HttpContext http) => Problems.Of(404, "Not found", $"There is no such operation. The version is {Name}; its document is at /api/{Name}/openapi.json.")
            )
            .AllowAnonymous()
            .RequireRateLimiting(ApiSecurity.Limit)
            .ExcludeFromDescription();
    }

    private static async Task<object?> RecordAContact(
        ApiNewContact contact,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        RecordContact record,
        CurrentActor current,
        HttpContext http,
        CancellationToken ct
    )
    {
        var actor = await Actor(current);
        var made = await record.Handle(
            new ContactInput
            {
                Children = [.. contact.Children ?? []],
                Channel = Enum.TryParse<ContactChannel>(contact.Channel, out var channel) ? channel : null,
                SourceCode = contact.SourceCode,
                FromName = contact.FromName,
                FromAgency = contact.FromAgency,
                FromReach = contact.FromReach,
                ReceivedOn = contact.ReceivedOn,
                Summary = contact.Summary,
                FamilyKnows = contact.FamilyKnows,
            },
            actor,
            Key(key, "contact", actor.AccountId),
            ct
        );
        return Results.Json(new ApiMade(made), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<object?> RecordAVoice(
        Guid id,
        ApiNewVoice voice,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        RecordVoice record,
        CurrentActor current,
        Practice.Clock clock,
        CancellationToken ct
    )
    {
        var actor = await Actor(current);
        try
        {
            var made = await record.Handle(
                new VoiceInput
                {
                    On = voice.On ?? clock.Today,
                    Occasion = Word<VoiceOccasion>(voice.Occasion, "occasion") ?? VoiceOccasion.DirectWork,
                    Place = voice.Place,
                    Method = voice.Method,
                    WhoElse = voice.WhoElse,
                    ListenedBy = voice.ListenedBy,
                    Children =
                    [
                        new HeardChildInput
                        {
                            PersonId = id,
                            Included = true,
                            Alone = voice.Alone ?? false,
                            Words = voice.Words,
                            Shown = voice.Shown,
                            Wishes = voice.Wishes,
                            Feeling = Word<Feeling>(voice.Feeling, "feeling"),
                            WhatMatters = voice.WhatMatters,
                        },
                    ],
                },
                actor,
                Key(key, "voice", actor.AccountId),
                ct
            );
            return Results.Json(new ApiMade(made), statusCode: StatusCodes.Status201Created);
        }
        catch (NotAcceptedException wrong)
        {
            // The form is about several children; what is sent here is about one.
            const string one = "Children[0].";
            throw new NotAcceptedException([.. wrong.Problems.Select(p => p with { Field = p.Field.StartsWith(one, StringComparison.Ordinal) ? p.Field[one.Length..] : p.Field })]);
        }
    }

    private static T? Word<T>(string? asked, string field)
        where T : struct, Enum =>
        string.IsNullOrEmpty(asked) ? null
        : Enum.TryParse<T>(asked, out var word) && Enum.IsDefined(word) && !char.IsAsciiDigit(asked[0]) ? word
        : throw new FormatException($"{field} must be one of {string.Join(", ", Enum.GetNames<T>())}");

    private static async Task<object?> CompleteAnAction(
        Guid action,
        ApiCompletion completion,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        [FromHeader(Name = "If-Match")] string? match,
        KeepActions keep,
        ReadForSystems read,
        CurrentActor current,
        CancellationToken ct
    )
    {
        var actor = await Actor(current);
        if (string.IsNullOrEmpty(match))
        {
            return Problems.Of(428, "If-Match is needed", "Read the action first, and send its version: If-Match: \"3\".");
        }
        if (!int.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            throw new FormatException("If-Match must be the version of the action, such as \"3\"");
        }
        await keep.Complete(action, new ActionInput { DoneOn = completion.DoneOn, Evidence = completion.Evidence }, version, actor, Key(key, "completion", actor.AccountId), ct);
        return await read.Action(action, actor, ct) is { } done ? new Answers.Marked(done, done.Version) : null;
    }

    /// <summary>OAuth 2.0 client credentials (RFC 6749, 4.4): id and secret in the form or as Basic.</summary>
    private static async Task<IResult> SignIn(HttpContext http, AskWithToken ask, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return Refused("invalid_request", 400);
        }
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            // Too many fields, or bytes that are no text: a fault of what was sent.
            return Refused("invalid_request", 400);
        }
        if (form["grant_type"] != "client_credentials")
        {
            return Refused("unsupported_grant_type", 400);
        }
        var (id, secret) = Basic(http.Request) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        if (await ask.Exchange(id, secret, form["scope"], ct) is not var (token, scopes))
        {
            http.Response.Headers.WWWAuthenticate = "Basic";
            return Refused("invalid_client", 401);
        }
        return Results.Json(
            new Dictionary<string, object>
            {
                ["access_token"] = token,
                ["token_type"] = "Bearer",
                ["expires_in"] = (int)AskWithToken.Lasts.TotalSeconds,
                ["scope"] = scopes,
            }
        );

        static IResult Refused(string error, int status) => Results.Json(new Dictionary<string, string> { ["error"] = error }, statusCode: status);

        static (string Id, string Secret)? Basic(HttpRequest request)
        {
            var header = request.Headers.Authorization.ToString();
            var plain = new byte[400];
            return
                header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
                && Convert.TryFromBase64String(header[6..], plain, out var length)
                && Encoding.UTF8.GetString(plain, 0, length).Split(':', 2) is [var id, var secret]
                ? (id, secret)
                : null;
        }
    }

    private static void Read<T>(RouteHandlerBuilder operation, string scope, string name, string words) =>
        Needs(operation, scope, name, words).Produces<T>(200, "application/json").Produces(304).ProducesProblem(404);

    private static void Write<T>(RouteHandlerBuilder operation, int status, string scope, string name, string words) =>
        Needs(operation, scope, name, words).Produces<T>(status, "application/json").ProducesProblem(404).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);

    private static RouteHandlerBuilder Needs(RouteHandlerBuilder operation, string scope, string name, string words) =>
        operation
            .RequireAuthorization(ApiSecurity.Policy(scope))
            .WithMetadata(new NeedsScope(scope))
            .WithName(name)
            .WithSummary(words)
            .ProducesProblem(400)
            .ProducesProblem(401)
            .ProducesProblem(403)
            .ProducesProblem(429);

    private static async Task<Kith.Practice.Access.Actor> Actor(CurrentActor current) =>
        await current.Get() ?? throw new InvalidOperationException("An operation ran without anyone who asks");

    private static int Limit(int? asked) =>
        asked is null ? ReadForSystems.Usual
        : asked is >= 1 and <= ReadForSystems.Most ? asked.Value
        : throw new FormatException($"limit must be from 1 to {ReadForSystems.Most}");

    private static ChildStatus? Status(string? asked) =>
        string.IsNullOrEmpty(asked) ? null
        : Enum.TryParse<ChildStatus>(asked, out var status) && Enum.IsDefined(status) ? status
        : throw new FormatException($"status must be one of {string.Join(", ", Enum.GetNames<ChildStatus>())}");

    /// <summary>The key of an act: the caller's own word, for this operation and account alone.</summary>
    private static Guid Key(string? key, string operation, Guid account) =>
        key is { Length: >= 1 and <= 200 }
            ? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{operation}\n{account:N}\n{key}")).AsSpan(0, 16))
            : throw new FormatException("Idempotency-Key is needed: a word of your own for this one act, so that sending it twice does it once");
}
