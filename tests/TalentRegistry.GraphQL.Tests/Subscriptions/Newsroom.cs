using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Subscriptions;

/// <summary>A schema with each kind of subscription, and who listens to it.</summary>
internal static class Newsroom
{
    public static GraphQLServerBuilder AddNewsroom(this IServiceCollection services, int buffer = 4) => services.AddGraphQLServer()
        .AddTypeExtension(typeof(NewsQueries))
        .AddTypeExtension(typeof(NewsMutations))
        .AddTypeExtension(typeof(NewsSubscriptions))
        .AddPolicy("insiders", (user, _) => user.HasClaim("insider", "yes"))
        .AddInMemorySubscriptions(buffer);

    public static ServiceProvider Services(int buffer = 4)
    {
        var services = new ServiceCollection();
        services.AddNewsroom(buffer);
        return services.BuildServiceProvider();
    }

    public static ClaimsPrincipal Insider(ClaimsIdentity? identity = null)
    {
        identity ??= new ClaimsIdentity("test");
        identity.AddClaim(new Claim("insider", "yes"));
        return new ClaimsPrincipal(identity);
    }
}

public sealed record Story(string Title, string? Author)
{
    public string Upper() => Title.ToUpperInvariant();
}

[QueryType]
public static class NewsQueries
{
    public static string GetPaper() => "Nhân Dân";
}

[MutationType]
public static class NewsMutations
{
    [UseMutationConvention(Disable = true)]
    public static async Task<bool> Publish(string title, string? author, [Service] ITopicEventSender sender, CancellationToken cancellationToken)
    {
        await sender.SendAsync(nameof(NewsSubscriptions.StoryPublished), new Story(title, author), cancellationToken);
        if (author is not null)
            await sender.SendAsync($"{author}_stories", new Story(title, author), cancellationToken);
        return true;
    }
}

[SubscriptionType]
public static class NewsSubscriptions
{
    [Subscribe]
    public static Story StoryPublished([EventMessage] Story story) => story;

    [Subscribe]
    [Topic("{author}_stories")]
    public static Story StoryBy(string author, [EventMessage] Story story) => story with { Author = author };

    [Subscribe(With = nameof(CountFrom))]
    public static int Counted([EventMessage] int number, int times = 1) => number * times;

    public static async IAsyncEnumerable<int> CountFrom(int first, int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = first; number <= to; number++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return number;
        }
    }

    [Subscribe(With = nameof(Listen))]
    public static string Heard([EventMessage] Story story) =>
        story.Title == "bad" ? throw new GraphQLException("Not fit to print.", "UNFIT") : story.Title;

    public static ValueTask<ISourceStream<Story>> Listen([Service] ITopicEventReceiver receiver, CancellationToken cancellationToken) =>
        receiver.SubscribeAsync<Story>(nameof(StoryPublished), cancellationToken);

    [Subscribe(With = nameof(Break))]
    public static int Broken([EventMessage] int number) => number;

    public static async IAsyncEnumerable<int> Break()
    {
        await Task.Yield();
        yield return 1;
        throw new InvalidDataException("the press is jammed");
    }

    [Subscribe(With = nameof(Refuse))]
    public static int Refused([EventMessage] int number) => number;

    public static IAsyncEnumerable<int> Refuse() => throw new GraphQLException("Closed today.", "CLOSED");

    [Subscribe, Authorize("insiders")]
    public static Story Leaked([EventMessage] Story story) => story;
}
