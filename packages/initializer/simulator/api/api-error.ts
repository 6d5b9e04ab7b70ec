/** An error answer of the v2 API: `{"errors": …}`, a text or one text for each field. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly errors: string | Readonly<Record<string, string>>;

  constructor(status: number, errors: string | Readonly<Record<string, string>>) {
    super(typeof errors === 'string' ? errors : JSON.stringify(errors));
    this.status = status;
    this.errors = errors;
  }
}
