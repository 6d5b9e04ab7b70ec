import { mountainDate } from './mountain-time.js';

const dayMs = 24 * 60 * 60_000;

/** The same hour so many days later, Saturdays and Sundays in Mountain Time not counted. Holidays are. */
export function addBusinessDays(time: number, days: number): number {
  let at = time;
  for (let left = days; left > 0;) {
    at += dayMs;
    if (isBusinessDay(at)) left -= 1;
  }
  return at;
}

function isBusinessDay(time: number): boolean {
  const weekday = new Date(`${mountainDate(time)}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
