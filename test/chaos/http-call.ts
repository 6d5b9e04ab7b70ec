import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity, timeout: 30_000 });

/** One POST or GET; `undefined` when no whole answer came. */
export function httpCall(
  url: string,
  { method, headers, body, signal }: HttpRequest,
): Promise<HttpAnswer | undefined> {
  return new Promise((resolve) => {
    const call = request(url, { method, headers, agent, ...(signal ? { signal } : {}) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
      response.once('error', () => resolve(undefined));
      response.once('close', () => resolve(undefined));
    });
    call.once('error', () => resolve(undefined));
    call.end(body);
  });
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal;
}
