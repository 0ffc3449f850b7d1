import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';

/**
 * `sitemap.xml` and `robots.txt` for search engines, if the build knows where the site will stand (`SITE_URL`): their
 * addresses are whole ones.
 */
export function siteMap(): AstroIntegration {
  let root: URL | null = null;
  return {
    name: 'site-map',
    hooks: {
      'astro:config:done': ({ config: { site, base } }) => {
        root = site === undefined ? null : new URL(base.endsWith('/') ? base : `${base}/`, site);
      },
      'astro:build:done': async ({ dir, pages, logger }) => {
        if (root === null) {
          logger.info('Without SITE_URL there is no sitemap.xml and no robots.txt.');
          return;
        }
        const home = root;
        const addresses = pages
          .map(({ pathname }) => pathname)
          .filter((path) => path !== '404/')
          .sort()
          .map((path) => `  <url><loc>${new URL(path, home).href}</loc></url>\n`);
        await writeFile(
          new URL('sitemap.xml', dir),
          `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('')}</urlset>\n`,
        );
        await writeFile(
          new URL('robots.txt', dir),
          `User-agent: *\nAllow: /\n\nSitemap: ${new URL('sitemap.xml', home).href}\n`,
        );
      },
    },
  };
}
