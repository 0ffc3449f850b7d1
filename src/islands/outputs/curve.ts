/** The live curve of a training run. Loaded with uPlot when there is something to draw. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { TrainingPoint } from '../../notebook/output';

export interface Curve {
  update(points: readonly TrainingPoint[]): void;
  destroy(): void;
}

const height = 220;
const rightSide = 1 as uPlot.Axis.Side;

/** Draws loss (solid, left scale) and accuracy (dashed, right scale) against the step into `parent`, as wide as it is. */
export function createCurve(parent: HTMLElement, points: readonly TrainingPoint[]): Curve {
  const style = getComputedStyle(parent);
  const ink = style.color;
  const colour = (property: string) => style.getPropertyValue(property).trim() || ink;
  const axis = {
    stroke: ink,
    font: `12px ${style.fontFamily}`,
    grid: { stroke: colour('--rule'), width: 1 },
    ticks: { show: false },
  };
  const loss = colour('--gradient');
  const accuracy = colour('--output');
  const mark = (stroke: string) => ({ show: true, size: 9, stroke, fill: stroke });
  const plot = new uPlot(
    {
      width: parent.clientWidth,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, loss: {}, accuracy: { range: [0, 1] } },
      axes: [
        { ...axis, label: 'updates', labelFont: axis.font, labelSize: 20, size: 30 },
        { ...axis, scale: 'loss', label: 'loss', labelFont: axis.font, labelSize: 20, size: 48 },
        {
          ...axis,
          scale: 'accuracy',
          side: rightSide,
          label: 'accuracy',
          labelFont: axis.font,
          labelSize: 20,
          size: 44,
          grid: { show: false },
        },
      ],
      series: [
        {},
        { scale: 'loss', stroke: loss, width: 1.5, points: { show: false } },
        { scale: 'accuracy', stroke: accuracy, width: 1.5, dash: [5, 4], points: { show: false } },
        { scale: 'loss', stroke: loss, paths: () => null, points: mark(loss) },
        { scale: 'accuracy', stroke: accuracy, paths: () => null, points: mark(accuracy) },
      ],
    },
    columns(points),
    parent,
  );
  const resized = new ResizeObserver(() => plot.setSize({ width: parent.clientWidth, height }));
  resized.observe(parent);
  return {
    update: (next) => plot.setData(columns(next)),
    destroy() {
      resized.disconnect();
      plot.destroy();
    },
  };
}

function columns(points: readonly TrainingPoint[]): uPlot.AlignedData {
  return [
    points.map((point) => point.step),
    points.map((point) => point.loss),
    points.map((point) => point.accuracy),
    points.map((point) => point.validationLoss),
    points.map((point) => point.validationAccuracy),
  ];
}
