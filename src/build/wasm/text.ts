/** Pieces of WebAssembly's text format. */

export function times(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

/** Adds to an i32 local. */
export function add(local: string, amount: string): string {
  return `(local.set $${local} (i32.add (local.get $${local}) ${amount}))`;
}

/** Does something for as long as an i32 local is at least so large, taking as much off it each time. */
export function whileLeft(local: string, by: number, label: string, body: string): string {
  return `
  (block $end${label}
    (loop $${label}
      (br_if $end${label} (i32.lt_u (local.get $${local}) (i32.const ${by})))
      ${body}
      (local.set $${local} (i32.sub (local.get $${local}) (i32.const ${by})))
      (br $${label})))`;
}
