/** The editor that takes the place of a cell's static code. Loaded when a reader first enters a cell. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap, placeholder, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { passing } from './numbers/drag';
import { numbers } from './numbers/numbers';
import { onPaste } from './pasted/on-paste';
import { languageOnFocus } from './typescript/language-on-focus';
import type { FormatOutcome } from '../../client/page/cells-in-page';

/** What a key in the editor can ask of the cell. */
export type EditorCommand = 'run' | 'run-on' | 'run-insert' | 'leave' | 'indentation' | 'format';

/** 1-based; the column where it is known. */
export interface SourcePlace {
  line: number;
  column: number | null;
}

export interface EditorOptions {
  parent: HTMLElement;
  source: string;
  /** Accessible name of the text field. */
  label: string;
  /** Placeholder that the editor shows while it is empty. */
  invitation?: string;
  onChange(source: string): void;
  /** How many places differ from what the text is compared with; null if with nothing. */
  onDifferences(count: number | null): void;
  onCommand(command: EditorCommand): void;
  /** The cell: TypeScript tells about it in the light of those above. */
  cellId: string;
}

export interface Editor {
  focus(): void;
  /** Puts the cursor where the pointer is, in page coordinates, and focuses. */
  focusAt(x: number, y: number): void;
  /** Replaces the text unless it is the same already. */
  setSource(source: string): void;
  /** Marks a line, and the word at its column; null marks nothing. The mark goes with the next change. */
  mark(place: SourcePlace | null): void;
  /** Marks a place and puts the cursor there. */
  goTo(place: SourcePlace): void;
  /**
   * Lays the text out, as one step that can be undone.
   *
   * @throws if what does it cannot be fetched
   */
  format(): Promise<FormatOutcome>;
  /** Whether Tab indents, or moves the focus on as everywhere else in the page. */
  indentWithTab(on: boolean): void;
  /**
   * Shows within the text what differs from another one; null shows the text alone.
   *
   * @throws if what shows it cannot be fetched
   */
  compareWith(original: string | null): Promise<void>;
  destroy(): void;
}

const setMark = StateEffect.define<SourcePlace | null>();

const mark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setMark));
    if (effect !== undefined) return marksAt(transaction.state, effect.value);
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksAt(state: EditorState, place: SourcePlace | null): DecorationSet {
  if (place === null) return Decoration.none;
  const line = lineOf(state, place);
  const marked = Decoration.line({ class: 'cm-error-line' }).range(line.from);
  const position = positionOf(state, place);
  if (place.column === null || position >= line.to) return Decoration.set(marked);
  const { from, to } = state.wordAt(position) ?? { from: position, to: position + 1 };
  return Decoration.set([marked, Decoration.mark({ class: 'cm-error-word' }).range(from, to)]);
}

/** The last line for one that the text no longer has. */
function lineOf({ doc }: EditorState, { line }: SourcePlace) {
  return doc.line(Math.min(Math.max(line, 1), doc.lines));
}

function positionOf(state: EditorState, place: SourcePlace): number {
  const line = lineOf(state, place);
  return Math.min(line.from + Math.max((place.column ?? 1) - 1, 0), line.to);
}

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
  '.cm-error-word': {
    textDecoration: 'underline wavy var(--error) 1px',
    textUnderlineOffset: '0.25em',
    textDecorationSkipInk: 'none',
  },
  '.cm-placeholder': { color: 'var(--muted)' },
});

/** Builds an editor into `parent`. Its text field is no stop of the Tab key: the cell's frame around it is. */
export function createEditor(options: EditorOptions): Editor {
  const command = (name: EditorCommand) => () => {
    options.onCommand(name);
    return true;
  };
  const indentation = new Compartment();
  const difference = new Compartment();
  /** The last wish counts, in whatever order the answers come. */
  let wish = 0;

  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.source,
      extensions: [
        languageOnFocus(options.cellId),
        keymap.of([
          { key: 'Shift-Enter', run: command('run-on') },
          { key: 'Mod-Enter', run: command('run') },
          { key: 'Ctrl-Enter', run: command('run') },
          { key: 'Alt-Enter', run: command('run-insert') },
          { key: 'Ctrl-m', run: command('indentation') },
          { key: 'Shift-Alt-f', run: command('format') },
          { key: 'Escape', run: command('leave') },
        ]),
        indentation.of([]),
        numbers,
        onPaste,
        keymap.of([...historyKeymap, ...defaultKeymap]),
        history(),
        indentOnInput(),
        bracketMatching(),
        javascript({ typescript: true }),
        syntaxHighlighting(highlightStyle),
        theme,
        mark,
        difference.of([]),
        options.invitation === undefined ? [] : placeholder(options.invitation),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          spellcheck: 'false',
          tabindex: '-1',
        }),
        EditorView.updateListener.of((update) => {
          const isPassing = update.transactions.some((transaction) => transaction.annotation(passing));
          if (update.docChanged && !isPassing) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });

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
    mark: (place) => view.dispatch({ effects: setMark.of(place) }),
    goTo(place) {
      view.dispatch({
        selection: { anchor: positionOf(view.state, place) },
        effects: setMark.of(place),
        scrollIntoView: true,
      });
      view.focus();
    },
    async format() {
      const { format } = await import('./typescript/format');
      return format(view, options.cellId);
    },
    indentWithTab: (on) =>
      view.dispatch({ effects: indentation.reconfigure(on ? keymap.of([indentWithTab]) : []) }),
    async compareWith(original) {
      const own = ++wish;
      const shown = original === null ? null : await import('./difference');
      if (own !== wish) return;
      const compared =
        original === null || !shown
          ? null
          : shown.differenceFrom(original, (count) => options.onDifferences(count));
      view.dispatch({ effects: difference.reconfigure(compared ?? []) });
      if (compared === null) options.onDifferences(null);
    },
    destroy: () => view.destroy(),
  };
}
