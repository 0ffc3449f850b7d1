import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineSession } from './session';
import { startSession } from '../../tests/support/engine/host';
import { notebookCells } from '../../tests/support/engine/notebook-cells';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession();
});
afterAll(() => {
  session.end();
});

describe('the notebook on the cpu backend', () => {
  it('prints every summary as recorded, and again after a reset', { timeout: 60_000 }, () => {
    for (const round of ['first', 'after a reset']) {
      session.reset();
      const { model, cells } = notebookCells(session.tf);
      for (const [number, run] of cells) {
        run();
        const printed: unknown[] = [];
        model.summary(undefined, undefined, (line) => printed.push(line));
        const recorded = readFileSync(`tests/conformance/in-${number}.summary.txt`, 'utf8');
        expect(`${printed.join('\n')}\n`, `In [${number}], ${round}`).toBe(recorded);
      }
      expect(model.countParams()).toBe(50_844_008);
    }
  });
});
