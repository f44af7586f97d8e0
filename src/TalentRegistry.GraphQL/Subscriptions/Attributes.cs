namespace TalentRegistry.GraphQL.Subscriptions;

/// <summary>
/// A field of a <see cref="TypeSystem.SubscriptionTypeAttribute"/> class: the method runs once for each event, and its
/// <see cref="EventMessageAttribute"/> parameter takes the event. Events come from the topic named by
/// <see cref="TopicAttribute"/>, from the topic with the method's name, or from the method that <see cref="With"/> names.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>
    /// A method of the same class that gives the events: an <see cref="IAsyncEnumerable{T}"/> or an <see cref="ISourceStream"/>, or a
    /// task of one. Its parameters are filled like a resolver's; it is no field of its own.
    /// </summary>
    public string? With { get; set; }
}

/// <summary>The topic that a subscription listens to; <c>{name}</c> stands for the argument of that name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TopicAttribute(string name) : Attribute
{
    /// <summary>As <c>"BookPublished"</c> or <c>"{author}_BookPublished"</c>.</summary>
    public string Name => name;
}

/// <summary>A parameter that takes the event.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;
