// The panel of saved documents beside the editor: open, save, share, delete.
import { type GraphiQLPlugin, useEditorContext } from '@graphiql/react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { type SavedDocument, savedDocuments } from './savedDocuments';
import { words } from './words';

const Icon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
    <path d="M6 3.5h12a1 1 0 0 1 1 1V21l-7-4.5L5 21V4.5a1 1 0 0 1 1-1z" />
  </svg>
);

/** The document that the address of the page names; null where there is none that the reader may open. */
export async function linkedDocument(endpoint: string, id: string): Promise<SavedDocument | null> {
  try {
    return await savedDocuments(endpoint).find(id);
  } catch {
    return null;
  }
}

/** The plugin for documents kept at `endpoint`; `linked` is the one that the page was opened with, null where that was not found. */
export function savedDocumentsPlugin(endpoint: string, linked?: SavedDocument | null): GraphiQLPlugin {
  const api = savedDocuments(endpoint);

  function Panel() {
    const editor = useEditorContext({ nonNull: true });
    const [documents, setDocuments] = useState<SavedDocument[]>();
    const [opened, setOpened] = useState<SavedDocument | undefined>(linked ?? undefined);
    const [name, setName] = useState('');
    const [said, setSaid] = useState('');
    const [fault, setFault] = useState('');

    const written = () => ({ document: editor.queryEditor?.getValue() ?? '', variables: editor.variableEditor?.getValue().trim() || '{}' });
    const act = useCallback(async (work: () => Promise<string>) => {
      setFault('');
      setSaid('');
      try {
        setSaid(await work());
        setDocuments(await api.list());
      } catch (error) {
        setFault(error instanceof Error ? error.message : String(error));
      }
    }, []);
    useEffect(() => void act(async () => ''), [act]);

    const open = (document: SavedDocument) => {
      editor.addTab();
      setOpened(document);
      // The new tab empties the editor first.
      setTimeout(() => {
        editor.queryEditor?.setValue(document.text);
        editor.variableEditor?.setValue(document.variables ?? '');
      }, 0);
    };
    const saveNew = (event: FormEvent) => {
      event.preventDefault();
      void act(async () => {
        const saved = await api.save({ name, ...written() });
        setOpened(saved);
        setName('');
        return words.saved(saved.name);
      });
    };
    const saveOpened = (document: SavedDocument) => act(async () => {
      const saved = await api.save({ id: document.id, version: document.version, ...written() });
      setOpened(saved);
      return words.saved(saved.name);
    });
    const share = (document: SavedDocument, audience: string) => act(async () => {
      await api.share({ id: document.id, version: document.version, with: audience });
      return words.saved(document.name);
    });
    const remove = (document: SavedDocument) => confirm(words.really(document.name)) && act(async () => {
      await api.remove({ id: document.id, version: document.version });
      setOpened(current => (current?.id === document.id ? undefined : current));
      return '';
    });

    return (
      <section className="saved-documents" aria-label={words.title}>
        <h2>{words.title}</h2>
        <form onSubmit={saveNew}>
          <label>
            {words.name}
            <input value={name} onChange={event => setName(event.target.value)} required maxLength={120} />
          </label>
          <button type="submit">{words.saveNew}</button>
          {opened?.isOwn && <button type="button" onClick={() => void saveOpened(opened)}>{words.save(opened.name)}</button>}
        </form>
        <p role="status">{said}</p>
        {linked === null && <p role="alert">{words.notFound}</p>}
        {fault && <pre role="alert">{fault}</pre>}
        {documents?.length === 0 && <p>{words.none}</p>}
        <ul>
          {documents?.map(document => (
            <li key={document.id}>
              <button type="button" className="saved-document" aria-label={words.open(document.name)} onClick={() => open(document)}>{document.name}</button>
              <small>{words.version(document.version)}{document.isOwn ? '' : `, ${words.by(document.ownerName)}`}</small>
              <a href={`${endpoint}?document=${document.id}`} aria-label={words.linkTo(document.name)}>{words.link}</a>
              {document.faults.length > 0 && <p className="saved-document-fault">{words.invalid} {document.faults[0]!.message}</p>}
              {document.isOwn && (
                <div>
                  <select aria-label={words.share(document.name)} value={document.sharedWith} onChange={event => void share(document, event.target.value)}>
                    {Object.entries(words.audience).map(([audience, text]) => <option key={audience} value={audience}>{text}</option>)}
                  </select>
                  <button type="button" aria-label={words.removeNamed(document.name)} onClick={() => void remove(document)}>{words.remove}</button>
                </div>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  }

  return { title: words.title, icon: Icon, content: Panel };
}
