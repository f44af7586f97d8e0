using System.Text.Json;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>A GraphQL request as clients send it.</summary>
internal static class Questioning
{
    public static string Json(string document, string variables) => $"{{\"query\":{JsonSerializer.Serialize(document)},\"variables\":{variables}}}";
}
