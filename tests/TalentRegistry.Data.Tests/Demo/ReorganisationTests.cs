using TalentRegistry.Data.Demo;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Demo;

public sealed class ReorganisationTests
{
    private static readonly DateOnly Day = new(2025, 7, 1);
    private static readonly SmallRegistry Registry = DemoCensus.Small;
    private static readonly Places Map = new(Repository.Path("db"));

    [Fact]
    public void Who_worked_in_a_closed_agency_goes_on_in_its_successor_the_same_day()
    {
        var successors = Registry.Content.Successions.ToLookup(succession => succession.PredecessorId, succession => succession.SuccessorId);
        var carriedOver = 0;
        foreach (var dossier in Registry.Dossiers)
            for (var i = 0; i < dossier.Postings.Count; i++)
                if (dossier.Postings[i] is { EndReason: PostingEnd.Reorganisation } left)
                {
                    carriedOver++;
                    Assert.Equal(Day, left.ValidUntil);
                    Assert.Contains(dossier.Postings[i + 1].AgencyId, successors[left.AgencyId]);
                    Assert.Equal(left.ProfessionCode, dossier.Postings[i + 1].ProfessionCode);
                }

        Assert.True(carriedOver > 200);
    }

    [Fact]
    public void Headcount_is_the_same_the_day_after_but_for_those_who_retired()
    {
        var before = Registry.Dossiers.Where(dossier => dossier.Postings.Any(posting => SmallRegistry.Holds(posting, DemoCensus.Eve))).ToList();

        var gone = before.Where(dossier => !dossier.Postings.Any(posting => SmallRegistry.Holds(posting, Day))).ToList();

        Assert.All(gone, dossier => Assert.Equal(PostingEnd.Retirement, dossier.Postings[^1].EndReason));
        Assert.DoesNotContain(Registry.Dossiers, dossier => dossier.Postings[0].ValidFrom == Day);
    }

    [Fact]
    public void Districts_have_no_bodies_of_their_own_since()
    {
        var district = Registry.Content.Agencies.Where(agency => agency.GovernmentLevel == GovernmentLevel.District).ToList();

        Assert.Equal(40 * 6, district.Count);
        Assert.All(district, agency => Assert.Equal(Day, agency.ValidUntil));
    }

    [Theory]
    [InlineData("SYT-P11", null)]
    [InlineData("SYT-P30.1", "SYT-P31.2-P30.1")]
    [InlineData("SYT-P62.1", "SYT-P51.2-P62.1")]
    [InlineData("BVT-P30.1", null)]
    public void Departments_go_over_where_the_province_was_merged(string code, string? successorCode)
    {
        var agency = Registry.Content.Agencies.Single(agency => agency.Code == code);
        var successors = Registry.Content.Successions.Where(succession => succession.PredecessorId == agency.Id)
            .Select(succession => Registry.Agencies[succession.SuccessorId].Code);

        Assert.Equal(successorCode is null ? null : Day, agency.ValidUntil);
        Assert.Equal(successorCode is null ? [] : [successorCode], successors);
    }

    [Fact]
    public void Every_closed_agency_has_a_successor_and_every_succession_fits_both_lives()
    {
        Assert.Equal(
            Registry.Content.Agencies.Where(agency => agency.ValidUntil is not null).Select(agency => agency.Id).Order(),
            Registry.Content.Successions.Select(succession => succession.PredecessorId).Distinct().Order());
        Assert.All(Registry.Content.Successions, succession =>
        {
            Assert.Equal(succession.EffectiveOn, Registry.Agencies[succession.PredecessorId].ValidUntil);
            Assert.Equal(succession.EffectiveOn, Registry.Agencies[succession.SuccessorId].ValidFrom);
        });
    }

    [Fact]
    public void Seats_follow_one_another_over_the_whole_life()
    {
        foreach (var agency in Registry.Content.Agencies)
        {
            Assert.Equal(agency.ValidFrom, agency.Seats[0].ValidFrom);
            Assert.Equal(agency.ValidUntil, agency.Seats[^1].ValidUntil);
            if (agency.Seats.Count > 1)
                Assert.Equal((Day, Day), (agency.Seats[0].ValidUntil!.Value, agency.Seats[1].ValidFrom));
            Assert.All(agency.Seats, seat => Assert.EndsWith(seat.ValidUntil is null ? ".2" : ".1", seat.UnitId, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_staff_of_a_district_stay_in_its_territory()
    {
        foreach (var succession in Registry.Content.Successions)
        {
            var (old, now) = (Registry.Agencies[succession.PredecessorId], Registry.Agencies[succession.SuccessorId]);
            if (old.GovernmentLevel == GovernmentLevel.District)
                Assert.Equal(Map.DistrictOf(old), Map.DistrictOf(now));
        }
    }

    [Fact]
    public void Parents_come_before_their_children_and_live_as_long()
    {
        var seen = new HashSet<Guid>();
        foreach (var agency in Registry.Content.Agencies)
        {
            Assert.True(agency.ParentId is not { } parent || seen.Contains(parent), agency.Code);
            if (agency is { ParentId: { } above, ValidUntil: null })
                Assert.Null(Registry.Agencies[above].ValidUntil);
            seen.Add(agency.Id);
        }

        Assert.Equal(Registry.Content.Agencies.Count, Registry.Content.Agencies.Select(agency => agency.Code).Distinct().Count());
    }

    [Fact]
    public void Dossiers_are_kept_by_agencies_that_live() =>
        Assert.All(Registry.Dossiers, dossier => Assert.Null(Registry.Agencies[dossier.Person.KeeperId].ValidUntil));
}
