using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Domain.Duplicates;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Tests.Duplicates;

public sealed class LinkageTests
{
    private static readonly Gen<ComparisonVector> Vectors =
        from levels in ComparisonVector.Levels.Select(levels => Gen.Choose(-1, levels - 1)).Aggregate(
            Gen.Constant(Array.Empty<int>()), (before, level) => from known in before from next in level select known.Append(next).ToArray())
        select levels.Select((level, field) => (Level: level, Field: (ComparedField)field))
            .Aggregate(default(ComparisonVector), (vector, part) => vector.With(part.Field, part.Level < 0 ? null : part.Level));

    private static readonly Gen<IReadOnlyList<IReadOnlyList<double>>> SharesOfAnyKind =
        from numbers in Gen.Choose(1, 1000).ArrayOf(ComparisonVector.Levels.Sum())
        select Split(numbers);

    private static readonly Gen<LinkageModel> Models =
        from matching in SharesOfAnyKind
        from random in SharesOfAnyKind
        from prior in Gen.Choose(1, 999)
        select new LinkageModel(matching, random, prior / 1000.0);

    private static readonly Gen<ComparedRecord> Records =
        from words in Gen.Elements("Nguyễn", "Nguyên", "Lò", "Thị", "Thu", "Hường", "Hương", "Huờng", "Đức", "Ơn").NonEmptyListOf()
        from day in Gen.Choose(0, 4000)
        from known in Gen.Elements(true, true, false)
        from id in Gen.Elements(null, "011180000123", "011180000132", "001190000001")
        from home in Gen.Elements(null, "P11", "P12")
        let born = new DateOnly(1980, 1, 1).AddDays(day)
        select new ComparedRecord(
            string.Join(' ', words), known ? born : null, born.Year, Sex.Female, home, CitizenId.TryParse(id, out var citizen) ? citizen : null);

    [Fact]
    public void A_vector_keeps_each_level() =>
        Prop.ForAll(Vectors.ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (vector, field) =>
        {
            var other = vector.With((ComparedField)field, null);
            return other[(ComparedField)field] is null && other.With((ComparedField)field, vector[(ComparedField)field]) == vector;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_makes_no_difference_which_record_comes_first() =>
        Prop.ForAll(Records.ToArbitrary(), Records.ToArbitrary(), (one, other) =>
            RecordComparison.Compare(one, other) == RecordComparison.Compare(other, one)
            && RecordComparison.Compare(one, one)[ComparedField.Name] == (int)NameAgreement.Exact).QuickCheckThrowOnFailure();

    [Fact]
    public void More_agreement_never_makes_one_person_less_probable() =>
        Prop.ForAll(Models.ToArbitrary(), Vectors.ToArbitrary(), Gen.Choose(1, 100000).ToArbitrary(), (model, vector, frequency) =>
        {
            var share = frequency / 100000.0;
            return Enum.GetValues<ComparedField>().All(field => vector[field] is not { } level || level + 1 >= ComparisonVector.Levels[(int)field]
                // How common a name is counts from close names on, and of names with their marks otherwise.
                || (field == ComparedField.Name && (level < (int)NameAgreement.Close || level == (int)NameAgreement.Form))
                || model.Probability(model.Weight(vector.With(field, level + 1), share)) >= model.Probability(model.Weight(vector, share)) - 1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_look_at_how_common_the_name_is_that_holds_of_every_level() =>
        Prop.ForAll(Models.ToArbitrary(), Vectors.ToArbitrary(), (model, vector) => Enum.GetValues<ComparedField>().All(field =>
            vector[field] is not { } level || level + 1 >= ComparisonVector.Levels[(int)field]
            || model.Weight(vector.With(field, level + 1)) >= model.Weight(vector) - 1e-9)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_likelihood_never_falls_from_round_to_round() =>
        Prop.ForAll(Vectors.NonEmptyListOf().ToArbitrary(), SharesOfAnyKind.ToArbitrary(), (vectors, random) =>
        {
            var pairs = vectors.Select((vector, i) => (vector, (double)((i % 7) + 1))).ToList();
            var likelihoods = LinkageEstimation.Estimate(pairs, random, Enum.GetValues<ComparedField>(), 40)!.Likelihoods;
            return likelihoods.Zip(likelihoods.Skip(1)).All(step => step.Second >= step.First - 1e-7 * Math.Abs(step.First));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shares_from_which_pairs_were_drawn_are_found_again()
    {
        double[][] matching = [[0.01, 0.02, 0.05, 0.05, 0.07, 0.1, 0.7], [0.01, 0.01, 0.01, 0.05, 0.07, 0.85], [0.05, 0.95], [0.01, 0.99], [0.2, 0.8], [0.3, 0.7]];
        double[][] random = [[0.92, 0.07, 0.007, 0.001, 0.0005, 0.0005, 0.001], [0.97, 0.02, 0.005, 0.0045, 0.0004, 0.0001], [0.975, 0.025], [0.5, 0.5], [0.9, 0.1], [0.9999, 0.0001]];
        var draw = new Random(11);
        var pairs = Enumerable.Range(0, 60_000).Select(turn => Drawn(turn % 50 == 0 ? matching : random, draw)).GroupBy(vector => vector, (vector, all) => (vector, (double)all.Count())).ToList();

        var found = LinkageEstimation.Estimate(pairs, random, Enum.GetValues<ComparedField>())!;

        Assert.InRange(found.Prior, 0.017, 0.023);
        foreach (var (estimated, real) in found.Matching.SelectMany(field => field).Zip(matching.SelectMany(field => field)))
            Assert.InRange(estimated, real - 0.05, real + 0.05);
    }

    [Fact]
    public void A_common_name_says_less_than_a_rare_one()
    {
        var model = new LinkageModel(LinkageEstimation.Start, [[0.9, 0.09, 0.008, 0.0005, 0.0003, 0.0002, 0.001], [0.97, 0.02, 0.005, 0.004, 0.0006, 0.0004], [0.97, 0.03], [0.5, 0.5], [0.8, 0.2], [0.999, 0.001]], 1e-6);
        var vector = ComparisonVector.Of(NameAgreement.Exact, BirthAgreement.Exact, null, sex: true, homePlace: true, citizenId: null);

        Assert.True(model.Weight(vector, 0.01) < model.Weight(vector, 0.00002));
        Assert.Equal(model.Weight(vector), model.Weight(vector, 0.0017), 9);
    }

    [Fact]
    public void The_prior_is_such_that_probabilities_add_up_to_it()
    {
        var model = new LinkageModel(LinkageEstimation.Start, LinkageEstimation.Start, 0.5);
        (double Bits, double Count)[] candidates = [(40, 100), (0, 10_000), (-20, 100_000)];

        var estimated = model.WithEstimatedPrior(candidates, 5e9);

        Assert.Equal(candidates.Sum(pair => pair.Count * estimated.Probability(pair.Bits)), estimated.Prior * 5e9, 0.6);
    }

    [Fact]
    public void A_share_of_nothing_is_refused()
    {
        var wrong = LinkageEstimation.Start.Select(field => (IReadOnlyList<double>)[.. field.Select(_ => 0.0)]).ToList();

        Assert.Throws<ArgumentException>(() => new LinkageModel(wrong, LinkageEstimation.Start, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkageModel(LinkageEstimation.Start, LinkageEstimation.Start, 1));
    }

    private static ComparisonVector Drawn(double[][] shares, Random draw) => shares.Select((field, i) => (Field: (ComparedField)i, Level: Level(field, draw.NextDouble())))
        .Aggregate(default(ComparisonVector), (vector, part) => vector.With(part.Field, part.Level));

    private static int Level(double[] shares, double at)
    {
        var level = 0;
        while (level < shares.Length - 1 && (at -= shares[level]) > 0)
            level++;
        return level;
    }

    private static IReadOnlyList<IReadOnlyList<double>> Split(int[] numbers)
    {
        var at = 0;
        return [.. ComparisonVector.Levels.Select(levels =>
        {
            var field = numbers[at..(at += levels)];
            return (IReadOnlyList<double>)[.. field.Select(number => number / (double)field.Sum())];
        })];
    }
}
