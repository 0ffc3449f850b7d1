/** Key presses on a cell's frame, and the commands they make: Shift+Enter, or D and D again. */
import { commandOn, commands, type Command } from './commands';

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'timeStamp'
>;

/** Milliseconds within which the second of two presses has to follow. */
const patience = 1000;

const chords = commands.flatMap(({ keys }) => keys).filter((keys) => keys.includes(' '));

/** A press as the table of commands has it. Shift counts where it does not already make another sign. */
export function writeKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): string {
  const named = key.length > 1;
  const letter = /^\p{L}$/u.test(key);
  return [
    ctrlKey || metaKey ? 'Mod' : null,
    altKey ? 'Alt' : null,
    shiftKey && (named || letter) ? 'Shift' : null,
    letter ? key.toUpperCase() : key,
  ]
    .filter((part) => part !== null)
    .join('+');
}

export class KeySequence {
  #before: { key: string; at: number } | null = null;

  /** Forgets the keys pressed so far: the next press begins a sequence. */
  forget(): void {
    this.#before = null;
  }

  /** @returns the command that this press completes, if it completes one */
  press(event: KeyPress): Command | null {
    const key = writeKey(event);
    const single = commandOn(key);
    if (event.repeat) return single?.repeats ? single : null;
    const before = this.#before;
    const chord = before && event.timeStamp - before.at <= patience ? `${before.key} ${key}` : null;
    const command = single ?? (chord === null ? null : commandOn(chord));
    const begins = command === null && chords.some((keys) => keys.startsWith(`${key} `));
    this.#before = begins ? { key, at: event.timeStamp } : null;
    return command;
  }
}
