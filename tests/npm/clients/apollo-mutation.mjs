// Apollo Client's core: a mutation through one document shows in the list and the single record that other documents read.
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { answer, counted, Delete, headers, List, name, network, One, Rename, Save, url } from './endpoint.mjs';

const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: url, fetch: counted, headers }) });
const change = async (text, input) => (await client.mutate({ mutation: gql(text), variables: { input } })).data;

const saved = (await change(Save, { name, document: '{ plans { code } }' })).saveDocument.savedDocument;
await client.query({ query: gql(List), variables: { name }, fetchPolicy: 'network-only' });
await client.query({ query: gql(One), variables: { id: saved.id }, fetchPolicy: 'network-only' });

// A view that stays open is told of the change by itself.
const shown = [];
const view = client.watchQuery({ query: gql(One), variables: { id: saved.id } }).subscribe(({ data }) => shown.push(data?.savedDocument?.name));
const before = network.requests;
const renamed = (await change(Rename, { id: saved.id, version: saved.version, name: `${name} 2` })).renameDocument.savedDocument;
const asked = network.requests - before;
await new Promise((resolve) => setTimeout(resolve, 50));
view.unsubscribe();
const list = client.cache.readQuery({ query: gql(List), variables: { name } });
const one = client.cache.readQuery({ query: gql(One), variables: { id: saved.id } });
await change(Delete, { id: renamed.id, version: renamed.version });

answer({ renamed: renamed.name, asked, list: list.savedDocuments.map((document) => document.name), one: one.savedDocument.name, shown, warnings: [] });
client.stop();
