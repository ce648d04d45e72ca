import { capacityBuildingApi } from '@commissioning/schemas';
import { asErrors, type FormErrors } from '../pages/form';

type Kind = capacityBuildingApi.AdjustmentKind;

/** What can be arranged, in the words of the person who needs it, and what those arranging it must hear. */
export const NEEDS: Readonly<Record<Kind, { text: string; ask: string; mustSay?: string }>> = {
  bsl: { text: 'British Sign Language interpreter', ask: 'Anything the interpreter should know' },
  captioning: { text: 'Live captions', ask: 'Anything we should know' },
  interpreter: {
    text: 'Interpreter of another language',
    ask: 'Which language',
    mustSay: 'Say which language the interpreter is for',
  },
  childcare: {
    text: 'Childcare',
    ask: 'How many children, and how old',
    mustSay: 'Say how many children there are, and how old',
  },
  travel: { text: 'Help with travel', ask: 'From where, and what helps' },
  'step-free': { text: 'Step-free access', ask: 'Anything we should know' },
  other: { text: 'Something else', ask: 'What is needed', mustSay: 'Say what is needed' },
};
export const KINDS = capacityBuildingApi.ADJUSTMENT_KINDS;

/** What one person, or the whole party, needs. */
export interface Need {
  readonly kind: Kind;
  /** Absent: for everybody, or for somebody not named yet. */
  readonly place?: number;
  readonly detail?: string;
}

/** As the browser sends it: `need` holds the kinds, beside each `for-<kind>` and `detail-<kind>`. */
export type NeedsForm = Readonly<Partial<Record<string, string | string[]>>>;

/** Somebody who comes, by the number of their place: places that were given back leave gaps in the numbers. */
export interface Comer {
  readonly place: number;
  readonly name?: string | null | undefined;
}

const MOST_WORDS = 2_000;
const textOf = (form: NeedsForm, name: string): string => String(form[name] ?? '').trim();

/** The needs that a form asks for, in the order of the form; none is an answer too. */
export function needsOf(
  form: NeedsForm,
  comers: readonly Comer[],
): { needs: Need[] } | { errors: FormErrors } {
  const ticked = new Set([form['need'] ?? []].flat());
  const wrong: { field: string; text: string }[] = [];
  const needs = KINDS.filter((kind) => ticked.has(kind)).map((kind) => {
    const [detail, typed] = [textOf(form, `detail-${kind}`), textOf(form, `for-${kind}`)];
    const place = /^[1-9]\d?$/.test(typed) ? Number(typed) : undefined;
    const { mustSay } = NEEDS[kind];
    if (mustSay && !detail) wrong.push({ field: `detail-${kind}`, text: mustSay });
    if (detail.length > MOST_WORDS)
      wrong.push({ field: `detail-${kind}`, text: `Use at most ${MOST_WORDS} characters` });
    if (place && !comers.some((one) => one.place === place))
      wrong.push({ field: `for-${kind}`, text: 'Select one of the people who come' });
    return { kind, ...(place && { place }), ...(detail && { detail }) };
  });
  return wrong.length > 0 ? { errors: asErrors(wrong) } : { needs };
}

/** The fields of a form that would ask for these needs, so that they can be changed. */
export const formOfNeeds = (needs: readonly Need[]): NeedsForm => ({
  need: needs.map(({ kind }) => kind),
  ...Object.fromEntries(
    needs.flatMap(({ kind, place, detail }) => [
      [`for-${kind}`, place ? String(place) : ''],
      [`detail-${kind}`, detail ?? ''],
    ]),
  ),
});

/** "British Sign Language interpreter for Ayesha Khan" */
export function needInWords({ kind, place }: Need, comers: readonly Comer[]): string {
  return place === undefined ? NEEDS[kind].text : `${NEEDS[kind].text} for ${whoIs(place, comers)}`;
}

/** A person of a party by name, or by number while not named. */
const whoIs = (place: number, comers: readonly Comer[]): string =>
  comers.find((one) => one.place === place)?.name ?? `person ${place}, not named yet`;

/** The people of a party as a form offers them to choose from. */
export const choicesOf = (comers: readonly Comer[]) =>
  comers.map(({ place }) => ({ place, called: whoIs(place, comers) }));
