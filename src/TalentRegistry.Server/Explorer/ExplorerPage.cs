using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TalentRegistry.Server.Assets;

namespace TalentRegistry.Server.Explorer;

/// <summary>A query that the explorer opens with, in a tab of its own named after the operation.</summary>
/// <param name="Query">A whole document; its comments may explain it to the reader, and its variables have defaults.</param>
public sealed record ExampleQuery(string Query);

/// <summary>The page with GraphiQL: everything it loads comes from this server.</summary>
public static class ExplorerPage
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>
    /// The page as HTML. It asks <paramref name="endpoint"/> with the reader's cookie and the header <c>GraphQL-Preflight: 1</c>, and
    /// shows a link to <paramref name="signIn"/> when it is answered 401.
    /// </summary>
    /// <param name="title">Of the page and of the link back to the registry.</param>
    /// <param name="endpoint">Path of the GraphQL endpoint on this server.</param>
    /// <param name="examples">Opened in tabs the first time; later the reader's own tabs are kept by the browser.</param>
    /// <param name="assets">Names the script's and the style's addresses.</param>
    /// <param name="home">Where the title leads.</param>
    /// <param name="signIn">Path of the sign-in page.</param>
    /// <param name="english">English instead of Vietnamese; GraphiQL's own words are English in both.</param>
    public static string Html(
        string title,
        string endpoint,
        IReadOnlyList<ExampleQuery> examples,
        SiteAssets assets,
        string home = "/",
        string signIn = "/sign-in",
        bool english = false)
    {
        var settings = JsonSerializer.Serialize(new { endpoint, title, home, signIn, examples, charts = assets.Url("explorer-chart.js") }, Readable);
        var notice = english
            ? $"You are not signed in. <a href=\"{WebUtility.HtmlEncode(signIn)}\">Sign in</a> and run the query again."
            : $"Bạn chưa đăng nhập. <a href=\"{WebUtility.HtmlEncode(signIn)}\">Đăng nhập</a> rồi chạy lại truy vấn.";
        return $"""
            <!DOCTYPE html>
            <html lang="{(english ? "en" : "vi")}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{WebUtility.HtmlEncode(title)}</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="{assets.Url("explorer.css")}">
            </head>
            <body>
              <div id="explorer-sign-in" role="alert" hidden>{notice}</div>
              <div id="explorer"></div>
              <script type="application/json" id="explorer-settings">{settings}</script>
              <script type="module" src="{assets.Url("explorer.js")}"></script>
            </body>
            </html>
            """;
    }
}
