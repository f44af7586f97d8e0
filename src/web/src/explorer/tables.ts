// Lists of an answer as tables: a list of objects anywhere in it, its objects' fields as columns, objects inside them as "posting.agency.name".
export type Value = string | number | boolean | null;
export interface Table { path: string; columns: string[]; rows: Record<string, Value>[] }

/** Every list of objects in an answer, by its path; the same list under many parents is one table. */
export function tablesOf(answer: unknown): Table[] {
  const found = new Map<string, object[]>();
  gather((answer as { data?: unknown } | null)?.data, '', found);
  return [...found].filter(([, items]) => items.length > 0).map(([path, items]) => {
    const rows = items.map(item => flat(item));
    return { path, columns: [...new Set(rows.flatMap(row => Object.keys(row)))], rows };
  });
}

function gather(value: unknown, path: string, found: Map<string, object[]>): void {
  if (Array.isArray(value)) {
    const items = value.filter((item): item is object => typeof item === 'object' && item !== null && !Array.isArray(item));
    if (items.length) found.set(path, [...(found.get(path) ?? []), ...items]);
    for (const item of items) gather(item, path, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) gather(inner, path ? `${path}.${name}` : name, found);
  }
}

// Lists inside a row are tables of their own; where they hold no objects, they are told in one cell.
function flat(item: object, before = '', row: Record<string, Value> = {}): Record<string, Value> {
  for (const [name, value] of Object.entries(item)) {
    const column = before + name;
    if (Array.isArray(value)) {
      const objects = value.filter(each => typeof each === 'object' && each !== null);
      if (objects.length === 0) row[column] = value.join('; ');
      // The keys of a headcount's cell: each is a column by its place.
      else if (value.length <= 4) objects.forEach((each, at) => flat(each as object, `${column}[${at}].`, row));
    } else if (typeof value === 'object' && value !== null) {
      flat(value as object, `${column}.`, row);
    } else if (name !== '__typename') {
      row[column] = value as Value;
    }
  }
  return row;
}

/** Columns whose values are all numbers, where there are any. */
export const numbersOf = (table: Table): string[] =>
  table.columns.filter(column => table.rows.some(row => typeof row[column] === 'number') && table.rows.every(row => row[column] == null || typeof row[column] === 'number'));
