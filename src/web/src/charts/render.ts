// Draws charts for the server. One JSON request a line on standard input, one JSON answer a line on standard output:
//   {"id":1,"format":"svg"|"png","width":960,"height":480,"scale":2,"option":{…}}  ->  {"id":1,"data":"<svg …" or base64} or {"id":1,"error":"…"}
// Started as `node render.mjs NODE_MODULES`; ends when its input ends, so it never outlives the server.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { GraphicComponent } from 'echarts/components';
import { echarts } from './echarts';
import { FontMetrics } from './font';
import { resolveFormatters } from './formatters';

interface Request { id: number; format: 'svg' | 'png'; width: number; height: number; scale: number; option: Record<string, unknown> }

echarts.use([GraphicComponent]); // Pictures of boxes and words, which pages show as tables.
console.log = console.error; // Standard output carries answers and nothing else.
const modules = resolve(process.argv[2]!);
const { renderAsync } = createRequire(join(modules, '_.js'))('@resvg/resvg-js') as typeof import('@resvg/resvg-js');
const fontFile = (style: string) => join(modules, '@expo-google-fonts/noto-sans', style, `NotoSans_${style}.ttf`);
const regular = new FontMetrics(fontFile('400Regular'));
const bold = new FontMetrics(fontFile('700Bold'));

echarts.setPlatformAPI({
  // Node has no canvas to measure with, and ECharts' own guess takes ế for a full-width character.
  measureText: (text: string, font?: string) => {
    const size = Number(/(\d+(?:\.\d+)?)px/.exec(font ?? '')?.[1] ?? 12);
    const metrics = /\b(bold|[6-9]00)\b/.test(font ?? '') ? bold : regular;
    return { width: metrics.widthOf(text) * size };
  },
});

function svg({ option, width, height }: Request): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ backgroundColor: '#ffffff', ...resolveFormatters(option), animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

async function png(request: Request): Promise<string> {
  const image = await renderAsync(svg(request), {
    fitTo: { mode: 'width', value: request.width * request.scale },
    font: {
      loadSystemFonts: false, // The same picture on every machine.
      fontFiles: [fontFile('400Regular'), fontFile('700Bold')],
      defaultFontFamily: 'Noto Sans',
      sansSerifFamily: 'Noto Sans',
    },
  });
  return image.asPng().toString('base64');
}

async function answer(line: string): Promise<void> {
  const request = JSON.parse(line) as Request;
  let reply: object;
  try {
    reply = { id: request.id, data: request.format === 'png' ? await png(request) : svg(request) };
  } catch (error) {
    reply = { id: request.id, error: error instanceof Error ? error.message : String(error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', line => void answer(line));
