// Draws a column of a result against another. A script of its own: the explorer loads it when a chart is asked for.
import { BarChart } from 'echarts/charts';
import { CanvasRenderer } from 'echarts/renderers';
import { echarts } from '../charts/echarts';

echarts.use([BarChart, CanvasRenderer]);

export interface Drawn { title: string; kind: 'bar' | 'line'; labels: string[]; series: { name: string; values: (number | null)[] }[] }

const optionOf = ({ title, kind, labels, series }: Drawn) => ({
  animation: false,
  textStyle: { fontFamily: 'Noto Sans, Segoe UI, DejaVu Sans, Arial, sans-serif' },
  color: ['#12355b', '#b35900', '#0b6e4f', '#5b2a86', '#a61b1b'],
  aria: { enabled: true },
  title: { text: title, left: 8, top: 4, textStyle: { fontSize: 14 } },
  legend: { top: 30, left: 8 },
  tooltip: { trigger: 'axis', confine: true, formatter: (points: { seriesName: string; name: string; value: unknown }[]) =>
    [points[0]?.name ?? '', ...points.map(point => `${point.seriesName}: ${point.value ?? ''}`)].map(line => Object.assign(document.createElement('div'), { textContent: line })) },
  grid: { left: 64, right: 24, top: 64, bottom: 96 },
  xAxis: { type: 'category', data: labels, axisLabel: { rotate: labels.length > 6 ? 40 : 0, width: 110, overflow: 'truncate' } },
  yAxis: { type: 'value' },
  series: series.map(({ name, values }) => ({ type: kind, name, data: values, symbolSize: 6 })),
});

/** Draws in an element; what is returned takes the drawing away. */
export function draw(canvas: HTMLElement, drawn: Drawn): () => void {
  const chart = echarts.init(canvas, null, { renderer: 'svg' });
  chart.setOption(optionOf(drawn));
  return () => chart.dispose();
}

/** The drawing as a picture, on white and for a PNG at twice the size. */
export async function pictureOf(drawn: Drawn, format: 'svg' | 'png'): Promise<Blob> {
  const chart = echarts.init(document.createElement('div'), null, { renderer: format === 'svg' ? 'svg' : 'canvas', width: 900, height: 480, devicePixelRatio: 2 });
  chart.setOption(optionOf(drawn));
  const address = chart.getDataURL({ type: format, pixelRatio: 2, backgroundColor: '#ffffff' });
  chart.dispose();
  // The policy of the page lets no address of data be fetched.
  const [head, body] = [address.slice(0, address.indexOf(',')), address.slice(address.indexOf(',') + 1)];
  const binary = head.endsWith(';base64') ? atob(body) : decodeURIComponent(body);
  return head.endsWith(';base64') ? new Blob([Uint8Array.from(binary, letter => letter.charCodeAt(0))], { type: 'image/png' }) : new Blob([binary], { type: 'image/svg+xml' });
}
