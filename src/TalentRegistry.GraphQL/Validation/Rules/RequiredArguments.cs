using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>An argument that is non-null and has no default is given (spec 5.4.3).</summary>
internal sealed class RequiredArguments() : Rule("Required-Arguments")
{
    public override void Enter(IReadOnlyList<ArgumentNode> arguments, ArgumentOwner owner, ValidationContext context)
    {
        if (owner.Arguments is not { } known)
            return;

        foreach (var missing in known.Values.Where(d => d.IsRequired && !arguments.Any(a => a.Name.Value == d.Name)))
        {
            context.Report(
                this, $"\"{owner.Coordinate}\" needs its argument \"{missing.Name}\" of type \"{missing.Type}\".", owner.Node);
        }
    }
}
