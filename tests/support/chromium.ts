/** What Playwright turns off by itself (`chromiumSwitches.ts`): of two lists Chromium takes the last. */
const offInPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** Pages of the address bar's own, two in each window: they take more time than the page under test. */
const addressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** How Chromium is started for tests, which need no graphics card. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  `--disable-features=${[...offInPlaywright, ...addressBar].join()}`,
  // WebGL is drawn by the processor,
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // and WebGPU too,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  // but not the page too: by that way it would take half as long again.
  '--disable-gpu-compositing',
];

/** For tests of WebGPU: an adapter that is the processor too. */
export const webgpuArguments = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
