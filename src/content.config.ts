import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** Chapters: `content/NN-slug/index.mdx`. NN orders them, the slug is the address. */
const chapters = defineCollection({
  loader: glob({
    base: './content',
    pattern: '*/index.mdx',
    generateId: ({ entry }) => entry.replace(/\/index\.mdx$/, ''),
  }),
  schema: z.object({ title: z.string(), description: z.string() }),
});

export const collections = { chapters };
