namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>
/// How a mutation keeps to the convention that all do unless <see cref="Disable"/>d: its arguments become one <c>input: XInput!</c>, its
/// result an <c>XPayload!</c> of the result and the <c>errors</c> that <see cref="ErrorAttribute"/> declares. Names are those of HotChocolate.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseMutationConventionAttribute : Attribute
{
    /// <summary>Shows arguments and result as they are declared.</summary>
    public bool Disable { get; set; }

    /// <summary>Null takes the field's name: <c>saveDocument</c> gives <c>SaveDocumentInput</c>.</summary>
    public string? InputTypeName { get; set; }

    /// <summary>Null takes <c>input</c>.</summary>
    public string? InputArgumentName { get; set; }

    /// <summary>Null takes the field's name: <c>SaveDocumentPayload</c>.</summary>
    public string? PayloadTypeName { get; set; }

    /// <summary>The field of the payload that holds the result; null takes the result's type: a <c>SavedDocument</c> is <c>savedDocument</c>.</summary>
    public string? PayloadFieldName { get; set; }

    /// <summary>Null takes the field's name: <c>SaveDocumentError</c>.</summary>
    public string? PayloadErrorTypeName { get; set; }
}

/// <summary>
/// An error that a mutation tells in its payload, where any other fails the field. <paramref name="type"/> is an exception, shown
/// with its message, its code and the properties it adds to <see cref="Exception"/>: <c>NameTakenException</c> is <c>NameTakenError</c> with the code
/// <c>NAME_TAKEN</c> unless it has a property <c>Code</c>. Or it is a class that is made of exceptions: by constructors of one parameter, or static
/// methods <c>CreateErrorFrom</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class ErrorAttribute(Type type) : Attribute
{
    /// <summary>The exception, or the class made of exceptions.</summary>
    public Type Type => type;
}

/// <inheritdoc cref="ErrorAttribute"/>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ErrorAttribute<T>() : ErrorAttribute(typeof(T));
