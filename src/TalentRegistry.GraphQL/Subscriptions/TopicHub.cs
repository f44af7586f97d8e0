using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Subscriptions;

/// <summary>
/// The subscribers of this process, by topic. Each has a bounded buffer: who does not read as fast as events come is ended with an
/// error, so that neither the sender nor the memory waits for the slowest.
/// </summary>
/// <param name="bufferCapacity">Events kept for a subscriber that has not read them yet, 1 or more.</param>
public sealed class TopicHub(int bufferCapacity = TopicHub.DefaultBufferCapacity)
{
    /// <summary>Events kept for a subscriber unless set.</summary>
    public const int DefaultBufferCapacity = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<Subscriber>> _topics = new(StringComparer.Ordinal);

    /// <summary>How many streams are open, over all topics.</summary>
    public int SubscriberCount
    {
        get
        {
            lock (_lock)
                return _topics.Values.Sum(subscribers => subscribers.Count);
        }
    }

    /// <summary>Opens a stream; disposing it closes it.</summary>
    public ISourceStream<TMessage> Subscribe<TMessage>(string topicName)
    {
        var subscriber = new Subscriber<TMessage>(this, topicName, bufferCapacity);
        lock (_lock)
        {
            if (!_topics.TryGetValue(topicName, out var subscribers))
                _topics.Add(topicName, subscribers = []);
            subscribers.Add(subscriber);
        }

        return subscriber;
    }

    /// <summary>Gives each subscriber of a topic the message as the type that it listens for.</summary>
    /// <param name="topicName">The topic.</param>
    /// <param name="messageOf">The message as an object of the type; called once for each type listened for.</param>
    public void Deliver(string topicName, Func<Type, object?> messageOf)
    {
        foreach (var listening in Listening(topicName).GroupBy(subscriber => subscriber.MessageType))
        {
            var message = messageOf(listening.Key);
            foreach (var subscriber in listening.Where(subscriber => !subscriber.TryOffer(message)))
                Remove(subscriber);
        }
    }

    /// <summary>Ends the streams of a topic once their subscribers have read what is there.</summary>
    public void Complete(string topicName)
    {
        foreach (var subscriber in Listening(topicName))
        {
            subscriber.Complete();
            Remove(subscriber);
        }
    }

    private List<Subscriber> Listening(string topicName)
    {
        lock (_lock)
            return _topics.TryGetValue(topicName, out var subscribers) ? [.. subscribers] : [];
    }

    private void Remove(Subscriber subscriber)
    {
        lock (_lock)
        {
            if (_topics.TryGetValue(subscriber.Topic, out var subscribers) && subscribers.Remove(subscriber) && subscribers.Count == 0)
                _topics.Remove(subscriber.Topic);
        }
    }

    private abstract class Subscriber(string topic)
    {
        public string Topic => topic;

        public abstract Type MessageType { get; }

        public abstract bool TryOffer(object? message);

        public abstract void Complete();
    }

    private sealed class Subscriber<TMessage>(TopicHub hub, string topic, int capacity) : Subscriber(topic), ISourceStream<TMessage>
    {
        // Full means "wait", which the writer never does: an offer to a full buffer fails.
        private readonly Channel<TMessage> _events = Channel.CreateBounded<TMessage>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

        public override Type MessageType => typeof(TMessage);

        public override bool TryOffer(object? message)
        {
            if (_events.Writer.TryWrite((TMessage)message!))
                return true;

            _events.Writer.TryComplete(new GraphQLException(
                $"The stream ended because more than {capacity} events were waiting to be read. Subscribe again and ask for what was missed.",
                ErrorCodes.SubscriberTooSlow));
            return false;
        }

        public override void Complete() => _events.Writer.TryComplete();

        public IAsyncEnumerable<TMessage> ReadEventsAsync() => _events.Reader.ReadAllAsync();

        IAsyncEnumerable<object?> ISourceStream.ReadEventsAsync() => Read();

        public ValueTask DisposeAsync()
        {
            hub.Remove(this);
            _events.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        private async IAsyncEnumerable<object?> Read([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var message in _events.Reader.ReadAllAsync(cancellationToken))
                yield return message;
        }
    }
}

/// <summary>Topics of one process, without a carrier to others.</summary>
internal sealed class InMemoryTopics(TopicHub hub) : ITopicEventSender, ITopicEventReceiver
{
    public ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default)
    {
        hub.Deliver(topicName, type => type.IsInstanceOfType(message) ? message : throw new InvalidCastException(
            $"The topic \"{topicName}\" has a subscriber for {type.Name}, and was sent {typeof(TMessage).Name}."));
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(string topicName)
    {
        hub.Complete(topicName);
        return ValueTask.CompletedTask;
    }

    public ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(string topicName, CancellationToken cancellationToken = default) =>
        new(hub.Subscribe<TMessage>(topicName));
}
