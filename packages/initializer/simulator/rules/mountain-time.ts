const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Edmonton',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** How Helcim writes a time that is not set. */
export const unsetTime = '0000-00-00 00:00:00';

/** `YYYY-MM-DD HH:MM:SS` in Mountain Time with daylight saving, from milliseconds since the epoch. */
export function mountainTime(milliseconds: number): string {
  const parts = Object.fromEntries(
    format.formatToParts(milliseconds).map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second } = parts as Record<Intl.DateTimeFormatPartTypes, string>;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** `YYYY-MM-DD` in Mountain Time. */
export function mountainDate(milliseconds: number): string {
  return mountainTime(milliseconds).slice(0, 10);
}
