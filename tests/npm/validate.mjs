// Reads {schema, documents: [{id, text}]} as JSON from standard input and writes, for each document, what the reference
// implementation says: {id, syntax: "line:column" | null, errors: {rule: ["line:column line:column", …]}}.
import { readFileSync } from 'node:fs';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';

const { schema: sdl, documents } = JSON.parse(readFileSync(0, 'utf8'));
const schema = buildSchema(sdl);

const places = (error) => (error.locations ?? []).map(({ line, column }) => `${line}:${column}`).sort().join(' ');

function judge({ id, text }) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    return { id, syntax: places(error), errors: {} };
  }
  const errors = {};
  for (const rule of specifiedRules) {
    const found = validate(schema, document, [rule]).map(places).sort();
    if (found.length > 0) errors[rule.name.replace(/Rule$/, '')] = found;
  }
  return { id, syntax: null, errors };
}

process.stdout.write(JSON.stringify(documents.map(judge)));
