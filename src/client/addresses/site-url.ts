/** The address of a file or page of this site, wherever the site is mounted. `path` has no leading slash. */
export function siteUrl(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`;
}
