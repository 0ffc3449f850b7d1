import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ChapterFile {
  folder: string;
  /** Its address: the folder's name without the number. */
  slug: string;
  /** Frontmatter and all. */
  mdx: string;
}

/** Where the chapters are read from. `CONTENT` names another folder than the course's own. */
export const contentFolder = process.env.CONTENT ?? join(import.meta.dirname, '../../content');

/** The chapters in reading order. */
export const chapterFiles: readonly ChapterFile[] = readdirSync(contentFolder)
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .map((folder) => ({
    folder,
    slug: folder.replace(/^\d+-/, ''),
    mdx: readFileSync(join(contentFolder, folder, 'index.mdx'), 'utf8'),
  }));
