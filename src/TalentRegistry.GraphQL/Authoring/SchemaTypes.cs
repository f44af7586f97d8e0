using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>The types of a schema while it is built: each made once, filled in later, so that types may refer to each other in circles.</summary>
internal sealed partial class SchemaTypes
{
    private readonly Dictionary<string, DefinedType> _shared = new(StringComparer.Ordinal);
    private readonly Queue<Action> _later = new();

    /// <summary>The type of that name, made at the first call: for types that no C# declares, such as connections and filters.</summary>
    /// <exception cref="InvalidOperationException">The name belongs to a type of another kind.</exception>
    public T Shared<T>(string name, Func<T> make) where T : DefinedType
    {
        if (!_shared.TryGetValue(name, out var found))
            _shared.Add(name, found = make());

        return found as T ?? throw new InvalidOperationException($"{name} is a {found.GetType().Name} already, not a {typeof(T).Name}.");
    }

    /// <summary>
    /// Runs <paramref name="complete"/> once every object type has its fields. It may ask for further types and call this again;
    /// the schema is whole when nothing is left to do.
    /// </summary>
    public void Later(Action complete) => _later.Enqueue(complete);
}
