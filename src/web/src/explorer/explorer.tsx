// GraphiQL on the registry's endpoint. The host gives the settings as <script type="application/json" id="explorer-settings">.
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { exportPlugin } from './ExportPanel';
import './explorer.css';
import { registryFetcher } from './fetcher';
import { resultPlugin } from './ResultPanel';
import { linkedDocument, savedDocumentsPlugin } from './SavedDocumentsPanel';

interface Settings {
  endpoint: string;
  title: string;
  home: string;
  signIn: string;
  charts: string;
  examples: { query: string }[];
}

const settings = JSON.parse(document.getElementById('explorer-settings')!.textContent!) as Settings;

const fetcher = registryFetcher(settings.endpoint, () => {
  const notice = document.getElementById('explorer-sign-in');
  if (notice) notice.hidden = false;
});
// A link to a saved document opens it in a tab of its own, before all others.
const asked = new URLSearchParams(location.search).get('document');
const linked = asked ? await linkedDocument(settings.endpoint, asked) : undefined;
const documents = savedDocumentsPlugin(settings.endpoint, linked);
const plugins = [documents, resultPlugin(settings.charts), exportPlugin];

createRoot(document.getElementById('explorer')!).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    {...(linked && { query: linked.text, variables: linked.variables ?? '' })}
    {...(linked !== undefined && { visiblePlugin: documents })}
    defaultTabs={[
      ...(linked ? [{ query: linked.text, variables: linked.variables, headers: null }] : []),
      ...settings.examples.map(({ query }) => ({ query, variables: null, headers: null })),
    ]}
    defaultEditorToolsVisibility="variables"
    forcedTheme="light"
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>
      <a className="explorer-home" href={settings.home}>{settings.title}</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
