// Chance that can be had again: the same seed gives the same moments.

/** Where chance begins, unless somebody asks for another beginning. */
const SEED = Number(process.env.PAKMUD_SEED ?? 2567);

/** Numbers from 0 up to 1 (mulberry32), the same ones at each run. */
export function chance(seed = SEED): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
