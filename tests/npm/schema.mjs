// Reads SDL from standard input and writes {errors, printed}: what the reference implementation has against the schema, and the
// schema as it prints it.
import { readFileSync } from 'node:fs';
import { buildSchema, printSchema, validateSchema } from 'graphql';

const schema = buildSchema(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify({ errors: validateSchema(schema).map(String), printed: printSchema(schema) }));
