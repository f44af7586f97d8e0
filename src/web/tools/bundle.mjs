// Bundles the scripts and styles: for pages into the folder given as the first argument, the chart renderer into dist/.
// Every text file gets a Brotli copy beside it, so that the server never compresses while someone waits.
import { build } from 'esbuild';
import { brotliCompressSync, constants } from 'node:zlib';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const assets = resolve(process.argv[2] ?? join(web, '../TalentRegistry.Server/wwwroot/assets'));
const page = {
  absWorkingDir: web,
  outdir: assets,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  legalComments: 'none',
  loader: { '.woff2': 'file' },
  assetNames: '[name]',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
};

rmSync(assets, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });
await Promise.all([
  build({ ...page, entryPoints: { charts: 'src/charts/page.ts', site: 'src/site/site.ts' } }),
  build({ ...page, entryPoints: { site: 'src/site/site.css' } }),
  build({ ...page, entryPoints: { explorer: 'src/explorer/explorer.tsx', 'explorer-chart': 'src/explorer/chart.ts' } }),
  build({
    ...page,
    outdir: join(web, 'dist'),
    entryPoints: { render: 'src/charts/render.ts' },
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: ['node20'],
    minify: false,
  }),
]);

// The licence of the typeface asks to travel with it.
cpSync(join(web, 'node_modules/@fontsource-variable/noto-sans/LICENSE'), join(assets, 'NotoSans-LICENSE.txt'));
for (const name of readdirSync(assets).filter(name => /\.(js|css)$/.test(name))) {
  const text = readFileSync(join(assets, name));
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } };
  writeFileSync(join(assets, `${name}.br`), brotliCompressSync(text, best));
}
