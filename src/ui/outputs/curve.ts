/** The live curves of a training run. Loaded with uPlot when there is something to draw. */
import uPlot from 'uplot';
import type { TrainingPoint } from '../../notebook/output';
import { onThemeChange } from '../theme';

export interface Curve {
  update(points: readonly TrainingPoint[]): void;
  destroy(): void;
}

interface Panel {
  label: string;
  height: number;
  /** What every update gave, and what the held-out pictures gave at the end of an epoch. */
  training: (point: TrainingPoint) => number | null;
  heldOut: (point: TrainingPoint) => number | null;
  range: uPlot.Scale.Range;
  /** The lowest panel names the axis that all share. */
  lowest: boolean;
}

const panels: readonly Panel[] = [
  {
    label: 'loss',
    height: 150,
    training: (point) => point.loss,
    heldOut: (point) => point.validationLoss,
    range: { min: { pad: 0, soft: 0, mode: 1 }, max: { pad: 0.1, mode: 0 } },
    lowest: false,
  },
  {
    label: 'accuracy',
    height: 170,
    training: (point) => point.accuracy,
    heldOut: (point) => point.validationAccuracy,
    range: [0, 1],
    lowest: true,
  },
];

/** Updates are counted: no tick stands between two of them. */
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** Draws loss above accuracy, both against the updates so far, into `parent` and as wide as it is. */
export function createCurve(parent: HTMLElement, points: readonly TrainingPoint[]): Curve {
  const plots = panels.map((panel) => ({ panel, plot: draw(panel, parent, points) }));
  const resized = new ResizeObserver(() => {
    for (const { panel, plot } of plots) plot.setSize({ width: parent.clientWidth, height: panel.height });
  });
  resized.observe(parent);
  const redraw = () => {
    for (const { plot } of plots) plot.redraw(false);
  };
  const endThemed = onThemeChange(redraw);
  return {
    update(next) {
      for (const { panel, plot } of plots) plot.setData(columns(panel, next));
    },
    destroy() {
      resized.disconnect();
      endThemed();
      for (const { plot } of plots) plot.destroy();
    },
  };
}

function draw(panel: Panel, parent: HTMLElement, points: readonly TrainingPoint[]): uPlot {
  const ink = () => colourOf(parent, 'currentColor');
  const font = `12px ${getComputedStyle(parent).fontFamily}`;
  const axis = {
    stroke: ink,
    font,
    labelFont: font,
    grid: { stroke: () => colourOf(parent, 'var(--rule)'), width: 1 },
    ticks: { show: false },
  };
  return new uPlot(
    {
      width: parent.clientWidth,
      height: panel.height,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: panel.range } },
      axes: [
        {
          ...axis,
          incrs: wholeSteps,
          size: 26,
          ...(panel.lowest ? { label: 'updates', labelSize: 18 } : {}),
        },
        { ...axis, label: panel.label, labelSize: 18, size: 44 },
      ],
      series: [
        {},
        { stroke: ink, width: 1.25, points: { show: false } },
        {
          stroke: ink,
          paths: () => null,
          points: {
            show: true,
            size: 9,
            width: 1.5,
            stroke: ink,
            fill: () => colourOf(parent, 'var(--paper)'),
          },
        },
      ],
    },
    columns(panel, points),
    parent,
  );
}

function columns({ training, heldOut }: Panel, points: readonly TrainingPoint[]): uPlot.AlignedData {
  return [points.map((point) => point.step), points.map(training), points.map(heldOut)];
}

/** A colour as a canvas understands it: custom properties and light-dark() resolved where `parent` stands. */
function colourOf(parent: HTMLElement, colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  parent.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
