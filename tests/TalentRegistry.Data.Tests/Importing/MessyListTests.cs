using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Data.Importing.Values;

namespace TalentRegistry.Data.Tests.Importing;

public sealed class MessyListTests
{
    [Fact]
    public void Whatever_disorder_a_list_is_in_the_same_people_come_out() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var list = new MessyList(seed);
            var people = list.People();

            var reading = Lists.Read(list.Write(people));

            Assert.True(
                people.SequenceEqual(reading.People.Select(Clean)) && !reading.Kinds.Contains("Rejected", StringComparison.Ordinal),
                $"seed {seed}: {reading.Fields}\n{reading.Kinds}\n{reading.Codes}\n{string.Join('\n', people.Except(reading.People.Select(Clean)))}\nread\n{string.Join('\n', reading.People.Select(Clean).Except(people))}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static CleanPerson Clean(PersonDraft person) => new(
        person.FullName, person.Sex, person.DateOfBirth, person.BirthYear, person.EthnicGroupCode, person.CitizenId.ToString()!, person.Degrees[0].LevelCode, person.Degrees[0].AwardedYear ?? 0);
}
