/** All that TypeScript gives to an editor. */
import type { Extension } from '@codemirror/state';
import { cards } from './card';
import { CellLanguage } from './cell-language';
import { completion } from './completion';
import { problems } from './problems';
import { signatures } from './signatures';
import { theme } from './theme';
import { types } from './types';

/** @param cellId the cell that is edited */
export function languageExtensions(cellId: string): Extension {
  const language = new CellLanguage(cellId);
  return [completion(language), cards, types(language), signatures(language), problems(language), theme];
}
