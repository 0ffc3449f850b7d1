import type { Cell } from '../notebook/cell';
import { planRun, runStep } from '../notebook/plan';
import type { RunStep } from '../notebook/messages';
import { stampCells } from '../notebook/stamp';
import { BuildKernel, type PublishOptions } from './build-kernel';

/**
 * Runs every exercise as its solution has it.
 *
 * @param solutions by the exercise's id
 * @throws if a solution fails, or its own check refuses it: a course with such an exercise is not built
 */
export async function checkSolutions(
  cells: readonly Cell[],
  solutions: Readonly<Record<string, string>>,
  options: PublishOptions,
): Promise<void> {
  const kernel = await BuildKernel.start(options);
  try {
    for (const [id, solution] of Object.entries(solutions)) {
      const { steps } = planRun(stampCells(cells, { [id]: { source: solution } }), [], [id]);
      const above = steps.map(runStep);
      const exercise = above.pop();
      if (!exercise) continue;
      const text = `${solution}\n${exercise.check ?? ''}`;
      const needed = above.some(({ source }) => mentions(text, declaredIn(source)))
        ? above
        : above.filter(imports);
      for (const [index, step] of [...needed, exercise].entries()) {
        const verdict = (await kernel.run(step, index === 0)).find((output) => output.kind === 'verdict');
        if (!verdict || verdict.passed) continue;
        throw new Error(
          `The solution of the exercise "${id}" is refused by its own check: ${verdict.message} Mend the one or the other.`,
        );
      }
    }
  } finally {
    await kernel.end();
  }
}

/*
 * Most exercises stand on their own: to build the network for each would take minutes. So the cells above run only for
 * those that mention a name which one of them declares; those that import run for all.
 */

const imports = ({ source }: RunStep) => /^import\b/m.test(source);

/** Names at the top of a cell, and what is taken apart there. */
function declaredIn(source: string): readonly string[] {
  const heads = source.matchAll(/^(?:const|let|var|class|(?:async )?function\*?)\b([^=(]*)/gm);
  return [...heads].flatMap(([, head = '']) => head.match(/[\w$]+/g) ?? []);
}

function mentions(text: string, names: readonly string[]): boolean {
  const words = new Set(text.match(/[\w$]+/g));
  return names.some((name) => words.has(name));
}
