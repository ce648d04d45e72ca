import type { programmeApi } from '@commissioning/schemas';
import { asErrors, type FormErrors } from '../pages/form';

/** The kinds of change that have a form, with the words of the page. */
export const CHANGES = {
  add: { title: 'Add outcome areas', button: 'Add the areas' },
  merge: { title: 'Merge outcome areas', button: 'Merge the areas' },
  split: { title: 'Split', button: 'Split the area' },
  rename: { title: 'Rename', button: 'Rename the area' },
  retype: { title: 'Outcome or approach', button: 'Change the kind' },
  redefine: { title: 'Write a definition', button: 'Save the definition' },
  prioritise: { title: 'Make a priority', button: 'Make it a priority' },
  drop: { title: 'Drop', button: 'Drop the area' },
} as const;
export type ChangeKind = keyof typeof CHANGES;

export const isChange = (kind: string | undefined): kind is ChangeKind =>
  kind !== undefined && kind in CHANGES;

/** The fields of the form as the browser sends them; ticked areas come as one or several. */
export type ChangeForm = Readonly<Record<string, string | string[] | undefined>>;

/** One field of the form; empty when it is missing or came several times. */
export const fieldOf = (form: ChangeForm, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** The change that a form describes, or what is wrong with the form. */
export function changeOf(
  kind: ChangeKind,
  form: ChangeForm,
): { change: programmeApi.FrameworkChange } | { errors: FormErrors } {
  const text = (name: string) => fieldOf(form, name);
  const titles = text('titles')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const areaIds = [form['areaIds'] ?? []].flat();
  const missing = (field: string, sentence: string, is: boolean) => (is ? [{ field, text: sentence }] : []);
  const problems = [
    ...missing('titles', 'Enter at least one title', kind === 'add' && titles.length === 0),
    ...missing('titles', 'Enter at least two titles, one a line', kind === 'split' && titles.length < 2),
    ...missing('areaIds', 'Select at least two areas', kind === 'merge' && areaIds.length < 2),
    ...missing('title', 'Enter a title', (kind === 'merge' || kind === 'rename') && !text('title')),
    ...missing('definition', 'Enter the definition', kind === 'redefine' && !text('definition')),
    ...missing('reason', 'Enter the reason', !text('reason')),
    ...missing('decidedBy', 'Enter who decided', !text('decidedBy')),
    ...missing('source', 'Enter where it is written down', !text('source')),
  ];
  if (problems.length > 0) return { errors: asErrors(problems) };
  const because = { reason: text('reason'), decidedBy: text('decidedBy'), source: text('source') };
  const areaKind = text('kind') === 'approach' ? ('approach' as const) : ('outcome' as const);
  const standing = text('standing') === 'priority' ? ('priority' as const) : ('listed' as const);
  const drafts = titles.map((title) => ({ title, kind: areaKind, standing }));
  const definition = text('definition');
  const areaId = text('areaId');
  switch (kind) {
    case 'add':
      return { change: { change: kind, into: drafts, ...because } };
    case 'merge': {
      const into = { title: text('title'), kind: areaKind, standing, ...(definition && { definition }) };
      return { change: { change: kind, areaIds, into, ...because } };
    }
    case 'split':
      return { change: { change: kind, areaId, into: drafts, ...because } };
    case 'rename':
      return { change: { change: kind, areaId, title: text('title'), ...because } };
    case 'retype':
      return { change: { change: kind, areaId, kind: areaKind, ...because } };
    case 'redefine':
      return { change: { change: kind, areaId, definition, ...because } };
    default:
      return { change: { change: kind, areaId, ...because } };
  }
}
