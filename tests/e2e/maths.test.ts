/** Every formula of the sources is set on its page: none is left as dollar signs, none in KaTeX's red. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

for (const folder of readdirSync('content')) {
  test(`every formula of ${folder} is set`, async ({ page }) => {
    const mdx = readFileSync(`content/${folder}/index.mdx`, 'utf8')
      .replace(/^---[\s\S]*?^---/m, '')
      .replace(/^```[\s\S]*?^```/gm, '')
      .replace(/`[^`\n]*`/g, '');
    const written = mdx.match(/\$\$[\s\S]+?\$\$|\$[^$]+\$/g) ?? [];
    const derived = mdx.match(/<Derivation\b/g) ?? [];
    await page.goto(`/${folder.replace(/^\d+-/, '')}/`);
    await expect(page.locator('.katex')).toHaveCount(written.length + derived.length);
    await expect(page.locator('.katex math')).toHaveCount(written.length + derived.length);
    await expect(page.locator('.katex-error')).toHaveCount(0);
    expect(await page.locator('article').innerText()).not.toMatch(/\$[^$\n]*\\/);
  });
}
