namespace TalentRegistry.Data.Demo;

/// <summary>Where people of each profession work in a province, and how many do.</summary>
internal sealed class Workplaces
{
    private readonly IReadOnlyList<Body> bodies;
    private readonly List<(int Body, double Weight)>[] places;
    private readonly Weighted<int>[] open;
    private readonly double[][] weights;
    private readonly int[][] counts;
    private readonly List<int>[] touched;

    public Workplaces(DemoAssumptions given, Province province)
    {
        bodies = given.Tree.Bodies;
        var rules = given.Rules;
        (places, open) = (new List<(int, double)>[rules.Length], new Weighted<int>[rules.Length]);
        (weights, counts) = (new double[rules.Length][], new int[rules.Length][]);
        touched = [.. rules.Select(_ => new List<int>())];
        var byTemplate = bodies.Where(body => body.Province == province && body.OldSeat is not null).ToLookup(body => body.Template.Code);
        for (var profession = 0; profession < rules.Length; profession++)
        {
            (weights[profession], counts[profession]) = (new double[bodies.Count], new int[bodies.Count]);
            var list = places[profession] = [];
            foreach (var (template, share) in rules[profession].Places)
            {
                var inDistrict = byTemplate[template].GroupBy(body => body.District).ToList();
                var pull = inDistrict.Sum(group => group.Key.Pull(rules[profession].Concentrates));
                foreach (var group in inDistrict)
                    foreach (var body in group)
                        list.Add((body.Index, share * group.Key.Pull(rules[profession].Concentrates) / pull / group.Count()));
            }
        }
    }

    /// <summary>Considers the bodies that live on a day; the part of those that closed goes to their successors.</summary>
    public void OpenOn(int day)
    {
        for (var profession = 0; profession < places.Length; profession++)
        {
            var weight = weights[profession];
            foreach (var index in touched[profession])
                weight[index] = 0;
            touched[profession].Clear();
            foreach (var (index, share) in places[profession])
            {
                var body = bodies[index];
                if (body.Until > day && body.From <= day)
                    Add(profession, index, share);
                else if (body.Until <= day)
                    foreach (var successor in body.Successors)
                        Add(profession, successor, share / body.Successors.Count);
            }

            open[profession] = new Weighted<int>([.. touched[profession].Select(index => (index, weight[index]))]);
        }
    }

    /// <summary>A body for a newcomer: of three drawn by weight, the one that has least of what it should.</summary>
    public int Draw(int profession, SeededRandom random)
    {
        var best = open[profession].Draw(random);
        for (var i = 0; i < 2; i++)
            if (open[profession].Draw(random) is var other && Filled(profession, other) < Filled(profession, best))
                best = other;
        return best;
    }

    /// <summary>Whether people of the profession work in the body.</summary>
    public bool Employs(int profession, int body) => weights[profession][body] > 0;

    /// <summary>Share of the profession's work that a body has, of 1.</summary>
    public double ShareOf(int profession, int body) => weights[profession][body] / open[profession].Total;

    public void Enter(Career career) => counts[career.Profession][career.Body]++;

    public void Leave(Career career) => counts[career.Profession][career.Body]--;

    private void Add(int profession, int body, double share)
    {
        if (weights[profession][body] == 0)
            touched[profession].Add(body);
        weights[profession][body] += share;
    }

    private double Filled(int profession, int body) => (counts[profession][body] + 0.5) / weights[profession][body];
}
