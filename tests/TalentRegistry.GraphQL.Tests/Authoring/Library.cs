using System.Security.Claims;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Authoring;

/// <summary>A small schema of every kind of declaration.</summary>
internal static class Library
{
    public static readonly Writer[] Writers =
    [
        new(new(new Guid("00000000-0000-0000-0000-000000000001")), "Nam Cao", null, new DateOnly(1915, 10, 29)),
        new(new(new Guid("00000000-0000-0000-0000-000000000002")), "Xuân Quỳnh", "thơ tình", new DateOnly(1942, 10, 6)),
    ];

    static Library()
    {
        Writers[0].Books.AddRange([new Book("Chí Phèo", 1941, BookKind.ShortStory), new Book("Sống mòn", 1956, BookKind.Novel)]);
        Writers[1].Books.Add(new Book("Sóng", 1967, BookKind.Poem));
    }
}

public readonly record struct WriterId(Guid Value);

/// <summary>Someone who writes.</summary>
public sealed class Writer(WriterId id, string name, string? knownFor, DateOnly born)
{
    public WriterId Id => id;

    public string Name => name;

    public string? KnownFor => knownFor;

    public DateOnly Born => born;

    public string Secret => "hidden";

    public List<Book> Books { get; } = [];
}

public sealed record Book(string Title, int Year, BookKind Kind);

public enum BookKind
{
    Novel,
    ShortStory,
    [GraphQLDeprecated("Poems have moved.")]
    Poem,
}

public sealed class WriterType : ObjectType<Writer>
{
    protected override void Configure(IObjectTypeDescriptor<Writer> descriptor)
    {
        descriptor.BindFieldsExplicitly().Description("Người viết.").DefaultOrder(w => w.Name).Key(w => w.Id);
        descriptor.Field(w => w.Id).ID();
        descriptor.Field(w => w.Name);
        descriptor.Field(w => w.KnownFor).Deprecated("Ask the readers.");
        descriptor.Field(w => w.Secret).Authorize("secrets");
        descriptor.Field(w => w.Books);
        descriptor.Field("bookCount").Project((Writer w, int? since) => w.Books.Count(b => since == null || b.Year >= since))
            .Argument<int?>("since", a => a.Description("First year that counts."));
        descriptor.Field("latest").Project((Writer w) => w.Books.OrderByDescending(b => b.Year).FirstOrDefault());
        descriptor.Field("greeting").Resolve(context => $"Xin chào, {context.Parent<Writer>().Name}").NonNull();
    }
}

[ExtendObjectType<Writer>]
public static class WriterResolvers
{
    public static int AgeAtDeathOf([ParentValue("Born")] DateOnly born, int year) => year - born.Year;

    public static Task<string> GetInitialsAsync([Parent] Writer writer, Alphabet alphabet, CancellationToken cancellationToken) =>
        Task.FromResult(alphabet.Initials(writer.Name));
}

public sealed class Alphabet
{
    public string Initials(string name) => string.Concat(name.Split(' ').Select(part => part[0]));
}

public sealed record BookFilter(BookKind[]? Kinds = null, int Since = 1900, string? Words = null);

[QueryType]
public static class WriterQueries
{
    public static IReadOnlyList<Writer> GetWriters() => Library.Writers;

    public static Writer? GetWriter([ID] WriterId id) => Library.Writers.FirstOrDefault(w => w.Id == id);

    public static IEnumerable<Book> Books(BookFilter filter, int first = 10) => Library.Writers.SelectMany(w => w.Books)
        .Where(b => (filter.Kinds is null || filter.Kinds.Contains(b.Kind)) && b.Year >= filter.Since).Take(first);

    public static string Me(ClaimsPrincipal user, IResolverContext context) => $"{user.Identity?.Name} at {context.Path[0]}";

    public static int CountUp(Counter from) => ++from.Value;

    [GraphQLIgnore]
    public static string Hidden() => "";
}

public sealed class Counter
{
    public int Value { get; set; }
}

[MutationType]
public sealed class WriterMutations(Alphabet alphabet)
{
    [GraphQLName("initials")]
    [GraphQLDescription("First letters.")]
    public async Task<string> Compute(string of)
    {
        await Task.Yield();
        return alphabet.Initials(of);
    }
}
