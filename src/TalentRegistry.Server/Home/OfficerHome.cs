using TalentRegistry.Data.Work;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Home;

/// <summary>What an HR officer begins the day with.</summary>
/// <param name="Today">The day.</param>
/// <param name="People">Everyone with a main posting today whose dossier the officer's agencies keep.</param>
/// <param name="Agencies">The agencies of the officer with their people, the largest first.</param>
/// <param name="AgenciesInAll">How many agencies there are.</param>
/// <param name="Lists">How many people are on each working list; null where that is counted by itself.</param>
/// <param name="Duplicates">Pairs of dossiers that nobody has decided on.</param>
/// <param name="Importing">Own imports under way.</param>
/// <param name="Overdue">Duties whose last day has passed.</param>
/// <param name="ComingUp">Duties that fall due soon.</param>
internal sealed record OfficerHome(
    DateOnly Today, int People, IReadOnlyList<AgencyRow> Agencies, int AgenciesInAll, IReadOnlyDictionary<WorkingList, int>? Lists, int Duplicates,
    IReadOnlyList<WorkItem> Importing, int Overdue, int ComingUp);
