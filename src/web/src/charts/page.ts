// Draws every chart of a page. A figure holds its option as <script type="application/json" data-chart>, or names where to get
// it in data-chart-src; what else the figure holds (caption, table of the numbers) stays as it is.
import { CanvasRenderer } from 'echarts/renderers';
import { echarts } from './echarts';
import { resolveFormatters } from './formatters';

echarts.use([CanvasRenderer]); // Only to save a PNG: on the page itself charts are SVG, sharp at any zoom and on paper.

const vietnamese = !document.documentElement.lang.startsWith('en');
const words = vietnamese
  ? { svg: 'Lưu SVG', png: 'Lưu PNG', failed: 'Không tải được biểu đồ. Hãy tải lại trang.' }
  : { svg: 'Save SVG', png: 'Save PNG', failed: 'The chart could not be loaded. Reload the page.' };

async function optionOf(figure: HTMLElement): Promise<Record<string, unknown>> {
  const source = figure.dataset.chartSrc;
  if (!source) return JSON.parse(figure.querySelector('script[data-chart]')!.textContent!);
  const response = await fetch(source, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${source}: ${response.status}`);
  return response.json();
}

async function draw(figure: HTMLElement): Promise<void> {
  const canvas = document.createElement('div');
  canvas.className = 'chart-canvas';
  if (figure.dataset.chartHeight) canvas.style.height = `${figure.dataset.chartHeight}px`;
  figure.prepend(canvas);
  try {
    const option = await optionOf(figure);
    await document.fonts.ready; // Text is measured once: with the typeface that it will be drawn in.
    const chart = echarts.init(canvas, null, { renderer: 'svg' });
    chart.setOption(resolveFormatters(structuredClone(option)));
    new ResizeObserver(() => chart.resize()).observe(canvas);
    addEventListener('beforeprint', () => chart.resize());
    let shown = option;
    // What a page adds while it is open, as the outcome of sliders, is saved with the rest.
    figure.addEventListener('chart-line', event => {
      shown = withLine(option, (event as CustomEvent<Line | null>).detail);
      chart.setOption(resolveFormatters(structuredClone(shown)), true);
    });
    canvas.after(toolbar(canvas, () => shown, figure.dataset.chartName ?? 'bieu-do'));
    figure.dataset.chartReady = '';
  } catch (error) {
    console.error(error);
    canvas.className = 'chart-failed';
    canvas.setAttribute('role', 'alert');
    canvas.textContent = words.failed;
  }
}

interface Line { name: string; values: Record<string, number> }

// The option with one more line over its categories; without a line as it was.
function withLine(option: Record<string, unknown>, line: Line | null): Record<string, unknown> {
  if (!line) return option;
  const more = structuredClone(option) as { xAxis: { data: string[] }; legend: { data: unknown[] }; series: unknown[] };
  more.legend.data.push(line.name);
  more.series.push({
    id: 'levers', type: 'line', name: line.name, data: more.xAxis.data.map(category => line.values[category] ?? null),
    symbol: 'none', z: 6, color: '#5b2a86', lineStyle: { color: '#5b2a86', width: 3, type: 'dotted' },
  });
  return more as unknown as Record<string, unknown>;
}

function toolbar(canvas: HTMLElement, option: () => Record<string, unknown>, name: string): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'chart-tools';
  for (const [renderer, label] of [['svg', words.svg], ['canvas', words.png]] as const) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.onclick = () => save(canvas, option(), renderer, `${name}.${renderer === 'svg' ? 'svg' : 'png'}`);
    bar.append(button);
  }
  return bar;
}

// A second, hidden drawing: without animation, on white, at twice the size for a PNG.
function save(canvas: HTMLElement, option: Record<string, unknown>, renderer: 'svg' | 'canvas', file: string): void {
  const size = { width: canvas.clientWidth, height: canvas.clientHeight };
  const chart = echarts.init(document.createElement('div'), null, { renderer, ...size, devicePixelRatio: 2 });
  chart.setOption({ ...resolveFormatters(structuredClone(option)), animation: false });
  const link = document.createElement('a');
  link.href = chart.getDataURL({ type: renderer === 'svg' ? 'svg' : 'png', pixelRatio: 2, backgroundColor: '#fff' });
  link.download = file;
  link.click();
  chart.dispose();
}

document.querySelectorAll<HTMLElement>('figure[data-chart-src], figure:has(> script[data-chart])').forEach(figure => void draw(figure));
