namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>Something that this engine does not say in SQL; the provider of the queryable does it instead.</summary>
internal sealed class NotInSqlException(string what) : Exception(what);
