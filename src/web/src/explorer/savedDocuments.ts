// The saved documents of the API: what the panel shows and changes.

export interface SavedDocument {
  id: string;
  name: string;
  text: string;
  variables: string | null;
  version: number;
  sharedWith: string;
  isOwn: boolean;
  ownerName: string;
  faults: { message: string; line: number | null }[];
}

interface Refusal {
  message: string;
  faults?: { message: string; line: number | null }[];
}

const parts = 'id name text variables version sharedWith isOwn ownerName faults { message line }';
const errors = 'errors { ... on Error { message } }';

export const savedDocuments = (endpoint: string) => {
  async function ask<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(endpoint, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json', 'GraphQL-Preflight': '1' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
    if (answer.errors || !answer.data) throw new Error(answer.errors?.map(error => error.message).join('\n') ?? response.statusText);
    return answer.data;
  }

  async function change<T extends { errors: Refusal[] | null }>(query: string, input: object): Promise<T> {
    const payload = Object.values(await ask<Record<string, T>>(query, { input }))[0]!;
    if (payload.errors?.length) {
      throw new Error(payload.errors
        .flatMap(({ message, faults }) => faults?.map(fault => (fault.line ? `${fault.line}: ${fault.message}` : fault.message)) ?? [message]).join('\n'));
    }
    return payload;
  }

  type Saved = { savedDocument: SavedDocument; errors: Refusal[] | null };
  return {
    list: async () => (await ask<{ savedDocuments: SavedDocument[] }>(`{ savedDocuments { ${parts} } }`)).savedDocuments,
    find: async (id: string) => (await ask<{ savedDocument: SavedDocument | null }>(`query($id: ID!) { savedDocument(id: $id) { ${parts} } }`, { id })).savedDocument,
    save: async (input: { document: string; variables: string; name?: string; id?: string; version?: number }) => (await change<Saved>(
      `mutation($input: SaveDocumentInput!) { saveDocument(input: $input) { savedDocument { ${parts} }
        errors { ... on Error { message } ... on DocumentInvalidError { faults { message line } } } } }`, input)).savedDocument,
    rename: async (input: { id: string; version: number; name: string }) => (await change<Saved>(
      `mutation($input: RenameDocumentInput!) { renameDocument(input: $input) { savedDocument { ${parts} } ${errors} } }`, input)).savedDocument,
    share: async (input: { id: string; version: number; with: string }) => (await change<Saved>(
      `mutation($input: ShareDocumentInput!) { shareDocument(input: $input) { savedDocument { ${parts} } ${errors} } }`, input)).savedDocument,
    remove: async (input: { id: string; version: number }) => {
      await change<{ errors: Refusal[] | null }>(
        `mutation($input: DeleteDocumentInput!) { deleteDocument(input: $input) { ${errors} } }`, input);
    },
  };
};
