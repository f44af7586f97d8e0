namespace TalentRegistry.Server.Pages.Models;

/// <summary>Questions of the list of people that an officer may choose from by name.</summary>
/// <param name="All">Own and shared ones, in the order of their names.</param>
/// <param name="Agencies">With whose officers they may be shared: the highest agencies of the officer.</param>
/// <param name="Removed">The one that was removed just now and may be taken back; null as a rule.</param>
public sealed record PeopleViews(IReadOnlyList<PeopleViewRow> All, IReadOnlyList<AgencyChoice> Agencies, PeopleViewRow? Removed);

/// <summary>A question by its name.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">The address after the question mark.</param>
/// <param name="Owner">Who has saved it.</param>
/// <param name="IsOwn">Whether that is the reader.</param>
/// <param name="SharedWith">The agency with whose officers it is shared; null for nobody.</param>
public sealed record PeopleViewRow(Guid Id, string Name, string Query, string Owner, bool IsOwn, string? SharedWith);
