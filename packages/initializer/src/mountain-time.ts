import { hour } from './clock.js';

const edmonton = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Edmonton',
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
});

/** The day in Mountain Time, as the filters of Helcim's lists take it: `YYYY-MM-DD`. */
export function mountainDate(instant: number): string {
  return edmonton.format(instant).slice(0, 'YYYY-MM-DD'.length);
}

/**
 * The instants that a date of Helcim's API may mean: `YYYY-MM-DD HH:MM:SS` in Mountain Time, without an offset.
 *
 * Usually one instant. In the hour that autumn repeats there are two, an hour apart; a time that spring skips is read both ways.
 */
export function mountainTime(text: string): { earliest: number; latest: number } | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  const asUtc = match ? Date.parse(`${text.replace(' ', 'T')}Z`) : NaN;
  if (Number.isNaN(asUtc)) return undefined;
  const candidates = [asUtc + 6 * hour, asUtc + 7 * hour];
  const exact = candidates.filter((instant) => edmonton.format(instant).replace(', ', ' ') === text);
  const instants = exact.length > 0 ? exact : candidates;
  return { earliest: Math.min(...instants), latest: Math.max(...instants) };
}
