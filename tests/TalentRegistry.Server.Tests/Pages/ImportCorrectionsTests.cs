using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Server.Importing;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>What an officer corrects on the preview of a list.</summary>
public sealed class ImportCorrectionsTests
{
    private static readonly Guid _person = Guid.NewGuid();

    private static readonly ImportWish _wish = new(ImportMode.InsertOrUpdate, null)
    {
        Columns = new Dictionary<string, string?> { ["B"] = "sex" },
        Decisions = new Dictionary<int, Guid?> { [5] = null },
    };

    [Fact]
    public void A_form_sent_back_as_it_was_shown_corrects_nothing() =>
        Assert.Same(_wish, ImportCorrections.Apply(Form(("column.A", "full_name"), ("shown.A", "full_name"), ("column.B", "sex"), ("shown.B", "sex"), ("row.5", "new"), ("row.6", "")), _wish));

    [Fact]
    public void Columns_and_rows_that_differ_are_taken_over_and_the_others_stay()
    {
        var now = ImportCorrections.Apply(
            Form(("column.A", "-"), ("shown.A", "full_name"), ("column.AB", "citizen_id"), ("shown.AB", "-"), ("row.5", ""), ("row.6", _person.ToString())), _wish);

        Assert.Equal([("A", null), ("AB", "citizen_id"), ("B", "sex")], now.Columns.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => (column.Key, column.Value)));
        Assert.Equal([(6, _person)], now.Decisions.Select(decision => (decision.Key, decision.Value!.Value)));
    }

    [Theory]
    [InlineData("column.", "sex")]
    [InlineData("column.ABCD", "sex")]
    [InlineData("row.x", "new")]
    [InlineData("row.-1", "new")]
    [InlineData("row.7", "someone")]
    public void What_no_preview_asks_is_passed_over(string field, string value) =>
        Assert.Same(_wish, ImportCorrections.Apply(Form((field, value)), _wish));

    private static FormCollection Form(params (string Key, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)));
}
