using TalentRegistry.Data.Access;
using TalentRegistry.Server.Assets;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages;

/// <summary>What every page needs of its request; bound by minimal APIs.</summary>
/// <param name="Http">The request.</param>
/// <param name="Language">The reader's language.</param>
/// <param name="Reader">Who reads; null before sign-in.</param>
/// <param name="Synthetic">Whether the registry's people are made up.</param>
/// <param name="Assets">Addresses of scripts and styles.</param>
public sealed record PageContext(HttpContext Http, Language Language, SignedIn? Reader, bool Synthetic, SiteAssets Assets)
{
    /// <summary>Makes the context of a request.</summary>
    public static async ValueTask<PageContext> BindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        // Pages show what this reader may see: no cache in between may keep them.
        context.Response.Headers.CacheControl = "no-store";
        return new(
            context,
            context.LanguageOf(),
            SignedIn.From(context.User),
            await services.GetRequiredService<RegistryNature>().IsSyntheticAsync(context.RequestAborted),
            services.GetRequiredService<SiteAssets>());
    }

    /// <summary>Chooses the words of the reader's language.</summary>
    public string T(string vietnamese, string english) => Language.In(vietnamese, english);

    /// <summary>Where the reader is, for links and the door of the read log.</summary>
    public string Path => Http.Request.Path;

    /// <summary>The caller of this page; pages that need one are mapped with sign-in required.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Caller Caller => Reader?.At("page " + Path, T("Xem số liệu đằng sau một con số", "Looking at what is behind a figure"))
        ?? throw new InvalidOperationException($"{Path} was reached without signing in.");
}
