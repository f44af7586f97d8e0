// Apollo Client's core: entities under "Person:<id>", one person by two ways, a refetch that rewrites it, and pages joined as Relay's are.
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { answer, Born, ById, counted, headers, network, Page, url } from './endpoint.mjs';

const cache = new InMemoryCache({
  possibleTypes: { Node: ['Person'] },
  typePolicies: { Query: { fields: { people: relayStylePagination() } } },
});
const client = new ApolloClient({ cache, link: new HttpLink({ uri: url, fetch: counted, headers }) });
const [page, byId, born] = [Page, ById, Born].map((text) => gql(text));

const { data } = await client.query({ query: page, variables: { first: 3 } });
const { id, birthYear } = data.people.edges[0].node;
const key = cache.identify({ __typename: 'Person', id });
const fetched = await client.query({ query: byId, variables: { id } });
const afterNode = network.requests;
const known = await client.query({ query: born, variables: { id }, fetchPolicy: 'cache-only' });

// What someone else has changed meanwhile is seen everywhere once any query has brought it.
cache.modify({ id: key, fields: { birthYear: () => 1800 } });
const stale = cache.readQuery({ query: page, variables: { first: 3 } }).people.edges[0].node.birthYear;
await client.query({ query: byId, variables: { id }, fetchPolicy: 'network-only' });
const renewed = cache.readQuery({ query: page, variables: { first: 3 } }).people.edges[0].node.birthYear;

await client.query({ query: page, variables: { first: 3, after: data.people.pageInfo.endCursor }, fetchPolicy: 'network-only' });
const joined = cache.readQuery({ query: page, variables: { first: 3 } });

answer({
  id, birthYear, key, isStored: key in cache.extract(), stored: cache.extract()[key], fetched: fetched.data.node, known: known.data?.node ?? null,
  afterNode, requests: network.requests, stale, renewed, pageIds: joined.people.edges.map((edge) => edge.node.id),
});
client.stop();
