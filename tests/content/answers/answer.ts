/** An answer to an exercise: the whole cell, or the exercise's solution with one piece replaced. */
export type Answer = string | readonly [from: string, to: string];

/** Other right answers than the solution, and wrong ones that a check might let through. */
export interface Answers {
  right: readonly Answer[];
  wrong: readonly Answer[];
}

/** @throws {Error} if the solution has not, or not once, what is to be replaced */
export function sourceOf(answer: Answer, solution: string): string {
  if (typeof answer === 'string') return answer;
  const [from, to] = answer;
  const pieces = solution.split(from);
  if (pieces.length !== 2) throw new Error(`The solution has "${from}" ${pieces.length - 1} times.`);
  return pieces.join(to);
}
