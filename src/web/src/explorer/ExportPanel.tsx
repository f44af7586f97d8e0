// The panel that takes the list of the query in the editor away as a file, whole and by the reader's rights.
import { type GraphiQLPlugin, useEditorContext } from '@graphiql/react';
import { useState } from 'react';
import { save } from './files';
import { words } from './words';

const Icon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
    <path d="M12 3.5v11m0 0 4-4m-4 4-4-4M4.5 17v2a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5v-2" />
  </svg>
);

async function refusal(response: Response): Promise<string> {
  const answer = (await response.json().catch(() => ({}))) as { title?: string; errors?: { message: string }[] };
  return answer.errors?.map(error => error.message).join('\n') ?? answer.title ?? `${response.status} ${response.statusText}`;
}

function Panel() {
  const editor = useEditorContext({ nonNull: true });
  const [path, setPath] = useState('');
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState('');

  const take = async (format: 'csv' | 'xlsx') => {
    setFault('');
    setSaid('');
    setWorking(true);
    try {
      const variables = editor.variableEditor?.getValue().trim();
      const response = await fetch('/export', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          query: editor.queryEditor?.getValue() ?? '',
          variables: variables ? (JSON.parse(variables) as object) : null,
          operationName: editor.queryEditor?.operationName ?? null,
          path: path.trim() || null,
          format,
        }),
      });
      if (!response.ok) throw new Error(await refusal(response));
      const name = /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? `export.${format}`;
      save(await response.blob(), name);
      setSaid(words.exported(name));
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setWorking(false);
    }
  };

  return (
    <section className="saved-documents" aria-label={words.export}>
      <h2>{words.export}</h2>
      <p>{words.exportHint}</p>
      <form onSubmit={event => event.preventDefault()}>
        <label>
          {words.exportPath}
          <input value={path} onChange={event => setPath(event.target.value)} maxLength={200} placeholder="people" />
        </label>
        <button type="button" disabled={working} onClick={() => void take('csv')}>CSV</button>
        <button type="button" disabled={working} onClick={() => void take('xlsx')}>Excel (XLSX)</button>
      </form>
      <p role="status">{working ? words.exporting : said}</p>
      {fault && <pre role="alert">{fault}</pre>}
    </section>
  );
}

/** The plugin that exports what the editor asks for. */
export const exportPlugin: GraphiQLPlugin = { title: words.export, icon: Icon, content: Panel };
