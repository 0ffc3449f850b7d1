import { setImmediate } from 'node:timers/promises';
import type { Answer, Ask, QuestionName } from '../../src/kernel/questions';
import { ReaderError } from '../../src/notebook/reader-error';

/** Stands for the kernel before whoever asks it: keeps the questions, and answers when the test says so. */
export class AskedKernel {
  /** Each as its name and parameters. */
  readonly questions: (readonly unknown[])[] = [];
  readonly #waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = [];

  readonly ask: Ask = <Q extends QuestionName>(question: Q, ...parameters: readonly unknown[]) => {
    this.questions.push([question, ...parameters]);
    return new Promise<unknown>((resolve, reject) => this.#waiting.push({ resolve, reject })) as Answer<Q>;
  };

  /** Answers the last question, or the one of this index. Settled when whoever asked has heard. */
  async answer<Q extends QuestionName>(_: Q, value: Awaited<Answer<Q>>, index = -1): Promise<void> {
    this.#waiting.at(index)?.resolve(value);
    await setImmediate();
  }

  async refuse(error: Error | string, index = -1): Promise<void> {
    this.#waiting.at(index)?.reject(typeof error === 'string' ? new ReaderError(error) : error);
    await setImmediate();
  }
}
