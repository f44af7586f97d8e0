using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TalentRegistry.Data;
using TalentRegistry.Data.Queries;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Data;
using TalentRegistry.GraphQL.Data.Sql;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Dossiers;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Scenarios;
using TalentRegistry.Server.Indicators;
using TalentRegistry.Server.People;
using TalentRegistry.Server.Targets;

namespace TalentRegistry.Server.Api;

/// <summary>The registry's API: what may be asked and by whom.</summary>
internal static class RegistrySchema
{
    public static IServiceCollection AddRegistryGraphQL(this IServiceCollection services)
    {
        services.AddScoped<FieldSession>().AddSingleton<ApiLimits>().AddSingleton<UnseenRecords>().AddHttpContextAccessor().AddScoped<EditDesk>().AddScoped<RecordDesk>().AddSingleton<PeopleAtWork>().AddSingleton<TargetsOnADay>().AddSingleton<IndicatorDesk>().AddSingleton<DefinedIndicators>().AddSingleton<IndicatorComparisons>().AddSingleton<TargetRecount>().AddSingleton<ScenarioDesk>().AddSingleton<ScenarioLedger>().AddSingleton<ShortageRemedies>().AddSingleton<ShortageAllocations>().AddSingleton<TargetWhatIfs>();
        Declare(services.AddGraphQLServer());
        return services;
    }

    /// <summary>The schema in the schema definition language.</summary>
    public static string Sdl()
    {
        using var services = new ServiceCollection().AddRegistryGraphQL().BuildServiceProvider();
        return SchemaPrinter.Print(services.GetRequiredService<Schema>());
    }

    private static LambdaExpression PersonOf(Type record)
    {
        var read = Expression.Parameter(record, "record");
        return Expression.Lambda(Expression.Property(read, nameof(DossierRecord.PersonId)), read);
    }

    private static void Declare(GraphQLServerBuilder server) => server
        .Describe("TalentRegistry: the intellectuals (đội ngũ trí thức) of a province, the targets of the plans that carry out Resolution 45-NQ/TW, and what is to be expected of them.")
        .AddTypes(typeof(RegistrySchema).Assembly)
        .BindScalar<CitizenId>(CitizenIdScalar.Type)
        .AddPolicy(Policies.People, (user, _) => Policies.MaySeePeople(user))
        .AddPolicy(Policies.Identity, (user, _) => Policies.MaySeeIdentity(user))
        .AddPolicy(Policies.Names, (user, _) => Policies.MaySeeNames(user))
        .AddPolicy(Policies.GrantNames, (user, _) => Policies.MayGrantNames(user))
        .AddPolicy(Policies.Edit, (user, _) => Policies.MayEdit(user))
        .AddPolicy(Policies.Units, (user, _) => Policies.MayChangeUnits(user))
        .AddPolicy(Policies.Undo, (user, _) => Policies.MayUndo(user))
        .AddPolicy(Policies.Breaches, (user, _) => Policies.MaySeeBreaches(user))
        .AddPolicy(Policies.KeepBreaches, (user, _) => Policies.MayKeepBreaches(user))
        .AddPolicy(Policies.Forecasts, (user, _) => Policies.MaySeeForecasts(user))
        .AddPolicy(Policies.Scenarios, (user, _) => Policies.MaySeeScenarios(user))
        .AddPolicy(Policies.KeepScenarios, (user, _) => Policies.MayKeepScenarios(user))
        .AddPolicy(Policies.Audit, (user, _) => Policies.MayAudit(user))
        .AddPolicy(Policies.Recompute, (user, _) => Policies.MayRecompute(user))
        .AddPolicy(Policies.Duties, (user, _) => Policies.MayFollowDuties(user))
        .AddPolicy(Policies.AssignDuties, (user, _) => Policies.MayAssignDuties(user))
        .AddPolicy(Policies.EnterFigures, (user, _) => Policies.MayEnterFigures(user))
        .AddPolicy(Policies.DecideTargets, (user, _) => Policies.MayDecideTargets(user))
        // The schema changes with a new server only.
        .ModifyOptions(options => options.IntrospectionMaxAge = 60)
        .ModifyOptions(options =>
        {
            options.BeginMutation = (context, _) => new(context.Services.GetRequiredService<FieldSession>());
            options.OnFieldScope = (request, field) => field.GetRequiredService<FieldSession>().Snapshot = request.GetRequiredService<FieldSession>().Snapshot;
            options.ValidationLimits = ApiLimits.Ceiling;
            options.MayRun = Accounts.RegistryClaims.MayRun;
            options.LimitsOf = (user, services) => services.GetRequiredService<ApiLimits>().Of(user);
        })
        .ModifyQueryOptions(queries =>
        {
            queries.Fold = text => RegistryContext.Fold(text);
            queries.NodeArguments.Add(DayOfField.OfNode);
            RowsRead log = (context, people) =>
                context.Services.GetRequiredService<FieldSession>().LogReadAsync(context.User, [.. people.Cast<Guid>().Distinct()], context.RequestAborted);
            queries.OnRead[typeof(Person)] = log;
            queries.OnRead[typeof(Degree)] = log;
            queries.ReadAs[typeof(Degree)] = (Degree degree) => degree.PersonId;
            queries.OnRead[typeof(PersonFound)] = log;
            queries.ReadAs[typeof(PersonFound)] = (PersonFound found) => found.PersonId;
            queries.OnRead[typeof(Posting)] = log;
            queries.ReadAs[typeof(Posting)] = (Posting posting) => posting.PersonId;
            foreach (var kind in DossierKinds.Entries.Values.Where(kind => kind.IsSubclassOf(typeof(DossierRecord))))
            {
                queries.OnRead[kind] = log;
                queries.ReadAs[kind] = PersonOf(kind);
            }

            queries.OnRead[typeof(PersonChange)] = log;
            queries.ReadAs[typeof(PersonChange)] = (PersonChange change) => change.PersonId;
            queries.OnMissing = (context, type, key) =>
            {
                // Of the fields that give one row, that of a person is asked by key.
                if ((key ?? (context.Field.Name == "person" ? context.Argument<Guid>("id") : null)) is Guid record && Enum.TryParse<DossierPart>(type, out var part))
                    context.Services.GetRequiredService<UnseenRecords>().Note(context.Field.Name, part, record);
            };
            queries.Database = new SqlDatabase
            {
                Model = EntityModel.Of(FieldSession.Rows.Model),
                Run = (context, statement, onRow) =>
                    context.Services.GetRequiredService<FieldSession>().RunAsync(context.User, statement, onRow, context.RequestAborted),
                Open = async context => ((IQueryable)
                    (await context.Services.GetRequiredService<FieldSession>().OpenAsync(context.User, context.RequestAborted)).Context.People).Provider,
            };
            queries.Like = (text, pattern) => EF.Functions.Like(text, pattern, "\\");
            queries.RowGreaterThan = (left, right) => EF.Functions.GreaterThan(left, right);
        });
}
