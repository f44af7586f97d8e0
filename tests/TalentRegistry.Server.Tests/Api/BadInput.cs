using System.Net;
using System.Text;
using System.Text.Json;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>A body that no one should send, and what it gets.</summary>
/// <param name="Name">Of the row.</param>
/// <param name="Status">By GraphQL over HTTP, when the caller takes application/graphql-response+json.</param>
/// <param name="Code">The first error's <c>extensions.code</c>.</param>
/// <param name="Words">A part of its message.</param>
/// <param name="Body">What is sent as application/json.</param>
internal sealed record BadInput(string Name, HttpStatusCode Status, string Code, string Words, byte[] Body)
{
    private const string Limit = "GRAPHQL_LIMIT_EXCEEDED";
    private const string Syntax = "GRAPHQL_PARSE_FAILED";
    private const string Invalid = "GRAPHQL_VALIDATION_FAILED";
    private const string Bad = "BAD_USER_INPUT";

    public static IReadOnlyList<BadInput> Table { get; } =
    [
        Query("ten thousand nested braces", Limit, "nested deeper than 256 levels", Many("{a", 10_000) + Many("}", 10_000)),
        Query("ten thousand nested brackets", Limit, "nested deeper than 256 levels", "{plans(where:" + Many("[", 10_000) + Many("]", 10_000) + "){code}}"),
        Query("ten thousand braces, never closed", Limit, "nested deeper than 256 levels", Many("{a", 10_000)),
        Query("ten thousand braces with nothing between", Syntax, "Expected Name, found \"{\"", Many("{", 10_000)),
        new("a query of ten megabytes", HttpStatusCode.RequestEntityTooLarge, "REQUEST_TOO_LARGE", "larger than the", Json(Many("a", 10 * 1024 * 1024))),
        Query("a query of a million spaces", Syntax, "Unexpected <EOF>", Many(" ", 1_000_000)),
        Query("a fragment that spreads itself", Invalid, "Fragment \"A\" spreads itself.", "{ ...A } fragment A on Query { ...A }"),
        Query("fragments in a circle", Invalid, "spreads itself through", "{ ...F0 }" + Each(1_000, i => $" fragment F{i} on Query {{ ...F{(i + 1) % 1_000} }}")),
        Query("fragments that double", Limit, "The operation is too large", "{ ...F0 }" + Each(60, i => $" fragment F{i} on Query {{ ...F{i + 1} a{i}: __typename ...F{i + 1} }}") + " fragment F60 on Query { __typename }"),
        Query("ten thousand aliases", Limit, "more than 15000 tokens", "{" + Each(10_000, i => $" a{i}: plans {{ code }}") + "}"),
        Query("a thousand aliases", Limit, "1000 aliases", "{" + Each(1_000, i => $" a{i}: plans {{ code }}") + "}"),
        Query("ten thousand different fields under one key", Limit, "more than 15000 tokens", "{" + Each(10_000, i => $" a: f{i}") + "}"),
        Query("three thousand fields to be merged with each other", Limit, "fields", "{" + Each(3_000, _ => " plans { code }") + "}"),
        Query("introspection without end", Limit, "fields below each other", "{ __schema { types { " + Many("fields { type { ", 40) + "name" + Many(" } }", 40) + " } } }"),
        Query("introspection of each type's type", Limit, "fields below each other", "{ __schema { types { " + Many("ofType { ", 100) + "name" + Many(" }", 100) + " } } }"),
        Query("introspection list in list", Limit, "lists of introspection below each other", "{ __schema { types { " + Many("fields { type { ", 4) + "name" + Many(" } }", 4) + " } } }"),
        Query("more values than anyone reads", Limit, "values that the answer may hold", "{" + Each(120, i => $" a{i}: people(first: 500) {{ nodes {{ id birthYear degrees {{ id }} }} }}") + "}"),
        Query("a number beyond 32 bits", Invalid, "Int cannot represent 3000000000", "{ people(first: 3000000000) { totalCount } }"),
        Query("a number of a thousand digits", Invalid, "Int cannot represent 999", "{ people(first: " + Many("9", 1_000) + ") { totalCount } }"),
        Variables("a variable beyond 32 bits", "Int cannot represent 2147483648", "query($n: Int) { people(first: $n) { totalCount } }", """{"n":2147483648}"""),
        Variables("a variable beyond a double", "Int cannot represent 1e999", "query($n: Int) { people(first: $n) { totalCount } }", """{"n":1e999}"""),
        Variables("a variable with a fraction", "Int cannot represent 1.5", "query($n: Int) { people(first: $n) { totalCount } }", """{"n":1.5}"""),
        Query("a day that does not exist", Invalid, "Date cannot represent \"2025-02-30\"", "{ headcount(by: [], asOf: \"2025-02-30\") { total } }"),
        Query("a day without its zero", Invalid, "Date cannot represent \"2025-2-3\"", "{ headcount(by: [], asOf: \"2025-2-3\") { total } }"),
        Variables("a day of no calendar in a variable", "Date cannot represent \"2023-02-29\"", "query($d: Date) { headcount(by: [], asOf: $d) { total } }", """{"d":"2023-02-29"}"""),
        Query("an unclosed string", Syntax, "Unterminated string", "{ person(id: \"x"),
        Query("half of a surrogate pair", Syntax, "Invalid Unicode escape sequence", "{ person(id: \"\\uD83D\") { id } }"),
        Query("an unknown field", Invalid, "Did you mean \"people\"?", "{ peeple { totalCount } }"),
        Query("nothing", Syntax, "Unexpected <EOF>", "#"),
        new("an operation that is not there", HttpStatusCode.BadRequest, Bad, "no operation \"B\"", Encoding.UTF8.GetBytes("""{"query":"query A { plans { code } }","operationName":"B"}""")),
        new("letters that are not UTF-8", HttpStatusCode.BadRequest, "BAD_REQUEST", "not JSON", [.. "{\"query\":\"{ person(id: \\\""u8, 0xC3, 0x28, 0xFF, .. "\\\") { id } }\"}"u8]),
        new("an overlong slash", HttpStatusCode.BadRequest, "BAD_REQUEST", "not JSON", [.. "{\"query\":\"{ a"u8, 0xC0, 0xAF, .. " }\"}"u8]),
        new("UTF-16", HttpStatusCode.BadRequest, "BAD_REQUEST", "not JSON", Encoding.Unicode.GetBytes("""{"query":"{ plans { code } }"}""")),
        new("half a surrogate pair in JSON", HttpStatusCode.BadRequest, "BAD_REQUEST", "not JSON", Encoding.UTF8.GetBytes("""{"query":"{ person(id: \"\uD83D\") { id } }"}""")),
        new("a body cut off", HttpStatusCode.BadRequest, "BAD_REQUEST", "not JSON", Encoding.UTF8.GetBytes("""{"query":"{ plans { co""")),
        new("a body of nested arrays", HttpStatusCode.BadRequest, "BAD_REQUEST", "not JSON", Encoding.UTF8.GetBytes("""{"query":"{ plans { code } }","variables":""" + Many("[", 100_000))),
        new("no body", HttpStatusCode.BadRequest, "BAD_REQUEST", "not JSON", []),
        new("two requests", HttpStatusCode.BadRequest, "BATCHING_NOT_SUPPORTED", "One request at a time", Encoding.UTF8.GetBytes("""[{"query":"{ plans { code } }"},{"query":"{ plans { code } }"}]""")),
        new("variables that are a list", HttpStatusCode.BadRequest, "BAD_REQUEST", "must be an object", Encoding.UTF8.GetBytes("""{"query":"{ plans { code } }","variables":[1]}""")),
        Ran("a page of less than nothing", Bad, "must be 0 or more", "{ people(first: -1) { totalCount } }"),
        Ran("a page of more than there may be", Limit, "may be up to 500", "{ people(first: 501) { totalCount } }"),
        Ran("both ends of a list", Bad, "not both", "{ people(first: 1, last: 1) { totalCount } }"),
        Ran("a cursor of no list", Bad, "is not a cursor of this server", "{ people(after: \"nonsense\") { nodes { id } } }"),
        Ran("a cursor of no list, in Vietnamese", Bad, "is not a cursor of this server", "{ people(after: \"tiếp theo\") { nodes { id } } }"),
    ];

    public override string ToString() => Name;

    public static byte[] Json(string query, string? variables = null) =>
        Encoding.UTF8.GetBytes($$"""{"query":{{JsonSerializer.Serialize(query)}},"variables":{{variables ?? "null"}}}""");

    private static BadInput Query(string name, string code, string words, string query) => new(name, HttpStatusCode.BadRequest, code, words, Json(query));

    private static BadInput Variables(string name, string words, string query, string variables) => new(name, HttpStatusCode.BadRequest, Bad, words, Json(query, variables));

    // What only a resolver can see is an error of its field, in an answer that is there.
    private static BadInput Ran(string name, string code, string words, string query) => new(name, HttpStatusCode.OK, code, words, Json(query));

    private static string Many(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();

    private static string Each(int times, Func<int, string> part) => string.Concat(Enumerable.Range(0, times).Select(part));
}
