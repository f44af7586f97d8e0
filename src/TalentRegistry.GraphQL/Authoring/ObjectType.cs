namespace TalentRegistry.GraphQL.Authoring;

/// <summary>
/// How objects of <typeparamref name="T"/> are shown, for classes that know nothing of GraphQL: derive, override
/// <see cref="Configure"/>, and add it with <see cref="GraphQLServerBuilder.AddType{T}"/>.
/// </summary>
public abstract class ObjectType<T> : IObjectTypeConfigurator
{
    /// <summary>Says what is shown and how.</summary>
    protected abstract void Configure(IObjectTypeDescriptor<T> descriptor);

    ObjectTypeConfiguration IObjectTypeConfigurator.Configuration()
    {
        var descriptor = new ObjectTypeDescriptor<T>();
        Configure(descriptor);
        return descriptor.Configuration;
    }
}

/// <summary>What the builder needs of an <see cref="ObjectType{T}"/> whatever its <c>T</c>.</summary>
internal interface IObjectTypeConfigurator
{
    ObjectTypeConfiguration Configuration();
}
