using System.Globalization;

namespace TalentRegistry.Server.Pages;

/// <summary>Addresses of the pages that show what is behind a figure.</summary>
internal static class PageLinks
{
    /// <summary>The people counted on 31 December of a year; null for readers who may see no people.</summary>
    public static string? People(PageContext page, string? unitId, string? sector, string? profession, string? target, int year) =>
        page.Reader is { } reader && PageData.SeesPeople(reader.Role)
            ? Address("/people", ("unit", unitId), ("sector", sector), ("profession", profession), ("target", target),
                ("asOf", year.ToString(CultureInfo.InvariantCulture) + "-12-31"))
            : null;

    /// <summary>The flows behind a forecast.</summary>
    public static string Supply(string unitId, string? sector, string? profession) =>
        Address("/supply", ("unit", unitId), ("sector", sector), ("profession", profession));

    /// <summary>What would close a shortage.</summary>
    public static string Remedies(string unitId, string? sector, string? profession, string? target, int year) => Address(
        "/shortages/remedies", ("unit", unitId), ("sector", sector), ("profession", profession), ("target", target), ("year", year.ToString(CultureInfo.InvariantCulture)));

    private static string Address(string path, params (string Name, string? Value)[] query) =>
        path + QueryString.Create(query.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
