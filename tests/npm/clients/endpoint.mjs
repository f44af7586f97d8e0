// What every script here needs: where to ask, as whom, and how often the network was asked. Arguments: address, token.
export const [, , url, token] = process.argv;
export const headers = { authorization: `Bearer ${token}` };

export const network = { requests: 0 };
export const counted = (input, init) => {
  network.requests += 1;
  return fetch(input, init);
};

export const answer = (facts) => process.stdout.write(JSON.stringify(facts));

/** Two fields of one person reached by two ways, to see whether a cache knows that it is one person. */
export const Page = /* GraphQL */ `
  query Page($first: Int!, $after: String) {
    people(first: $first, after: $after) { edges { cursor node { __typename id birthYear } } pageInfo { hasNextPage endCursor } }
  }`;
export const ById = /* GraphQL */ `query ById($id: ID!) { node(id: $id) { __typename id ... on Person { birthYear sex } } }`;
export const Born = /* GraphQL */ `query Born($id: ID!) { node(id: $id) { __typename id ... on Person { birthYear } } }`;

/** A record that these scripts may change: saved under a name of its own, shown by two documents, renamed and deleted. */
export const name = `Thử ${process.pid} ${Date.now()}`;
export const Save = /* GraphQL */ `
  mutation Save($input: SaveDocumentInput!) {
    saveDocument(input: $input) { __typename savedDocument { __typename id version name } errors { __typename ... on Error { message } } }
  }`;
export const Rename = /* GraphQL */ `
  mutation Rename($input: RenameDocumentInput!) {
    renameDocument(input: $input) { __typename savedDocument { __typename id version name } errors { __typename ... on Error { message } } }
  }`;
export const Delete = /* GraphQL */ `
  mutation Delete($input: DeleteDocumentInput!) { deleteDocument(input: $input) { __typename deletedId errors { __typename ... on Error { message } } } }`;
export const List = /* GraphQL */ `query List($name: String!) { savedDocuments(nameContains: $name) { __typename id name version } }`;
export const One = /* GraphQL */ `query One($id: ID!) { savedDocument(id: $id) { __typename id name sharedWith } }`;
