import { didYouMean } from './suggest';

/** Promises, modules and JSON ask everything whether it has these. */
const ASKED_OF_EVERYTHING: readonly string[] = ['then', 'toJSON', '__esModule', 'default'];

/**
 * A namespace of which it is an error to read what it does not have, as it would be to import it.
 *
 * @param elsewhere what to say of names that other versions of it have, after the name and a colon
 */
export function strict<T extends object>(
  path: string,
  members: T,
  elsewhere: Readonly<Record<string, string>> = {},
): T {
  return new Proxy(members, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || ASKED_OF_EVERYTHING.includes(key)) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      const known = Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined;
      const end = known === undefined ? didYouMean(key, Object.keys(target)) : `: ${known}`;
      throw new Error(`${path} has no ${key}${end}`);
    },
  });
}
