/** What Keras 2.2 prints while `fit` runs at verbose 1: its rules as text, without a clock of its own. */

const BAR_WIDTH = 30;

/** The state of an epoch at the moment its line is printed. */
export interface EpochProgress {
  /** Samples trained on in this epoch so far. */
  current: number;
  /** How many samples a whole epoch has. */
  target: number;
  /** Seconds since the epoch began. */
  seconds: number;
  /** Names and averages, in the order they are printed: ['loss', 2.4849]. */
  values: readonly (readonly [name: string, value: number])[];
}

/** The first line of a fit. `validationSamples` is null without validation data. */
export function trainingHeader(samples: number, validationSamples: number | null): string {
  return (
    `Train on ${samples} samples` +
    (validationSamples === null ? '' : `, validate on ${validationSamples} samples`)
  );
}

/**
 * The line that Keras prints above an epoch: 'Epoch 1/90'.
 *
 * @param epoch counted from 1
 */
export function epochHeader(epoch: number, epochs: number): string {
  return `Epoch ${epoch}/${epochs}`;
}

/** The bar, the time, and the averages: it is printed over and over until the epoch is done. */
export function progressLine({ current, target, seconds, values }: EpochProgress): string {
  const count = `${String(current).padStart(String(target).length)}/${target}`;
  const perSample = current > 0 ? seconds / current : 0;
  const time =
    current < target
      ? `ETA: ${remaining(perSample * (target - current))}`
      : `${Math.round(seconds)}s ${duration(perSample)}/step`;
  const averages = values.map(([name, value]) => ` - ${name}: ${average(value)}`);
  return `${count} [${bar(current, target)}] - ${time}${averages.join('')}`;
}

function bar(current: number, target: number): string {
  const filled = Math.floor((BAR_WIDTH * current) / target);
  const head = current < target ? '>' : '=';
  return (filled > 0 ? '='.repeat(filled - 1) + head : '').padEnd(BAR_WIDTH, '.');
}

function remaining(seconds: number): string {
  const whole = Math.floor(seconds);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (seconds > 3600)
    return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(whole % 60)}`;
  if (seconds > 60) return `${minutes}:${twoDigits(whole % 60)}`;
  return `${whole}s`;
}

function duration(seconds: number): string {
  if (seconds >= 1) return `${Math.round(seconds)}s`;
  if (seconds >= 1e-3) return `${Math.round(seconds * 1e3)}ms`;
  return `${Math.round(seconds * 1e6)}us`;
}

/** Python's `%.4f`, or `%.4e` at 1e-3 and below. */
function average(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Math.abs(value) > 1e-3) return value.toFixed(4);
  // Python writes at least two digits of the exponent.
  return value.toExponential(4).replace(/e([+-])(\d)$/, 'e$10$2');
}
