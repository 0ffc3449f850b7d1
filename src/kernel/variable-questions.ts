import type { Holdings, Preview } from '../notebook/variables';
import { ReaderError } from '../notebook/reader-error';
import type { CellMemory } from './cell-memory';
import { preview } from './preview';
import type { TaskQueue } from './task-queue';

/** What the questions about the cells' variables need of the kernel. */
export interface VariableHolder {
  readonly queue: TaskQueue;
  /** @throws if the kernel has not started */
  readonly memory: () => CellMemory;
}

/** What the page can ask about the cells' variables. No tensor is left behind. */
export function variableQuestions({ queue, memory }: VariableHolder) {
  return {
    /** What the cells' names hold, what nothing holds any more, and the memory that all of it takes. */
    variables: (): Promise<Holdings> => queue.add(async () => memory().holdings()),

    /** The value of a name, as a cell would show it. */
    preview: (name: string): Promise<Preview> =>
      queue.add(async () => {
        const found = memory().declared.find(([declared]) => declared === name);
        if (!found) throw new ReaderError(`There is no ${name} any more.`);
        return preview(found[1]);
      }),
  };
}
