namespace TalentRegistry.Server.Explorer;

/// <summary>The queries that the explorer opens with, each in a tab named after its operation.</summary>
public static class ExampleQueries
{
    /// <summary>People with degrees and posting; headcounts as of a day; plans with targets, forecasts and shortages.</summary>
    public static IReadOnlyList<ExampleQuery> All { get; } =
    [
        new("""
            # Người có bằng từ đại học trở lên và vị trí hiện nay, theo tên.
            # People with their degrees and current posting, by given name.
            query People($first: Int!) {
              people(first: $first, order: [{ givenName: ASC }]) {
                totalCount
                nodes {
                  id
                  birthYear
                  degrees { level { code nameVi } awardedYear institution }
                  currentPosting {
                    positionTitle
                    profession { nameVi }
                    agency { name sector { nameVi } district { name } }
                  }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
            """, """{ "first": 20 }"""),
        new("""
            # Số người theo lĩnh vực và huyện vào một ngày.
            # Headcount by sector and district as of a day.
            query Headcount($asOf: Date!) {
              headcount(by: [SECTOR, DISTRICT], asOf: $asOf) {
                sector { code nameVi }
                district { id name }
                people
              }
            }
            """, """{ "asOf": "2024-12-31" }"""),
        new("""
            # Chỉ tiêu của năm kế hoạch: tiến độ, dự báo, và nơi thiếu người năm 2030.
            # Targets of the plans: progress, forecast, and where people will be short in 2030.
            query Targets {
              plans {
                code
                titleVi
                targets {
                  code
                  meaningVi
                  dueYear
                  progress { year value }
                  forecast { year median low80 high80 probabilityMissed }
                }
              }
              shortages(by: [SECTOR, DISTRICT], year: 2030) {
                sector { nameVi }
                district { name }
                severity
                expectedGap
              }
            }
            """),
    ];
}
