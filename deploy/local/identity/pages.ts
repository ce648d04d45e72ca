import { createHash } from 'node:crypto';
import { GROUPS, PEOPLE, type Person } from './people';

const style = `
  body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 3rem; font: 1.125rem/1.5 system-ui, sans-serif; color: #0b0c0c; }
  h1 { font-size: 2rem; line-height: 1.2; margin: 2rem 0 1rem; }
  h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
  ul { list-style: none; margin: 0; padding: 0; }
  li { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0.5rem 0; border-top: 1px solid #b1b4b6; }
  li p { flex: 1 1 20rem; margin: 0.35rem 0; }
  button { font: inherit; min-width: 14rem; min-height: 2.75rem; padding: 0.25rem 0.75rem; text-align: left;
    color: #fff; background: #1d70b8; border: 2px solid transparent; cursor: pointer; }
  button:hover { background: #003078; }
  button:focus-visible { outline: 3px solid #fd0; outline-offset: 0; background: #fd0; color: #0b0c0c; border-color: #0b0c0c; }
  button.quiet { color: #0b0c0c; background: #f3f2f1; border-color: #505a5f; }
  .notice { padding: 0.75rem 1rem; border-left: 0.5rem solid #1d70b8; background: #f3f2f1; }
`;

const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/**
 * Headers of every page: nothing loads but the page's own style sheet, and nobody frames it.
 * @param formOrigin where, besides here, the answer to a form may lead: browsers hold redirects to `form-action` too
 */
export function pageHeaders(formOrigin: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': `default-src 'none'; style-src ${styleSource}; form-action 'self' ${formOrigin}; frame-ancestors 'none'; base-uri 'none'`,
  };
}

/** Everybody who can sign in, by what they do, one button each. `action` is where the choice is posted. */
export function signInPage(action: string): string {
  const groups = Object.entries(GROUPS).map(([group, heading]) => {
    const people = PEOPLE.filter((person) => person.group === group).map(choice);
    return `<section aria-labelledby="${group}"><h2 id="${group}">${heading}</h2><ul>${people.join('')}</ul></section>`;
  });
  return page(
    'Choose who you are',
    `<p class="notice">This sign-in is for development and demonstration. The people are invented and have no
     passwords; anybody who can reach this page can be any of them.</p>
     <form method="post" action="${escaped(action)}">${groups.join('')}
     <h2>None of these</h2><button class="quiet" name="cancel" value="yes">Go back without signing in</button></form>`,
  );
}

function choice({ key, name, roles, description }: Person): string {
  const named = roles.length > 0 ? ` <strong>${roles.join(', ').replaceAll('-', ' ')}.</strong>` : '';
  return `<li><button name="person" value="${key}" aria-describedby="${key}">${escaped(name)}</button>
    <p id="${key}">${named} ${escaped(description)}</p></li>`;
}

/** Asks before a session ends; `form` is the provider's own form, without buttons. */
export function signOutPage(form: string): string {
  return page(
    'Sign out?',
    `${form}<p><button form="op.logoutForm" name="logout" value="yes">Sign out</button></p>
     <p><button class="quiet" form="op.logoutForm">Stay signed in</button></p>`,
  );
}

/** A page with one thing to say. */
export function messagePage(heading: string, text: string): string {
  return page(heading, `<p>${escaped(text)}</p>`);
}

function page(heading: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(heading)} – development sign-in</title><style>${style}</style></head>
<body><main><h1>${escaped(heading)}</h1>${body}</main></body></html>`;
}

function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
