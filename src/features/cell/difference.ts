/** What differs from the published cell, shown within the editor. Loaded when a reader first asks for it. */
import { getChunks, unifiedMergeView } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Told by a sign at the line as well as by colour. */
const theme = EditorView.theme({
  '.cm-content .cm-line, .cm-deletedLine': { position: 'relative', paddingInlineStart: '1.25em' },
  '.cm-changedLine::before, .cm-deletedLine::before': {
    position: 'absolute',
    insetInlineStart: '0.1em',
    color: 'var(--muted)',
  },
  '.cm-changedLine::before': { content: '"+"' },
  '.cm-deletedLine::before': { content: '"\u2212"' },
  '&.cm-merge-b .cm-changedLine': {
    backgroundColor: 'color-mix(in oklab, var(--ink) 9%, transparent)',
  },
  '&.cm-merge-b .cm-changedText': {
    // A line beneath: a second tint would leave strings too little contrast in the light theme.
    background: 'none',
    boxShadow: 'inset 0 -0.12em color-mix(in oklab, var(--ink) 45%, transparent)',
  },
  '.cm-deletedChunk': { paddingInlineStart: '0', backgroundColor: 'transparent', color: 'var(--muted)' },
  '.cm-deletedChunk .cm-deletedText': {
    background: 'none',
    textDecoration: 'line-through',
  },
  '.cm-deletedChunk .cm-chunkButtons': { zIndex: '1', insetInlineEnd: '0' },
  '.cm-deletedChunk button': {
    margin: '0',
    padding: '0 0.5em',
    border: '1px solid var(--edge)',
    borderRadius: '0.25rem',
    background: 'var(--raised)',
    color: 'var(--ink)',
    font: 'var(--label-font)',
  },
});

/**
 * Shows the text against another one. Each place has a button that puts the other text's in.
 *
 * @param onCount told how many places differ, at once and as the text changes
 */
export function differenceFrom(original: string, onCount: (count: number) => void): Extension {
  return [
    unifiedMergeView({
      original,
      gutter: false,
      mergeControls: (type, act) => {
        // To accept would change what the text is compared with.
        if (type === 'accept') return document.createElement('span');
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = 'Take back';
        button.onclick = act;
        return button;
      },
    }),
    EditorView.updateListener.of(({ state }) => onCount(getChunks(state)?.chunks.length ?? 0)),
    theme,
  ];
}
