namespace TalentRegistry.Server.Localisation;

/// <summary>
/// The reader's choice of language: <c>?lang=en</c> or <c>?lang=vi</c> in the address, kept in a cookie for a year. What the browser
/// prefers is not asked: officials' browsers are often English, and they are not.
/// </summary>
public static class ReaderLanguage
{
    private const string Name = "lang";

    /// <summary>The language to answer in; remembers a choice made in the address.</summary>
    public static Language LanguageOf(this HttpContext http)
    {
        if (Parse(http.Request.Query[Name]) is not { } chosen)
            return Parse(http.Request.Cookies[Name]) ?? Language.Vietnamese;

        http.Response.Cookies.Append(Name, chosen.Tag(), new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return chosen;
    }

    /// <summary>The address of the same page in another language.</summary>
    public static string AddressIn(this HttpRequest request, Language language)
    {
        var query = request.Query.Where(pair => pair.Key != Name).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return request.PathBase + request.Path + QueryString.Create(query.Append(new(Name, language.Tag())));
    }

    private static Language? Parse(string? tag) => tag switch
    {
        "vi" => Language.Vietnamese,
        "en" => Language.English,
        _ => null,
    };
}
