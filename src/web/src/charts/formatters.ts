// An option is JSON and cannot hold functions, so it names one: "@number:1:vi" is the formatter `number` with one decimal in
// Vietnamese. Names are resolved here, for the page and for the server alike.
type Formatter = (input: unknown) => string | HTMLElement[];
interface Point { seriesId: string; seriesName: string; name: string; color: string; value: unknown }

const named = /^@(number|fan|heat):(\d):(vi|en)$/;

/** Replaces, in place, the formatters that an option names by the functions themselves; returns the same option. */
export function resolveFormatters<T>(option: T): T {
  if (typeof option !== 'object' || option === null) return option;
  for (const [key, value] of Object.entries(option)) {
    const match = key.endsWith('ormatter') && typeof value === 'string' ? named.exec(value) : null;
    if (match) (option as Record<string, unknown>)[key] = formatter(match[1]!, Number(match[2]), match[3]!);
    else resolveFormatters(value);
  }
  return option;
}

function formatter(name: string, decimals: number, language: string): Formatter {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const tick = new Intl.NumberFormat(locale, { maximumFractionDigits: decimals });
  if (name === 'number') return value => tick.format(Number(value));
  if (name === 'heat') return point => String(tick.format(Number((point as { value: number[] }).value[2])));
  const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return points => fanTooltip(points as Point[], exact);
}

// A band is drawn as a transparent base ("band80.base") with a difference stacked on it ("band80"); the reader sees its two ends.
// Elements instead of HTML: a style inside HTML is what the policy of the pages forbids.
function fanTooltip(points: Point[], number: Intl.NumberFormat): HTMLElement[] {
  const bases = new Map(points.filter(p => p.seriesId.endsWith('.base')).map(p => [p.seriesId, Number(p.value)]));
  const rows = points
    .filter(p => !p.seriesId.endsWith('.base') && isNumber(p.value))
    .map(p => {
      const base = bases.get(`${p.seriesId}.base`);
      const value = Number(p.value);
      const text = base === undefined ? number.format(value) : `${number.format(base)} – ${number.format(base + value)}`;
      const row = element('div', '', 'chart-tip');
      const dot = element('i', '', 'chart-dot');
      dot.style.backgroundColor = p.color;
      row.append(dot, element('span', p.seriesName), element('b', text));
      return row;
    });
  return [element('strong', points[0]?.name ?? ''), ...rows];
}

function element(tag: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
