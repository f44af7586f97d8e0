namespace TalentRegistry.Server.Startup;

/// <summary>
/// What comes without TLS to a server that has an address with TLS: who only reads is led there for good, what was sent is refused. A password
/// that came so was read on the way already, and leading it on would hide that.
/// </summary>
internal static class PlainHttp
{
    public static void UseTlsAlone(this IApplicationBuilder app)
    {
        app.Use(async (context, next) =>
        {
            if (context.Request.IsHttps || HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("Chỉ nhận qua https:// · Ask by https://", context.RequestAborted);
        });
        app.UseHttpsRedirection();
    }
}
