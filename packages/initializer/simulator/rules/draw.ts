/** The nth draw of a seed: evenly from 0 to below 1, always the same (mulberry32 over seed and position). */
export function drawOf(seed: number, position: number): number {
  let mixed = (seed + Math.imul(position + 1, 0x6d2b79f5)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
