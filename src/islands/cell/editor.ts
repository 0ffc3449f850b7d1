/** The editor that takes the place of a cell's static code. Loaded when a reader first enters a cell. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface EditorOptions {
  parent: HTMLElement;
  source: string;
  /** Accessible name of the text field. */
  label: string;
  onChange(source: string): void;
  onRun(moveOn: boolean): void;
  /** Escape: the reader wants out of the text field. */
  onLeave(): void;
}

export interface Editor {
  focus(): void;
  /** Puts the cursor where the pointer is, in page coordinates, and focuses. */
  focusAt(x: number, y: number): void;
  /** Replaces the text unless it is the same already. */
  setSource(source: string): void;
  /** Marks a line, 1-based, and no other; null marks none. The mark goes with the next change. */
  markLine(line: number | null): void;
  /** Marks a line and puts the cursor there, 1-based. */
  goTo(line: number, column: number | null): void;
  destroy(): void;
}

const setMark = StateEffect.define<number | null>();

const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setMark));
    if (effect !== undefined) {
      return effect.value === null
        ? Decoration.none
        : Decoration.set(Decoration.line({ class: 'cm-error-line' }).range(effect.value));
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The colours of the static code's theme, by the same custom properties. */
const highlightStyle = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--astro-code-token-keyword)' },
  { tag: tags.operator, color: 'var(--astro-code-token-keyword)' },
  {
    tag: [tags.string, tags.special(tags.string), tags.regexp],
    color: 'var(--astro-code-token-string-expression)',
  },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--astro-code-token-constant)' },
  { tag: tags.comment, color: 'var(--astro-code-token-comment)' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.typeName],
    color: 'var(--astro-code-token-function)',
  },
  { tag: tags.punctuation, color: 'var(--astro-code-token-punctuation)' },
]);

const theme = EditorView.theme({
  '&': { color: 'inherit', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'currentColor' },
  '.cm-line': { padding: '0' },
  '.cm-error-line': {
    backgroundColor: 'color-mix(in oklab, var(--error) 14%, transparent)',
    boxShadow: 'inset 3px 0 var(--error)',
  },
});

/** Builds an editor into `parent`. Tab moves the focus on, as everywhere else in the page. */
export function createEditor(options: EditorOptions): Editor {
  const run = (moveOn: boolean) => () => {
    options.onRun(moveOn);
    return true;
  };
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.source,
      extensions: [
        keymap.of([
          { key: 'Shift-Enter', run: run(true) },
          { key: 'Mod-Enter', run: run(false) },
          {
            key: 'Escape',
            run: () => {
              options.onLeave();
              return true;
            },
          },
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        history(),
        indentOnInput(),
        bracketMatching(),
        javascript({ typescript: true }),
        syntaxHighlighting(highlightStyle),
        theme,
        markedLine,
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });

  /** The last line for one that the text no longer has. */
  const lineAt = (line: number) => view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));

  return {
    focus: () => view.focus(),
    focusAt(x, y) {
      const position = view.posAtCoords({ x, y }, false);
      view.dispatch({ selection: { anchor: position } });
      view.focus();
    },
    setSource(source) {
      if (source === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: source } });
    },
    markLine(line) {
      view.dispatch({ effects: setMark.of(line === null ? null : lineAt(line).from) });
    },
    goTo(line, column) {
      const marked = lineAt(line);
      const anchor = Math.min(marked.from + Math.max((column ?? 1) - 1, 0), marked.to);
      view.dispatch({ selection: { anchor }, effects: setMark.of(marked.from), scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
