// graphql-codegen: types and typed documents from what the endpoint says of itself, compiled by TypeScript in its strictest mode.
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildClientSchema, getIntrospectionQuery, parse, printSchema } from 'graphql';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { answer, Born, ById, headers, Page, url } from './endpoint.mjs';

const response = await fetch(url, {
  method: 'POST', headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, specifiedByUrl: true, schemaDescription: true, directiveIsRepeatable: true }) }),
});
const { data } = await response.json();
const schema = buildClientSchema(data);

const Counted = /* GraphQL */ `
  query Counted($where: PersonFilterInput, $order: [PersonSortInput!]) {
    people(where: $where, order: $order, first: 1) { totalCount nodes { id degrees { id } } }
  }`;
// The fourth document's variables take a filter; the wrong use below must not compile.
const use = `
import { ByIdDocument, PageDocument, type PageQuery, type PageQueryVariables } from './api.js';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
declare function ask<T, V>(document: TypedDocumentNode<T, V>, variables: V): T;
const page: PageQuery = ask(PageDocument, { first: 3 } satisfies PageQueryVariables);
export const year: number | null | undefined = page.people?.edges?.[0]?.node.birthYear;
export const node = ask(ByIdDocument, { id: 'Person:1' }).node;
// @ts-expect-error: first is a number.
ask(PageDocument, { first: 'three' });
`;

const output = await codegen({
  filename: 'api.ts', schema: parse(printSchema(schema)), schemaAst: schema, config: { useTypeImports: true, strictScalars: false },
  documents: [{ location: 'documents.graphql', document: parse([Page, ById, Born, Counted].join('\n')) }],
  plugins: [{ typescript: {} }, { operations: {} }, { typedDocuments: {} }],
  pluginMap: { typescript, operations, typedDocuments },
});

// Inside the packages' folder, where their types are found.
const folder = join(import.meta.dirname, 'node_modules', '.generated');
mkdirSync(folder, { recursive: true });
const files = { 'api.ts': output, 'use.ts': use };
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
const program = ts.createProgram(Object.keys(files).map((name) => join(folder, name)), {
  noEmit: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true, types: [],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
});
const faults = ts.getPreEmitDiagnostics(program).map((d) => `${d.file?.fileName.split('/').pop()}: ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`);
answer({ types: Object.keys(schema.getTypeMap()).length, characters: output.length, faults: faults.slice(0, 10) });
