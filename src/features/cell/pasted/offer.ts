/** What is pasted into a cell and is Python is offered as TypeScript, below the code. */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, showPanel, type Panel } from '@codemirror/view';
import { inTypeScript } from '../../../notebook/pasted/whole';

interface Offer {
  /** Where the Python stands. */
  from: number;
  to: number;
  code: string;
  unsaid: number;
}

const setOffer = StateEffect.define<Offer | null>();

/** It goes where the reader goes on with the Python, or takes it out. */
const offered = StateField.define<Offer | null>({
  create: () => null,
  update(offer, { effects, changes }) {
    for (const effect of effects) if (effect.is(setOffer)) return effect.value;
    if (offer === null || changes.empty) return offer;
    if (changes.touchesRange(offer.from, offer.to) !== false) return null;
    return { ...offer, from: changes.mapPos(offer.from, 1), to: changes.mapPos(offer.to, -1) };
  },
  provide: (field) =>
    showPanel.from(field, (offer) => (offer === null ? null : (view) => panel(view, offer))),
});

function panel(view: EditorView, { code, unsaid }: Offer): Panel {
  const dom = document.createElement('div');
  dom.className = 'cm-offer';
  dom.setAttribute('role', 'group');
  dom.setAttribute('aria-label', 'The pasted Python as TypeScript');
  const words = document.createElement('p');
  const left =
    unsaid === 0 ? '' : ` ${unsaid === 1 ? 'One line has' : `${unsaid} lines have`} no counterpart here.`;
  words.textContent = `This is Python. As TypeScript:${left}`;
  const shown = document.createElement('pre');
  shown.textContent = code;
  const use = buttonFor('Use it', () => {
    const offer = view.state.field(offered);
    if (!offer) return;
    view.dispatch({
      changes: { from: offer.from, to: offer.to, insert: offer.code },
      selection: { anchor: offer.from + offer.code.length },
      effects: setOffer.of(null),
      userEvent: 'input.translate',
      scrollIntoView: true,
    });
    view.focus();
  });
  const leave = buttonFor('Leave it', () => {
    view.dispatch({ effects: setOffer.of(null) });
    view.focus();
  });
  dom.append(words, shown, use, leave);
  return { dom };
}

function buttonFor(text: string, press: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = text;
  button.addEventListener('click', press);
  return button;
}

const theme = EditorView.theme({
  '.cm-panels': { border: '0', backgroundColor: 'transparent', color: 'inherit', zIndex: '1' },
  '.cm-offer': {
    marginTop: '0.6rem',
    padding: '0.5rem 0.75rem',
    border: '1px solid var(--edge)',
    borderRadius: '0.2rem',
    backgroundColor: 'var(--raised)',
    font: 'var(--label-font)',
  },
  '.cm-offer p': { margin: '0' },
  '.cm-offer pre': {
    maxHeight: '16rem',
    margin: '0.4rem 0',
    padding: '0.35rem 0.5rem',
    overflow: 'auto',
    border: '0',
    background: 'var(--wash)',
    font: 'var(--code-font)',
    whiteSpace: 'pre-wrap',
  },
  '.cm-offer .button': { marginInlineEnd: '0.5rem' },
});

const offers: Extension = [offered, theme];

/** Offers what stands there in TypeScript, if it is Python. */
export function offerTypeScript(view: EditorView, from: number, to: number): void {
  const { state } = view;
  const said = inTypeScript(state.sliceDoc(from, to));
  if (said === null) return;
  const isThere = state.field(offered, false) !== undefined;
  view.dispatch({
    effects: [
      ...(isThere ? [] : [StateEffect.appendConfig.of(offers)]),
      setOffer.of({ from, to, ...said }),
      EditorView.announce.of('This is Python. Below the code it stands as TypeScript, to be used.'),
    ],
  });
}
