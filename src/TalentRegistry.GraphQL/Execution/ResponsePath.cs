namespace TalentRegistry.GraphQL.Execution;

/// <summary>Where in the answer something is: a response key or list index, and the path before it.</summary>
internal sealed record ResponsePath(ResponsePath? Before, object Step)
{
    /// <summary>From the root. Spec 7.1.2, "path".</summary>
    public IReadOnlyList<object> ToList()
    {
        var steps = new List<object>();
        for (var at = this; at is not null; at = at.Before)
            steps.Add(at.Step);
        steps.Reverse();
        return steps;
    }
}
