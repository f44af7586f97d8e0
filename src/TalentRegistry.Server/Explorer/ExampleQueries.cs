namespace TalentRegistry.Server.Explorer;

/// <summary>The queries that the explorer opens with, each in a tab named after its operation.</summary>
public static class ExampleQueries
{
    /// <summary>People with degrees and posting; headcounts as of a day; plans with targets, forecasts and shortages.</summary>
    public static IReadOnlyList<ExampleQuery> All { get; } =
    [
        new("""
            # Bác sĩ: bằng cấp và vị trí hiện nay, đến cơ quan, lĩnh vực và huyện (bản đồ ngày 30/6/2025).
            # Doctors: degrees and current posting, down to agency, sector and district (map of 30 June 2025).
            query People($first: Int = 20) {
              people(first: $first, where: { postings: { some: { profession: { code: { eq: "doctor" } } } } }) {
                totalCount
                nodes {
                  id
                  birthYear
                  sex
                  degrees { level { code nameVi } awardedYear institution }
                  currentPosting {
                    positionTitle
                    profession { nameVi }
                    agency {
                      name
                      sector { nameVi }
                      district(asOf: "2025-06-30") { name }
                    }
                  }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
            """),
        new("""
            # Số người theo lĩnh vực và huyện vào một ngày.
            # Headcount by sector and district as of a day.
            query Headcount($asOf: Date! = "2024-12-31") {
              headcount(by: [SECTOR, DISTRICT], asOf: $asOf) {
                mapAsOf
                total
                cells {
                  keys { code nameVi }
                  count
                }
              }
            }
            """),
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
                  computable
                  needsVi
                  progress { year value denominatorStatus }
                  forecast { year value low80 high80 probabilityMissed }
                }
              }
              shortages(by: [SECTOR, DISTRICT], year: 2030, first: 20) {
                totalCount
                nodes {
                  unit { name }
                  sector { nameVi }
                  requirement
                  supplyMedian
                  expectedGap
                  probabilityShort
                  severity
                }
              }
            }
            """),
    ];
}
