import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that is turned down, with the status and a sentence for whoever sent it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const limit = 16_384;

/** The body of a request, at most 16 KB. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw new Refused(413, 'The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The JSON body of a request. A page of another site cannot send this type without asking first, and is refused. */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new Refused(415, 'Send JSON, with the content type application/json.');
  }
  try {
    return JSON.parse(await bodyOf(request));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(400, 'The body is not JSON.');
  }
}

/** Sends JSON. */
export function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
