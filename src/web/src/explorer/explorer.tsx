// GraphiQL on the registry's endpoint. The host gives the settings as <script type="application/json" id="explorer-settings">.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import './explorer.css';

interface Settings {
  endpoint: string;
  title: string;
  home: string;
  signIn: string;
  examples: { query: string }[];
}

const settings = JSON.parse(document.getElementById('explorer-settings')!.textContent!) as Settings;

const fetcher = createGraphiQLFetcher({
  url: settings.endpoint,
  // Proves that the request was made by a script of this site: a form of another site cannot set a header.
  headers: { 'GraphQL-Preflight': '1' },
  fetch: async (input, init) => {
    const response = await fetch(input, { ...init, credentials: 'same-origin' });
    if (response.status === 401) showSignIn();
    return response;
  },
});

function showSignIn(): void {
  const notice = document.getElementById('explorer-sign-in');
  if (notice) notice.hidden = false;
}

createRoot(document.getElementById('explorer')!).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={settings.examples.map(({ query }) => ({ query, variables: null, headers: null }))}
    defaultEditorToolsVisibility="variables"
    forcedTheme="light"
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>
      <a className="explorer-home" href={settings.home}>{settings.title}</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
