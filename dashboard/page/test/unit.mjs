// Bundles the tests of pure functions and runs them with Node's own runner.
import { build } from 'esbuild';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('unit/', import.meta.url));
const out = await mkdtemp(join(tmpdir(), 'page-tests-'));
const files = (await readdir(folder)).filter((file) => file.endsWith('.test.ts'));
await build({
  entryPoints: files.map((file) => folder + file),
  outdir: out, bundle: true, platform: 'node', format: 'esm', outExtension: { '.js': '.mjs' }, logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--test', ...files.map((file) => join(out, file.replace('.ts', '.mjs')))], { stdio: 'inherit' });
await rm(out, { recursive: true });
process.exit(status ?? 1);
