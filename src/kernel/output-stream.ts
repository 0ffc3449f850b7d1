import { writeCount } from '../drawing/writing/counts';
import type { Output, TextOutput } from '../notebook/output';

/** What one run of a cell may show: enough to read, not enough to choke the page. */
const LINES = 1000;
const CHARACTERS = 200_000;
/** Text is posted at most once in so many milliseconds, unless it has as many characters as the batch. */
const INTERVAL_MS = 50;
const BATCH_CHARACTERS = 8_000;

/**
 * One cell's outputs on their way to the page: text in batches, a flood cut off after 1,000 lines
 * and counted. What a run prints after its end goes the same way.
 */
export class OutputStream {
  readonly #post: (output: Output) => void;
  #text: TextOutput | null = null;
  #lines = 0;
  #characters = 0;
  #hidden = 0;
  #flushedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(post: (output: Output) => void) {
    this.#post = post;
  }

  /** Prints one or more whole lines. */
  print(stream: TextOutput['stream'], text: string): void {
    const kept = this.#keep(text);
    if (kept === '') return;
    if (this.#text && this.#text.stream !== stream) this.flush();
    this.#text = { kind: 'text', stream, text: `${this.#text?.text ?? ''}${kept}\n` };
    if (this.#text.text.length > BATCH_CHARACTERS || this.#isDue()) this.flush();
    else this.#flushLater();
  }

  show(output: Output): void {
    const cost = linesOf(output);
    if (this.#lines + cost > LINES) {
      this.#hidden += cost;
      return;
    }
    this.#lines += cost;
    this.flush();
    this.#post(output);
  }

  /** Posts what waits, if the last time was long enough ago: timers do not run while a cell loops. */
  flushIfDue(): void {
    if (this.#text && this.#isDue()) this.flush();
  }

  /** Posts the text that waits. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#flushedAt = performance.now();
    const text = this.#text;
    this.#text = null;
    if (text) this.#post(text);
  }

  /** Posts what waits, and a notice of how much of a flood was left out. */
  end(): void {
    this.flush();
    if (this.#hidden === 0) return;
    const lines = this.#hidden === 1 ? 'line' : 'lines';
    const text = `… ${writeCount(this.#hidden)} more ${lines} not shown\n`;
    this.#hidden = 0;
    this.#post({ kind: 'text', stream: 'notice', text });
  }

  /** The part of a text that is still within the limits. */
  #keep(text: string): string {
    const lines = text.split('\n');
    const room = Math.max(0, LINES - this.#lines);
    const kept = this.#characters >= CHARACTERS ? [] : lines.slice(0, room);
    this.#hidden += lines.length - kept.length;
    this.#lines += kept.length;
    const joined = kept.join('\n');
    const cut = joined.slice(0, CHARACTERS - this.#characters);
    this.#characters += cut.length + 1;
    return kept.length > 0 && cut === '' ? ' ' : cut.length < joined.length ? `${cut}…` : cut;
  }

  #isDue(): boolean {
    return performance.now() - this.#flushedAt > INTERVAL_MS;
  }

  #flushLater(): void {
    this.#timer ??= setTimeout(() => this.flush(), INTERVAL_MS);
  }
}

function linesOf(output: Output): number {
  switch (output.kind) {
    case 'text':
    case 'tensor':
      return output.text.split('\n').length;
    case 'table':
      return output.rows.length + 1;
    case 'image':
      return 20;
    default:
      return 0;
  }
}
