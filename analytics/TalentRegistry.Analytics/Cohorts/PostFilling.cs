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
    private readonly int[] there;
    private readonly double[] weights;
    private readonly (int Year, double Sum)[] weighed;

    public PostFilling(Rates rates, int horizon, PeoplePath path, ProvinceAccount account, int mostCells)
    {
        (this.rates, this.horizon, this.path, this.account) = (rates, horizon, path, account);
        (people, volume, hired) = (new int[mostCells], new int[mostCells * horizon], new int[mostCells]);
        apart = new double[mostCells * horizon];
        (posts, needs, wantedOf) = (new double[mostCells * (horizon + 1)], new double[mostCells], new int[mostCells]);
        (there, weights, weighed) = (new int[mostCells], new double[mostCells], new (int, double)[mostCells]);
    }

    /// <summary>Hires in a draw and follows those hired; the stock must have been followed.</summary>
    /// <param name="province">Its posts.</param>
    /// <param name="at">Number of the draw in the block.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="means">By cell and draw of the block, the volume of hiring.</param>
    public void Follow(ProvincePosts province, int at, int draw, float[]?[] means)
    {
        var filled = rates.Posts.Filled(draw);
        if (filled == 0)
        {
            FollowVolume(at, means);
            return;
        }

        Array.Clear(volume);
        for (var place = 0; place < means.Length; place++)
            if (filled < 1 && means[place] is { } mean)
                path.DrawVolume(place, mean[at] * (1 - filled), volume.AsSpan(place * horizon, horizon));
        Open(province, draw);
        for (var year = 1; year <= horizon; year++)
        {
            for (var place = 0; place < means.Length; place++)
                path.FollowRecruits(place, year, 0, hired[place] = volume[place * horizon + year - 1]);
            path.Finish();
            for (var round = 0; round < Rounds; round++)
                for (var pool = 0; pool < province.Pools.Count; pool++)
                    Fill(province.Pools[pool], pool, round, year, draw, filled, at, means);
            var changes = account.ChangesIn(year);
            for (var place = 0; place < means.Length; place++) people[place] += changes[place];
        }
    }

    // Nobody's going matters to it, so a cell is followed through all years while all of it is at hand.
    private void FollowVolume(int at, float[]?[] means)
    {
        var counts = volume.AsSpan(0, horizon);
        for (var place = 0; place < means.Length; place++)
        {
            if (means[place] is not { } mean) continue;

            path.DrawVolume(place, mean[at], counts);
            path.FollowRecruits(place, counts);
        }
    }

    private void Open(ProvincePosts province, int draw)
    {
        province.Opening.CopyTo(people, 0);
        Array.Clear(weighed);
        for (var number = 0; number < province.Pools.Count; number++)
        {
            var pool = province.Pools[number];
            if (pool.Opening == 0) continue;

            rates.Posts.Path(pool.Number, pool.Opening, draw, posts.AsSpan(number * (horizon + 1), horizon + 1));
            foreach (var place in pool.Places) rates.Posts.Apart(place, draw, apart.AsSpan(place.First * horizon, horizon));
        }
    }

    private void Fill(PostPool pool, int number, int round, int year, int draw, double filled, int at, float[]?[] means)
    {
        if (pool.Opening == 0) return;

        var total = 0;
        var changes = account.ChangesIn(year);
        for (var i = 0; i < pool.Places.Length; i++)
        {
            var ofPlace = 0;
            foreach (var cell in pool.Places[i].Cells) ofPlace += people[cell] + changes[cell];
            total += there[i] = ofPlace;
        }

        // In the second round only those are replaced who came and went.
        ref var wanted = ref wantedOf[number];
        if (round == 0)
        {
            var missing = Math.Floor(posts[number * (horizon + 1) + year] + rates.Posts.Rounding(pool.Number, draw)) - total;
            wanted = missing > 0 ? total + (int)(missing * filled + (filled < 1 ? 0.5 : 0)) : 0;
        }

        if (wanted <= total) return;

        var growth = posts[number * (horizon + 1) + year] / pool.Opening;
        for (var i = 0; i < pool.Places.Length; i++)
            needs[i] = pool.Places[i].Opening * growth + apart[pool.Places[i].First * horizon + year - 1] - there[i];
        var random = CounterRandom.Of(pool.Places[0].Key, draw, (year * Rounds) + round);
        for (var left = wanted - total; left > 0; left--)
        {
            var most = 0;
            for (var i = 1; i < pool.Places.Length; i++)
                if (needs[i] > needs[most]) most = i;
            needs[most]--;
            var cell = CellOf(pool.Places[most], year, means, at, random.NextDouble());
            path.FollowRecruits(cell, year, hired[cell]++, 1);
        }

        path.Finish();
    }

    // By how the place hires; where it never did, by who was there when the year opened.
    private int CellOf(PostPlace place, int year, float[]?[] means, int at, double lot)
    {
        ref var ofPlace = ref weighed[place.First];
        if (ofPlace.Year != year)
        {
            ofPlace = (year, 0);
            foreach (var cell in place.Cells) ofPlace.Sum += weights[cell] = (means[cell]?[at] ?? 0) + (people[cell] + 0.01) * 1e-4;
        }

        lot *= ofPlace.Sum;
        foreach (var cell in place.Cells)
            if ((lot -= weights[cell]) < 0) return cell;
        return place.Cells[^1];
    }
}
