import type { Plugin } from 'vite';

/** KaTeX's stylesheet names every font in three formats; every browser that runs this site reads the first. */
export function katexFonts(): Plugin {
  return {
    name: 'katex-fonts',
    enforce: 'pre',
    transform(css, id) {
      if (!/katex(\.min)?\.css/.test(id)) return null;
      return css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, '');
    },
  };
}
