using TalentRegistry.GraphQL.Data;

namespace TalentRegistry.GraphQL.Authoring;

internal sealed partial class SchemaTypes
{
    /// <summary>How the schema's filters, orders and pages become queries.</summary>
    public QueryOptions Queries { get; init; } = new();
}
