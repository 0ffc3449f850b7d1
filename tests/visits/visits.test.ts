/**
 * Random visits on the built site: 60, or VISITS of them, from that of SEED on, which is 1. What fails is made shorter:
 * with SEED and the `path` that it is told with as SHORTENED, only that visit is made again.
 */
import { test } from '@playwright/test';
import { expectVisitEndsAsFresh } from './expect-as-fresh';

const { SEED = '1', SHORTENED } = process.env;
const first = Number(SEED);
const count = SHORTENED === undefined ? Number(process.env.VISITS ?? 60) : 1;

for (let seed = first; seed < first + count; seed++) {
  test(`visit ${seed} ends as a fresh notebook`, ({ browser }) =>
    expectVisitEndsAsFresh(browser, seed, SHORTENED ?? null));
}
