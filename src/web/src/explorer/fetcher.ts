// Queries and mutations by POST, subscriptions as Server-Sent Events on the same address.
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-sse';

// Proves that the request was made by a script of this site: a form of another site cannot set a header.
const headers = { 'GraphQL-Preflight': '1' };

/** A fetcher for GraphiQL that calls `onSignedOut` when the server no longer knows the reader. */
export function registryFetcher(endpoint: string, onSignedOut: () => void): Fetcher {
  const ask = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, { ...init, credentials: 'same-origin' });
    if (response.status === 401) onSignedOut();
    return response;
  };
  const once = createGraphiQLFetcher({ url: endpoint, headers, fetch: ask });
  const events = createClient({ url: new URL(endpoint, location.href).href, headers, fetchFn: ask });
  return (request, options) => {
    const operation = options?.documentAST && getOperationAST(options.documentAST, request.operationName);
    return operation?.operation === 'subscription'
      ? (events.iterate({ ...request, operationName: request.operationName ?? undefined }) as AsyncIterableIterator<unknown> as ReturnType<Fetcher>)
      : once(request, options);
  };
}
