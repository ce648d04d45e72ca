import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

/** The root of the repository. */
export const ROOT = join(__dirname, '../../..');

/** A busy machine is slow and not wrong. */
export const PATIENCE_MS = 30_000;

/** A real Chromium: the one of `CHROME_PATH`, else the one that comes with the packages. */
export function launchChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--no-zygote', '--font-render-hinting=none'];
  const executablePath = process.env['CHROME_PATH'] ?? unpacked();
  return chromium.launch({ executablePath, args, timeout: PATIENCE_MS });
}

/** Unpacks the packaged Chromium once for each version; other runs find it whole or not at all. */
function unpacked(): string {
  const packed = join(ROOT, 'node_modules/@sparticuz/chromium');
  if (!existsSync(packed))
    throw new Error('There is no Chromium: run npm install, or name a Chrome in CHROME_PATH.');
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const dir = join(ROOT, '.local/chromium', version);
  const program = join(dir, 'chromium');
  if (existsSync(program)) return program;
  mkdirSync(dir, { recursive: true });
  const draft = `${program}.${process.pid}`;
  writeFileSync(draft, brotliDecompressSync(readFileSync(join(packed, 'bin/chromium.br'))), { mode: 0o755 });
  renameSync(draft, program);
  return program;
}
