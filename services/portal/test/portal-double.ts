import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from '@commissioning/calendar';
import type { Clock } from '@commissioning/service';
import type { Request, Response } from 'express';
import type { PortalConfig } from '../src/config';
import { Drafts, type DraftSession } from '../src/pages/drafts';
import { Page } from '../src/pages/page';
import { PageRenderer } from '../src/pages/renderer';
import { ApiProblem, type ServiceApi } from '../src/pages/service-api';
import type { Visitor } from '../src/pages/visitor';
import { NOW } from './training-samples';

export const clock = {
  now: () => Temporal.Instant.from(NOW),
  today: () => Temporal.PlainDate.from(NOW.slice(0, 10)),
  offsetMs: () => 0,
} as unknown as Clock;

export const drafts = new Drafts(mkdtempSync(join(tmpdir(), 'portal-drafts-')));
export const aBrowser = (): DraftSession =>
  ({ save: (done: () => void) => done() }) as unknown as DraftSession;

export const nobody: Visitor = {};
export const member: Visitor = { actor: { id: 'm', name: 'Samira Begum', roles: [] }, token: 't' };
export const coordinator: Visitor = {
  actor: { id: 't', name: 'Tom Adeyemi', roles: ['training-coordinator'] },
  token: 't',
};
/** Works for the council, and not on training. */
export const officer: Visitor = {
  actor: { id: 'f', name: 'Farida Rahman', roles: ['evaluator'] },
  token: 't',
};

type Answers = readonly (readonly [path: RegExp, answer: unknown])[];

/** Services that answer by path, in the order given; what is not listed does not exist. */
export function servicesThatSay(answers: Answers): ServiceApi {
  const get = async (_: string, path: string) => {
    const found = answers.find(([pattern]) => pattern.test(path));
    if (!found) throw new Error(`No service answers ${path}`);
    return found[1];
  };
  return { get, find: get } as unknown as ServiceApi;
}

/** A service that refuses whatever is asked of it. */
export const refusal = (code: string, detail: string): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status: 409, code, detail });

const renderer = new PageRenderer({ COUNCIL_NAME: 'A council' } as PortalConfig, clock);

/** The page as a browser gets it. */
export function htmlOf(page: unknown, visitor: Visitor, path = '/training'): string {
  if (!(page instanceof Page)) throw new Error(`Not a page: ${JSON.stringify(page)}`);
  const request = {
    session: { person: visitor.actor },
    path,
    csrfToken: () => 'token',
  } as unknown as Request;
  const response = { locals: {}, status: () => response, type: () => response, setHeader: () => response };
  return renderer.render(page, request, response as unknown as Response);
}

/** The styles of every page, as the portal serves them. */
export const styles = (): string => renderer.css;
