import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isOfNotebook } from '../support/notebook-chapters';

const root = join(import.meta.dirname, '../..');

/**
 * Does what README.md says under "Add a chapter" to a copy of the notebook's chapters.
 * @returns the copy's folder, which is the caller's to remove
 */
export function addReadmeChapter(): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, recipe = ''] = /^## Add a chapter\n(.*?)^## /ms.exec(readme) ?? [];
  const [, file, mdx] = /`content\/(\d[^`]*)`:\n\n````\n(.*?)^````$/ms.exec(recipe) ?? [];
  if (file === undefined || mdx === undefined) throw new Error('README.md shows no chapter to add.');
  const copy = mkdtempSync(join(tmpdir(), 'alexnet-content-'));
  for (const folder of readdirSync(join(root, 'content'))) {
    if (!isOfNotebook({ slug: folder.replace(/^\d+-/, '') })) continue;
    cpSync(join(root, 'content', folder), join(copy, folder), { recursive: true });
  }
  mkdirSync(join(copy, dirname(file)));
  writeFileSync(join(copy, file), mdx);
  return copy;
}
