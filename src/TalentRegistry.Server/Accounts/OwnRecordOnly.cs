using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Accounts;

/// <summary>
/// Keeps people who see their own record at the doors that are made for them. The database would refuse everything else too; here it
/// is refused in one place and with a page, and a door that is added later is closed to them until it is named below.
/// </summary>
internal static class OwnRecordOnly
{
    /// <summary>Where they are sent from the first page.</summary>
    public const string Home = "/me";

    private static readonly PathString[] Doors = [Home, "/account", "/auth", "/sign-in", "/forbidden", "/assets", "/health", "/faults"];

    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (SignedIn.From(http.User) is not { Role: Role.Person } || Doors.Any(door => http.Request.Path.StartsWithSegments(door, StringComparison.Ordinal)))
            return next(http);

        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Path == "/")
            http.Response.Redirect(Home);
        else
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
