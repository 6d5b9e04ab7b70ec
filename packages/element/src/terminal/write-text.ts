/** Writes only what has changed: an unchanged text is not announced again. */
export function writeText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
