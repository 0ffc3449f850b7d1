import type { ShikiTransformer } from 'shiki';

/**
 * Shiki gives up on a line after 500 ms and leaves the rest of it without colour, so that a busy machine would build
 * another page. Astro has no setting for that limit and hands on no option but transformers; here 0 means none.
 */
export const wholeLines: ShikiTransformer = {
  name: 'whole-lines',
  preprocess(_code, options) {
    options.tokenizeTimeLimit = 0;
  },
};
