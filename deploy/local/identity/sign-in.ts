import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { IdentityConfig } from './config';
import { bodyOf, Refused } from './http';
import { pageHeaders, signInPage } from './pages';
import { personCalled } from './people';
import type { Routes } from './server';

/** The page on which somebody chooses who to be, and what follows from the choice. */
export function signInRoutes(provider: Provider, { portalUrl }: IdentityConfig): Routes {
  return async (request, response, path) => {
    if (!path.startsWith('/interaction/')) return false;
    const interaction = await openInteraction(provider, request, response);
    if (path !== `/interaction/${interaction.uid}`)
      throw new Refused(404, 'This sign-in belongs to another window.');
    if (interaction.prompt.name !== 'login') {
      const refusal = {
        error: 'access_denied',
        error_description: 'Signing in gives no more than name and address.',
      };
      await provider.interactionFinished(request, response, refusal);
    } else if (request.method === 'POST') {
      await choose(provider, request, response);
    } else {
      response.writeHead(200, pageHeaders(new URL(portalUrl).origin)).end(signInPage(path));
    }
    return true;
  };
}

async function choose(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const choice = new URLSearchParams(await bodyOf(request));
  if (choice.has('cancel')) {
    const refusal = { error: 'access_denied', error_description: 'Nobody was chosen.' };
    return provider.interactionFinished(request, response, refusal);
  }
  const person = personCalled(choice.get('person') ?? '');
  if (!person) throw new Refused(400, 'Choose one of the people on the page.');
  await endEarlierSession(provider, request, response, person.id);
  await provider.interactionFinished(request, response, { login: { accountId: person.id } });
}

/** Without this the library first shows a page that signs the other person out, and only where scripts run. */
async function endEarlierSession(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  next: string,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  if (!interaction.session || interaction.session.accountId === next) return;
  const session = await provider.Session.findByUid(interaction.session.uid);
  await session?.destroy();
  interaction.session = undefined;
  await interaction.persist();
}

async function openInteraction(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  try {
    return await provider.interactionDetails(request, response);
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    throw new Refused(
      400,
      'This sign-in has expired or was used already. Go back to the portal and start again.',
    );
  }
}
