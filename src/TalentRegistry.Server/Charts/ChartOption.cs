using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace TalentRegistry.Server.Charts;

/// <summary>
/// One chart as an Apache ECharts option (https://echarts.apache.org/en/option.html): the page and <see cref="ChartRenderer"/>
/// draw the same JSON. It holds no functions: where ECharts takes one, the option names a formatter
/// (<c>@number:1:vi</c>, see <see cref="ChartText.Number"/>) that <c>src/web/src/charts/formatters.ts</c> resolves.
/// </summary>
public sealed class ChartOption
{
    // Vietnamese letters stay letters, and < > & ' are escaped, so that the text can stand inside a <script> of a page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Takes a finished option; later changes to <paramref name="option"/> do not reach this one.</summary>
    public ChartOption(JsonObject option) => Json = option.ToJsonString(Readable);

    /// <summary>The option as JSON, safe to write unencoded into a <c>&lt;script type="application/json"&gt;</c>.</summary>
    public string Json { get; }

    /// <inheritdoc/>
    public override string ToString() => Json;
}
