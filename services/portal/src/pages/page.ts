/** A page to render: the template of an area and what it shows. */
export class Page {
  constructor(
    readonly template: string,
    readonly model: Readonly<Record<string, unknown>>,
    readonly status = 200,
  ) {}
}

/** Where the browser goes after a POST, with a sentence to show there once. */
export class Redirect {
  constructor(
    readonly to: string,
    readonly success?: string,
  ) {}
}

/** `page('tenders/list', { title, … })`: the file `src/tenders/list.njk`. `title` is required by the layout. */
export const page = (template: string, model: { title: string } & Record<string, unknown>): Page =>
  new Page(template, model);

/** `redirect('/tenders/1', 'The tender is published.')`: only to a path of the portal itself. */
export function redirect(to: string, success?: string): Redirect {
  if (!/^\/(?![/\\])/.test(to)) throw new Error(`Not a path of the portal: ${to}`);
  return new Redirect(to, success);
}
