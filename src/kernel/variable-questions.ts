import type { Request } from '../notebook/messages';
import type { Holdings } from '../notebook/variables';
import { messageOf } from './message-of';
import type { Post } from './post';
import { preview } from './preview';
import type { Turns } from './turns';

type VariablesRequest = Extract<Request, { type: 'variables' }>;
type PreviewRequest = Extract<Request, { type: 'preview' }>;

/** What the kernel holds, as far as the page may ask. */
export interface Held {
  holdings(): Holdings;
  /** The names that cells declared, with what they hold now. */
  readonly declared: readonly [name: string, value: unknown][];
}

/** Answers what the page asks of the cells' variables. Leaves no tensor behind. */
export class VariableQuestions {
  readonly #post: Post;
  readonly #turns: Turns;
  readonly #held: () => Held;

  /** @param held throws if the kernel has not started */
  constructor(post: Post, turns: Turns, held: () => Held) {
    this.#post = post;
    this.#turns = turns;
    this.#held = held;
  }

  /** Posts 'variables-read' or 'variables-failed'. */
  read({ variablesId }: VariablesRequest): Promise<void> {
    return this.#turns.take(async () => {
      try {
        this.#post({ type: 'variables-read', variablesId, holdings: this.#held().holdings() });
      } catch (error) {
        this.#post({ type: 'variables-failed', variablesId, message: messageOf(error) });
      }
    });
  }

  /** Posts 'previewed' or 'preview-failed'. */
  preview({ previewId, name }: PreviewRequest): Promise<void> {
    return this.#turns.take(async () => {
      try {
        const found = this.#held().declared.find(([declared]) => declared === name);
        if (!found) throw new Error(`There is no ${name} any more.`);
        this.#post({ type: 'previewed', previewId, preview: await preview(found[1]) });
      } catch (error) {
        this.#post({ type: 'preview-failed', previewId, message: messageOf(error) });
      }
    });
  }
}
