using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Names;
using static TalentRegistry.Data.Agencies.ReorganisationRules;

namespace TalentRegistry.Data.Agencies;

// The operations, each as a plan.
public sealed partial class AgencyOperations
{
    /// <summary>Founds an agency under one in the caller's scope.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the operation.</param>
    /// <param name="agency">The agency; kind, sector, ownership, parent and seat must be given.</param>
    /// <param name="terms">Day, ground, and whether it is a preview.</param>
    /// <param name="edit">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What it did, or would do.</returns>
    /// <exception cref="AggregateException">Of <see cref="ReorganisationRefusedException"/>: something speaks against it.</exception>
    /// <exception cref="StaleRecordException">An agency has another version.</exception>
    public async Task<ReorganisationReport> CreateAsync(
        RegistrySession session, Guid id, NewAgency agency, ReorganisationTerms terms, EditTerms edit, CancellationToken cancellationToken)
    {
        var (plan, findings) = (PlanOf(id, ReorganisationKind.Create, terms), new List<ReorganisationFinding>());
        var known = await NamedAsync(session, plan, [], [agency.ParentId], findings, cancellationToken);
        if (agency.ParentId is null)
            findings.Add(Missing("input.agency.parentId"));
        Found(plan, Guid.CreateVersion7(), agency, null, known, "input.agency", findings);
        return await RunAsync(session, plan, terms, findings, edit, cancellationToken);
    }

    /// <summary>Gives an agency another name; the former one stays with its period.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the operation.</param>
    /// <param name="agency">Which, in the version that the officer has read.</param>
    /// <param name="name">The name since.</param>
    /// <param name="terms">Day, ground, and whether it is a preview.</param>
    /// <param name="edit">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What it did, or would do.</returns>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public async Task<ReorganisationReport> RenameAsync(
        RegistrySession session, Guid id, AgencyVersion agency, string name, ReorganisationTerms terms, EditTerms edit, CancellationToken cancellationToken)
    {
        var (plan, findings) = (PlanOf(id, ReorganisationKind.Rename, terms), new List<ReorganisationFinding>());
        var known = await NamedAsync(session, plan, [(agency, "input.id")], [], findings, cancellationToken);
        var clean = VietnameseText.Clean(name);
        if (clean is not { Length: > 0 })
            findings.Add(Missing("input.name"));
        else if (known.GetValueOrDefault(agency.Id) is { } stored)
        {
            plan.States.Add(new(stored.Id, clean, stored.ParentId));
            if (stored.Name == clean)
                findings.Add(NothingChanges("input.name", stored.Id));
        }

        return await RunAsync(session, plan, terms, findings, edit, cancellationToken);
    }

    /// <summary>Gives an agency another kind, sector or level of government; what it was before stays with its days, and its people are counted so.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the operation.</param>
    /// <param name="agency">Which, in the version that the officer has read.</param>
    /// <param name="since">What it is since.</param>
    /// <param name="terms">Day, ground, and whether it is a preview; from its first day on it is a correction, and nothing is kept of what it was.</param>
    /// <param name="edit">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What it did, or would do.</returns>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public async Task<ReorganisationReport> ReclassifyAsync(
        RegistrySession session, Guid id, AgencyVersion agency, NewClass since, ReorganisationTerms terms, EditTerms edit, CancellationToken cancellationToken)
    {
        var (plan, findings) = (PlanOf(id, ReorganisationKind.Reclassify, terms), new List<ReorganisationFinding>());
        var known = await NamedAsync(session, plan, [(agency, "input.id")], [], findings, cancellationToken);
        if (known.GetValueOrDefault(agency.Id) is { } stored)
        {
            var kind = since.Kind?.Trim() is { Length: > 0 } given ? given : stored.Kind;
            var (sector, level) = (since.SectorCode ?? stored.SectorCode, since.GovernmentLevel ?? stored.GovernmentLevel);
            if ((kind, sector, level) == (stored.Kind, stored.SectorCode, stored.GovernmentLevel))
                findings.Add(NothingChanges("input", stored.Id));
            plan.Classes.Add(new(stored.Id, kind, sector, level));
        }

        return await RunAsync(session, plan, terms, findings, edit, cancellationToken);
    }

    /// <summary>Puts an agency under another one, or seats it elsewhere, or both.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the operation.</param>
    /// <param name="agency">Which, in the version that the officer has read.</param>
    /// <param name="parentId">The agency above it since; null leaves it where it is.</param>
    /// <param name="seatId">Administrative unit of its seat since; null leaves it where it is.</param>
    /// <param name="terms">Day, ground, and whether it is a preview.</param>
    /// <param name="edit">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What it did, or would do.</returns>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public async Task<ReorganisationReport> MoveAsync(
        RegistrySession session, Guid id, AgencyVersion agency, Guid? parentId, string? seatId, ReorganisationTerms terms, EditTerms edit,
        CancellationToken cancellationToken)
    {
        var (plan, findings) = (PlanOf(id, ReorganisationKind.Move, terms), new List<ReorganisationFinding>());
        var known = await NamedAsync(session, plan, [(agency, "input.id")], [parentId], findings, cancellationToken);
        if (known.GetValueOrDefault(agency.Id) is { } stored)
        {
            if (parentId is { } above && above != stored.ParentId)
            {
                findings.AddRange(OfParent(known.GetValueOrDefault(above), above, plan.On, mayBeOutOfScope: false));
                if (above == stored.Id)
                    findings.Add(Refused("AGENCY_UNDER_ITSELF", "input.parentId", above, "Cơ quan không thể trực thuộc chính nó.", "An agency cannot stand under itself."));
                plan.States.Add(new(stored.Id, stored.Name, above));
            }

            if (seatId is { } unit && unit != stored.SeatId)
                plan.Seats.Add(new(stored.Id, unit));
            if (plan.States.Count + plan.Seats.Count == 0)
                findings.Add(NothingChanges("input", stored.Id));
        }

        return await RunAsync(session, plan, terms, findings, edit, cancellationToken);
    }

    /// <summary>Merges agencies into one that exists or is founded by it. Their people, dossiers and the agencies below them go over.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the operation.</param>
    /// <param name="agencies">Those that end.</param>
    /// <param name="into">The one that exists; null where <paramref name="founded"/> is given.</param>
    /// <param name="founded">The one to be founded; what it leaves open is as with the first of <paramref name="agencies"/>.</param>
    /// <param name="terms">Day, ground, and whether it is a preview.</param>
    /// <param name="edit">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What it did, or would do.</returns>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public async Task<ReorganisationReport> MergeAsync(
        RegistrySession session, Guid id, IReadOnlyList<AgencyVersion> agencies, AgencyVersion? into, NewAgency? founded, ReorganisationTerms terms, EditTerms edit,
        CancellationToken cancellationToken)
    {
        var (plan, findings) = (PlanOf(id, ReorganisationKind.Merge, terms), new List<ReorganisationFinding>());
        var named = agencies.Select(agency => (agency, "input.agencies")).ToList();
        if (into is not null)
            named.Add((into, "input.into"));
        if ((into is null) == (founded is null))
            findings.Add(Missing("input.into"));
        if (agencies.Count < (into is null ? 2 : 1))
            findings.Add(Missing("input.agencies"));
        var first = agencies.Count > 0 ? (await StoredAgency.ReadAsync(session, [agencies[0].Id], plan.On, cancellationToken)).GetValueOrDefault(agencies[0].Id) : null;
        var known = await NamedAsync(session, plan, named, [founded?.ParentId, first?.ParentId], findings, cancellationToken);
        var target = into?.Id ?? Guid.CreateVersion7();
        if (founded is not null)
            Found(plan, target, founded, first, known, "input.founded", findings);
        // The one above the target may be among those that end: the target then stands where that one stood.
        var ending = agencies.Select(agency => known.GetValueOrDefault(agency.Id)).OfType<StoredAgency>().DistinctBy(agency => agency.Id).ToDictionary(agency => agency.Id);
        foreach (var agency in ending.Values)
            plan.CloseInto(agency, target);
        if (into is not null && known.GetValueOrDefault(into.Id) is { ParentId: { } above } goesOn && ending.ContainsKey(above))
            plan.States.Add(new(goesOn.Id, goesOn.Name, Outside(above, ending)));
        RefuseErrors(findings, edit);
        return await RunAsync(session, plan, terms, findings, edit, cancellationToken);
    }

    /// <summary>
    /// Splits an agency into parts. Who goes where is said by person, else by profession, else by the part that takes the remainder; if anybody is left, nothing is done. The
    /// agency goes on if it is one of the parts, and ends otherwise.
    /// </summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the operation.</param>
    /// <param name="agency">Which, in the version that the officer has read.</param>
    /// <param name="parts">Two or more.</param>
    /// <param name="terms">Day, ground, and whether it is a preview.</param>
    /// <param name="edit">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What it did, or would do.</returns>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public async Task<ReorganisationReport> SplitAsync(
        RegistrySession session, Guid id, AgencyVersion agency, IReadOnlyList<SplitPart> parts, ReorganisationTerms terms, EditTerms edit,
        CancellationToken cancellationToken)
    {
        var (plan, findings) = (PlanOf(id, ReorganisationKind.Split, terms), new List<ReorganisationFinding>());
        var named = parts.Select(part => part.Existing).OfType<AgencyVersion>().Where(part => part.Id != agency.Id).Select(part => (part, "input.parts.existing"))
            .Prepend((agency, "input.id")).ToList();
        var before = (await StoredAgency.ReadAsync(session, [agency.Id], plan.On, cancellationToken)).GetValueOrDefault(agency.Id);
        var known = await NamedAsync(
            session, plan, named, parts.Select(part => part.Founded?.ParentId).Append(before?.ParentId).Concat(parts.SelectMany(part => part.ChildIds.Select(child => (Guid?)child))),
            findings, cancellationToken);
        if (parts.Count < 2 || parts.Any(part => (part.Existing is null) == (part.Founded is null)))
            findings.Add(Missing("input.parts"));
        if (parts.Count(part => part.IsRemainder) > 1)
            findings.Add(Refused("REMAINDER_TWICE", "input.parts.isRemainder", null, "Chỉ một phần nhận những người còn lại.", "Only one part takes the remainder."));
        RefuseErrors(findings, edit);

        var goesTo = parts.Select(part => part.Existing?.Id ?? Guid.CreateVersion7()).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Founded is { } founded)
                Found(plan, goesTo[i], founded, before, known, "input.parts.founded", findings);
            if (parts[i].PersonIds.Count > 0)
                plan.Parts.Add(new(agency.Id, goesTo[i], parts[i].PersonIds));
            foreach (var child in parts[i].ChildIds)
            {
                if (known.GetValueOrDefault(child) is { } below && below.ParentId == agency.Id)
                    plan.States.Add(new(child, below.Name, goesTo[i]));
                else
                    findings.Add(Refused("CHILD_NOT_BELOW", "input.parts.childIds", child, "Cơ quan này không trực thuộc cơ quan được chia.", "It does not stand under the agency that is split."));
            }
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].ProfessionCodes.Count > 0)
                plan.Parts.Add(new(agency.Id, goesTo[i], Professions: parts[i].ProfessionCodes));
        }

        var remainder = parts.Select((part, i) => (part, i)).FirstOrDefault(p => p.part.IsRemainder);
        if (remainder.part is not null)
            plan.Parts.Add(new(agency.Id, goesTo[remainder.i]));
        foreach (var to in goesTo.Where(to => to != agency.Id))
            plan.Successions.Add(new(agency.Id, to));
        if (!goesTo.Contains(agency.Id))
        {
            plan.Close.Add(agency.Id);
            plan.Heirs.Add(new(agency.Id, goesTo[remainder.i], goesTo[remainder.i]));
        }

        return await RunAsync(session, plan, terms, findings, edit, cancellationToken);
    }

    /// <summary>
    /// Closes an agency. Its people go over into another, or their postings end, which is to be confirmed; what stood under it stands under the one above it.
    /// </summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the operation.</param>
    /// <param name="agency">Which, in the version that the officer has read.</param>
    /// <param name="peopleTo">Where the people and their dossiers go; null where their postings end.</param>
    /// <param name="terms">Day, ground, and whether it is a preview.</param>
    /// <param name="edit">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What it did, or would do.</returns>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public async Task<ReorganisationReport> CloseAsync(
        RegistrySession session, Guid id, AgencyVersion agency, AgencyVersion? peopleTo, ReorganisationTerms terms, EditTerms edit, CancellationToken cancellationToken)
    {
        var (plan, findings) = (PlanOf(id, ReorganisationKind.Close, terms), new List<ReorganisationFinding>());
        var named = new List<(AgencyVersion, string)> { (agency, "input.id") };
        if (peopleTo is not null)
            named.Add((peopleTo, "input.peopleTo"));
        var known = await NamedAsync(session, plan, named, [], findings, cancellationToken);
        if (known.GetValueOrDefault(agency.Id) is { } stored)
        {
            plan.Close.Add(stored.Id);
            plan.Parts.Add(new(stored.Id, peopleTo?.Id));
            plan.Heirs.Add(new(stored.Id, peopleTo?.Id, stored.ParentId));
            if (peopleTo is not null)
                plan.Successions.Add(new(stored.Id, peopleTo.Id));
            if (peopleTo is not null && known.GetValueOrDefault(peopleTo.Id) is { } taker && taker.ParentId == stored.Id)
                plan.States.Add(new(taker.Id, taker.Name, stored.ParentId));
        }

        return await RunAsync(session, plan, terms, findings, edit, cancellationToken);
    }

    // The first agency above that does not end.
    private static Guid? Outside(Guid? above, Dictionary<Guid, StoredAgency> ending)
    {
        for (var steps = 0; above is { } id && ending.TryGetValue(id, out var agency) && steps <= ending.Count; steps++)
            above = agency.ParentId;
        return above;
    }

    private static ReorganisationFinding NothingChanges(string path, Guid agency) =>
        Refused("NOTHING_CHANGES", path, agency, "Không có gì thay đổi.", "Nothing would change.");
}
