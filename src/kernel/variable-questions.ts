import type { Holdings, Preview } from '../notebook/variables';
import { ReaderError } from '../notebook/reader-error';
import { preview } from './preview';
import type { TaskQueue } from './task-queue';

/** What the cells hold between two runs. */
export interface Held {
  holdings(): Holdings;
  /** The names that cells declared, with what they hold now. */
  readonly declared: readonly [name: string, value: unknown][];
}

/** What the questions about the cells' variables need of the kernel. */
export interface VariableHolder {
  readonly queue: TaskQueue;
  /** @throws if the kernel has not started */
  readonly held: () => Held;
}

/** What the page can ask about the cells' variables. No tensor is left behind. */
export function variableQuestions({ queue, held }: VariableHolder) {
  return {
    /** What the cells' names hold, what nothing holds any more, and the memory that all of it takes. */
    variables: (): Promise<Holdings> => queue.add(async () => held().holdings()),

    /** The value of a name, as a cell would show it. */
    preview: (name: string): Promise<Preview> =>
      queue.add(async () => {
        const found = held().declared.find(([declared]) => declared === name);
        if (!found) throw new ReaderError(`There is no ${name} any more.`);
        return preview(found[1]);
      }),
  };
}
