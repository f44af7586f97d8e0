namespace TalentRegistry.Server.Accounts;

/// <summary>Where a reader goes after signing in or out: an address of this server, or a forged link would send them elsewhere.</summary>
internal static class ReturnAddress
{
    /// <summary>The address if it is a path on this server ("//elsewhere" and "/\elsewhere" are addresses of others to a browser, which passes over tabs and line ends), else <paramref name="otherwise"/>.</summary>
    public static string Of(string? address, string otherwise) => address is ['/'] or ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : otherwise;
}
