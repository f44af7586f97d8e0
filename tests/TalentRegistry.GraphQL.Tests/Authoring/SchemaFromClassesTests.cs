using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Authoring;

public sealed class SchemaFromClassesTests
{
    private static readonly Schema Schema = new ServiceCollection()
        .AddSingleton<Alphabet>()
        .AddGraphQLServer()
        .AddTypeExtension(typeof(WriterQueries))
        .AddMutationType<WriterMutations>()
        .AddType<WriterType>()
        .AddTypeExtension(typeof(WriterResolvers))
        .Services.BuildServiceProvider().GetRequiredService<Schema>();

    [Fact]
    public void Classes_give_the_schema_that_their_types_names_and_nulls_say()
    {
        const string Expected = """"
            type Book {
              title: String!
              year: Int!
              kind: BookKind!
            }

            input BookFilterInput {
              kinds: [BookKind!]
              since: Int! = 1900
              words: String
            }

            enum BookKind {
              NOVEL
              SHORT_STORY
              POEM @deprecated(reason: "Poems have moved.")
            }

            input CounterInput {
              value: Int!
            }

            "What initials takes."
            input InitialsInput {
              of: String!
            }

            "What initials gives."
            type InitialsPayload {
              "What was done."
              result: String
            }

            type Mutation {
              "First letters."
              initials(input: InitialsInput!): InitialsPayload!
            }

            type Query {
              writers: [Writer!]!
              writer(id: ID!): Writer
              books(filter: BookFilterInput!, first: Int! = 10): [Book!]!
              me: String!
              countUp(from: CounterInput!): Int!
            }

            "Người viết."
            type Writer {
              id: ID!
              name: String!
              knownFor: String @deprecated(reason: "Ask the readers.")
              secret: String!
              books: [Book!]!
              bookCount(
                "First year that counts."
                since: Int
              ): Int!
              latest: Book
              greeting: String!
              ageAtDeathOf(year: Int!): Int!
              initials: String!
            }

            """";

        Assert.Equal(Expected, SchemaPrinter.Print(Schema));
    }
}
