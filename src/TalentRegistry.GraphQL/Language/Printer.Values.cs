using System.Globalization;

namespace TalentRegistry.GraphQL.Language;

// Values and descriptions
public sealed partial class Printer
{
    private void Value(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                output.Append('$').Append(variable.Name.Value);
                break;
            case IntValueNode number:
                output.Append(number.Value);
                break;
            case FloatValueNode number:
                output.Append(number.Value);
                break;
            case BooleanValueNode boolean:
                output.Append(boolean.Value ? "true" : "false");
                break;
            case NullValueNode:
                output.Append("null");
                break;
            case EnumValueNode name:
                output.Append(name.Value);
                break;
            case StringValueNode { IsBlock: true } text when BlockStrings.CanHold(text.Value):
                BlockString(text.Value);
                break;
            case StringValueNode text:
                String(text.Value);
                break;
            case ListValueNode list:
                output.Append('[');
                Separated(list.Values, ", ");
                output.Append(']');
                break;
            case ObjectValueNode { Fields.Count: 0 }:
                output.Append("{}");
                break;
            case ObjectValueNode record:
                output.Append("{ ");
                Separated(record.Fields, ", ");
                output.Append(" }");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "Not a kind of value that the grammar knows.");
        }
    }

    private void Description(StringValueNode? description)
    {
        if (description is null)
            return;

        Value(description);
        NewLine();
    }

    private void String(string value)
    {
        output.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                _ when char.IsControl(c) => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => output.Append(c),
            };
        }

        output.Append('"');
    }

    private void BlockString(string value)
    {
        output.Append("\"\"\"");
        if (value.Length == 0)
        {
            output.Append("\"\"\"");
            return;
        }

        // An indented first line can only keep its indent on the opening line, which is never dedented.
        var lines = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n');
        if (lines.Length == 1 && lines[0][0] is ' ' or '\t')
            output.Append(lines[0]);
        else
            Lines(lines);

        NewLine();
        output.Append("\"\"\"");
    }

    private void Lines(string[] lines)
    {
        foreach (var line in lines)
        {
            if (line.Length == 0)
                output.Append('\n');
            else
                NewLine();
            output.Append(line);
        }
    }
}
