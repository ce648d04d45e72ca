import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';
import { CannotStart } from '../cannot-start';
import { signingKeys } from '../keys';
import { clientSecrets } from './clients';
import type { IdentityConfig } from './config';
import { developmentRoutes } from './development';
import { answer, Refused } from './http';
import { pageHeaders, messagePage } from './pages';
import { identityProvider } from './provider';
import { signInRoutes } from './sign-in';

export interface IdentityServer {
  /** Issuer of its tokens; discovery is at `<url>/.well-known/openid-configuration`. */
  url: string;
  stop(): Promise<void>;
}

/** Answers a request that is its business and says so; leaves every other alone. */
export type Routes = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

/**
 * Starts the development identity provider. Its routes: OpenID Connect (`/auth`, `/token`, `/jwks`, …), the sign-in
 * page, `GET /livez`, `POST /dev/tokens` and `GET|PUT /dev/clock`.
 * @throws CannotStart when the port is in use
 */
export async function startIdentity(config: IdentityConfig): Promise<IdentityServer> {
  const [keys, secrets] = await Promise.all([
    signingKeys(config.keysDir),
    clientSecrets(config.clientSecretsFile),
  ]);
  let serve = (_: IncomingMessage, response: ServerResponse): void => void response.writeHead(503).end();
  const server = createServer((request, response) => serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(config.port) : error),
    );
    server.listen(config.port, config.host, resolve);
  });
  // The port may be the system's choice, and the issuer names it: the provider comes after the listening.
  const url = config.issuer ?? `http://${config.host}:${(server.address() as AddressInfo).port}`;
  serve = handler(identityProvider(url, config, keys, secrets), config);
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function handler(provider: Provider, config: IdentityConfig) {
  const oidc = provider.callback();
  const routes = [developmentRoutes(provider, config), signInRoutes(provider, config)];
  return (request: IncomingMessage, response: ServerResponse): void => {
    void (async () => {
      const path = new URL(request.url ?? '/', 'http://here').pathname;
      for (const route of routes) if (await route(request, response, path)) return;
      await oidc(request, response);
    })().catch((error: unknown) => refuse(request, response, error));
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const { status, message } =
    error instanceof Refused ? error : new Refused(500, 'The sign-in provider failed.');
  if (status === 500) console.error(error);
  if (response.headersSent) return void response.end();
  if (!request.headers.accept?.includes('text/html')) return answer(response, status, { error: message });
  response.writeHead(status, pageHeaders('')).end(messagePage('This sign-in cannot go on', message));
}

function portInUse(port: number): CannotStart {
  return new CannotStart(
    `Port ${port} is in use by another program. Stop it, or choose another port for the identity provider.`,
  );
}
