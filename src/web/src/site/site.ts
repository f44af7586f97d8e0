// What pages gain from a script: sorting a table by a column, its rows as CSV, dialogs. Without it every page still reads whole.
import { follow } from './levers';
import { loadPart } from './parts';
import { pickFromTree } from './tree';

const vietnamese = !document.documentElement.lang.startsWith('en');
const collator = new Intl.Collator('vi', { numeric: true });

const textOf = (cell?: HTMLTableCellElement) => cell?.dataset.value ?? cell?.textContent?.trim() ?? '';

// <table data-sortable>: each heading that does not say data-unsortable becomes a button.
function makeSortable(table: HTMLTableElement): void {
  for (const heading of table.tHead?.rows[0]?.cells ?? []) {
    if ('unsortable' in heading.dataset) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...heading.childNodes);
    heading.append(button);
    button.onclick = () => sortBy(table, heading);
  }
}

function sortBy(table: HTMLTableElement, heading: HTMLTableCellElement): void {
  const descending = heading.getAttribute('aria-sort') === 'ascending';
  const sign = descending ? -1 : 1;
  table.tHead!.querySelectorAll('[aria-sort]').forEach(other => other.removeAttribute('aria-sort'));
  heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  for (const body of table.tBodies) {
    const rows = [...body.rows].map(row => ({ row, key: textOf(row.cells[heading.cellIndex]) }));
    rows.sort((a, b) => sign * compare(a.key, b.key, sign));
    body.append(...rows.map(({ row }) => row));
  }
}

// An empty cell is unknown, not small: it comes last either way.
function compare(a: string, b: string, sign: number): number {
  if (a === '' || b === '') return a === b ? 0 : (a === '' ? 1 : -1) * sign;
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? collator.compare(a, b) : x - y;
}

// <button data-csv="table-id" data-name="file">: the table as shown, with raw numbers where cells carry them.
function saveCsv(button: HTMLElement): void {
  const table = document.getElementById(button.dataset.csv!) as HTMLTableElement;
  const quote = (text: string) => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // A cell that begins like a formula would run in a spreadsheet.
  const safe = (text: string) => (/^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text);
  const lines = [...table.rows].map(row => [...row.cells].map(cell => quote(safe(textOf(cell)))).join(','));
  const link = document.createElement('a');
  // The mark tells Excel that the letters are UTF-8.
  link.href = URL.createObjectURL(new Blob(['\ufeff', lines.join('\r\n')], { type: 'text/csv;charset=utf-8' }));
  link.download = `${button.dataset.name ?? (vietnamese ? 'bang' : 'table')}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

document.querySelectorAll<HTMLTableElement>('table[data-sortable]').forEach(makeSortable);

document.addEventListener('click', event => {
  const target = event.target as Element;
  const csv = target.closest<HTMLElement>('[data-csv]');
  if (csv) saveCsv(csv);
  // <button data-dialog="id"> opens <dialog id>; a click on the shade around an open dialog closes it, as Escape does.
  const opener = target.closest<HTMLElement>('[data-dialog]');
  if (opener) (document.getElementById(opener.dataset.dialog!) as HTMLDialogElement).showModal();
  if (target instanceof HTMLDialogElement) target.close();
});

// <select data-autosubmit>: a filter applies as soon as it is chosen.
document.addEventListener('change', event => {
  const select = event.target as HTMLElement;
  if ('autosubmit' in select.dataset) (select as HTMLSelectElement).form?.requestSubmit();
});

// <div data-watch>: work under way. It is looked at again every second until the page leads elsewhere, or shows no work any more, when the work has ended.
async function watch(shown: Element): Promise<void> {
  for (let wait = 1000; ; wait = Math.min(wait * 1.2, 5000)) {
    await new Promise(resolve => setTimeout(resolve, wait));
    const answer = await fetch(location.href).catch(() => undefined);
    if (!answer?.ok) continue;
    if (answer.redirected) return location.replace(answer.url);
    const now = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-watch]');
    if (!now) return location.reload();
    if (now.innerHTML !== shown.innerHTML) shown.replaceChildren(...now.childNodes);
  }
}

document.querySelectorAll('[data-watch]').forEach(shown => void watch(shown));

document.querySelectorAll<HTMLElement>('[data-part]').forEach(shown => void loadPart(shown, part => part.querySelectorAll<HTMLTableElement>('table[data-sortable]').forEach(makeSortable)));
document.querySelectorAll<HTMLFormElement>('form[data-levers]').forEach(follow);
document.querySelectorAll<HTMLInputElement>('input[data-tree]').forEach(input => pickFromTree(input, (vi, en) => (vietnamese ? vi : en)));

// <form data-check>: the rules are asked while somebody types, without writing anything; what they say stands in the form's .told. The first field is ready as
// soon as the form is unfolded.
async function check(form: HTMLFormElement): Promise<void> {
  const value = form.elements.namedItem('value') as HTMLInputElement | null;
  const told = form.querySelector('.told');
  if (!told || !form.checkValidity()) return;
  const sent = new FormData(form);
  sent.append('check', '1');
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams([...sent].map(([name, text]) => [name, String(text)])) }).catch(() => undefined);
  if (!answer?.ok) return;
  const findings = (await answer.json()) as { isWarning: boolean; text: string }[];
  value?.toggleAttribute('aria-invalid', false);
  if (findings.some(finding => !finding.isWarning)) value?.setAttribute('aria-invalid', 'true');
  told.replaceChildren(...findings.map(finding => {
    const line = document.createElement('p');
    line.className = 'field-error';
    line.textContent = finding.text;
    return line;
  }));
}

const waiting = new WeakMap<HTMLFormElement, ReturnType<typeof setTimeout>>();
document.addEventListener('input', event => {
  const form = (event.target as HTMLElement).closest<HTMLFormElement>('form[data-check]');
  if (!form || !(event.target as HTMLInputElement).name.startsWith('value')) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => void check(form), 250));
});

document.querySelectorAll<HTMLDetailsElement>('details.edit').forEach(edit => edit.addEventListener('toggle', () => {
  if (edit.open) edit.querySelector<HTMLElement>('[name=value]')?.focus();
}));

// <form data-drop>: a file that is dropped on it is sent as if it had been chosen.
document.querySelectorAll<HTMLFormElement>('form[data-drop]').forEach(form => {
  const input = form.querySelector<HTMLInputElement>('input[type=file]')!;
  form.addEventListener('dragover', event => {
    event.preventDefault();
    form.classList.add('over');
  });
  form.addEventListener('dragleave', () => form.classList.remove('over'));
  form.addEventListener('drop', event => {
    event.preventDefault();
    form.classList.remove('over');
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
});

// <table data-rows>: the link of each row is a place that keys lead to, <dialog id="keys"> tells them. Single letters can be switched off, for those whose
// software types them by itself (WCAG 2.1.4).
const keysOff = 'keys-off';
const rows = document.querySelector<HTMLTableElement>('table[data-rows]');

function moveRow(steps: number): void {
  const links = [...rows!.querySelectorAll<HTMLElement>('tbody th a')];
  const at = links.findIndex(link => link.closest('tr')!.contains(document.activeElement));
  links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + steps))]?.focus();
}

const keys: Record<string, () => void> = {
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: () => document.activeElement?.closest('tr')?.querySelector<HTMLElement>('input[name=id]')?.click(),
  n: () => document.querySelector<HTMLElement>('a[rel=next]')?.click(),
  p: () => document.querySelector<HTMLElement>('a[rel=prev]')?.click(),
  '/': () => document.querySelector<HTMLElement>('input[type=search]')?.focus(),
  '?': () => (document.getElementById('keys') as HTMLDialogElement | null)?.showModal(),
};

if (rows) {
  document.addEventListener('keydown', event => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && rows.tBodies[0]?.contains(target)) moveRow(arrow);
    else if (localStorage.getItem(keysOff) || target.matches('select, textarea, input:not([type=checkbox])') || !(event.key in keys)) return;
    else keys[event.key]!();
    event.preventDefault();
  });
  const off = document.querySelector<HTMLInputElement>('[data-keys-off]');
  if (off) {
    off.checked = localStorage.getItem(keysOff) !== null;
    off.onchange = () => (off.checked ? localStorage.setItem(keysOff, '1') : localStorage.removeItem(keysOff));
  }
  const all = rows.querySelector<HTMLInputElement>('[data-choose-all]');
  if (all) {
    all.hidden = false;
    all.onchange = () => rows.querySelectorAll<HTMLInputElement>('input[name=id]').forEach(box => (box.checked = all.checked));
  }
}
