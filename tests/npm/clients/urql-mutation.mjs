// urql with its normalised cache: a mutation through one document shows in the list and the single record that other documents read.
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { getIntrospectionQuery } from 'graphql';
import { answer, counted, Delete, headers, List, name, network, One, Rename, Save, url } from './endpoint.mjs';

const response = await fetch(url, {
  method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const { data: schema } = await response.json();
const warnings = [];
const client = new Client({
  url, fetch: counted, fetchOptions: { headers }, preferGetMethod: false,
  exchanges: [cacheExchange({ schema, logger: (_, message) => warnings.push(message) }), fetchExchange],
});
const settled = ({ data, error }) => {
  if (error) throw error;
  return data;
};
const ask = async (document, variables, requestPolicy) => settled(await client.query(document, variables, { requestPolicy }).toPromise());
const change = async (document, input) => settled(await client.mutation(document, { input }).toPromise());

const saved = (await change(Save, { name, document: '{ plans { code } }' })).saveDocument.savedDocument;
await ask(List, { name }, 'network-only');
await ask(One, { id: saved.id }, 'network-only');

// A view that stays open is told of the change by itself.
const shown = [];
const view = client.query(One, { id: saved.id }, { requestPolicy: 'cache-first' }).subscribe(({ data }) => shown.push(data?.savedDocument?.name));
const before = network.requests;
const renamed = (await change(Rename, { id: saved.id, version: saved.version, name: `${name} 2` })).renameDocument.savedDocument;
const asked = network.requests - before;
view.unsubscribe();
const list = await ask(List, { name }, 'cache-only');
const one = await ask(One, { id: saved.id }, 'cache-only');
await change(Delete, { id: renamed.id, version: renamed.version });

answer({ renamed: renamed.name, asked, list: list.savedDocuments.map((document) => document.name), one: one.savedDocument.name, shown, warnings });
