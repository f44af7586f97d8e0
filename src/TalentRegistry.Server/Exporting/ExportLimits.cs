using TalentRegistry.Data;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Exporting;

/// <summary>
/// How many rows each role may take away in one file: <c>Export:MaxRows:planner=2000000</c> in the configuration. Planners, who see no names, a million and more;
/// officers, who see names, as many as a large department has people. What is over is refused before it begins: nobody gets part of a list.
/// </summary>
internal sealed class ExportLimits(IConfiguration configuration) : IDisposable
{
    private const int Default = 200_000;
    private const int OfPlanners = 2_000_000;

    // A file holds a connection to the database for as long as its reader takes: some must be left for all other questions.
    private const int FilesAtOnce = 6;
    private readonly SemaphoreSlim places = new(FilesAtOnce);

    public void Dispose() => places.Dispose();

    /// <summary>Makes a file if not too many are being made; else the reader is to come again.</summary>
    public async Task MakeAsync(HttpContext http, Func<Task> file)
    {
        if (!await places.WaitAsync(TimeSpan.Zero, http.RequestAborted))
        {
            http.Response.Headers.RetryAfter = "30";
            await Results.Problem(
                statusCode: StatusCodes.Status429TooManyRequests, extensions: new Dictionary<string, object?> { ["code"] = "TOO_MANY_FILES" },
                title: http.LanguageOf().In("Máy chủ đang tạo nhiều tệp; hãy thử lại sau ít phút.", "The server is making many files: try again in some minutes.")).ExecuteAsync(http);
            return;
        }

        try
        {
            await file();
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>The same of an answer that is a file.</summary>
    public IResult Making(IResult file) => new OneOfFew(this, file);

    /// <summary>Rows of a file at most.</summary>
    public int Of(Role role) => configuration.GetSection("Export:MaxRows").GetValue<int?>(SnakeCase.Of(role)) ?? (role == Role.Planner ? OfPlanners : Default);

    /// <summary>The answer to who asks for more; null where they may have all.</summary>
    public IResult? RefusalOf(Role role, long rows, Language language) => rows <= Of(role)
        ? null
        : Results.Problem(
            statusCode: StatusCodes.Status422UnprocessableEntity,
            title: language.In(
                $"Danh sách có {language.Format(rows, 0)} dòng; vai trò của bạn được tải tối đa {language.Format(Of(role), 0)} dòng một lần. Hãy thu hẹp phạm vi.",
                $"The list has {language.Format(rows, 0)} rows; your role may take {language.Format(Of(role), 0)} at once. Narrow it down."),
            extensions: new Dictionary<string, object?> { ["code"] = "TOO_MANY_ROWS", ["rows"] = rows, ["most"] = Of(role) });

    private sealed class OneOfFew(ExportLimits limits, IResult file) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => limits.MakeAsync(httpContext, () => file.ExecuteAsync(httpContext));
    }
}
