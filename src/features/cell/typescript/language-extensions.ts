/** All that TypeScript gives to an editor. */
import { closeCompletion } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import { pageState } from '../../../client/page/page-state.svelte';
import { cards, closeCard } from './card';
import { CellLanguage } from '../../../client/language/cell-language';
import { completion } from './completion';
import { problems } from './problems';
import { signatures } from './signatures';
import { theme } from './theme';
import { types } from './types';

/** @param cellId the cell that is edited */
export function languageExtensions(cellId: string): Extension {
  const language = new CellLanguage(cellId);
  return [
    keymap.of([{ key: 'Tab', run: makeWay, shift: makeWay }]),
    completion(language),
    cards,
    types(language),
    signatures(language),
    problems(language),
    theme,
  ];
}

/**
 * Where Tab moves on, it does so whatever is open, which would else take the focus: browsers give it to what scrolls.
 *
 * @returns false: the key goes its way
 */
function makeWay(view: EditorView): boolean {
  if (!pageState.tabIndents) {
    closeCompletion(view);
    closeCard(view);
  }
  return false;
}
