using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Takes a province through its draws, a block at a time: no random number depends on another province, draw or thread, so blocks may run on
/// any thread in any order, and no two of them write to the same place.
/// </summary>
internal sealed class Simulation
{
    private readonly Rates rates;
    private readonly ProvincePeople province;
    private readonly CellDraws[] accounts;
    private readonly int draws;
    private readonly ulong[] people;
    private readonly ulong[] hiring;
    private readonly ulong[] extra;
    private readonly ProvincePosts posts;
    private readonly SupplyForecast? baseline;
    private readonly bool onlyExtra;

    /// <summary>Prepares a province.</summary>
    /// <param name="table">Its cells.</param>
    /// <param name="rates">Rates, under the levers.</param>
    /// <param name="province">The province.</param>
    /// <param name="settings">How far, how often, from which seed.</param>
    /// <param name="baseline">Whose hiring is kept, so that what a lever keeps or adds comes on top; null where posts are filled anew.</param>
    /// <param name="onlyExtra">Whether nobody is followed but the recruits that levers add.</param>
    public Simulation(CareerTable table, Rates rates, ProvincePeople province, CohortSettings settings, SupplyForecast? baseline, bool onlyExtra = false)
    {
        (this.rates, this.province, draws, this.baseline, this.onlyExtra) = (rates, province, settings.Draws, baseline, onlyExtra);
        posts = new(table, province.Cells, settings.Seed);
        var names = Array.ConvertAll(province.Cells, cell => Recruitment.CellName(table.Cells[cell]));
        people = Array.ConvertAll(names, name => CounterRandom.Key(settings.Seed, "people", name));
        hiring = Array.ConvertAll(names, name => CounterRandom.Key(settings.Seed, "hiring", name));
        extra = Array.ConvertAll(names, name => CounterRandom.Key(settings.Seed, "extra", name));
        accounts = [.. province.Cells.Select((_, place) => new CellDraws(onlyExtra ? 0 : province.PeopleAt(place).Length, settings.HorizonInYears, draws))];
    }

    /// <summary>Accounts of the province's cells, by place.</summary>
    public IReadOnlyList<CellDraws> Accounts => accounts;

    /// <summary>Cells of the province.</summary>
    public int[] Cells => province.Cells;

    /// <summary>Enters a block of draws in the accounts.</summary>
    public void Run(int block, Workspace workspace, CancellationToken cancellationToken)
    {
        var (path, account) = (workspace.Path, workspace.Account);
        var first = block * CellDraws.Block;
        var drawn = Math.Min(CellDraws.Block, draws - first);
        var recruits = onlyExtra || baseline is not null ? [] : rates.MeanRecruits(province.Cells, first, drawn);
        if (baseline is not null && !onlyExtra) workspace.Hired.Read(baseline, province.Cells, block);
        for (var draw = 0; draw < drawn; draw++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            account.Open(draw, accounts.Length, watched: recruits.Length > 0 && rates.Posts.Filled(first + draw) > 0);
            path.Open(province, first + draw, hiring);
            if (!onlyExtra)
            {
                for (var place = 0; place < accounts.Length; place++) path.FollowStock(place, people[place]);
                // Posts stand empty only once it is known who went.
                path.Finish();
                if (baseline is not null) workspace.Hired.Follow(path, draw, first + draw, hiring);
                else workspace.Filling.Follow(posts, draw, first + draw, recruits);
            }

            for (var place = 0; place < accounts.Length; place++) path.FollowExtra(place, extra[place]);
            path.Finish();
        }

        for (var place = 0; place < accounts.Length; place++) account.Enter(place, accounts[place], block, drawn);
    }

    /// <summary>What one thread works with.</summary>
    internal sealed class Workspace
    {
        public Workspace(Rates rates, CohortSettings settings, int mostCells)
        {
            Account = new(settings.HorizonInYears, Math.Min(settings.Draws, CellDraws.Block), mostCells);
            Path = new(rates, settings.HorizonInYears, Account, mostCells);
            Filling = new(rates, settings.HorizonInYears, Path, Account, mostCells);
            Hired = new(rates, settings.HorizonInYears, mostCells);
        }

        public ProvinceAccount Account { get; }

        public PeoplePath Path { get; }

        public PostFilling Filling { get; }

        public HiredBefore Hired { get; }
    }
}
