/** How Chromium is started for tests, which need no graphics card. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  // WebGL is drawn by the processor,
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // but not the page too: by that way it would take half as long again.
  '--disable-gpu-compositing',
];
