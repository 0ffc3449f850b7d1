/** Numbers are dragged left and right. A drag is one step of the editor's undo, however long it takes. */
import { Annotation, Prec, Transaction } from '@codemirror/state';
import { EditorView, ViewPlugin, type PluginValue } from '@codemirror/view';
import { isNegative, numberAt, type NumberPlace } from './step-number';
import { stepped, stepsOf } from './stepped';

/** A change that stands for a moment only: nobody need hear of it. */
export const passing = Annotation.define<true>();

/** A press that has moved less is a click. */
const CLICK_PIXELS = 4;
/** With Shift a drag is ten times as fast. */
const FAST = 10;

interface Press {
  pointer: number;
  x: number;
  number: NumberPlace;
  /** As it was written before. */
  text: string;
  /** As the drag has written it last. */
  last: string;
  isNegative: boolean;
  isDrag: boolean;
}

class Dragging implements PluginValue {
  readonly #view: EditorView;
  #press: Press | null = null;

  constructor(view: EditorView) {
    this.#view = view;
  }

  /** @returns whether it is a press on a number: the editor leaves it alone then */
  press(event: PointerEvent): boolean {
    const { state } = this.#view;
    const isPlain =
      event.button === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isOnNumber = event.target instanceof Element && event.target.closest('.cm-number') !== null;
    const position = isOnNumber ? this.#view.posAtCoords({ x: event.clientX, y: event.clientY }) : null;
    const number = position === null ? null : numberAt(state, position);
    // Fingers scroll; they have buttons for it.
    if (!isPlain || event.pointerType === 'touch' || number === null) return false;
    const text = state.sliceDoc(number.from, number.to);
    this.#press = {
      pointer: event.pointerId,
      x: event.clientX,
      number,
      text,
      last: text,
      isNegative: isNegative(state, number),
      isDrag: false,
    };
    return true;
  }

  /** A second click selects the word, as everywhere. */
  get isPressed(): boolean {
    return this.#press !== null;
  }

  move(event: PointerEvent): void {
    const press = this.#press;
    if (press?.pointer !== event.pointerId) return;
    // It was let go where the editor does not hear of it.
    if (event.buttons === 0) {
      if (press.isDrag) this.release(event);
      else this.#end();
      return;
    }
    const pixels = event.clientX - press.x;
    if (!press.isDrag) {
      if (Math.abs(pixels) < CLICK_PIXELS) return;
      press.isDrag = true;
      this.#view.contentDOM.setPointerCapture(press.pointer);
      this.#view.dom.classList.add('cm-dragging-number');
      this.#view.focus();
    }
    const steps = stepsOf(pixels) * (event.shiftKey ? FAST : 1);
    this.#write(press, stepped(press.text, press.isNegative ? -steps : steps) ?? press.text);
  }

  /** @param isKept false puts the number back that was there before */
  release(event: PointerEvent, isKept = true): void {
    const press = this.#press;
    if (press?.pointer !== event.pointerId) return;
    this.#end();
    if (!press.isDrag) {
      const anchor = this.#view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
      this.#view.dispatch({ selection: { anchor }, userEvent: 'select.pointer' });
      this.#view.focus();
      return;
    }
    this.#settle(press, isKept);
  }

  /** Escape takes a drag back. */
  cancel(): boolean {
    const press = this.#press;
    if (press?.isDrag !== true) return false;
    this.#end();
    this.#settle(press, false);
    return true;
  }

  destroy(): void {
    this.#end();
  }

  #end(): void {
    this.#press = null;
    this.#view.dom.classList.remove('cm-dragging-number');
  }

  #settle(press: Press, isKept: boolean): void {
    if (!this.#isThere(press)) return;
    const { number, last } = press;
    const { from, to } = number;
    const back = { changes: { from, to, insert: press.text } };
    if (!isKept || last === press.text) {
      this.#view.dispatch({ ...back, annotations: Transaction.addToHistory.of(false) });
      return;
    }
    this.#view.dispatch({ ...back, annotations: [Transaction.addToHistory.of(false), passing.of(true)] });
    this.#view.dispatch({
      changes: { from, to: from + press.text.length, insert: last },
      selection: { anchor: from + last.length },
      effects: EditorView.announce.of(last),
      userEvent: 'input.number',
    });
  }

  /** Another tab may have changed the text under the hand. */
  #isThere({ number: { from, to }, last }: Press): boolean {
    return this.#view.state.sliceDoc(from, to) === last;
  }

  #write(press: Press, text: string): void {
    if (text === press.last) return;
    if (!this.#isThere(press)) {
      this.#end();
      return;
    }
    const { from, to } = press.number;
    press.number = { from, to: from + text.length };
    press.last = text;
    this.#view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      annotations: Transaction.addToHistory.of(false),
    });
  }
}

const plugin = ViewPlugin.define((view) => new Dragging(view), {
  eventHandlers: {
    pointerdown(event) {
      this.press(event);
    },
    // What follows a press of the pointer, and would begin a selection.
    mousedown(event) {
      if (!this.isPressed) return false;
      if (event.detail === 1) event.preventDefault();
      else this.destroy();
      return event.detail === 1;
    },
    pointermove(event) {
      this.move(event);
    },
    pointerup(event) {
      this.release(event);
    },
    pointercancel(event) {
      this.release(event, false);
    },
    keydown(event) {
      return event.key === 'Escape' && this.cancel();
    },
  },
});

/** It hears Escape before the editor's keys do, which leave the editor by it. */
export const dragging = Prec.highest(plugin);
