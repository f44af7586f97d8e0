// Reads {sdl, root, requests: [{query, variables}]} from standard input and writes what the reference implementation answers:
// {data, errors: ["path line:column …"]}. In root, {"$throw": true} is a field that fails, {"$later": value} one that waits, and
// {"$echo": true} one that gives the arguments it was called with.
import { readFileSync } from 'node:fs';
import { buildSchema, graphql } from 'graphql';

// A field that fails after its answer was nulled already is left behind by the reference implementation.
process.on('unhandledRejection', () => {});

const { sdl, root, requests } = JSON.parse(readFileSync(0, 'utf8'));
const schema = buildSchema(sdl);

// With sorted keys and characters as numbers, so that one value has one text in every language.
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'string') return `'${Array.from(value, (c) => c.codePointAt(0)).join('.')}'`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${key}:${canonical(value[key])}`).join(',')}}`;
};

const valueOf = (given, args) => {
  if (given?.$throw) throw new Error('as asked');
  if (given?.$echo) return canonical(args);
  if (given && typeof given === 'object' && '$later' in given) return new Promise((done) => setImmediate(done)).then(() => valueOf(given.$later, args));
  return given;
};
const place = ({ path, locations }) => `${(path ?? []).join('.')} ${(locations ?? []).map((l) => `${l.line}:${l.column}`).join(' ')}`;

const answers = [];
for (const { query, variables } of requests) {
  const { data, errors } = await graphql({
    schema, source: query, variableValues: variables, rootValue: root,
    fieldResolver: (source, args, _, info) => valueOf(source[info.fieldName], args),
  });
  answers.push({ data: data === undefined ? null : JSON.stringify(data), errors: (errors ?? []).map(place).sort() });
}
process.stdout.write(JSON.stringify(answers));
