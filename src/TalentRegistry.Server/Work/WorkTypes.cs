using TalentRegistry.Data.Work;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Work;

/// <summary>Work as the API shows it.</summary>
internal sealed class WorkType : ObjectType<WorkItem>
{
    protected override void Configure(IObjectTypeDescriptor<WorkItem> descriptor)
    {
        descriptor.Name("Work").Description("Work of the server that takes more than a moment, as it stands.");
        descriptor.Field(work => work.Id).ID();
    }
}

/// <summary>What is computed of work.</summary>
[ExtendObjectType<WorkItem>]
internal static class WorkFields
{
    /// <summary>What is being done just now, in Vietnamese.</summary>
    public static string StageVi([ParentValue(nameof(WorkItem.Stage))] string stage) => WorkStages.Of(stage).Vi;

    /// <summary>What is being done just now, in English.</summary>
    public static string StageEn([ParentValue(nameof(WorkItem.Stage))] string stage) => WorkStages.Of(stage).En;

    /// <summary>Part done, 0 to 1; null while it cannot be told.</summary>
    public static double? Ratio([ParentValue(nameof(WorkItem.Done))] long done, [ParentValue(nameof(WorkItem.Total))] long total) =>
        total == 0 ? null : Math.Min(1, (double)done / total);
}
