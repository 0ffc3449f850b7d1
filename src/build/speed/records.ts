import { speedRecord, type SpeedRecord } from './record';

const files = import.meta.glob<unknown>('./recorded/*.json', { eager: true, import: 'default' });

/** All that is recorded, the newest first. */
export const records: readonly SpeedRecord[] = Object.values(files)
  .map(speedRecord)
  .toSorted((one, other) => other.recorded.localeCompare(one.recorded));
