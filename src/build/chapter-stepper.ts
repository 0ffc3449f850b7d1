import { around, courseCells, type Chapter } from './course';
import { builtBy, publish, type BuiltNetwork } from './publish';

export interface ChapterStepper {
  /** The network as of the chapter's end. */
  built: BuiltNetwork;
  /** The cell that it stands below: the last that adds layers. Null where the chapter adds none: it stands at its end. */
  below: string | null;
  /** The first layer that the chapter adds. */
  first: string | null;
}

export async function chapterStepper(chapter: Chapter): Promise<ChapterStepper> {
  const built = builtBy(around(chapter).soFar, await publish(courseCells));
  const own = [...built.addedBy].filter(([, cell]) => cell.chapter === chapter.slug);
  return { built, below: own.at(-1)?.[1].id ?? null, first: own[0]?.[0] ?? null };
}
