namespace TalentRegistry.Server.Pages.Models;

/// <summary>What a scenario's baseline, drawn again by the model from today's records, has to do with the published forecast.</summary>
/// <param name="ComputedAt">When the published forecast was made.</param>
/// <param name="Forecasts">Forecasts that were held against what came, as far as the reader sees them.</param>
/// <param name="NoChange">Of those, the ones of which "no change" is published.</param>
/// <param name="RecordsChanged">Whether a record that the forecast is made from has changed since it was begun.</param>
public sealed record BaselineStanding(DateTimeOffset ComputedAt, long Forecasts, long NoChange, bool RecordsChanged);
