namespace TalentRegistry.GraphQL.Subscriptions;

/// <summary>Tells subscribers that something happened.</summary>
public interface ITopicEventSender
{
    /// <summary>Sends to all who listen to the topic now; nothing is kept for those who come later.</summary>
    ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default);

    /// <summary>Ends the streams of all who listen to the topic now.</summary>
    ValueTask CompleteAsync(string topicName);
}

/// <summary>Listens to topics.</summary>
public interface ITopicEventReceiver
{
    /// <summary>From now on keeps what is sent to the topic, until the stream is disposed.</summary>
    ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(string topicName, CancellationToken cancellationToken = default);
}

/// <summary>Events as they come. Spec 6.2.3.1, source stream.</summary>
public interface ISourceStream : IAsyncDisposable
{
    /// <summary>The events; read by one reader. Ends with an exception if the reader fell too far behind.</summary>
    IAsyncEnumerable<object?> ReadEventsAsync();
}

/// <inheritdoc cref="ISourceStream"/>
public interface ISourceStream<out TMessage> : ISourceStream
{
    /// <inheritdoc cref="ISourceStream.ReadEventsAsync"/>
    new IAsyncEnumerable<TMessage> ReadEventsAsync();
}
