import { createMarkdownProcessor, type ShikiConfig } from '@astrojs/markdown-remark';
import { afterEach, expect, test, vi } from 'vitest';
import config from '../../../astro.config.mjs';

const fence = '```ts\nconst a = { b: `${1 + 1} lines`, c: [true, null] }; // and a note\n```';

const shikiConfig: ShikiConfig = config.markdown?.shikiConfig ?? {};

afterEach(() => {
  vi.restoreAllMocks();
});

async function coloured(how: ShikiConfig): Promise<string> {
  const processor = await createMarkdownProcessor({ shikiConfig: how });
  return (await processor.render(fence)).code;
}

test('a line is coloured to its end, however long that takes', async () => {
  const atRest = await coloured(shikiConfig);
  // A machine so busy that a second passes from one look at the clock to the next.
  let now = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => (now += 1000));
  expect(await coloured(shikiConfig)).toBe(atRest);
  expect(await coloured({ ...shikiConfig, transformers: [] })).not.toBe(atRest);
});
