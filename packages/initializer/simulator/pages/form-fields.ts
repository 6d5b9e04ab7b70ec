/** One field of a posted form; empty when it is missing or sent more than once. */
export function formField(body: unknown, name: string): string {
  const value = valueOf(body, name);
  return typeof value === 'string' ? value : '';
}

/** Every value of a field of a posted form. */
export function formFields(body: unknown, name: string): string[] {
  const value = valueOf(body, name);
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function valueOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}
