using TalentRegistry.Data.Access;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>
/// A registry of 2,000 people with an account for each role: the HR officer keeps one agency and the nine below it, the
/// leader answers for one district of the old map.
/// </summary>
public class PopulatedDatabase : TestDatabase
{
    public const int PeopleCount = 2000;
    public const string LeadersDistrict = "D094";

    private static readonly Lazy<Task<string>> Template = new(() => TestCluster.MakeTemplateAsync("template_people", FillAsync));

    public IReadOnlyList<Dossier> Dossiers { get; private set; } = [];

    public IReadOnlyList<Agency> Agencies { get; private set; } = [];

    public static Guid AccountOf(Role role) => new((int)role + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>The agencies of the HR officer: the first and those below it.</summary>
    public IReadOnlySet<Guid> HrAgencies => Agencies.Where(agency => agency.Id == Agencies[0].Id || agency.ParentId == Agencies[0].Id).Select(agency => agency.Id).ToHashSet();

    public Task<RegistrySession> SignInAsync(Role role) => Database.OpenSessionAsync(CallerOf(role), CancellationToken.None);

    public static Caller CallerOf(Role role) => new(AccountOf(role), role, "test", "test");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var content = (await SyntheticRegistry.ForAsync(Database)).Content(PeopleCount);
        (Dossiers, Agencies) = ([.. content.Dossiers], content.Agencies);
    }

    protected override async Task<string> CreateAsync() => await TestCluster.CloneAsync(await Template.Value);

    private static async Task FillAsync(RegistryDatabase database)
    {
        await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), CancellationToken.None);
        using var protector = new CitizenIdProtector(new byte[32]);
        var content = (await SyntheticRegistry.ForAsync(database)).Content(PeopleCount);
        await new BulkLoader(database, protector).LoadAsync(content, null, CancellationToken.None);
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var command = database.Owner.CreateCommand(
                "INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ($1, $2, $2, $2, 'none')");
            command.Parameters.Add(new() { Value = AccountOf(role) });
            command.Parameters.Add(new() { Value = SnakeCase.Of(role) });
            await command.ExecuteNonQueryAsync();
        }

        var accounts = new Accounts(database);
        await accounts.ScopeAsync(AccountOf(Role.Hr), content.Agencies[0].Id, null, CancellationToken.None);
        await accounts.ScopeAsync(AccountOf(Role.Leader), null, LeadersDistrict, CancellationToken.None);
    }
}
