using System.Diagnostics.CodeAnalysis;
using Microsoft.Playwright;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>Waiting for the page that a click leads to.</summary>
internal static class Arriving
{
    /// <summary>
    /// Waits until a page whose address matches <paramref name="pattern"/> is loaded whole. The page is asked again and again: an event of the browser that tells of a navigation
    /// can have passed between looking at the address and listening, and would be waited for in vain.
    /// </summary>
    /// <exception cref="TimeoutException">No such page within the timeout of the visit; the message tells which page it was still at.</exception>
    public static async Task ArriveAsync(this IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        try
        {
            await page.WaitForFunctionAsync("pattern => document.readyState === 'complete' && new RegExp(pattern).test(location.href)", pattern, new() { PollingInterval = 50 });
        }
        catch (TimeoutException fault)
        {
            throw new TimeoutException($"Still at {page.Url}, not at {pattern}.", fault);
        }
    }
}
