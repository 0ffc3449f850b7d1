import { describeProgress } from '../../notebook/exercises-done';
import { doneIn } from '../../notebook/kept';
import { changeStore, StoreRefusal } from '../../client/keeping/store';

/** Writes into the page which exercises are done, as far as the device has kept it. */
export async function showKept(): Promise<void> {
  const done = await changeStore((stored) => ({ result: new Set(doneIn(stored)) })).catch(
    (error: unknown) => {
      if (error instanceof StoreRefusal) return new Set<string>();
      throw error;
    },
  );
  for (const place of document.querySelectorAll<HTMLElement>('[data-exercises]')) {
    const exercises = place.dataset['exercises']?.split(' ') ?? [];
    place.textContent = describeProgress(exercises, done) ?? place.textContent;
  }
  for (const mark of document.querySelectorAll<HTMLElement>('[data-exercise]')) {
    mark.hidden = !done.has(mark.dataset['exercise'] ?? '');
  }
}
