import { describe, expect, it } from 'vitest';
import { isOutdated, newFinding, readFinding, renewed, writeFinding } from './finding';

const found = { renderer: 'ANGLE (NVIDIA)', adapter: 'nvidia ampere' };
const now = Date.UTC(2026, 10, 28);
const hour = 3600 * 1000;

describe('a finding', () => {
  it.each([
    newFinding('Chromium 156', found, now),
    { ...newFinding('Chromium 156', found, now), tested: { webgpu: null, webgl: 'wrong' }, contest: null },
    { ...newFinding('', { renderer: null, adapter: null }, now), contest: { webgl: 3.25, webgpu: 1 } },
    { ...newFinding('Chromium 156', found, now), tries: 3, contest: null },
  ])('is read as it was written: %o', (finding) => {
    const text = writeFinding(finding);
    const read = readFinding(text)!;
    expect(read).toEqual(finding);
    expect(writeFinding(read)).toBe(text);
  });

  it.each([
    undefined,
    '',
    '{',
    'null',
    '[]',
    '{"version":0}',
    '{"version":1,"browser":"a","renderer":null,"adapter":3,"lookedAt":1,"tested":{}}',
    '{"version":1,"browser":"a","renderer":null,"adapter":null,"lookedAt":1}',
    '{"version":1,"browser":"a","renderer":null,"adapter":null,"lookedAt":1,"tested":{},"tries":"2"}',
  ])('is none in the text %s', (text) => {
    expect(readFinding(text)).toBe(null);
  });

  it('holds for a day of the same browser', () => {
    const finding = newFinding('Chromium 156', found, now);
    expect(isOutdated(finding, 'Chromium 156', now + 23 * hour)).toBe(false);
    expect(isOutdated(finding, 'Chromium 156', now + 25 * hour)).toBe(true);
    expect(isOutdated(finding, 'Chromium 156', now - 1)).toBe(true);
    expect(isOutdated(finding, 'Chromium 157', now)).toBe(true);
  });

  it('keeps its tests and its measurement only while browser and hardware are the same', () => {
    const finding = { ...newFinding('Chromium 156', found, now), tested: { webgpu: null }, contest: null };
    const later = now + 25 * hour;
    expect(renewed(finding, 'Chromium 156', found, later)).toEqual({ ...finding, lookedAt: later });
    for (const [browser, present] of [
      ['Chromium 157', found],
      ['Chromium 156', { ...found, renderer: null }],
      ['Chromium 156', { ...found, adapter: 'nvidia hopper' }],
    ] as const)
      expect(renewed(finding, browser, present, later)).toEqual(newFinding(browser, present, later));
    expect(renewed(null, 'Chromium 156', found, now)).toEqual(newFinding('Chromium 156', found, now));
  });

  it('has what computed wrongly tested again, once the day is over', () => {
    const finding = newFinding('Chromium 156', found, now);
    const later = now + 25 * hour;
    const tested = { webgpu: 'a small softmax comes out wrong', webgl: null };
    expect(renewed({ ...finding, tested }, 'Chromium 156', found, later)).toEqual({
      ...finding,
      tested: { webgl: null },
      lookedAt: later,
    });
  });
});
