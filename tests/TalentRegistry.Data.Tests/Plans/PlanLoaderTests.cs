using TalentRegistry.Data.Plans;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Plans;

public sealed class PlanLoaderTests
{
    private static readonly string Folder = Repository.Path("db", "plans");

    [Fact]
    public async Task The_five_plans_are_loaded_with_every_target_and_duty_and_only_once()
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());

        var first = await PlanLoader.LoadAsync(database, Folder, CancellationToken.None);
        var second = await PlanLoader.LoadAsync(database, Folder, CancellationToken.None);

        Assert.Equal((5, 0), (first, second));
        Assert.Equal(100L, await ScalarAsync(database, "SELECT count(*) FROM plans.current_target"));
        Assert.Equal(52L, await ScalarAsync(database, "SELECT count(*) FROM plans.current_duty"));
        // Numbered without gaps from 1, targets and duties together: what the texts promise, counted by hand.
        Assert.Equal("DB 42, HD 44, KT 23, LC 16, LCD 27", await ScalarAsync(database,
            """
            SELECT string_agg(plan_code || ' ' || n, ', ' ORDER BY plan_code)
              FROM (SELECT plan_code, count(*) AS n FROM
                     (SELECT plan_code, code FROM plans.current_target UNION SELECT plan_code, code FROM plans.current_duty) item
                     GROUP BY plan_code
                    HAVING max(split_part(code, '-', 2)::int) = count(*)) numbered
            """));
    }

    [Fact]
    public async Task Servers_that_start_together_load_each_plan_once()
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());

        var loaded = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PlanLoader.LoadAsync(database, Folder, CancellationToken.None)));

        Assert.Equal(5, loaded.Sum());
    }

    [Fact]
    public async Task A_changed_file_becomes_a_new_version_and_the_old_one_is_kept()
    {
        await using var database = new RegistryDatabase(await PlansDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        folder.Change("dien-bien.yaml", "bound: { comparator: at_least, value: 14,", "bound: { comparator: at_least, value: 15,");

        var loaded = await PlanLoader.LoadAsync(database, folder.Path, CancellationToken.None);

        Assert.Equal(1, loaded);
        Assert.Equal(15m, await ScalarAsync(database, "SELECT value FROM plans.current_target WHERE code = 'DB-06'"));
        Assert.Equal("1:14, 2:15", await ScalarAsync(database,
            "SELECT string_agg(version || ':' || value, ', ' ORDER BY version) FROM plans.target t JOIN plans.plan p ON p.id = t.plan_id WHERE t.code = 'DB-06'"));
    }

    [Fact]
    public async Task Line_ends_do_not_make_a_new_version()
    {
        await using var database = new RegistryDatabase(await PlansDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        var path = Path.Combine(folder.Path, "kon-tum.yaml");
        File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"));

        Assert.Equal(0, await PlanLoader.LoadAsync(database, folder.Path, CancellationToken.None));
    }

    [Fact]
    public async Task A_plan_whose_file_is_gone_is_no_longer_current_and_may_come_back()
    {
        await using var database = new RegistryDatabase(await PlansDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        File.Delete(Path.Combine(folder.Path, "kon-tum.yaml"));

        await PlanLoader.LoadAsync(database, folder.Path, CancellationToken.None);

        Assert.Equal(4L, await ScalarAsync(database, "SELECT count(*) FROM plans.current_plan"));
        Assert.Equal(1, await PlanLoader.LoadAsync(database, Folder, CancellationToken.None));
        Assert.Equal(2, await ScalarAsync(database, "SELECT version FROM plans.current_plan WHERE code = 'KT'"));
    }

    [Fact]
    public async Task A_broken_file_is_named_with_its_line_and_nothing_is_loaded()
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        folder.Change("hai-duong.yaml", "comparator: more_than", "comparator: more_then");

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => PlanLoader.LoadAsync(database, folder.Path, CancellationToken.None));

        Assert.StartsWith("The plans were not loaded: hai-duong.yaml, line ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("targets[HD-01].bound.comparator: \"more_then\" is not in the list. Did you mean \"more_than\"?", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await ScalarAsync(database, "SELECT count(*) FROM plans.plan"));
    }

    [Fact]
    public async Task Two_files_of_one_code_are_refused_by_name()
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        File.Copy(Path.Combine(folder.Path, "kon-tum.yaml"), Path.Combine(folder.Path, "kon-tum-2.yaml"));

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => PlanLoader.LoadAsync(database, folder.Path, CancellationToken.None));

        Assert.Equal("The plans were not loaded: code KT is used by kon-tum-2.yaml and kon-tum.yaml.", refusal.Message);
    }

    [Fact]
    public async Task A_folder_without_plans_is_refused()
    {
        await using var database = new RegistryDatabase(await PlansDatabase.CreateLoadedAsync());

        await Assert.ThrowsAsync<OperatorException>(() => PlanLoader.LoadAsync(database, Repository.Path("db", "reference"), CancellationToken.None));

        Assert.Equal(5L, await ScalarAsync(database, "SELECT count(*) FROM plans.current_plan"));
    }

    private static async Task<object?> ScalarAsync(RegistryDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
