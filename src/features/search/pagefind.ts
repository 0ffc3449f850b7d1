import { siteUrl } from '../../client/addresses/site-url';
import { answers } from './answers';
import { piecesOf, withoutHeading, type Piece } from './excerpt';

/** A passage below one heading that has what was looked for. */
export interface FoundPlace {
  heading: string;
  href: string;
  excerpt: readonly Piece[];
}

export interface FoundPage {
  title: string;
  /** Its number in the course; null for a page that is no chapter. */
  chapter: string | null;
  href: string;
  /** The best of its places, in the page's order. */
  places: readonly FoundPlace[];
}

/** What is used of Pagefind's script: its build brings no types for the browser. */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  debouncedSearch(
    query: string,
    options: Readonly<Record<string, never>>,
    milliseconds: number,
  ): Promise<{ results: readonly { data(): Promise<PageData> }[] } | null>;
}

interface PageData {
  url: string;
  content: string;
  /** Of what was found: indices into the content's words. */
  locations: readonly number[];
  meta: Readonly<Record<string, string>>;
  sub_results: readonly {
    title: string;
    url: string;
    excerpt: string;
    weighted_locations: readonly { balanced_score: number }[];
  }[];
}

const placesShown = 3;
/** A search begins when the reader has not typed for so long. */
const pauseMilliseconds = 120;
const excerptWords = 24;

let loading: Promise<Pagefind> | null = null;

/** Fetches the script and the index once; after a failure the next call tries again. Rejects if they cannot be had. */
export function loadPagefind(): Promise<Pagefind> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Pagefind> {
  // Made after the bundle, from the built pages.
  const pagefind = (await import(/* @vite-ignore */ siteUrl('pagefind/pagefind.js'))) as Pagefind;
  await pagefind.options({ baseUrl: siteUrl(''), excerptLength: excerptWords });
  await pagefind.init();
  return pagefind;
}

/**
 * Looks the words up in the course.
 * @returns the pages that have all of them, the best first; null if another search was begun meanwhile
 * @throws if script or index cannot be fetched
 */
export async function find(query: string): Promise<readonly FoundPage[] | null> {
  const pagefind = await loadPagefind();
  const found = await pagefind.debouncedSearch(query, {}, pauseMilliseconds);
  if (found === null) return null;
  const pages = await Promise.all(found.results.map((result) => result.data()));
  return pages.filter(({ content, locations }) => answers(query, content, locations)).map(pageOf);
}

function pageOf({ url, meta, sub_results: places }: PageData): FoundPage {
  const weights = new Map(
    places.map((place) => [
      place,
      place.weighted_locations.reduce((sum, location) => sum + location.balanced_score, 0),
    ]),
  );
  const best = places.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0)).slice(0, placesShown);
  return {
    title: meta['title'] ?? url,
    chapter: meta['chapter'] ?? null,
    href: url,
    places: places
      .filter((place) => best.includes(place))
      .map(({ title: heading, url: href, excerpt }) => ({
        heading,
        href,
        excerpt: piecesOf(withoutHeading(excerpt, heading)),
      })),
  };
}
