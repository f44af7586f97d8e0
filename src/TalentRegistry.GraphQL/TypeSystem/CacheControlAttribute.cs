namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>Who may keep an answer.</summary>
public enum CacheControlScope
{
    /// <summary>The caller alone.</summary>
    Private,

    /// <summary>Caches shared by many: only for what anyone may see.</summary>
    Public,
}

/// <summary>
/// A root field whose answer may be kept for a while: reference data that changes seldom and is no one's own. An answer may be kept only if
/// all of its root fields say so, nothing in it is guarded by a policy, and it came by GET without errors.
/// </summary>
/// <param name="maxAge">Seconds, more than 0.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class CacheControlAttribute(int maxAge) : Attribute
{
    /// <summary>Seconds.</summary>
    public int MaxAge => maxAge;

    /// <summary>Who may keep it; the caller alone unless set.</summary>
    public CacheControlScope Scope { get; set; }
}
