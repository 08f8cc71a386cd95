// Bundles the page into the resources of the Java module: the same sources give the same bytes.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
export const OUT = here('../src/main/resources/io/scorestream/dashboard/page/');

const licences = await readFile(here('static/licences.txt'), 'utf8');

await mkdir(OUT, { recursive: true });
await build({
  entryPoints: { app: here('src/main.tsx') },
  outdir: OUT,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  charset: 'utf8',
  banner: { js: `/*!\n${licences.trim()}\n*/` },
});
await build({
  entryPoints: { app: here('styles.css') },
  outdir: OUT,
  bundle: true,
  minify: true,
  target: ['chrome123', 'firefox121', 'safari17.5'],
  charset: 'utf8',
});
for (const file of ['index.html', 'icon.svg']) {
  await copyFile(here(`static/${file}`), OUT + file);
}
for (const file of ['index.html', 'app.js', 'app.css', 'icon.svg']) {
  console.log(`${String((await stat(OUT + file)).size).padStart(7)}  ${file}`);
}
