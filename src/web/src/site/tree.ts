// <input data-tree="/agencies/tree" data-tree-id="agency">: a tree to pick an agency or a unit from, by keys alone or by pointer; typing looks for it without accents.
// A combobox with a tree as its popup (ARIA authoring practices): the focus stays in the field. Without a script what is typed is looked up when the form is sent.
interface TreeNode { id: string; name: string; label: string; above: string | null; children: number; note: string }
interface Branch { nodes: TreeNode[]; isCut: boolean }

export function pickFromTree(input: HTMLInputElement, words: (vietnamese: string, english: string) => string): void {
  const form = input.form!;
  const tree = document.createElement('div');
  const told = document.createElement('span');
  const nodes = new WeakMap<Element, TreeNode>();
  const known = new Map<string, Branch>();
  let [active, asked, made, typing] = [null as HTMLElement | null, 0, 0, 0];
  let picked = input.value;

  tree.className = 'tree';
  tree.id = `${input.id}-tree`;
  tree.hidden = true;
  tree.setAttribute('role', 'tree');
  tree.setAttribute('aria-label', input.labels?.[0]?.textContent?.trim() ?? '');
  told.className = 'visually-hidden';
  told.setAttribute('role', 'status');
  input.parentElement!.append(tree, told);
  input.removeAttribute('list');
  for (const [name, value] of [['role', 'combobox'], ['aria-haspopup', 'tree'], ['aria-expanded', 'false'], ['aria-controls', tree.id], ['aria-autocomplete', 'list']])
    input.setAttribute(name!, value!);

  const items = () => [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')];
  const levelOf = (item: Element) => Number(item.getAttribute('aria-level'));

  // The field that is sent: there already, made for it, or the list of those that a text may mean.
  function keep(node: TreeNode | null): void {
    const name = input.dataset.treeId!;
    let field = form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | RadioNodeList | null;
    if (field instanceof RadioNodeList) field = [...field].find(each => each instanceof HTMLSelectElement) as HTMLSelectElement;
    if (field instanceof HTMLSelectElement) field.replaceChildren(new Option(node?.label ?? '', node?.id ?? '', true, true));
    else {
      field ??= input.parentElement!.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name }));
      field.disabled = false;
      field.value = node?.id ?? '';
    }
  }

  async function ask(query: Record<string, string>): Promise<Branch | null> {
    const address = new URL(input.dataset.tree!, location.href);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const before = known.get(address.href);
    if (before) return before;
    const answer = await fetch(address).catch(() => undefined);
    if (!answer?.ok) return null;
    const branch = (await answer.json()) as Branch;
    known.set(address.href, branch);
    return branch;
  }

  function itemOf(node: TreeNode, level: number, isFound: boolean): HTMLElement {
    const [item, twist, name, note] = ['div', 'span', 'span', 'small'].map(tag => document.createElement(tag)) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
    item.id = `${tree.id}-${++made}`;
    item.setAttribute('role', 'treeitem');
    item.setAttribute('aria-level', String(level));
    item.setAttribute('aria-selected', 'false');
    if (node.children > 0) item.setAttribute('aria-expanded', 'false');
    item.style.setProperty('--level', String(level - 1));
    twist.className = 'twist';
    twist.setAttribute('aria-hidden', 'true');
    name.textContent = node.name;
    note.textContent = isFound && node.above ? `${node.above} · ${node.note}` : node.note;
    item.append(twist, name, ' ', note);
    nodes.set(item, node);
    return item;
  }

  function show(branch: Branch | null, after: HTMLElement | null, isFound = false): void {
    const level = after ? levelOf(after) + 1 : 1;
    const shown = (branch?.nodes ?? []).map(node => itemOf(node, level, isFound));
    const more = document.createElement('p');
    more.textContent = !branch ? words('Không đọc được cây.', 'The tree cannot be read.')
      : shown.length === 0 ? words('Không có gì khớp.', 'Nothing matches.')
        : words('Còn nữa: hãy gõ tên để tìm.', 'There are more: type a name.');
    const needed = branch?.isCut || shown.length === 0 ? [more] : [];
    if (after) after.after(...shown, ...(branch?.isCut ? needed : []));
    else tree.replaceChildren(...shown, ...needed);
    // A tree has items; what is only text is told as such.
    tree.setAttribute('role', items().length > 0 ? 'tree' : 'group');
    told.textContent = shown.length > 0 ? words(`${shown.length} mục`, `${shown.length} items`) : more.textContent;
  }

  function point(item: HTMLElement | null | undefined): void {
    if (item === undefined) return;
    active?.setAttribute('aria-selected', 'false');
    active = item;
    if (!item) return input.removeAttribute('aria-activedescendant');
    item.setAttribute('aria-selected', 'true');
    item.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', item.id);
  }

  function fold(): void {
    tree.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    point(null);
  }

  // What is asked last is shown, whatever is answered last.
  async function unfold(): Promise<void> {
    const at = ++asked;
    const text = input.value === picked ? '' : input.value.trim();
    const branch = await ask(text ? { q: text } : {});
    if (at !== asked || document.activeElement !== input) return;
    point(null);
    show(branch, null, text !== '');
    tree.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  }

  async function open(item: HTMLElement): Promise<void> {
    if (item.getAttribute('aria-expanded') !== 'false') return;
    item.setAttribute('aria-expanded', 'true');
    const branch = await ask({ under: nodes.get(item)!.id });
    if (item.isConnected && item.getAttribute('aria-expanded') === 'true') show(branch, item);
  }

  function close(item: HTMLElement): void {
    item.setAttribute('aria-expanded', 'false');
    while (item.nextElementSibling && (item.nextElementSibling.tagName === 'P' || levelOf(item.nextElementSibling) > levelOf(item))) item.nextElementSibling.remove();
  }

  function choose(item: HTMLElement): void {
    const node = nodes.get(item)!;
    input.value = node.label;
    picked = node.label;
    keep(node);
    fold();
  }

  function move(steps: number): void {
    const all = items();
    const at = active ? all.indexOf(active) : steps > 0 ? -1 : all.length;
    point(all[Math.max(0, Math.min(all.length - 1, at + steps))]);
  }

  function right(item: HTMLElement): void {
    if (item.getAttribute('aria-expanded') === 'true') move(1);
    else void open(item);
  }

  function left(item: HTMLElement): void {
    if (item.getAttribute('aria-expanded') === 'true') return close(item);
    const all = items();
    point(all.slice(0, all.indexOf(item)).reverse().find(each => levelOf(each) < levelOf(item)));
  }

  input.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const isOpen = !tree.hidden;
    if (event.key === 'Tab') return fold();
    if (event.key === 'ArrowDown' && !isOpen) void unfold();
    else if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp' && isOpen) move(-1);
    else if (event.key === 'Escape' && isOpen) fold();
    else if (!isOpen || !active) return;
    else if (event.key === 'ArrowRight') right(active);
    else if (event.key === 'ArrowLeft') left(active);
    else if (event.key === 'Home') point(items()[0]);
    else if (event.key === 'End') point(items().at(-1));
    else if (event.key === 'Enter') choose(active);
    else return;
    event.preventDefault();
  });

  input.addEventListener('input', () => {
    if (input.value !== picked) keep(null);
    clearTimeout(typing);
    typing = window.setTimeout(() => void unfold(), 150);
  });
  input.addEventListener('click', () => void (tree.hidden && unfold()));
  input.addEventListener('blur', fold);
  // The focus stays in the field.
  tree.addEventListener('mousedown', event => event.preventDefault());
  tree.addEventListener('click', event => {
    const item = (event.target as Element).closest<HTMLElement>('[role=treeitem]');
    if (!item) return;
    if (!(event.target as Element).closest('.twist') || nodes.get(item)!.children === 0) return choose(item);
    point(item);
    if (item.getAttribute('aria-expanded') === 'true') close(item);
    else void open(item);
  });
  // What is picked says it all: the text beside it is for forms sent without a script, and empty fields are no part of an address.
  form.addEventListener('formdata', event => {
    const name = input.dataset.treeId!;
    if (input.value === '' || event.formData.get(name)) event.formData.delete(input.name);
    if (event.formData.get(name) === '') event.formData.delete(name);
  });
}
