using TalentRegistry.Data.Loading;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Demo;

/// <summary>All bodies of the four provinces, and what became of them on 1 July 2025.</summary>
internal sealed class BodyTree
{
    /// <summary>Districts ended, provinces and communes merged (Resolutions 202/2025/QH15 and 1654 to 1687/NQ-UBTVQH15).</summary>
    public static readonly DateOnly Reorganisation = new(2025, 7, 1);

    private static readonly int ReorganisationDay = Reorganisation.DayNumber;

    private readonly List<Body> bodies = [];
    private readonly Dictionary<(string Template, string UnitId), Body> byUnit = [];
    private readonly List<BodyTemplate> templates;
    private readonly UnitMap map;
    private readonly int seed;
    private readonly SeededRandom random;

    public BodyTree(string dbFolder, UnitMap map, List<Province> provinces, int seed)
    {
        (this.map, this.seed) = (map, seed);
        random = new SeededRandom(SeededRandom.Mix((ulong)seed));
        templates = [.. CsvTable.Read(dbFolder, "demo", "agency_template.csv").Select(row => new BodyTemplate(row))];
        foreach (var province in provinces)
            Found(province);
        foreach (var province in provinces)
            Reorganise(province);
        foreach (var body in bodies)
            body.Parent = ParentOf(body)?.Index ?? -1;
        foreach (var body in bodies)
            for (var above = body.Parent; above >= 0; above = bodies[above].Parent)
                body.Depth++;
    }

    public IReadOnlyList<Body> Bodies => bodies;

    /// <summary>The agencies with their seats, parents first.</summary>
    public List<Agency> ToAgencies() => [.. bodies.OrderBy(body => body.Depth).ThenBy(body => body.Index).Select(ToAgency)];

    /// <summary>Who went over into whom on 1 July 2025.</summary>
    public List<AgencySuccession> ToSuccessions() =>
        [.. bodies.SelectMany(body => body.Successors.Select(next => new AgencySuccession(body.Id, bodies[next].Id, Reorganisation)))];

    private Agency ToAgency(Body body)
    {
        var template = body.Template;
        GovernmentLevel? level = template.GovernmentLevel is "" ? null : SnakeCase.Parse<GovernmentLevel>(template.GovernmentLevel);
        var agency = new Agency(
            body.Id, body.Code, body.Name, template.Kind, template.Sector, level, SnakeCase.Parse<Ownership>(template.Ownership),
            body.Parent < 0 ? null : bodies[body.Parent].Id, DateOnly.FromDayNumber(body.From),
            body.Until == int.MaxValue ? null : DateOnly.FromDayNumber(body.Until), synthetic: true);
        if (body.OldSeat is { } old)
            agency.Add(new AgencySeat(body.Id, old, DateOnly.FromDayNumber(body.From), Reorganisation));
        if (body.NewSeat is { } now)
            agency.Add(new AgencySeat(body.Id, now, body.OldSeat is null ? DateOnly.FromDayNumber(body.From) : Reorganisation, null));
        return agency;
    }

    private void Found(Province province)
    {
        foreach (var template in templates)
            switch (template.Scope)
            {
                case "province" when template.Spread:
                    FoundEnterprises(province, template);
                    break;
                case "province":
                    Found(province, province.Seat, template, province.Unit, SeatOf(province.Seat), FirstDay(province, template, null));
                    break;
                case "district":
                    foreach (var district in province.Districts)
                        Found(province, district, template, district.Unit, SeatOf(district), FirstDay(province, template, district.Since));
                    break;
                case "commune":
                    foreach (var district in province.Districts)
                        foreach (var commune in map.Below(district.Unit.Id))
                            Found(province, district, template, commune, commune.Id, FirstDay(province, template, district.Since));
                    break;
            }
    }

    private void Found(Province province, District district, BodyTemplate template, Unit unit, string seat, DateOnly from) =>
        Add(province, district, template, unit, $"{template.Code}-{unit.Id}", NameOf(template, unit, 0), from, seat, map.MainSuccessor(seat));

    // Enterprises are founded one after the other, in step with their staff in db/demo/stock_path.csv.
    private void FoundEnterprises(Province province, BodyTemplate template)
    {
        var many = Math.Max(1, (int)Math.Round(template.Many * province.HundredThousands));
        var districts = new Weighted<District>([.. province.Districts.Select(district => (district, district.Pull(1.3)))]);
        var first = Math.Max(template.Founded ?? 1976, 1976);
        for (var n = 1; n <= many; n++)
        {
            var share = (n - 0.5) / many;
            var year = n == 1 ? first : share switch
            {
                < 0.15 => first + (int)(share / 0.15 * (1990 - first)),
                < 0.25 => 1990 + (int)((share - 0.15) / 0.1 * 10),
                < 0.6 => 2000 + (int)((share - 0.25) / 0.35 * 10),
                < 0.95 => 2010 + (int)((share - 0.6) / 0.35 * 10),
                _ => 2020 + (int)((share - 0.95) / 0.05 * 3),
            };
            var district = n == 1 ? province.Seat : districts.Draw(random);
            var from = new DateOnly(year, 1 + random.Next(12), 1);
            if (district.Since is { } since && from < since)
                district = province.Seat;
            var communes = map.Below(district.Unit.Id);
            var seat = communes[random.Next(communes.Count)].Id;
            Add(province, district, template, province.Unit, $"{template.Code}-{province.Unit.Id}-{n:000}", NameOf(template, province.Unit, n), from, seat, map.MainSuccessor(seat));
        }
    }

    private void Reorganise(Province province)
    {
        foreach (var template in templates.FindAll(template => template.Fate == "opens"))
            foreach (var commune in map.Below(province.Successor.Id))
                if (map.DistrictOfNew(commune.Id) is { } id && province.Districts.Find(district => district.Unit.Id == id) is { } district)
                    Add(province, district, template, commune, $"{template.Code}-{commune.Id}", NameOf(template, commune, 0), Reorganisation, null, commune.Id);

        for (int i = 0, before = bodies.Count; i < before; i++)
            if (bodies[i] is { OldSeat: not null } body && body.Province == province)
                if (body.Template.Fate == "merges" && province.Merged)
                    GoOver(body, [TakeOver(province, body)]);
                else if (body.Template.Fate == "closes")
                    GoOver(body, body.Template.Scope == "commune" ? CommunesAfter(body) : CommunesOf(province, body));
    }

    // The merged province keeps an office in the old capital, where the staff go on: its own seat lies outside the registry's provinces.
    private Body TakeOver(Province province, Body body) =>
        Add(province, province.Seat, body.Template, province.Successor, $"{body.Template.Code}-{province.Successor.Id}-{province.Unit.Id}",
            $"{NameOf(body.Template, province.Successor, 0)} - Cơ sở {province.Unit.ShortName}", Reorganisation, null, body.NewSeat);

    private List<Body> CommunesAfter(Body body)
    {
        var main = map.MainSuccessor(body.OldSeat!);
        List<Body> list = [byUnit[(body.Template.Successor, main)]];
        list.AddRange(map.SuccessorsOf(body.OldSeat!).Where(id => id != main).Select(id => byUnit[(body.Template.Successor, id)]));
        return list;
    }

    private List<Body> CommunesOf(Province province, Body body)
    {
        var list = new List<Body>();
        foreach (var commune in map.Below(province.Successor.Id))
            if (map.DistrictOfNew(commune.Id) == body.District.Unit.Id)
                list.Add(byUnit[(body.Template.Successor, commune.Id)]);
        if (list.Count == 0)
            list.Add(byUnit[(body.Template.Successor, map.MainSuccessor(body.OldSeat!))]);
        return list;
    }

    private static void GoOver(Body body, List<Body> successors)
    {
        body.Until = ReorganisationDay;
        body.NewSeat = null;
        body.Successors.AddRange(successors.Select(successor => successor.Index));
    }

    private Body Add(Province province, District district, BodyTemplate template, Unit unit, string code, string name, DateOnly from, string? oldSeat, string? newSeat)
    {
        var body = new Body
        {
            Index = bodies.Count,
            Id = SeededRandom.Identifier(seed, RecordKind.Agency, bodies.Count),
            Code = code,
            Name = name,
            Template = template,
            Province = province,
            District = district,
            From = from.DayNumber,
            OldSeat = oldSeat,
            NewSeat = newSeat,
        };
        bodies.Add(body);
        byUnit[(template.Code, oldSeat is null && template.Scope == "province" ? province.Unit.Id + " after" : unit.Id)] = body;
        return body;
    }

    // Parents are not dated: a body that lives stands under the one that leads it today.
    private Body? ParentOf(Body body)
    {
        var template = body.Template.Parent;
        if (template.Length == 0)
            return null;

        var province = body.Province.Unit.Id;
        if (body.Until == int.MaxValue && byUnit.TryGetValue((template, province + " after"), out var after))
            return after;
        return byUnit.GetValueOrDefault((template, body.District.Unit.Id)) ?? byUnit.GetValueOrDefault((template, province));
    }

    private string SeatOf(District district)
    {
        var communes = map.Below(district.Unit.Id);
        return (communes.FirstOrDefault(commune => commune.Kind == "thị trấn")
                ?? communes.FirstOrDefault(commune => commune.Kind == "phường")
                ?? communes[0]).Id;
    }

    private static DateOnly FirstDay(Province province, BodyTemplate template, DateOnly? since)
    {
        var usual = template.Founded is { } year ? new DateOnly(year, 1, 1)
            : province.Region == "south" ? new DateOnly(1975, 5, 1) : new DateOnly(1955, 1, 1);
        return since > usual ? since.Value : usual;
    }

    private static string NameOf(BodyTemplate template, Unit unit, int number)
    {
        if (template.Name.StartsWith("{party}", StringComparison.Ordinal))
            return unit switch
            {
                { Level: "commune" } => $"Đảng ủy {unit.InSentence}",
                { Kind: "thành phố" } => $"Thành ủy {unit.ShortName}",
                { Kind: "thị xã" } => $"Thị ủy {unit.ShortName}",
                { Kind: "huyện" } => $"Huyện ủy {unit.ShortName}",
                _ => $"Tỉnh ủy {unit.ShortName}",
            };

        return template.Name
            .Replace("{unit}", unit.InSentence, StringComparison.Ordinal)
            .Replace("{short}", unit.ShortName, StringComparison.Ordinal)
            .Replace("{n}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
