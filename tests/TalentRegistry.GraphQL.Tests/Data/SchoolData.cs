namespace TalentRegistry.GraphQL.Tests.Data;

/// <summary>A school made by chance, always the same: few values and many nulls, so that rows are often level.</summary>
internal static class SchoolData
{
    private static readonly string[] GivenNames = ["An", "Ân", "Ánh", "Bình", "Cúc", "Dung", "Đào", "Em", "Giang", "Ông", "Ơn", "Út", "Ưng"];

    public static (IReadOnlyList<Pupil> Pupils, IReadOnlyList<Teacher> Teachers) Make()
    {
        var random = new Random(20240731);
        var towns = new[] { new Town { Code = "DB", Name = "Điện Biên Phủ" }, new Town { Code = "LC", Name = "Lai Châu" } };
        var teachers = Enumerable.Range(1, 5).Select(i => new Teacher
        {
            Id = Key(random), Name = $"Thầy {i}", HiredOn = new DateOnly(2000 + (i / 2), 1, 1), Town = towns[i % 2], TownCode = towns[i % 2].Code,
        }).ToList();

        var marks = 0;
        Pupil? earlier = null;
        var pupils = Enumerable.Range(1, 120).Select(_ =>
        {
            var given = GivenNames[random.Next(GivenNames.Length)];
            var teacher = random.Next(4) == 0 ? null : teachers[random.Next(teachers.Count)];
            var pupil = new Pupil
            {
                Id = new PupilId(Key(random)),
                FullName = $"{(random.Next(2) == 0 ? "Nguyễn" : "Lò")} Văn {given}",
                GivenName = given,
                Nickname = Maybe(random, () => given + "_" + random.Next(3)),
                Year = 2000 + random.Next(4),
                Score = random.Next(3) == 0 ? null : random.Next(5),
                Height = random.Next(3) == 0 ? null : 150 + (random.Next(4) / 2m),
                Weight = random.Next(3) == 0 ? null : random.Next(8) / 3.0,
                JoinedOn = random.Next(3) == 0 ? null : new DateOnly(2020, 9, 1).AddDays(random.Next(4)),
                SeenAt = random.Next(3) == 0 ? null : new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(5)),
                IsBoarder = random.Next(2) == 0,
                House = random.Next(3) switch { 0 => House.Lotus, 1 => House.Bamboo, _ => null },
                Secret = "s" + random.Next(9),
                Teacher = teacher,
                TeacherId = teacher?.Id,
                Buddy = random.Next(2) == 0 ? null : earlier,
            };
            pupil.Marks = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new Mark
            {
                Id = ++marks, PupilId = pupil.Id, Subject = random.Next(2) == 0 ? "Toán" : "Văn", Value = random.Next(11),
                GivenOn = new DateOnly(2024, 1, 1).AddDays(random.Next(30)),
            })];
            teacher?.Pupils.Add(pupil);
            earlier = pupil;
            return pupil;
        }).ToList();
        return (pupils, teachers);
    }

    private static string? Maybe(Random random, Func<string> make) => random.Next(3) == 0 ? null : make();

    private static Guid Key(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
