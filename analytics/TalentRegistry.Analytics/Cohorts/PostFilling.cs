using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Hires in a draw, year by year, once it is known who went: of the posts of a profession in a province that stand empty, as many as <see cref="Posts"/> says are filled, where most are missing; the rest of hiring is a
/// volume (<see cref="Recruitment"/>).
/// </summary>
internal sealed class PostFilling
{
    // Recruits may go in the year in which they came; whoever follows those hardly ever does.
    private const int Rounds = 2;
    private readonly Rates rates;
    private readonly int horizon;
    private readonly PeoplePath path;
    private readonly ProvinceAccount account;
    private readonly int[] people;
    private readonly int[] volume;
    private readonly int[] hired;
    private readonly double[] posts;
    private readonly double[] needs;
    private readonly int[] wantedOf;
    private readonly double[] apart;

    public PostFilling(Rates rates, int horizon, PeoplePath path, ProvinceAccount account, int mostCells)
    {
        (this.rates, this.horizon, this.path, this.account) = (rates, horizon, path, account);
        (people, volume, hired) = (new int[mostCells], new int[mostCells * horizon], new int[mostCells]);
        apart = new double[mostCells * horizon];
        (posts, needs, wantedOf) = (new double[mostCells * (horizon + 1)], new double[mostCells], new int[mostCells]);
    }

    /// <summary>Hires in a draw and follows those hired; the stock must have been followed.</summary>
    /// <param name="province">Its posts.</param>
    /// <param name="at">Number of the draw in the block.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="means">By cell and draw of the block, the volume of hiring.</param>
    /// <param name="keys">Keys of the cells' hiring.</param>
    public void Follow(ProvincePosts province, int at, int draw, float[]?[] means, ulong[] keys)
    {
        var filled = rates.Posts.Filled(draw);
        Array.Clear(volume);
        for (var place = 0; place < means.Length; place++)
            if (filled < 1 && means[place] is { } mean)
                path.DrawVolume(place, mean[at] * (1 - filled), keys[place], volume.AsSpan(place * horizon, horizon));
        if (filled > 0) Open(province, draw);
        else province.Opening.CopyTo(people, 0);
        for (var year = 1; year <= horizon; year++)
        {
            for (var place = 0; place < means.Length; place++)
                path.FollowRecruits(place, year, 0, hired[place] = volume[place * horizon + year - 1], keys[place]);
            for (var round = 0; round < Rounds && filled > 0; round++)
                for (var pool = 0; pool < province.Pools.Count; pool++)
                    Fill(province.Pools[pool], pool, round, year, draw, filled, at, means, keys);
            for (var place = 0; place < means.Length; place++) people[place] += account.ChangeIn(place, year);
        }
    }

    private void Open(ProvincePosts province, int draw)
    {
        province.Opening.CopyTo(people, 0);
        for (var number = 0; number < province.Pools.Count; number++)
        {
            var pool = province.Pools[number];
            if (pool.Opening == 0) continue;

            rates.Posts.Path(pool.Number, pool.Opening, draw, posts.AsSpan(number * (horizon + 1), horizon + 1));
            foreach (var place in pool.Places) rates.Posts.Apart(place, draw, apart.AsSpan(place.First * horizon, horizon));
        }
    }

    private void Fill(PostPool pool, int number, int round, int year, int draw, double filled, int at, float[]?[] means, ulong[] keys)
    {
        if (pool.Opening == 0) return;

        var there = 0;
        foreach (var place in pool.Places) there += There(place, year);
        // In the second round only those are replaced who came and went.
        ref var wanted = ref wantedOf[number];
        if (round == 0)
        {
            var missing = Math.Floor(posts[number * (horizon + 1) + year] + rates.Posts.Rounding(pool.Number, draw)) - there;
            wanted = missing > 0 ? there + (int)(missing * filled + (filled < 1 ? 0.5 : 0)) : 0;
        }

        if (wanted <= there) return;

        var growth = posts[number * (horizon + 1) + year] / pool.Opening;
        for (var i = 0; i < pool.Places.Length; i++)
            needs[i] = pool.Places[i].Opening * growth + apart[pool.Places[i].First * horizon + year - 1] - There(pool.Places[i], year);
        var random = CounterRandom.Of(pool.Places[0].Key, draw, (year * Rounds) + round);
        for (var left = wanted - there; left > 0; left--)
        {
            var most = 0;
            for (var i = 1; i < pool.Places.Length; i++)
                if (needs[i] > needs[most]) most = i;
            needs[most]--;
            var cell = CellOf(pool.Places[most], means, at, random.NextDouble());
            path.FollowRecruits(cell, year, hired[cell]++, 1, keys[cell]);
        }
    }

    private int There(PostPlace place, int year)
    {
        var there = 0;
        foreach (var cell in place.Cells) there += people[cell] + account.ChangeIn(cell, year);
        return there;
    }

    // By how the place hires; where it never did, by who is there.
    private int CellOf(PostPlace place, float[]?[] means, int at, double lot)
    {
        var total = 0.0;
        foreach (var cell in place.Cells) total += Weight(cell);
        lot *= total;
        foreach (var cell in place.Cells)
            if ((lot -= Weight(cell)) < 0) return cell;
        return place.Cells[^1];

        double Weight(int cell) => (means[cell]?[at] ?? 0) + (people[cell] + 0.01) * 1e-4;
    }
}
