import type { AstroIntegration } from 'astro';

/**
 * `astro dev` outlives a chapter with a mistake in it. All of a page's components wait for the cells to be run: where a
 * cell fails, Astro shows the error of the first, and Node would end the server at that of the second.
 */
export function keepServing(): AstroIntegration {
  let listener: ((reason: unknown) => void) | null = null;
  return {
    name: 'keep-serving',
    hooks: {
      'astro:server:setup': ({ logger }) => {
        const told = new Set<string>();
        listener = (reason) => {
          const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
          // One failing cell is an error of every component.
          if (told.has(text)) return;
          told.add(text);
          logger.error(text);
        };
        process.on('unhandledRejection', listener);
      },
      'astro:server:done': () => {
        if (listener) process.off('unhandledRejection', listener);
      },
    },
  };
}
