// Reads {promised, current} (two schemas as SDL) from standard input and writes what in the second breaks a client of the first.
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';

const { promised, current } = JSON.parse(readFileSync(0, 'utf8'));
const changes = findBreakingChanges(buildSchema(promised), buildSchema(current));
process.stdout.write(JSON.stringify(changes.map(({ type, description }) => `${type}: ${description}`)));
