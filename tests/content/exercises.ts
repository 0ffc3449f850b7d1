import { chapters, type Chapter } from './chapters';

/** An exercise as its chapter's source gives it. */
export interface Exercise {
  id: string;
  chapter: string;
  /** What stands in its cell at first. */
  start: string;
  check: string;
  solution: string;
}

/** All exercises of the course, in order. */
export const exercises: readonly Exercise[] = chapters.flatMap(exercisesOf);

export function exercisesOf({ slug, fences }: Chapter): Exercise[] {
  const valueOf = (meta: string): string => {
    const found = fences.filter((fence) => fence.meta === meta);
    if (found.length !== 1) throw new Error(`${slug} has ${found.length} fences "${meta}".`);
    return found[0]?.value ?? '';
  };
  return fences.flatMap(({ meta, value }) => {
    const [, id] = /^cell id="([^"]+)" exercise$/.exec(meta ?? '') ?? [];
    if (id === undefined) return [];
    const [check, solution] = [valueOf(`check for="${id}"`), valueOf(`solution for="${id}"`)];
    return [{ id, chapter: slug, start: value, check, solution }];
  });
}
