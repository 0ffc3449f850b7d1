/** Numbers in the code that answer: dragged by a pointer, stepped by keys, and by buttons under a finger. */
import { syntaxTree } from '@codemirror/language';
import type { Extension, EditorState } from '@codemirror/state';
import { StateField } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  keymap,
  showTooltip,
  ViewPlugin,
  type DecorationSet,
  type Tooltip,
  type ViewUpdate,
} from '@codemirror/view';
import { dragging } from './drag';
import { numberAt, numbersIn, stepAt, stepNumber } from './step-number';

/** With Shift a key makes ten steps. */
const MANY = 10;

const marked = Decoration.mark({
  class: 'cm-number',
  attributes: { title: 'Drag it left or right, or step it by Alt+. and Alt+,' },
});

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = marksIn(view);
    }
    update(update: ViewUpdate) {
      const isRead = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isRead) this.decorations = marksIn(update.view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function marksIn({ state, visibleRanges }: EditorView): DecorationSet {
  const numbers = visibleRanges.flatMap(({ from, to }) => numbersIn(state, from, to));
  return Decoration.set(numbers.map(({ from, to }) => marked.range(from, to)));
}

/** Where a finger has put the cursor into a number there are two buttons over it. */
const buttons = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, { state, docChanged, selection }) {
    return docChanged || selection ? buttonsFor(state, shown) : shown;
  },
  provide: (field) => showTooltip.from(field),
});

function buttonsFor(state: EditorState, shown: Tooltip | null): Tooltip | null {
  const { main } = state.selection;
  const number = main.empty ? numberAt(state, main.head) : null;
  if (number === null) return null;
  return shown?.pos === number.from ? shown : { pos: number.from, above: true, create: createButtons };
}

function createButtons(view: EditorView): { dom: HTMLElement } {
  const dom = document.createElement('div');
  dom.className = 'cm-number-steps';
  const steps = [
    ['−', 'One less', -1],
    ['+', 'One more', 1],
  ] as const;
  for (const [sign, label, by] of steps) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.setAttribute('aria-label', label);
    // The focus stays in the code.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('click', () => {
      const number = numberAt(view.state, view.state.selection.main.head);
      if (number) stepAt(view, number, by);
    });
    dom.append(button);
  }
  return { dom };
}

const theme = EditorView.theme({
  '.cm-number': {
    cursor: 'ew-resize',
    textDecoration: 'underline dotted 1px var(--edge)',
    textUnderlineOffset: '0.25em',
  },
  '.cm-number:hover, &.cm-dragging-number .cm-number:hover': {
    textDecoration: 'underline solid 2px var(--focus)',
  },
  '&.cm-dragging-number, &.cm-dragging-number *': { cursor: 'ew-resize', userSelect: 'none' },
  '.cm-tooltip.cm-number-steps': {
    display: 'flex',
    border: '1px solid var(--edge)',
    borderRadius: '0.2rem',
    backgroundColor: 'var(--raised)',
  },
  '.cm-number-steps button': {
    minWidth: '2.75rem',
    minHeight: '2.75rem',
    border: '0',
    background: 'none',
    color: 'var(--ink)',
    font: 'var(--label-font)',
    fontSize: '1.25rem',
    touchAction: 'manipulation',
  },
});

export const numbers: Extension = [
  marks,
  dragging,
  matchMedia('(pointer: coarse)').matches ? buttons : [],
  keymap.of([
    { key: 'Alt-.', run: stepNumber(1), shift: stepNumber(MANY), preventDefault: true },
    { key: 'Alt-,', run: stepNumber(-1), shift: stepNumber(-MANY), preventDefault: true },
  ]),
  theme,
];
