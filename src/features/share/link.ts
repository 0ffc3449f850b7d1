/** A link that carries a reader's changes: `#changes=1.<the text of writeShared, deflated, as base64url>`. */
import { writeCount } from '../../drawing/writing/counts';
import type { Changes } from '../../notebook/changes';
import { MOST_SHARED, SHARE_VERSION, ShareError, writeShared } from '../../notebook/share';

/** Characters from which on a link is told to be long: mail programs and chats cut such links off. */
export const LONG_LINK = 30_000;

/** UTF-8 takes up to three bytes for what JavaScript counts as one character. */
const mostBytes = 3 * MOST_SHARED;

/**
 * @param href of the page that the link opens; what else its fragment holds stays
 * @throws {ShareError} if there is more than a link may carry
 */
export async function makeLink(changes: Changes, href: string): Promise<string> {
  const text = writeShared(changes);
  if (text.length > MOST_SHARED) {
    throw new ShareError(
      `Your changes are ${writeCount(text.length)} characters long; a link carries up to ${writeCount(MOST_SHARED)}. Export them as a notebook and send the file.`,
    );
  }
  const deflated = await collect(pipe(new TextEncoder().encode(text), new CompressionStream('deflate-raw')));
  const packed = btoa(Array.from(deflated, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  const url = new URL(withoutChanges(href));
  // An anchor is where a page opens; fields are what it shows there.
  const others = url.hash.includes('=') ? `${url.hash.slice(1)}&` : '';
  url.hash = `${others}changes=${SHARE_VERSION}.${packed}`;
  return url.href;
}

/**
 * What a link's fragment carries, as `unpack` reads it; null if it carries no changes. Mail programs and chats encode
 * its signs, write `&` as HTML, add what stands after the link, or write the link twice: what can be told is undone.
 */
export function carriedBy(fragment: string): string | null {
  const field = fieldsOf(fragment).find((each) => ours.test(each));
  if (field === undefined) return null;
  const value = field
    .replace(ours, '')
    .replaceAll(/%(?:25)*([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    // Ends of lines, in quoted-printable too, spaces, and what is not ASCII: nothing of it is in base64url.
    .replaceAll(/[=\s]|%(?:25)*[0189a-f][\da-f]|[^\0-\x7f]/gi, '');
  const [, carried = value] = /^(\d{1,6}\.[\w-]*?)(?:https?:.*|[^\w-].*)?$/.exec(value) ?? [];
  return carried;
}

/**
 * The link that was meant, if a program has encoded its `#`: the changes are part of the path then, under which the
 * site has no page. Null for any other address.
 */
export function unencodedLink(href: string): string | null {
  const { origin, pathname } = new URL(href);
  const [, page, fragment] = /^(.*?)\/?%(?:25)*23(.*)$/.exec(pathname) ?? [];
  if (page === undefined || fragment === undefined || carriedBy(fragment) === null) return null;
  return `${origin}${page}/#${fragment}`;
}

/** The address without the changes that it carries. */
export function withoutChanges(href: string): string {
  const [page = '', fragment = ''] = href.split(/#(.*)/s);
  const rest = fieldsOf(fragment)
    .filter((field) => !ours.test(field))
    .join('&');
  return rest === '' ? page : `${page}#${rest}`;
}

/** The field's name and sign, as it is or encoded, after an `&` that was written as HTML; `=3D` is quoted-printable. */
const ours = /^(?:amp(?:;|%(?:25)*3b))*changes(?:=3D|=|%(?:25)*3d)/i;

const fieldsOf = (fragment: string) => fragment.replace(/^#/, '').split(/[&#]|%(?:25)*2[36]/);

/**
 * The text of `writeShared` that a link carries. Inflates no more than a link may hold.
 *
 * @param carried as `carriedBy` gave it
 * @throws {ShareError} if it cannot be read
 */
export async function unpack(carried: string): Promise<string> {
  const [, version, packed] = /^(\d{1,6})\.([\w-]*)$/.exec(carried) ?? [];
  if (version === undefined || packed === undefined) throw damaged();
  if (Number(version) > SHARE_VERSION) {
    throw new ShareError(
      `This link was made by a newer version of the course (format ${Number(version)}; this page reads ${SHARE_VERSION}). Reload the page to get the newest, then open the link again.`,
    );
  }
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const deflated = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    bytes = await collect(pipe(deflated, new DecompressionStream('deflate-raw')), mostBytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // What `atob`, the inflating stream and the decoder throw at bytes that are none of theirs.
    if (error instanceof DOMException || error instanceof TypeError) throw damaged();
    throw error;
  }
}

function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream().pipeThrough(through);
}

/** @throws {ShareError} beyond `most` bytes; nothing more is read then */
async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  most = Infinity,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    length += next.value.length;
    if (length > most) {
      await reader.cancel();
      throw new ShareError(
        `This link carries more than ${writeCount(MOST_SHARED)} characters, which is more than any link made here. Nothing was changed.`,
      );
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function damaged(): ShareError {
  return new ShareError(
    'This link is damaged: part of it is missing or was changed. Ask for it again, or copy it whole. Nothing was changed.',
  );
}
