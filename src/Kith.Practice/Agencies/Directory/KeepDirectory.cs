using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Standards.CodeSets;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>An agency as somebody writes it.</summary>
public sealed record AgencyInput
{
    public string? Name { get; set; }
    public Agency? Kind { get; set; }
    public string? SourceCode { get; set; }
    public string? Domains { get; set; }
    public string? Phone { get; set; }
    public string? UrgentContact { get; set; }
    public string? Address { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }

    /// <summary>An agency as the form holds it.</summary>
    public static AgencyInput Of(PartnerAgency a) =>
        new()
        {
            Name = a.Name,
            Kind = a.Kind,
            SourceCode = a.SourceCode,
            Domains = a.Domains,
            Phone = a.Phone,
            UrgentContact = a.UrgentContact,
            Address = a.Address,
            From = a.From,
            Until = a.Until,
        };
}

/// <summary>A team of an agency as somebody writes it.</summary>
public sealed record AgencyTeamInput
{
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? UrgentContact { get; set; }
    public DateOnly? Until { get; set; }
}

/// <summary>Someone of an agency as somebody writes them.</summary>
public sealed record ProfessionalInput
{
    public string? Name { get; set; }
    public string? JobTitle { get; set; }
    public Guid? TeamId { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }

    /// <summary>A professional as the form holds them.</summary>
    public static ProfessionalInput Of(Professional p) =>
        new()
        {
            Name = p.Name,
            JobTitle = p.JobTitle,
            TeamId = p.TeamId,
            Email = p.Email,
            Phone = p.Phone,
            From = p.From,
            Until = p.Until,
        };
}

/// <summary>Keeps the directory of agencies, their teams and the people who work there.</summary>
[UseCase]
public sealed class KeepDirectory(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>The most that a line of the directory holds.</summary>
    public const int Longest = 200;

    /// <returns>The id of the agency.</returns>
    /// <exception cref="AccessRefusedException">The actor may not keep the directory.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Add(AgencyInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAgencies, "keep the directory of agencies");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        await Check(input, null, ct);
        var agency = new PartnerAgency { Id = clock.NewId(), Name = input.Name!.Trim() };
        Apply(input, agency);
        db.PartnerAgencies.Add(agency);
        var act = acts.Begin(actor, "Add an agency", key: key);
        act.Happened(new AgencyAdded(agency.Id, agency.Name, agency.Kind.ToString(), agency.Domains));
        return await act.Save(agency.Id, ct);
    }

    /// <summary>Changes what the directory says of an agency. Its people sign in no more from the day after its last.</summary>
    /// <exception cref="AccessRefusedException">The actor may not keep the directory, or there is no such agency.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Change(Guid agencyId, AgencyInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAgencies, "keep the directory of agencies");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var agency = await Agency(agencyId, ct);
        Editing.SameVersion(agency, version);
        await Check(input, agencyId, ct);
        Apply(input, agency);
        var act = acts.Begin(actor, "Change an agency", key: key);
        if (act.ChangesOf(agency) is { Count: > 0 } changes)
        {
            act.Happened(new AgencyChanged(agencyId, changes));
        }
        await act.Save(agencyId, ct);
    }

    /// <summary>Adds a team of an agency, or changes one.</summary>
    /// <exception cref="AccessRefusedException">The actor may not keep the directory, or there is no such agency or team.</exception>
    /// <exception cref="NotAcceptedException">The name is missing.</exception>
    public async Task Team(Guid agencyId, Guid? teamId, AgencyTeamInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAgencies, "keep the directory of agencies");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        await Agency(agencyId, ct);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Name), input.Name, "Enter the name of the team", Longest) is { } missing)
        {
            problems.Add(missing);
        }
        Short(problems, (nameof(input.Phone), input.Phone), (nameof(input.UrgentContact), input.UrgentContact));
        Editing.Refuse(problems);
        AgencyTeam team;
        if (teamId is { } id)
        {
            team = await db.AgencyTeams.FirstOrDefaultAsync(t => t.Id == id && t.AgencyId == agencyId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "change a team");
        }
        else
        {
            team = new AgencyTeam
            {
                Id = clock.NewId(),
                AgencyId = agencyId,
                Name = "",
            };
            db.AgencyTeams.Add(team);
        }
        (team.Name, team.Phone, team.UrgentContact, team.Until) = (input.Name!.Trim(), PersonRules.Clean(input.Phone), PersonRules.Clean(input.UrgentContact), input.Until);
        var act = acts.Begin(actor, teamId is null ? "Add a team of an agency" : "Change a team of an agency", key: key);
        act.Happened(new AgencyTeamKept(agencyId, team.Id, team.Name, team.Until));
        await act.Save(team.Id, ct);
    }

    /// <summary>Puts someone who works for an agency into the directory.</summary>
    /// <returns>The id of the professional.</returns>
    /// <exception cref="AccessRefusedException">The actor may not keep the directory, or there is no such agency.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or the address is somebody else's.</exception>
    public async Task<Guid> AddPerson(Guid agencyId, ProfessionalInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAgencies, "keep the directory of agencies");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var agency = await Agency(agencyId, ct);
        await Check(input, agency, null, ct);
        var professional = new Professional
        {
            Id = clock.NewId(),
            AgencyId = agencyId,
            Name = "",
        };
        Apply(input, professional);
        db.Professionals.Add(professional);
        var act = acts.Begin(actor, "Add someone of an agency", key: key);
        act.Happened(new ProfessionalAdded(agencyId, professional.Id, professional.Name, professional.JobTitle));
        return await act.Save(professional.Id, ct);
    }

    /// <summary>Changes what the directory says of someone. A last day ends their way in as well.</summary>
    /// <exception cref="AccessRefusedException">The actor may not keep the directory, or there is nobody of that id.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or the address is somebody else's.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task ChangePerson(Guid professionalId, ProfessionalInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAgencies, "keep the directory of agencies");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var professional = await Person(professionalId, ct);
        Editing.SameVersion(professional, version);
        var agency = await Agency(professional.AgencyId, ct);
        await Check(input, agency, professional, ct);
        if (professional.AccountId is not null && !actor.May(Permission.Administer) && WorkAddress.Normal(input.Email) != professional.Email)
        {
            // Whoever reads the address gets the codes: moving it is giving somebody else the account.
            throw new NotAcceptedException(nameof(input.Email), $"{professional.Name} signs in with codes to this address. An administrator changes it");
        }
        Apply(input, professional);
        if (professional.AccountId is { } id && await db.Users.FirstOrDefaultAsync(a => a.Id == id, ct) is { } account)
        {
            (account.DisplayName, account.ValidUntil) = (professional.Name, professional.Until);
        }
        var act = acts.Begin(actor, "Change someone of an agency", key: key);
        if (act.ChangesOf(professional) is { Count: > 0 } changes)
        {
            act.Happened(new ProfessionalChanged(professional.AgencyId, professionalId, changes));
        }
        await act.Save(professionalId, ct);
    }

    /// <summary>Lets someone of an agency sign in to the partners' pages, and nowhere else, with codes to their work address.</summary>
    /// <exception cref="AccessRefusedException">The actor may not administer, or there is nobody of that id.</exception>
    /// <exception cref="NotAcceptedException">There is no address of the agency to send codes to.</exception>
    public async Task LetIn(Guid professionalId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "let a partner sign in");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var professional = await Person(professionalId, ct);
        var agency = await Agency(professional.AgencyId, ct);
        if (professional.Email is not { } email)
        {
            throw new NotAcceptedException("", "Enter a work address first: the codes are sent to it");
        }
        if (!agency.Owns(email))
        {
            throw new NotAcceptedException(
                "",
                $"{email} is not at a domain of {agency.Name}. Codes go to work addresses only: look at the address, or add the domain to the agency"
            );
        }
        var account = professional.AccountId is { } id ? await db.Users.FirstOrDefaultAsync(a => a.Id == id, ct) : null;
        if (account is null)
        {
            // A name nobody types: the account has no password, no passkey and no other way in.
            var name = $"partner-{professional.Id:N}";
            account = new Account
            {
                Id = clock.NewId(),
                DisplayName = professional.Name,
                UserName = name,
                NormalizedUserName = name.ToUpperInvariant(),
                LockoutEnabled = true,
                SecurityStamp = AccountTokens.NewSecret(),
                ConcurrencyStamp = clock.NewId().ToString("N"),
            };
            db.Users.Add(account);
            db.RoleGrants.Add(
                new RoleGrant
                {
                    Id = clock.NewId(),
                    AccountId = account.Id,
                    Role = Role.Partner,
                    From = clock.Today,
                }
            );
            professional.AccountId = account.Id;
        }
        (account.ValidFrom, account.ValidUntil) = (null, professional.Until);
        var act = acts.Begin(actor, "Let a partner sign in", key: key);
        act.Happened(new PartnerLetIn(agency.Id, professional.Id, account.Id));
        await act.Save(professional.Id, ct);
    }

    /// <summary>Ends a partner's way in: at once, sessions too.</summary>
    /// <exception cref="AccessRefusedException">The actor may not administer, or there is nobody of that id.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or they could not sign in.</exception>
    public async Task ShutOut(Guid professionalId, string? why, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "stop a partner from signing in");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var professional = await Person(professionalId, ct);
        if (Editing.Text("Why", why, "Say why they sign in no more", 300) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var account =
            professional.AccountId is { } id && await db.Users.FirstOrDefaultAsync(a => a.Id == id, ct) is { } found
                ? found
                : throw new NotAcceptedException("", $"{professional.Name} has no way in");
        account.ValidUntil = clock.Today.AddDays(-1);
        await db.EndSessions(account.Id, null, ct);
        var act = acts.Begin(actor, "Stop a partner from signing in", why!.Trim(), key);
        act.Happened(new PartnerShutOut(professional.AgencyId, professional.Id, account.Id, why.Trim()));
        await act.Save(professional.Id, ct);
    }

    private async Task<PartnerAgency> Agency(Guid id, CancellationToken ct) =>
        await db.PartnerAgencies.FirstOrDefaultAsync(a => a.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "open an agency");

    private async Task<Professional> Person(Guid id, CancellationToken ct) =>
        await db.Professionals.FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "open someone of an agency");

    private void Apply(AgencyInput input, PartnerAgency a)
    {
        a.Name = input.Name!.Trim();
        a.Kind = input.Kind!.Value;
        a.SourceCode = PersonRules.Clean(input.SourceCode);
        a.Domains = WorkAddress.Domains(input.Domains);
        a.Phone = PersonRules.Clean(input.Phone);
        a.UrgentContact = PersonRules.Clean(input.UrgentContact);
        a.Address = PersonRules.Clean(input.Address);
        a.From = input.From ?? clock.Today;
        a.Until = input.Until;
    }

    private void Apply(ProfessionalInput input, Professional p)
    {
        p.Name = input.Name!.Trim();
        p.JobTitle = PersonRules.Clean(input.JobTitle);
        p.TeamId = input.TeamId;
        p.Email = WorkAddress.Normal(input.Email);
        p.Phone = PersonRules.Clean(input.Phone);
        p.From = input.From ?? clock.Today;
        p.Until = input.Until;
    }

    private async Task Check(AgencyInput input, Guid? self, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Name), input.Name, "Enter the name of the agency", Longest) is { } missing)
        {
            problems.Add(missing);
        }
        else if (await db.PartnerAgencies.AnyAsync(a => a.Name == input.Name!.Trim() && a.Id != self, ct))
        {
            problems.Add(new(nameof(input.Name), "There is an agency of this name already"));
        }
        if (input.Kind is null || !Enum.IsDefined(input.Kind.Value) || input.Kind is Protection.Meetings.Agency.Family or Protection.Meetings.Agency.SocialCare)
        {
            problems.Add(new(nameof(input.Kind), "Choose what kind of agency it is"));
        }
        if (!string.IsNullOrWhiteSpace(input.SourceCode) && !CodeSets.ReferralSource.Contains(input.SourceCode))
        {
            problems.Add(new(nameof(input.SourceCode), "Choose from the list"));
        }
        if (WorkAddress.Split(input.Domains).FirstOrDefault(d => !WorkAddress.IsDomain(d.TrimStart('@'))) is { } wrong)
        {
            problems.Add(new(nameof(input.Domains), $"«{wrong}» is no domain. Write what comes after the @, like school.example"));
        }
        Short(
            problems,
            (nameof(input.Domains), input.Domains),
            (nameof(input.Phone), input.Phone),
            (nameof(input.UrgentContact), input.UrgentContact),
            (nameof(input.Address), input.Address)
        );
        Dates(problems, input.From, input.Until);
        Editing.Refuse(problems);
    }

    private async Task Check(ProfessionalInput input, PartnerAgency agency, Professional? self, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Name), input.Name, "Enter the name", Longest) is { } missing)
        {
            problems.Add(missing);
        }
        if (!string.IsNullOrWhiteSpace(input.Email))
        {
            var email = WorkAddress.Normal(input.Email);
            var own = self?.Id;
            if (email is null)
            {
                problems.Add(new(nameof(input.Email), "Enter an email address in the correct format, like name@school.example"));
            }
            else if (await db.Professionals.AsNoTracking().Where(p => p.Email == email && p.Id != own).OrderBy(p => p.Id).Select(p => p.Name).FirstOrDefaultAsync(ct) is { } other)
            {
                problems.Add(new(nameof(input.Email), $"This is the address of {other}. Two people cannot have one address"));
            }
            else if (self?.AccountId is not null && !agency.Owns(email))
            {
                problems.Add(new(nameof(input.Email), $"It must be at a domain of {agency.Name}, because codes to sign in go there"));
            }
        }
        else if (self?.AccountId is not null)
        {
            problems.Add(new(nameof(input.Email), "Keep a work address while this person signs in with codes"));
        }
        if (input.TeamId is { } team && !await db.AgencyTeams.AnyAsync(t => t.Id == team && t.AgencyId == agency.Id, ct))
        {
            problems.Add(new(nameof(input.TeamId), "Choose a team of this agency"));
        }
        Short(problems, (nameof(input.JobTitle), input.JobTitle), (nameof(input.Phone), input.Phone));
        Dates(problems, input.From, input.Until);
        Editing.Refuse(problems);
    }

    private static void Dates(List<Problem> problems, DateOnly? from, DateOnly? until)
    {
        if (until < from)
        {
            problems.Add(new("Until", "The last day must be on or after the first"));
        }
    }

    private static void Short(List<Problem> problems, params (string Field, string? Value)[] texts) =>
        problems.AddRange(texts.Where(t => t.Value?.Trim().Length > Longest).Select(t => new Problem(t.Field, $"This must be {Longest} characters or fewer")));
}
