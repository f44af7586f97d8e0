using System.CommandLine;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Access;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary>
/// <c>account create</c>: the first administrator of a registry in earnest; <c>account invite</c>: the next ones, each setting their own
/// password; <c>account unlock</c>, <c>account reset</c> for whoever is locked out; <c>account close</c> ends one for good.
/// </summary>
internal static class AccountCommand
{
    public static Command Make()
    {
        var name = new Argument<string>("name") { Description = "Sign-in name: lower-case letters, digits, dots, dashes, underscores." };
        var role = new Option<Role>("--role") { Description = "What the account is for.", DefaultValueFactory = _ => Role.Admin };
        var display = new Option<string?>("--display-name") { Description = "Name shown on pages; the sign-in name unless given." };
        var agency = new Option<string?>("--agency") { Description = "Code of the agency that an HR officer keeps, with all below it." };
        var unit = new Option<string?>("--unit") { Description = "Administrative unit that a leader sees, with all below it, as P11." };
        var create = new Command("create", "Make an account. The password is asked for, or read from the first line of the input.")
        {
            name, role, display, agency, unit,
        };
        create.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForCommandAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var accounts = new Data.Access.Accounts(registry.Database);
            var scope = await ScopeAsync(registry.Database, parsed.GetValue(role), parsed.GetValue(agency), parsed.GetValue(unit), cancellationToken);
            var made = await accounts.CreateAsync(
                parsed.GetValue(name)!, parsed.GetValue(display) ?? parsed.GetValue(name)!, parsed.GetValue(role), TypedSecret.Read("Password (12 characters or more):"), cancellationToken);
            if (scope != default)
                await accounts.ScopeAsync(made.Id, scope.AgencyId, scope.UnitId, cancellationToken);
            await TellAsync(registry.Database, made.Id, "made", cancellationToken);
            await Console.Out.WriteLineAsync($"Made account {made.Name} ({made.Role}).");
            return 0;
        });
        return new Command("account", "Accounts.") { create, Invite(), Unlock(), Reset(), Close(), GrantNames(), WithdrawNames() };
    }

    private static Command Invite()
    {
        var name = new Argument<string>("name") { Description = "Sign-in name: lower-case letters, digits, dots, dashes, underscores." };
        var role = new Option<Role>("--role") { Description = "What the account is for.", Required = true };
        var display = new Option<string?>("--display-name") { Description = "Name shown on pages; the sign-in name unless given." };
        var agency = new Option<string?>("--agency") { Description = "Code of the agency that an HR officer keeps, with all below it." };
        var unit = new Option<string?>("--unit") { Description = "Administrative unit that a leader sees, with all below it, as P11." };
        var person = new Option<Guid?>("--person") { Description = "Whose record it is, with --role person." };
        var url = Url();
        var invite = new Command("invite", "Make an account without a password, and print the link, good for 7 days, with which its owner sets one.") { name, role, display, agency, unit, person, url };
        invite.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForCommandAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var accounts = new Data.Access.Accounts(registry.Database);
            var scope = await ScopeAsync(registry.Database, parsed.GetValue(role), parsed.GetValue(agency), parsed.GetValue(unit), cancellationToken);
            var (account, token) = await accounts.InviteAsync(
                new Invitation(parsed.GetValue(name)!, parsed.GetValue(display) ?? parsed.GetValue(name)!, parsed.GetValue(role), parsed.GetValue(person)), null, cancellationToken);
            if (scope != default)
                await accounts.ScopeAsync(account.Id, scope.AgencyId, scope.UnitId, cancellationToken);
            await TellAsync(registry.Database, account.Id, "invited", cancellationToken);
            await Console.Out.WriteLineAsync($"{parsed.GetValue(url)!.TrimEnd('/')}/sign-in/password/{token}");
            return 0;
        });
        return invite;
    }

    private static Command Unlock()
    {
        var name = new Argument<string>("name") { Description = "Sign-in name." };
        var unlock = new Command("unlock", "End the lock of an account after too many wrong passwords.") { name };
        unlock.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForCommandAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var account = await OpenAsync(registry.Database, parsed.GetValue(name)!, cancellationToken);
            await new AccountAdministration(registry.Database, TimeProvider.System).UnlockAsync(account.Id, cancellationToken);
            await TellAsync(registry.Database, account.Id, "unlocked", cancellationToken);
            await Console.Out.WriteLineAsync($"Account {account.Name} is not locked.");
            return 0;
        });
        return unlock;
    }

    private static Command Reset()
    {
        var name = new Argument<string>("name") { Description = "Sign-in name." };
        var url = Url();
        var factor = new Option<bool>("--second-factor") { Description = "Turn its second factor off too." };
        var reset = new Command("reset", "Print a link, good for 7 days, with which the owner of an account sets a new password.") { name, url, factor };
        reset.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForCommandAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var account = await OpenAsync(registry.Database, parsed.GetValue(name)!, cancellationToken);
            var accounts = new Data.Access.Accounts(registry.Database);
            var token = await accounts.MakeLinkAsync(account.Id, null, cancellationToken)
                ?? throw new OperatorException("The password of a demonstration account cannot be changed.");
            if (parsed.GetValue(factor))
                await accounts.RemoveSecondFactorAsync(account.Id, cancellationToken);
            await TellAsync(registry.Database, account.Id, parsed.GetValue(factor) ? "password_link_made, second_factor_reset" : "password_link_made", cancellationToken);
            await Console.Out.WriteLineAsync($"{parsed.GetValue(url)!.TrimEnd('/')}/sign-in/password/{token}");
            return 0;
        });
        return reset;
    }

    private static Option<string> Url() => new("--url") { Description = "Address of the server, for the link.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    private static async Task<Account> OpenAsync(RegistryDatabase database, string name, CancellationToken cancellationToken) =>
        await new Data.Access.Accounts(database).NamedAsync(name, cancellationToken) ?? throw new OperatorException($"There is no open account named {name}.");

    private static Task TellAsync(RegistryDatabase database, Guid account, string what, CancellationToken cancellationToken) => new AuditLog(database).WriteAsync(
        new AuditEvent(AuditKind.Configuration, null, "command account", null, account.ToString(), new Dictionary<string, string> { ["what"] = what }), cancellationToken);

    private static Command Close()
    {
        var name = new Argument<string>("name") { Description = "Sign-in name." };
        var close = new Command("close", "Close an account for good: its sign-ins, tokens and open streams end within seconds.") { name };
        close.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForCommandAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var account = await OpenAsync(registry.Database, parsed.GetValue(name)!, cancellationToken);
            await new Data.Access.Accounts(registry.Database).CloseAsync(account.Id, cancellationToken);
            await TellAsync(registry.Database, account.Id, "closed", cancellationToken);
            await Console.Out.WriteLineAsync($"Closed account {parsed.GetValue(name)}.");
            return 0;
        });
        return close;
    }

    private static Command GrantNames()
    {
        var name = new Argument<string>("name") { Description = "Sign-in name of a leader." };
        var why = new Option<string>("--why") { Description = "The reason, kept with the grant.", Required = true };
        var until = new Option<DateOnly?>("--until") { Description = "First day on which it no longer holds, as 2027-01-01; without, until it is withdrawn." };
        var grant = new Command("grant-names", "Let a leader read the names of the people of own units.") { name, why, until };
        grant.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForCommandAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var account = parsed.GetValue(name)!;
            if (await registry.Database.GrantNamesAsync(account, parsed.GetValue(why)!, parsed.GetValue(until), cancellationToken) is { } refusal)
                throw new OperatorException(new NameGrantRefusedException(refusal).Message);
            await Console.Out.WriteLineAsync($"Granted names to {account}.");
            return 0;
        });
        return grant;
    }

    private static Command WithdrawNames()
    {
        var name = new Argument<string>("name") { Description = "Sign-in name of a leader." };
        var withdraw = new Command("withdraw-names", "Take a leader's right to read names back.") { name };
        withdraw.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForCommandAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var account = parsed.GetValue(name)!;
            if (await registry.Database.WithdrawNamesAsync(account, cancellationToken) is { } refusal)
                throw new OperatorException(new NameGrantRefusedException(refusal).Message);
            await Console.Out.WriteLineAsync($"Withdrew names from {account}.");
            return 0;
        });
        return withdraw;
    }

    private static async Task<(Guid? AgencyId, string? UnitId)> ScopeAsync(
        RegistryDatabase database, Role role, string? agency, string? unit, CancellationToken cancellationToken)
    {
        if (role == Role.Hr != agency is not null)
            throw new OperatorException("--agency goes with --role hr, and an HR officer needs it.");
        if (role == Role.Leader != unit is not null)
            throw new OperatorException("--unit goes with --role leader, and a leader needs it.");
        if (agency is null && unit is null)
            return default;

        await using var command = database.Owner.CreateCommand(
            agency is not null ? "SELECT id FROM registry.agency WHERE code = $1" : "SELECT id FROM reference.administrative_unit WHERE id = $1");
        command.Parameters.Add(new() { Value = agency ?? unit });
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            Guid id => (id, null),
            string id => (null, id),
            _ => throw new OperatorException(agency is not null ? $"There is no agency with the code {agency}." : $"There is no administrative unit {unit}."),
        };
    }
}
