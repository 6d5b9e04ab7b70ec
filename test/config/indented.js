/** The beginning of an error's text, as it stands below the name of the test that failed. */
export function indented(message) {
  const lines = String(message).split('\n');
  return lines
    .slice(0, 12)
    .map((line) => `        ${line.slice(0, 300)}`)
    .join('\n');
}
