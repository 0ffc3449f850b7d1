/** A phone and a desktop, as Playwright is told. */
export const devices = {
  phone: { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' },
  desktop: { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
} as const;
