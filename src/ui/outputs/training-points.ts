/** A training curve in words and as a table: what is drawn, for those who do not see it. */
import { writeShare } from '../../drawing/writing/measures';
import type { TrainingPoint } from '../../notebook/output';

const tableRows = 40;
const none = '–';

export interface TrainingRow {
  step: number;
  loss: string;
  accuracy: string;
  validationLoss: string;
  validationAccuracy: string;
}

/** One sentence: where training stands. */
export function describePoint(point: TrainingPoint): string {
  const accuracy = point.accuracy === null ? '' : `, accuracy ${writeShare(point.accuracy)}`;
  return `After update ${point.step}: loss ${point.loss.toFixed(4)}${accuracy}.`;
}

/** One sentence: how the held-out pictures were last told apart; empty if they have not been tried yet. */
export function describeHeldOut(points: readonly TrainingPoint[]): string {
  const tried = points.findLast(({ validationAccuracy }) => validationAccuracy !== null);
  if (typeof tried?.validationAccuracy !== 'number') return '';
  return `On the held-out pictures after update ${tried.step}: accuracy ${writeShare(tried.validationAccuracy)}.`;
}

/** Every point with held-out figures and the last one; of the rest every n-th, so that the table stays short. */
export function tableOf(points: readonly TrainingPoint[]): TrainingRow[] {
  const every = Math.max(1, Math.ceil(points.length / tableRows));
  return points
    .filter(
      (point, index) => index % every === 0 || index === points.length - 1 || point.validationLoss !== null,
    )
    .map((point) => ({
      step: point.step,
      loss: point.loss.toFixed(4),
      accuracy: shareOf(point.accuracy),
      validationLoss: point.validationLoss?.toFixed(4) ?? none,
      validationAccuracy: shareOf(point.validationAccuracy),
    }));
}

function shareOf(accuracy: number | null): string {
  return accuracy === null ? none : writeShare(accuracy);
}
