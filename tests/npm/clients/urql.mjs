// urql with its normalised cache and the schema as it introspects it: one person by two ways, and pages joined.
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { getIntrospectionQuery } from 'graphql';
import { answer, Born, ById, counted, headers, network, Page, url } from './endpoint.mjs';

const response = await fetch(url, {
  method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const { data: schema } = await response.json();
const warnings = [];
const client = new Client({
  url, fetch: counted, fetchOptions: { headers }, preferGetMethod: false,
  exchanges: [cacheExchange({ schema, logger: (_, message) => warnings.push(message), resolvers: { Query: { people: relayPagination() } } }), fetchExchange],
});
const ask = async (document, variables, requestPolicy = 'cache-first') => {
  const { data, error } = await client.query(document, variables, { requestPolicy }).toPromise();
  if (error) throw error;
  return data;
};

const first = await ask(Page, { first: 3 });
const again = await ask(Page, { first: 3 });
const afterPage = network.requests;
const { id, birthYear } = first.people.edges[0].node;
const fetched = await ask(ById, { id });
const known = await ask(Born, { id }, 'cache-only');
const joined = await ask(Page, { first: 3, after: first.people.pageInfo.endCursor });

answer({
  id, birthYear, afterPage, requests: network.requests, warnings,
  sameAgain: JSON.stringify(first) === JSON.stringify(again),
  fetched: fetched.node, known: known?.node ?? null,
  pageIds: joined.people.edges.map((edge) => edge.node.id), hasNext: joined.people.pageInfo.hasNextPage,
});
