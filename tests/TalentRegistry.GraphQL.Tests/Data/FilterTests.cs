using System.Globalization;
using System.Security.Claims;
using FsCheck;
using FsCheck.Fluent;

namespace TalentRegistry.GraphQL.Tests.Data;

public sealed class FilterTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    private static readonly string[] Orderings = ["gt", "gte", "lt", "lte"];

    [Fact]
    public void Filters_let_through_the_rows_that_they_describe()
    {
        var conditions = Gen.Choose(0, 3).SelectMany(Conditions);

        Prop.ForAll(Arb.From(conditions), condition =>
        {
            var answer = server.AskAsync($"{{ allPupils(where: {condition.Where}) {{ id }} }}").GetAwaiter().GetResult();
            var found = answer.Data["allPupils"]!.AsArray().Select(p => (string)p!["id"]!).Order(StringComparer.Ordinal);
            Assert.Single(answer.Sql);
            Assert.Equal(server.Pupils.Where(condition.Holds).Select(p => "Pupil:" + p.Id.Value).Order(StringComparer.Ordinal), found);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    /// <summary>A filter as callers write it, and what it means.</summary>
    private sealed record Condition(string Where, Func<Pupil, bool> Holds)
    {
        public override string ToString() => Where;
    }

    private static Gen<Condition> Conditions(int depth) => depth == 0
        ? Leaf()
        : Gen.OneOf(
            Leaf(),
            Several(depth).Select(all => new Condition($"{{ and: [{Joined(all)}] }}", p => all.All(c => c.Holds(p)))),
            Several(depth).Select(any => new Condition($"{{ or: [{Joined(any)}] }}", p => any.Any(c => c.Holds(p)))));

    private static Gen<List<Condition>> Several(int depth) =>
        Gen.Choose(1, 3).SelectMany(count => Gen.ListOf(Conditions(depth - 1), count)).Select(list => list.ToList());

    private static string Joined(IEnumerable<Condition> conditions) => string.Join(", ", conditions.Select(c => c.Where));

    private static Gen<Condition> Leaf() => Gen.OneOf(
        Value("year", p => p.Year, Gen.Choose(1999, 2004).Select(n => (int?)n), isNullable: false, Number),
        Value("score", p => p.Score, Gen.Choose(-1, 5).Select(n => n < 0 ? (int?)null : n), isNullable: true, Number),
        Value("joinedOn", p => p.JoinedOn, Gen.Choose(0, 4).Select(n => (DateOnly?)new DateOnly(2020, 9, 1).AddDays(n)), isNullable: true, d => $"\"{d:yyyy-MM-dd}\""),
        Value("height", p => p.Height, Gen.Choose(0, 3).Select(n => (decimal?)(150 + (n / 2m))), isNullable: true, Number),
        Gen.Elements<House?>(House.Lotus, House.Bamboo, null).SelectMany(_ => Gen.Elements(true, false), (h, eq) => new Condition(
            $"{{ house: {{ {(eq ? "eq" : "neq")}: {h?.ToString().ToUpperInvariant() ?? "null"} }} }}", p => p.House == h == eq)),
        Gen.SubListOf("An_0", "Ân_1", "Út_2").SelectMany(_ => Gen.Elements(true, false), (names, isIn) => new Condition(
            $"{{ nickname: {{ {(isIn ? "in" : "nin")}: [{string.Join(", ", names.Select(n => $"\"{n}\""))}] }} }}", p => names.Contains(p.Nickname!) == isIn)),
        Gen.Elements("n", "_1", "Ú", "%", "An_").Select(part => new Condition(
            $"{{ nickname: {{ contains: \"{part}\" }} }}", p => p.Nickname?.Contains(part, StringComparison.Ordinal) == true)),
        Gen.Elements("An", "Â", "").Select(part => new Condition(
            $"{{ nickname: {{ startsWith: \"{part}\" }} }}", p => p.Nickname?.StartsWith(part, StringComparison.Ordinal) == true)),
        Gen.Elements(Orderings).SelectMany(_ => Gen.Elements("C", "Em_1", "Ân_0"), (o, text) => new Condition(
            $"{{ nickname: {{ {o}: \"{text}\" }} }}", p => p.Nickname is { } name && Compares(o, string.CompareOrdinal(name, text)))),
        Gen.Elements(true, false).Select(b => new Condition($"{{ isBoarder: {{ eq: {Word(b)} }} }}", p => p.IsBoarder == b)),
        Gen.Elements(true, false).Select(absent => new Condition($"{{ teacher: {{ isNull: {Word(absent)} }} }}", p => p.Teacher is null == absent)),
        Gen.Elements("Lai Châu", "Điện Biên Phủ").Select(town => new Condition(
            $"{{ teacher: {{ town: {{ name: {{ eq: \"{town}\" }} }} }} }}", p => p.Teacher?.Town.Name == town)),
        Gen.Choose(1999, 2003).Select(year => new Condition(
            $"{{ teacher: {{ hiredOn: {{ gt: \"{year}-06-01\" }} }} }}", p => p.Teacher?.HiredOn > new DateOnly(year, 6, 1))),
        Gen.Elements("some", "all", "none").SelectMany(_ => Gen.Choose(0, 10), (how, n) => new Condition(
            $"{{ marks: {{ {how}: {{ value: {{ gte: {n} }} }} }} }}", p => Quantified(how, p.Marks, m => m.Value >= n))),
        Gen.Elements(true, false).Select(any => new Condition($"{{ marks: {{ any: {Word(any)} }} }}", p => p.Marks.Count > 0 == any)),
        Gen.Choose(0, 10).Select(n => new Condition(
            $"{{ best: {{ value: {{ eq: {n} }} }} }}", p => p.Marks.Count > 0 && p.Marks.Max(m => m.Value) == n)),
        Gen.Elements(true, false).Select(absent => new Condition($"{{ best: {{ isNull: {Word(absent)} }} }}", p => p.Marks.Count == 0 == absent)));

    private static Gen<Condition> Value<T>(string field, Func<Pupil, T?> read, Gen<T?> values, bool isNullable, Func<T?, string> write)
        where T : struct, IComparable<T>
    {
        var equal = values.SelectMany(_ => Gen.Elements(true, false), (v, eq) => new Condition(
            $"{{ {field}: {{ {(eq ? "eq" : "neq")}: {write(v)} }} }}", p => read(p).Equals(v) == eq));
        var ordered = values.Where(v => v is not null).SelectMany(_ => Gen.Elements(Orderings), (v, o) => new Condition(
            $"{{ {field}: {{ {o}: {write(v)} }} }}", p => read(p) is { } value && Compares(o, value.CompareTo(v!.Value))));
        var listed = Gen.ListOf(isNullable ? values : values.Where(v => v is not null), 3).SelectMany(_ => Gen.Elements(true, false), (list, isIn) => new Condition(
            $"{{ {field}: {{ {(isIn ? "in" : "nin")}: [{string.Join(", ", list.Select(write))}] }} }}", p => list.Contains(read(p)) == isIn));
        var absent = Gen.Elements(true, false).Select(isNull => new Condition($"{{ {field}: {{ isNull: {Word(isNull)} }} }}", p => read(p) is null == isNull));
        return Gen.OneOf(equal, ordered, listed, absent);
    }

    private static bool Compares(string operation, int difference) => operation switch
    {
        "gt" => difference > 0,
        "gte" => difference >= 0,
        "lt" => difference < 0,
        _ => difference <= 0,
    };

    private static bool Quantified(string how, IEnumerable<Mark> marks, Func<Mark, bool> holds) => how switch
    {
        "some" => marks.Any(holds),
        "all" => marks.All(holds),
        _ => !marks.Any(holds),
    };

    private static string Number<T>(T? value) where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture) ?? "null";

    private static string Word(bool value) => value ? "true" : "false";

    [Theory]
    [InlineData("containsFolded: \"AN_\"", "an_")]
    [InlineData("containsFolded: \"ut\"", "ut")]
    [InlineData("startsWithFolded: \"đa\"", "da")]
    public async Task Folded_searches_see_through_accents_and_case_but_not_wildcards(string condition, string folded)
    {
        var answer = await server.AskAsync($"{{ allPupils(where: {{ nickname: {{ {condition} }} }}) {{ nickname }} }}");

        var expected = server.Pupils.Select(p => p.Nickname).Where(n => n is not null && Fold(n).Contains(folded, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(StringComparer.Ordinal), answer.Data["allPupils"]!.AsArray().Select(p => (string?)p!["nickname"]).Order(StringComparer.Ordinal));
        Assert.Contains("LIKE", answer.OnlySql, StringComparison.Ordinal);

        // As the test database's function does.
        static string Fold(string text) => string.Concat(text.Select(c =>
            "âáàôơúưÂÁÔƠÚƯĐđ".IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? "aaaoouuAAOOUUDd"[at] : c)).ToLowerInvariant();
    }

    [Theory]
    [InlineData("where: { secret: { eq: \"s1\" } }")]
    [InlineData("where: { secret: { isNull: true } }")]
    [InlineData("where: { and: [{ or: [{ year: { eq: 2000 } }, { secret: { startsWith: \"s\" } }] }] }")]
    [InlineData("where: { teacher: { pupils: { some: { secret: { gt: \"s\" } } } } }")]
    [InlineData("order: [{ year: ASC }, { secret: ASC }]")]
    public async Task Nobody_learns_a_hidden_field_by_filtering_or_sorting_by_it(string argument)
    {
        var document = $"{{ pupils({argument}) {{ totalCount nodes {{ id }} }} }}";

        var refused = await server.AskAsync(document);
        var allowed = await server.AskAsync(document, null, new Claim("sees", PupilType.Secrets));

        Assert.Equal("FORBIDDEN", refused.ErrorCode);
        Assert.Empty(refused.Sql);
        Assert.Null(refused.Json["data"]!["pupils"]);
        Assert.Null(allowed.ErrorCode);
    }

    [Fact]
    public async Task A_hidden_field_is_hidden_from_filters_on_lists_inside_rows_too()
    {
        var answer = await server.AskAsync("""{ teachers { name pupils(where: { secret: { eq: "s1" } }) { fullName } } }""");

        Assert.Equal("FORBIDDEN", answer.ErrorCode);
        Assert.Empty(answer.Sql);
    }

    [Theory]
    [InlineData("{ year: { eq: null } }", "never null")]
    [InlineData("{ year: { in: [1, null] } }", "never null")]
    [InlineData("{ score: { gt: null } }", "needs a value")]
    [InlineData("{ score: { in: null } }", "needs a value")]
    [InlineData("{ score: null }", "leave it out")]
    [InlineData("{ teacher: null }", "leave it out")]
    [InlineData("{ id: { eq: \"no key\" } }", "not a key")]
    public async Task A_condition_that_makes_no_sense_is_refused(string where, string words)
    {
        var answer = await server.AskAsync($"{{ allPupils(where: {where}) {{ id }} }}");

        Assert.Empty(answer.Sql);
        Assert.Equal("BAD_USER_INPUT", answer.ErrorCode);
        Assert.Contains(words, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_have_limits()
    {
        const string Document = "query($w: PupilFilterInput, $o: [PupilSortInput!]) { allPupils(where: $w, order: $o) { id } }";

        var longList = await server.AskAsync(Document, new { w = new { year = new Dictionary<string, int[]> { ["in"] = [.. Enumerable.Range(0, 1001)] } } });
        var manyConditions = await server.AskAsync(Document, new { w = new { or = Enumerable.Range(0, 101).Select(i => new { year = new { eq = i } }) } });
        var longOrder = await server.AskAsync(Document, new { o = Enumerable.Range(0, 9).Select(_ => new { year = "ASC" }) });

        Assert.All([longList, manyConditions, longOrder], answer =>
        {
            Assert.Equal("GRAPHQL_LIMIT_EXCEEDED", answer.ErrorCode);
            Assert.Empty(answer.Sql);
        });
    }

    [Fact]
    public async Task Moments_are_compared_whatever_their_offset()
    {
        var answer = await server.AskAsync("""{ allPupils(where: { seenAt: { gte: "2024-01-01T07:02:00+07:00" } }) { id } }""");

        var from = new DateTimeOffset(2024, 1, 1, 0, 2, 0, TimeSpan.Zero);
        Assert.Equal(server.Pupils.Count(p => p.SeenAt >= from), answer.Data["allPupils"]!.AsArray().Count);
    }

    [Fact]
    public async Task Keys_of_a_type_of_their_own_are_filtered_by()
    {
        var id = server.Pupils[3].Id.Value;

        var answer = await server.AskAsync("query($ids: [ID]) { allPupils(where: { id: { in: $ids } }) { fullName } }", new { ids = new[] { id } });

        Assert.Equal(server.Pupils[3].FullName, (string?)answer.Data["allPupils"]![0]!["fullName"]);
    }
}
