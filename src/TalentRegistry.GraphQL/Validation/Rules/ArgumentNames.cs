using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A given argument is defined by its field or directive (spec 5.4.1).</summary>
internal sealed class ArgumentNames() : Rule("Argument-Names")
{
    public override void Enter(IReadOnlyList<ArgumentNode> arguments, ArgumentOwner owner, ValidationContext context)
    {
        if (owner.Arguments is not { } known)
            return;

        foreach (var argument in arguments.Where(a => !known.ContainsKey(a.Name.Value)))
        {
            var name = argument.Name.Value;
            context.Report(this, $"\"{owner.Coordinate}\" has no argument \"{name}\".{context.Suggest(name, known.Keys)}", argument);
        }
    }
}
