import type { EngineSession } from '../engine/session';
import { sourceName, stackPosition } from './explain';

/**
 * Waits for the trainings that a cell began and did not wait for, so that none goes on while others run. After an
 * error or a stop they are ended first.
 *
 * @param done whether the cell has ended well
 * @param print prints a notice under the cell
 */
export async function endTrainings(
  engine: EngineSession,
  { cellId, done }: { cellId: string; done: boolean },
  print: (notice: string) => void,
): Promise<void> {
  if (!done) engine.signal = AbortSignal.abort();
  for (const { call, place, ended } of engine.trainings) {
    const line = stackPosition(place, sourceName(cellId))?.line;
    if (done) {
      const where = line === undefined ? '' : ` in line ${line}`;
      print(
        `${call}${where} was not awaited: what stands after it ran while the network was in training. The cell has waited for the end. Write await ${call}(…).`,
      );
    }
    await ended;
  }
}
