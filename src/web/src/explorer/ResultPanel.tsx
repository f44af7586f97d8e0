// The panel that shows a list of the answer as a table, to be taken away and drawn.
import { type GraphiQLPlugin, useEditorContext } from '@graphiql/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Drawn } from './chart';
import { csvOf, save, xlsxOf } from './files';
import { numbersOf, type Table, tablesOf } from './tables';
import { words } from './words';

const mostShown = 200;

const Icon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
    <path d="M3.5 5h17v14h-17zM3.5 10h17M9 5v14M15 5v14" />
  </svg>
);

function read(text: string | undefined): Table[] {
  try {
    return tablesOf(JSON.parse(text ?? ''));
  } catch {
    // No answer yet, or one that is still coming in.
    return [];
  }
}

/** The plugin; `charts` is the address of the script that draws. */
export function resultPlugin(charts: string): GraphiQLPlugin {
  function Chart({ table }: { table: Table }) {
    const numbers = numbersOf(table);
    const [label, setLabel] = useState('');
    const [value, setValue] = useState('');
    const [kind, setKind] = useState<'bar' | 'line'>('bar');
    const [fault, setFault] = useState('');
    const canvas = useRef<HTMLDivElement>(null);
    const by = table.columns.includes(label) ? label : table.columns.find(column => !numbers.includes(column)) ?? table.columns[0]!;
    const of = numbers.includes(value) ? value : numbers[0]!;
    const drawn = useMemo<Drawn>(() => ({
      title: `${of} · ${by}`, kind, labels: table.rows.map(row => String(row[by] ?? '')), series: [{ name: of, values: table.rows.map(row => row[of] as number | null) }],
    }), [table, by, of, kind]);
    useEffect(() => {
      let [gone, undo] = [false, () => {}];
      (import(charts) as Promise<typeof import('./chart')>)
        .then(({ draw }) => { if (!gone && canvas.current) undo = draw(canvas.current, drawn); })
        .catch((error: unknown) => setFault(String(error)));
      return () => { gone = true; undo(); };
    }, [drawn]);
    const take = async (format: 'svg' | 'png') => save(await ((await import(charts)) as typeof import('./chart')).pictureOf(drawn, format), `${table.path}.${format}`);

    return (
      <>
        <form onSubmit={event => event.preventDefault()}>
          <label>{words.chartKind}<select value={kind} onChange={event => setKind(event.target.value as 'bar' | 'line')}><option value="bar">{words.bars}</option><option value="line">{words.line}</option></select></label>
          <label>{words.chartLabels}<select value={by} onChange={event => setLabel(event.target.value)}>{table.columns.map(column => <option key={column}>{column}</option>)}</select></label>
          <label>{words.chartValues}<select value={of} onChange={event => setValue(event.target.value)}>{numbers.map(column => <option key={column}>{column}</option>)}</select></label>
        </form>
        <div className="result-chart" ref={canvas} />
        <button type="button" onClick={() => void take('svg')}>SVG</button>
        <button type="button" onClick={() => void take('png')}>PNG</button>
        {fault && <pre role="alert">{fault}</pre>}
      </>
    );
  }

  function Panel() {
    const { responseEditor } = useEditorContext({ nonNull: true });
    const [text, setText] = useState(responseEditor?.getValue());
    const [path, setPath] = useState('');
    const [charted, setCharted] = useState(false);
    useEffect(() => {
      const follow = () => setText(responseEditor?.getValue());
      follow();
      responseEditor?.on('change', follow);
      return () => responseEditor?.off('change', follow);
    }, [responseEditor]);
    const tables = useMemo(() => read(text), [text]);
    const table = tables.find(each => each.path === path) ?? tables[0];

    if (!table) return <section className="saved-documents" aria-label={words.result}><h2>{words.result}</h2><p>{words.noResult}</p></section>;
    return (
      <section className="saved-documents" aria-label={words.result}>
        <h2>{words.result}</h2>
        <form onSubmit={event => event.preventDefault()}>
          <label>{words.resultList}<select value={table.path} onChange={event => setPath(event.target.value)}>{tables.map(each => <option key={each.path} value={each.path}>{each.path} ({each.rows.length})</option>)}</select></label>
          <button type="button" onClick={() => save(csvOf(table), `${table.path}.csv`)}>CSV</button>
          <button type="button" onClick={() => save(xlsxOf(table), `${table.path}.xlsx`)}>Excel (XLSX)</button>
          {numbersOf(table).length > 0 && <button type="button" aria-pressed={charted} onClick={() => setCharted(!charted)}>{words.chartThis}</button>}
        </form>
        <p className="soft">{words.resultHint}</p>
        {charted && numbersOf(table).length > 0 && <Chart table={table} />}
        <div className="result-table" tabIndex={0} role="region" aria-label={table.path}>
          <table>
            <thead><tr>{table.columns.map(column => <th key={column} scope="col">{column}</th>)}</tr></thead>
            <tbody>{table.rows.slice(0, mostShown).map((row, at) => <tr key={at}>{table.columns.map(column => <td key={column}>{row[column] === null ? '' : String(row[column] ?? '')}</td>)}</tr>)}</tbody>
          </table>
        </div>
        {table.rows.length > mostShown && <p>{words.resultCut(mostShown, table.rows.length)}</p>}
      </section>
    );
  }

  return { title: words.result, icon: Icon, content: Panel };
}
