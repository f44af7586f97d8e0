using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Tests.Language;

public class PrinterTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Any_executable_document_is_read_back_as_it_was()
        => Check.One(Runs, Prop.ForAll(DocumentGenerator.Executable.ToArbitrary(), ReadsBack));

    [Fact]
    public void Any_type_system_document_is_read_back_as_it_was()
        => Check.One(Runs, Prop.ForAll(DocumentGenerator.TypeSystem.ToArbitrary(), ReadsBack));

    [Theory]
    [InlineData("query Q($a:Int=1,$b:[ID!]!)@d{x:a(first:$a,ids:$b)@skip(if:true){b ...F ...on T{c}...{d}}}", """
        query Q($a: Int = 1, $b: [ID!]!) @d {
          x: a(first: $a, ids: $b) @skip(if: true) {
            b
            ...F
            ... on T {
              c
            }
            ... {
              d
            }
          }
        }
        """)]
    [InlineData("{a(o:{k:[1,-2.5e3,\"s\",ENUM,null,true,{}]})}", """
        {
          a(o: { k: [1, -2.5e3, "s", ENUM, null, true, {}] })
        }
        """)]
    [InlineData("query Q(\"How many.\" $n:Int){a}", """
        query Q(
          "How many."
          $n: Int
        ) {
          a
        }
        """)]
    [InlineData("\"\"\"A person.\"\"\"type P implements A&B@d{\"His name.\" name(short:Boolean=false):String!}extend union U=P", """"
        """
        A person.
        """
        type P implements A & B @d {
          "His name."
          name(short: Boolean = false): String!
        }

        extend union U = P
        """")]
    [InlineData("directive@d(a:Int)repeatable on FIELD|QUERY", "directive @d(a: Int) repeatable on FIELD | QUERY")]
    public void Documents_are_laid_out_one_selection_a_line(string text, string expected)
        => Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", Printer.Print(Parser.Parse(text)));

    [Fact]
    public void A_part_of_a_document_is_printed_without_a_line_feed_at_its_end()
        => Assert.Equal("[Int!]!", Printer.Print(Parser.ParseType("[ Int ! ] !")));

    private static bool ReadsBack(DocumentNode document)
    {
        var text = Printer.Print(document);
        SyntaxTrees.AssertSame(document, Parser.Parse(text));
        return true;
    }
}
