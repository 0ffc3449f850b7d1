/** Asks the worker in which TypeScript runs: one question at a time, of those that wait the most pressing. */
import type { Answer, Arguments, Method, Question, Result } from '../../language/messages';

/** The worker as far as the client needs it. */
export interface Port {
  postMessage(question: Question): void;
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** What a reader waits for comes first. */
const ORDER: readonly Method[] = ['complete', 'describeOption', 'signature', 'hover', 'format', 'problems'];

interface Waiting {
  method: Method;
  parameters: readonly unknown[];
  settle: (value: unknown) => void;
}

export class LanguageClient {
  readonly #start: () => Port;
  readonly #onFailure: () => void;
  #port: Port | null = null;
  #failed = false;
  #questions = 0;
  #asked: { id: number; settle: Waiting['settle'] } | null = null;
  /** By topic: only the last question about each is of interest. */
  readonly #waiting = new Map<string, Waiting>();

  /**
   * @param start makes the worker, at the first question
   * @param onFailure called once if it cannot be had
   */
  constructor(start: () => Port, onFailure: () => void) {
    this.#start = start;
    this.#onFailure = onFailure;
  }

  /**
   * @param about who asks, a cell for example: a newer question of the same method about it takes the place of one
   *   that waits
   * @returns null if there is no answer: overtaken, or no service
   */
  ask<M extends Method>(about: string, method: M, ...parameters: Arguments<M>): Promise<Result<M> | null> {
    if (this.#failed) return Promise.resolve(null);
    return new Promise((resolve) => {
      const topic = `${method} ${about}`;
      this.#waiting.get(topic)?.settle(null);
      this.#waiting.set(topic, {
        method,
        parameters,
        settle: (value) => resolve(value as Result<M> | null),
      });
      this.#next();
    });
  }

  #next(): void {
    if (this.#asked !== null || this.#failed) return;
    const topics = [...this.#waiting].sort(
      ([, a], [, b]) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method),
    );
    const [topic, first] = topics[0] ?? [];
    if (topic === undefined || first === undefined) return;
    this.#waiting.delete(topic);
    const id = ++this.#questions;
    this.#asked = { id, settle: first.settle };
    try {
      this.#port ??= this.#open();
      this.#port.postMessage({ id, method: first.method, parameters: first.parameters });
    } catch (error) {
      // A browser that starts no workers here.
      console.error(error);
      this.#fail();
    }
  }

  #open(): Port {
    const port = this.#start();
    port.onmessage = ({ data }) => this.#receive(data);
    port.onerror = () => this.#fail();
    return port;
  }

  #receive(answer: Answer): void {
    if (answer.id !== this.#asked?.id) return;
    const { settle } = this.#asked;
    this.#asked = null;
    settle('value' in answer ? answer.value : null);
    this.#next();
  }

  #fail(): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#asked?.settle(null);
    for (const { settle } of this.#waiting.values()) settle(null);
    this.#waiting.clear();
    this.#onFailure();
  }
}
