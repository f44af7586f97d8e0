using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A type that a fragment or a variable names is in the schema (spec 5.5.1.2 and, for variables, 5.8.2).</summary>
internal sealed class KnownTypeNames() : Rule("Fragment-Spread-Type-Existence")
{
    public override void Enter(NamedTypeNode type, ValidationContext context)
    {
        var name = type.Name.Value;
        if (context.Schema.TypeNamed(name) is null)
            context.Report(this, $"There is no type \"{name}\".{context.Suggest(name, context.Schema.Types.Keys)}", type);
    }
}
