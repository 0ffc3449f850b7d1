/** A note at the cursor, for who has no pointer: the type of what stands there, or what a call takes. One at a time. */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';

export interface Card {
  position: number;
  /** Which of them it is: each closes its own. */
  kind: 'signature' | 'type';
  content: HTMLElement;
  /** What a screen reader is told when the card opens. */
  spoken: string;
}

interface Shown {
  card: Card;
  tooltip: Tooltip;
}

const setCard = StateEffect.define<Card | null>();

const shownCard = StateField.define<Shown | null>({
  create: () => null,
  update(shown, { effects, changes, docChanged, selection }) {
    const effect = effects.find((candidate) => candidate.is(setCard));
    if (effect !== undefined) return effect.value === null ? null : shownAs(effect.value);
    if (shown === null) return null;
    if (shown.card.kind === 'type' && (docChanged || selection)) return null;
    return docChanged
      ? { ...shown, tooltip: { ...shown.tooltip, pos: changes.mapPos(shown.tooltip.pos) } }
      : shown;
  },
  provide: (field) => showTooltip.from(field, (shown) => shown?.tooltip ?? null),
});

function shownAs(card: Card): Shown {
  const dom = document.createElement('div');
  dom.className = 'cm-card';
  dom.append(card.content);
  return { card, tooltip: { pos: card.position, above: true, create: () => ({ dom }) } };
}

/** Shows a card in place of any other. What was said already is not said again. */
export function openCard(view: EditorView, card: Card): void {
  const repeated = view.state.field(shownCard, false)?.card.spoken === card.spoken;
  view.dispatch({
    effects: [setCard.of(card), ...(repeated ? [] : [EditorView.announce.of(card.spoken)])],
  });
}

export function isCardOpen({ state }: Pick<EditorView, 'state'>, kind?: Card['kind']): boolean {
  const shown = state.field(shownCard, false);
  return shown != null && (kind === undefined || shown.card.kind === kind);
}

/**
 * Closes the card at the cursor.
 *
 * @returns whether one was open
 */
export function closeCard(view: EditorView): boolean {
  if (!isCardOpen(view)) return false;
  view.dispatch({ effects: setCard.of(null) });
  return true;
}

export const cards: Extension = [
  shownCard,
  keymap.of([{ key: 'Escape', run: closeCard }]),
  EditorView.domEventHandlers({ blur: (_, view) => void closeCard(view) }),
];
