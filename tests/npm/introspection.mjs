// `query` writes the reference implementation's introspection query, asking for everything it knows. `compare` reads
// {sdl, data} from standard input and writes the schema that each of the two describes, in one order.
import { readFileSync } from 'node:fs';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';

if (process.argv[2] === 'query') {
  process.stdout.write(getIntrospectionQuery({
    specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
  }));
} else {
  const { sdl, data } = JSON.parse(readFileSync(0, 'utf8'));
  const printed = (schema) => printSchema(lexicographicSortSchema(schema));
  process.stdout.write(JSON.stringify({ printed: printed(buildSchema(sdl)), introspected: printed(buildClientSchema(data)) }));
}
