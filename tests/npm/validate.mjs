// Reads {schemas: [sdl], documents: [{id, schema, text}]} as JSON from standard input and writes, for each document, what the
// reference implementation says: {id, syntax: "line:column" | null, errors: {rule: ["line:column line:column -> hint, hint", …]}}.
import { readFileSync } from 'node:fs';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';

const { schemas: texts, documents } = JSON.parse(readFileSync(0, 'utf8'));
const schemas = texts.map((sdl) => buildSchema(sdl));

const places = (error) => (error.locations ?? []).map(({ line, column }) => `${line}:${column}`).sort().join(' ');

// The names that it offers in place of a misspelt one, where ours are compared with them.
const hinting = new Set(['FieldsOnCorrectType', 'KnownArgumentNames', 'KnownTypeNames', 'ValuesOfCorrectType']);
function hints(rule, { message }) {
  if (!hinting.has(rule)) return '';
  const at = message.lastIndexOf(' Did you mean ');
  const names = at < 0 ? [] : message.slice(at).match(/"[^"]*"/g);
  return names.length > 0 ? ` -> ${names.join(', ')}` : '';
}

// All rules in one walk, each error with the name of the rule that made it.
function named(rule, report) {
  const name = rule.name.replace(/Rule$/, '');
  return (context) => rule(Object.create(context, { reportError: { value: (error) => report(name, error) } }));
}

function judge({ id, schema, text }) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    return { id, syntax: places(error), errors: {} };
  }
  let errors = {};
  const report = (rule, error) => (errors[rule] ??= []).push(places(error) + hints(rule, error));
  const rules = specifiedRules.map((rule) => named(rule, report));
  try {
    validate(schemas[schema], document, rules);
  } catch {
    // It runs @skip and @include of a subscription without their variables; what it says but for that rule still counts.
    errors = {};
    validate(schemas[schema], document, rules.filter((_, i) => specifiedRules[i].name !== 'SingleFieldSubscriptionsRule'));
  }
  for (const found of Object.values(errors)) found.sort();
  return { id, syntax: null, errors };
}

process.stdout.write(JSON.stringify(documents.map(judge)));
